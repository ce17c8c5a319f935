"""What a text refers to: pictures, documents and other sources, found inside the content folder."""

from __future__ import annotations

import hashlib
import posixpath
from pathlib import PurePosixPath
from urllib.parse import unquote

from PIL import Image, UnidentifiedImageError

from plugins.articles import codes
from plugins.articles.files import ContentFolder
from portal.article import Attachment
from portal.pictures import Picture
from portal.problem import Problem
from portal.vietnamese.slug import slugify
from portal.vietnamese.text import nfc

DOCUMENT_TYPES = {
    ".pdf": "PDF", ".doc": "DOC", ".docx": "DOCX", ".xls": "XLS", ".xlsx": "XLSX", ".odt": "ODT", ".ods": "ODS",
    ".ppt": "PPT", ".pptx": "PPTX", ".csv": "CSV", ".zip": "ZIP",
}  # fmt: skip
_PICTURE_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_EXIF_ORIENTATION = 0x0112
_LYING = {5, 6, 7, 8}  # EXIF orientations that swap width and height
# Pelican's spellings of "a file of mine" are accepted; all mean the same here.
_SPELLINGS = ("{static}", "{attach}", "{filename}")


def candidates(written: str, source: str) -> list[str]:
    """Return the paths under ``content/`` that *written* in *source* may mean, likeliest first.

    A leading ``/`` counts from the content folder; otherwise the source's own folder comes first.
    """
    path = written
    for spelling in _SPELLINGS:
        path = path.removeprefix(spelling)
    path = nfc(unquote(path))
    rooted = posixpath.normpath(path.lstrip("/"))
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    options = [rooted] if path.startswith("/") else [beside, rooted]
    return [option for option in options if option not in (".", "") and not option.startswith("..")]


class References:
    """Finds and measures pictures and documents; each file is read once a build."""

    def __init__(self, content: ContentFolder) -> None:
        self._content = content
        self._pictures: dict[str, Picture | str] = {}
        self._documents: dict[str, Attachment] = {}

    def find(self, written: str, source: str) -> str | None:
        """Return the path under ``content/`` of an existing file, or None."""
        return next((path for path in candidates(written, source) if self._content.resolve(path)), None)

    def picture(self, written: str, source: str, line: int) -> Picture | Problem:
        """Return the picture that *source* names, without words, or what is wrong with it."""
        shown = self._content.shown(source)
        if "://" in written or written.startswith(("//", "data:")):
            return codes.FOREIGN_PICTURE.at(shown, line, path=written[:80])
        path = self.find(written, source)
        if path is None:
            return codes.NO_PICTURE.at(shown, line, path=written)
        if path not in self._pictures:
            self._pictures[path] = self._measure(path)
        found = self._pictures[path]
        return codes.BAD_PICTURE.at(shown, line, path=path, reason=found) if isinstance(found, str) else found

    def _measure(self, path: str) -> Picture | str:
        file = self._content.root / path
        try:
            with Image.open(file, formats=_PICTURE_FORMATS) as image:
                width, height = image.size
                if image.getexif().get(_EXIF_ORIENTATION) in _LYING:
                    width, height = height, width
            digest = hashlib.sha256(file.read_bytes()).hexdigest()[:10]
        except UnidentifiedImageError:
            return "không phải ảnh JPEG, PNG hay WebP"
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return "tệp hỏng"
        return Picture(path, digest, width, height)

    def document(self, written: str, source: str, line: int, title: str = "") -> Attachment | Problem:
        """Return the document that *source* names, or what is wrong with it."""
        shown = self._content.shown(source)
        path = self.find(written, source)
        if path is None:
            return codes.NO_DOCUMENT.at(shown, line, path=written)
        suffix = PurePosixPath(path).suffix.lower()
        if suffix not in DOCUMENT_TYPES:
            return codes.BAD_DOCUMENT.at(shown, line, path=path)
        if path not in self._documents:
            size = (self._content.root / path).stat().st_size
            self._documents[path] = Attachment(
                path, _document_url(path), PurePosixPath(path).stem, DOCUMENT_TYPES[suffix], size
            )
        document = self._documents[path]
        return Attachment(path, document.url, title or document.title, document.type, document.size)


def _document_url(path: str) -> str:
    """Return ``/van-ban/2024/ten.pdf``: stable as long as the file keeps its place."""
    parts = PurePosixPath(path.removeprefix("van-ban/"))
    folders = [slugify(part) or "tep" for part in parts.parts[:-1]]
    return "/" + "/".join(["van-ban", *folders, f"{slugify(parts.stem) or 'tep'}{parts.suffix.lower()}"])
