"""The parts of a .docx: a zip that is looked at before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from plugins.importers import codes
from plugins.importers.manuscript import RefusedError

LARGEST = 60_000_000  # bytes of a file
_LARGEST_UNPACKED = 300_000_000
_LARGEST_XML = 30_000_000  # the longest article of the portal is a thirtieth of what that holds
_MOST_PARTS = 5_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in an OLE file, as they stand in its directory.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def open_package(data: bytes) -> dict[str, bytes]:
    """Return the parts of a .docx by name.

    Raises:
        RefusedError: not one, locked, broken, or larger than an article ever is.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise RefusedError(codes.LOCKED)
        raise RefusedError(codes.WRONG_KIND, kind="Word 97–2003 (.doc)")
    if not data.startswith(b"PK"):
        raise RefusedError(codes.NOT_WORD, reason="không phải tệp Word" if data else "tệp rỗng")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check(package.infolist())
            parts = {entry.filename: package.read(entry) for entry in package.infolist() if not entry.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise RefusedError(codes.NOT_WORD, reason="tệp nén hỏng") from error
    if not any(name.endswith("document.xml") or name == "_rels/.rels" for name in parts):
        raise RefusedError(codes.NOT_WORD, reason="trong tệp không có văn bản Word")
    for name, part in parts.items():
        # No writer of Word files declares entities; they are how a small file grows without end.
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in part[:4_000].replace(b"\0", b""):
            raise RefusedError(codes.NOT_WORD, reason="có khai báo DOCTYPE")
    return parts


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedError(codes.LOCKED)
    xml = max((entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))), default=0)
    if (
        len(entries) > _MOST_PARTS
        or sum(entry.file_size for entry in entries) > _LARGEST_UNPACKED
        or xml > _LARGEST_XML
    ):
        raise RefusedError(codes.TOO_LARGE, reason="nội dung giải nén quá lớn")


def pack(parts: dict[str, bytes]) -> io.BytesIO:
    """Return *parts* as a zip that nobody keeps: nothing is compressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    target.seek(0)
    return target
