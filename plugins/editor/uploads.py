"""What comes from an editor's disk: made fit for the portal, or refused in one sentence. By content, never by name."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from PIL import Image, ImageOps, UnidentifiedImageError

from portal.vietnamese.slug import slugify

# Bytes. What telephones make stays below; as PHOTOS_MAX_PIXELS allows.
_LARGEST_PICTURE, _LARGEST_DOCUMENT = 40_000_000, 30_000_000
_MAX_PIXELS, _LONGEST_SIDE = 60_000_000, 20_000
# The portal shows 1280 px at most; this leaves room for cropping.
_WIDEST = 2560
_THUMBNAIL = (240, 240)
_KEPT_FORMATS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"heif")
_OFFICE = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What runs, wherever in an archive: macros of Word and Excel, of Excel 4, of LibreOffice, and programs.
_RUNS = re.compile(
    r"vbaproject\.bin$|(?:^|/)(?:macrosheets|dialogsheets|basic|scripts)/"
    r"|\.(?:bat|class|cmd|com|cpl|dll|exe|hta|jar|jse?|lnk|msi|pif|ps1|py|scr|sh|vb[es]?|wsf)$",
    re.IGNORECASE,
)


class RefusedError(Exception):
    """A file that cannot be taken. The message is one sentence for the editor."""


@dataclass(frozen=True)
class Upload:
    """A file ready to be kept: its name (small ASCII letters) and its bytes."""

    name: str
    content: bytes


def picture(name: str, content: bytes) -> Upload:
    """Return a photo as the portal keeps it: upright, without the telephone's notes (place, owner), not too wide.

    HEIC becomes JPEG. The same bytes give the same bytes.

    Raises:
        RefusedError: no picture, a broken or a moving one, or too large.
    """
    if len(content) > _LARGEST_PICTURE:
        raise RefusedError("Ảnh lớn quá 40 MB. Hãy lưu ảnh nhỏ hơn rồi tải lên lại.")
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        _understand_heic()
    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > _MAX_PIXELS:
                raise RefusedError("Ảnh lớn quá 60 triệu điểm ảnh. Hãy lưu ảnh nhỏ hơn rồi tải lên lại.")
            if max(opened.size) > _LONGEST_SIDE:
                raise RefusedError("Ảnh dài quá 20.000 điểm ảnh. Hãy cắt bớt hoặc lưu ảnh nhỏ hơn rồi tải lên lại.")
            kind = opened.format if opened.format in _KEPT_FORMATS else "JPEG"
            made = _encoded(ImageOps.exif_transpose(opened), str(kind))
    except RefusedError:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError):
        raise RefusedError("Tệp này không phải ảnh dùng được. Hãy chọn ảnh JPEG, PNG, WebP hoặc HEIC.") from None
    except Exception:  # decoders fail on broken pictures in ways of their own
        raise RefusedError("Ảnh bị hỏng, không mở được. Hãy lưu lại ảnh rồi tải lên lại.") from None
    return Upload(_name(name, _KEPT_FORMATS[str(kind)], "anh"), made)


def document(name: str, content: bytes) -> Upload:
    """Return a document to be kept.

    Raises:
        RefusedError: another kind than its name says, one that can run, or too large.
    """
    if len(content) > _LARGEST_DOCUMENT:
        raise RefusedError("Tài liệu lớn quá 30 MB. Hãy giảm dung lượng, hoặc chia thành nhiều tệp.")
    suffix = PurePosixPath(name).suffix.lower()
    if not _is_document(suffix, content):
        raise RefusedError("Tệp này không đăng được. Hãy dùng PDF, DOCX, XLSX, PPTX, ODT, ODS hoặc CSV.")
    return Upload(_name(name, suffix, "tai-lieu"), content)


def thumbnail(file: Path) -> bytes:
    """Return a small picture of *file*; nothing where there is none."""
    into = io.BytesIO()
    try:
        with Image.open(file) as image:
            image.draft("RGB", _THUMBNAIL)
            image.thumbnail(_THUMBNAIL)
            image.convert("RGB").save(into, "JPEG", quality=80)
    except Exception:  # decoders fail on broken pictures in ways of their own
        return b""
    return into.getvalue()


def _encoded(image: Image.Image, kind: str) -> bytes:
    """Return *image* encoded anew, so that nothing but its points remains."""
    if image.width > _WIDEST:
        image = image.resize((_WIDEST, round(image.height * _WIDEST / image.width)), Image.Resampling.LANCZOS)
    if kind == "JPEG" and image.mode not in ("RGB", "L"):
        flat = Image.new("RGB", image.size, "white")
        rgba = image.convert("RGBA")
        flat.paste(rgba, mask=rgba.getchannel("A"))
        image = flat
    icc = image.info.get("icc_profile")
    image.info = {}
    into = io.BytesIO()
    options = {"quality": 90} if kind != "PNG" else {"optimize": True}
    image.save(into, kind, **options, **({"icc_profile": icc} if icc else {}))
    return into.getvalue()


def _understand_heic() -> None:
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        raise RefusedError(
            "Máy này chưa mở được ảnh HEIC của iPhone. Hãy lưu ảnh thành JPEG rồi tải lên lại."
        ) from None
    register_heif_opener()


def _is_document(suffix: str, content: bytes) -> bool:
    if suffix == ".pdf":
        return content[:1024].lstrip().startswith(b"%PDF-")
    if suffix in (".doc", ".xls", ".ppt"):
        return content.startswith(_OLE)
    if suffix == ".csv":
        return _is_text(content)
    return suffix in (*_OFFICE, ".odt", ".ods") and _is_office(suffix, content)


def _is_office(suffix: str, content: bytes) -> bool:
    """Return whether a zip archive is what its suffix says, and holds nothing that runs."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
    if any(_RUNS.search(name) for name in names):
        return False
    return any(name.startswith(_OFFICE[suffix]) for name in names) if suffix in _OFFICE else "content.xml" in names


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return b"\0" not in content


def _name(name: str, suffix: str, otherwise: str) -> str:
    """Return a name of small ASCII letters; what a browser sends may hold a path."""
    stem = PurePosixPath(name.replace("\\", "/")).stem
    return f"{slugify(stem)[:80].strip('-') or otherwise}{suffix}"
