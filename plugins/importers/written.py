"""What old pages write around an article: dates in any of their forms, and the encoding of the page itself."""

from __future__ import annotations

import codecs
import re
from datetime import datetime

from portal.vietnamese.dates import DateError, parse_date
from portal.vietnamese.text import nfc

_TIME = r"(?P<{0}>\d{{1,2}}\s?[:hg]\s?\d{{2}}(?::\d{{2}})?(?:\s?(?:SA|CH|AM|PM)\b)?)"
_DAY = (
    r"(?P<date>\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}\s+tháng\s+\d{1,2}\s*,?\s+năm\s+\d{4})"
)
_DATE = re.compile(
    rf"(?<![\d/.-])(?:{_TIME.format('before')}[\s,|–-]*(?:ngày\s)?)?{_DAY}(?!\d)(?:[\s,|T–-]*(?:lúc\s)?{_TIME.format('after')})?",
    re.IGNORECASE,
)
# What may stand around a date in a line of nothing else. Taken out one by one: a pattern of all would try every order.
_AROUND = re.compile(
    r"đăng|cập nhật|xuất bản|gửi|lúc|ngày|giờ|tin|bài|thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\snhật|gmt\s?\+?\s?7|utc"
    r"|[\s:,;|()\[\]+–-]+",
    re.IGNORECASE,
)
_POSTED = re.compile(r"đăng|xuất bản", re.IGNORECASE)

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{2,20})""", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# Vietnamese pages that call themselves Western were written with Windows set to Vietnamese.
_MEANT = {"iso-8859-1": "cp1258", "latin-1": "cp1258", "latin1": "cp1258", "windows-1252": "cp1258", "cp1252": "cp1258",
          "us-ascii": "utf-8", "ascii": "utf-8", "unicode": "utf-16", "x-sjis": "utf-8"}  # fmt: skip


def find_date(text: str, *, whole: bool = False) -> datetime | None:
    """Return the moment that *text* names, that of posting before any other; with *whole* only if it is all there is.

    A date that no calendar has is none. Works in one pass over *text*.
    """
    text = " ".join(text.split())
    found = None
    for match in _DATE.finditer(text):
        before = text[: match.start()]
        if whole and _AROUND.sub("", f"{before} {text[match.end() :]}"):
            return None
        moment = _moment(match)
        if moment and (found is None or (_POSTED.search(before[-40:]) and not _POSTED.search(text[:20]))):
            found = moment
    return found


def _moment(match: re.Match[str]) -> datetime | None:
    day = re.sub(r"\s*([/.-])\s*", r"\1", match["date"])
    if "tháng" in day.lower():
        day = f"ngày {' '.join(day.lower().split())}"
    time = match["after"] or match["before"] or ""
    time = re.sub(r"\s*[:hg]\s*", ":", time, count=1, flags=re.IGNORECASE)
    half = re.search(r"(SA|CH|AM|PM)$", time, re.IGNORECASE)
    # "14:05 CH" is written by clocks of 24 hours too.
    if half and int(time.split(":")[0]) > 12:
        time = time[: half.start()].strip()
    for form in (f"{day} {time}".strip(), day):
        try:
            return parse_date(form)
        except DateError:
            continue
    return None


def decode_page(data: bytes) -> tuple[str, str]:
    """Return the text of a page in NFC, and the encoding that was guessed, "" where the page says it rightly.

    A byte order mark counts first, then UTF-8 if all is valid, then what the page says, then Windows-1258.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return nfc(data.decode(encoding, "replace")), ""
    if data[:200].count(0) > 40:  # UTF-16 without its mark: each second byte of tags is zero
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        return nfc(data.decode(encoding, "replace")), encoding
    declared = _declared(data)
    try:
        return nfc(data.decode("utf-8")), ""
    except UnicodeDecodeError:
        pass
    encoding = _MEANT.get(declared, declared)
    try:
        if encoding and encoding not in ("utf-8", "utf8"):
            return nfc(data.decode(encoding)), "" if declared in (encoding, "windows-1258") else encoding
    except (UnicodeDecodeError, LookupError):
        pass
    if _mostly_utf8(data):
        return nfc(data.decode("utf-8", "replace")), "utf-8"
    return nfc(data.decode("cp1258", "replace")), "windows-1258"


def _declared(data: bytes) -> str:
    match = _XML.match(data.lstrip()) or _META.search(data[:4096])
    return match[1].decode("ascii", "replace").lower() if match else ""


def _mostly_utf8(data: bytes) -> bool:
    """Return whether *data* is UTF-8 with a few bytes spoilt."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\N{REPLACEMENT CHARACTER}")
    return wrong * 20 < sum(character > "\x7f" for character in text)
