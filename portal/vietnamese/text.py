"""Plain text: the normal form, cutting between words, ties that keep a number with its unit."""

from __future__ import annotations

import re
import unicodedata

ELLIPSIS = "..."  # as the portal this project came from writes it: three full stops, not U+2026

_WHITE_SPACE = re.compile(r"\s+")
# Words that count or measure; a line must not end between a number and one of these.
_UNITS = (
    "tháng|năm|ngày|giờ|phút|tuần|quý|phần trăm|tỷ|tỉ|triệu|nghìn|đồng|km|ha|m|bài|hồ|thủ|người|xã|phường|huyện|tỉnh"
    "|bước|điểm|lần|nhiệm|dịch|cơ|đơn|loại|mức|việc|văn|chỉ|quyết|trang|ý"
)
_NUMBER_AND_UNIT = re.compile(rf"(\d[\d.,]*) (?=(?:{_UNITS})\b)")


def nfc(text: str) -> str:
    """Return *text* in Unicode's NFC form, the only form kept inside the portal."""
    return unicodedata.normalize("NFC", text)


def cut(text: str, limit: int = 100) -> str:
    """Cut *text* between words to at most *limit* code points, ``...`` included.

    A title that fits is returned whole. Words are parted by white space only, so `178/QĐ-UBND` is never split.
    A first word longer than the limit is cut inside, as there is nothing else to keep.

    Args:
        text: NFC; white space is folded to single spaces.
        limit: code points, at least 4.

    >>> cut("Thực hiện hiệu quả công tác kiểm soát thủ tục", 30)
    'Thực hiện hiệu quả công tác...'
    """
    text = _WHITE_SPACE.sub(" ", text).strip()
    if len(text) <= limit:
        return text
    room = limit - len(ELLIPSIS)
    head, space, _ = text[: room + 1].rpartition(" ")
    return (head if space else text[:room]) + ELLIPSIS


def tie_numbers(text: str) -> str:
    r"""Return *text* with a no-break space between a number and its unit ("6 tháng"), for display only.

    >>> tie_numbers("Sơ kết 6 tháng đầu năm") == "Sơ kết 6\N{NO-BREAK SPACE}tháng đầu năm"
    True
    """
    return _NUMBER_AND_UNIT.sub("\\1\N{NO-BREAK SPACE}", text)
