"""Documents for download: whether a file is what its name says."""

from __future__ import annotations

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# How files of each kind begin; a text begins with anything but a program, a page or another kind.
_BEGINNINGS = {
    ".pdf": (b"%PDF",), ".docx": (_ZIP,), ".xlsx": (_ZIP,), ".pptx": (_ZIP,), ".odt": (_ZIP,), ".ods": (_ZIP,),
    ".zip": (_ZIP, b"PK\x05\x06"), ".doc": (_OLE, b"{\\rtf"), ".xls": (_OLE,), ".ppt": (_OLE,),
}  # fmt: skip
_HEAD = 1024


def is_genuine(suffix: str, content: bytes) -> bool:
    """Return whether *content* begins as files with *suffix* (lower case, with its dot) do. Nothing is none."""
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if suffix == ".csv":
        return bool(head) and b"\0" not in head and not head.startswith((b"<", b"MZ", b"%PDF", _ZIP, _OLE))
    return head.startswith(_BEGINNINGS.get(suffix, ()))
