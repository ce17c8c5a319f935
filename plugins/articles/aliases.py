"""Former addresses of articles, as editors write or copy them, in one form for each place that they mean."""

from __future__ import annotations

import re
from urllib.parse import unquote

from portal.addresses import NEVER_REDIRECTED
from portal.vietnamese.text import nfc

# The letters of old systems' addresses. Quotes, backslash, "$" and braces mean something to web servers, "?", "#" and
# "%" to addresses; none of them can be part of a path that is asked for by its name.
_SEGMENT = re.compile(r"[\w.~!&()*+,;=:@ -]+")
_PAGE = re.compile(r"\.html?\Z", re.IGNORECASE)
# UTF-8 bytes: names in file systems hold 255, and nginx is told to make room for lines of 512 (docs/cai-dat.md).
_LONGEST, _LONGEST_SEGMENT = 400, 200
_SHAPE = "phải là đường dẫn trên cổng, bắt đầu bằng một dấu «/»"


class AliasError(ValueError):
    """An address that cannot be led elsewhere. The message says why, in Vietnamese."""


class ReservedAliasError(AliasError):
    """An address that belongs to a part of the portal."""


def read_alias(written: str) -> str:
    """Return the former address *written*, percent-encoded or not, root-relative and in NFC.

    It ends with ``/``, or with ``.html`` or ``.htm``: "/a", "/a/" and "/a/index.html" are one place.

    Raises:
        AliasError: not a clean path: absolute, with a query, with steps upwards, with signs of other meaning, too long.
        ReservedAliasError: nothing under its first segment is redirected.

    >>> read_alias("/Pages/Tin%20t%E1%BB%A9c.aspx")
    '/Pages/Tin tức.aspx/'
    """
    try:
        path = nfc(unquote(written, errors="strict"))
    except UnicodeDecodeError:
        raise AliasError("mã hóa % không phải UTF-8") from None
    if not path.startswith("/") or path.startswith("//"):
        raise AliasError(_SHAPE)
    segments = path.strip("/").split("/")
    if segments[-1].lower() in ("index.html", "index.htm"):
        segments.pop()
    _check(segments)
    if len(path.encode()) > _LONGEST or any(len(segment.encode()) > _LONGEST_SEGMENT for segment in segments):
        raise AliasError("quá dài")
    return "/" + "/".join(segments) + ("" if _PAGE.search(segments[-1]) else "/")


def _check(segments: list[str]) -> None:
    if not segments or segments == [""]:
        raise AliasError("trang chủ không chuyển đi đâu được")
    for segment in segments:
        if not _SEGMENT.fullmatch(segment):
            raise AliasError("có dấu không dùng được trong địa chỉ" if segment else "có hai dấu «/» liền nhau")
        if segment[0] in "._ " or segment[-1] in ". ":
            raise AliasError(f"phần «{segment}» bắt đầu hoặc kết thúc bằng dấu không dùng được")
    # A file and a folder cannot have one name.
    if any(_PAGE.search(segment) for segment in segments[:-1]):
        raise AliasError("có phần đuôi .html ở giữa")
    first = segments[0].lower()
    if first in NEVER_REDIRECTED or [part.lower() for part in segments[:2]] in (["tin-tuc"], ["tin-tuc", "trang"]):
        raise ReservedAliasError(first)
