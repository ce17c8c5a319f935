"""Taking in pictures and documents: looked at, changed to what the portal serves, known by a digest of their bytes."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Callable

from PIL import Image, UnidentifiedImageError

from plugins.importers import codes
from plugins.importers.cleaning import tidy
from plugins.importers.codes import Note
from plugins.importers.manuscript import Asset

# As the portal's own reading of pictures and documents.
_SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif"}
_CHANGED = ("BMP", "TIFF")  # what old programs put into documents: PNG holds the same points
_MAX_PIXELS = 60_000_000
_SMALLEST = 24  # points a side: smaller ones are bullets, lines and counters of visits
DOCUMENT_SUFFIXES = frozenset({
    ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".odt", ".ods", ".ppt", ".pptx", ".csv", ".zip",
})  # fmt: skip
# What programs write where a description should stand.
_NO_DESCRIPTION = re.compile(
    r".*\.(?:jpe?g|png|gif|bmp|webp|tiff?|emf|wmf)|(?:image|picture|img|dsc|hình ảnh|hình|ảnh|graphic|object|untitled)"
    r"[ _-]*\d*|.*(?:automatically generated|được tạo tự động|có thể không chính xác).*",
    re.IGNORECASE | re.DOTALL,
)


def description(alt: str, title: str) -> str:
    """Return *alt* if it describes a picture; "" if a program wrote it or it only repeats the article's *title*."""
    text = " ".join(tidy(alt).split())
    return "" if _NO_DESCRIPTION.fullmatch(text) or text.casefold() == title.casefold() else text


class Intake:
    """Gathers the pictures and documents of one article; *notes* gets what is left out."""

    def __init__(self, notes: list[Note]) -> None:
        self.pictures: dict[str, Asset] = {}
        self.documents: dict[str, Asset] = {}
        self._notes = notes

    def picture(self, data: bytes, name: str) -> str:
        """Return the key of a picture, "" where it cannot be used."""
        found = _look_at(data)
        if isinstance(found, str):
            self._notes.append(Note(codes.PICTURE_LEFT_OUT, {"name": name, "reason": found}))
            return ""
        suffix, kept = found
        key = _key(kept)
        self.pictures.setdefault(key, Asset(name, suffix, kept))
        return key

    def document(self, name: str, read: Callable[[], bytes | str]) -> str:
        """Return the key of a document, "" where its kind is not published or *read* tells why there is none."""
        suffix = f".{name.rpartition('.')[2].lower()}"
        data = read() if suffix in DOCUMENT_SUFFIXES else "loại tệp không được đăng"
        if isinstance(data, str):
            self._notes.append(Note(codes.DOCUMENT_MISSING, {"name": name, "reason": data}))
            return ""
        key = _key(data)
        self.documents.setdefault(key, Asset(name, suffix, data))
        return key


def _key(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def _look_at(data: bytes) -> tuple[str, bytes] | str:
    """Return the suffix and the bytes to keep of a picture, or why there are none."""
    if data[:4] in (b"\x01\x00\x00\x00", b"\xd7\xcd\xc6\x9a") or data[40:44] == b" EMF":
        return "ảnh dạng EMF/WMF"
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(io.BytesIO(data), formats=[*_SUFFIXES, *_CHANGED]) as image,
        ):
            if image.width * image.height > _MAX_PIXELS:
                return "lớn quá 60 triệu điểm ảnh"
            if min(image.size) < _SMALLEST:
                return "ảnh trang trí nhỏ"
            image.load()
            return _kept(image, data)
    except UnidentifiedImageError:
        return "không phải ảnh JPEG, PNG, GIF hay WebP"
    except (OSError, ValueError, SyntaxError, IndexError, EOFError, Image.DecompressionBombError):
        return "tệp ảnh hỏng"


def _kept(image: Image.Image, data: bytes) -> tuple[str, bytes]:
    if image.format in _SUFFIXES:
        return _SUFFIXES[image.format], data
    changed = io.BytesIO()
    image.convert("RGBA" if "A" in image.getbands() else "RGB").save(changed, "PNG")
    return ".png", changed.getvalue()
