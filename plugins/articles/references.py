"""What a text refers to: pictures, documents and other sources, found inside the content folder."""

from __future__ import annotations

import hashlib
import posixpath
import warnings
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from PIL import Image, UnidentifiedImageError

from plugins.articles import codes
from plugins.articles.files import ContentFolder
from plugins.articles.record import Stamp
from portal.article import Attachment
from portal.documents import is_genuine
from portal.pictures import Picture
from portal.problem import Problem
from portal.vietnamese.slug import slugify
from portal.vietnamese.text import nfc

DOCUMENT_TYPES = {
    ".pdf": "PDF", ".doc": "DOC", ".docx": "DOCX", ".xls": "XLS", ".xlsx": "XLSX", ".odt": "ODT", ".ods": "ODS",
    ".ppt": "PPT", ".pptx": "PPTX", ".csv": "CSV", ".zip": "ZIP",
}  # fmt: skip
_PICTURE_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_MAX_PIXELS = 60_000_000  # as PHOTOS_MAX_PIXELS
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
    """Finds and measures pictures and documents; each file is read once.

    Attributes:
        looked_up: the files that were looked for since it was last emptied, with their stamps: what was found follows
            from them.
    """

    def __init__(self, content: ContentFolder) -> None:
        self._content = content
        self._pictures: dict[str, Picture | str] = {}
        self._documents: dict[str, Attachment] = {}
        self.looked_up: dict[str, Stamp] = {}

    def find(self, written: str, source: str) -> str | None:
        """Return the path under ``content/`` of an existing file, or None."""
        for path in candidates(written, source):
            self.looked_up[path] = self._content.stamp(path)
            if self._content.resolve(path):
                return self._content.actual(path)
        return None

    def find_source(self, written: str, source: str) -> str | None:
        """Return the path of another source, or of the likeliest place where one is missing. Not looked up by stamp:
        its address is another matter than its words."""
        paths = candidates(written, source)
        return next((path for path in paths if self._content.resolve(path)), paths[0] if paths else None)

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
            with warnings.catch_warnings(action="ignore"), Image.open(file, formats=_PICTURE_FORMATS) as image:
                width, height = image.size
                if width * height > _MAX_PIXELS:
                    return "lớn quá 60 triệu điểm ảnh"
                if image.getexif().get(_EXIF_ORIENTATION) in _LYING:
                    width, height = height, width
                image.draft("L", (1, 1))  # to its end, as small as the format can: half a photo is none
                image.load()
            digest = hashlib.sha256(file.read_bytes()).hexdigest()[:10]
        except UnidentifiedImageError:
            return "không phải ảnh JPEG, PNG hay WebP"
        except Image.DecompressionBombError:
            return "lớn quá 60 triệu điểm ảnh"
        except (OSError, ValueError, SyntaxError):
            return "tệp hỏng hoặc bị cắt cụt"
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
            try:
                content = (self._content.root / path).read_bytes()
            except OSError:
                return codes.NO_DOCUMENT.at(shown, line, path=written)
            if not is_genuine(suffix, content):
                return codes.FALSE_DOCUMENT.at(shown, line, path=path, type=DOCUMENT_TYPES[suffix])
            self._documents[path] = Attachment(
                source=path,
                url=_document_url(path),
                title=nfc(PurePosixPath(path).stem),
                type=DOCUMENT_TYPES[suffix],
                size=len(content),
                digest=hashlib.sha256(content).hexdigest()[:16],
            )
        document = self._documents[path]
        return replace(document, title=title) if title else document


def _document_url(path: str) -> str:
    """Return ``/van-ban/2024/ten.pdf``: stable as long as the file keeps its place."""
    parts = PurePosixPath(path.removeprefix("van-ban/"))
    folders = [slugify(part) or "tep" for part in parts.parts[:-1]]
    return "/" + "/".join(["van-ban", *folders, f"{slugify(parts.stem) or 'tep'}{parts.suffix.lower()}"])
