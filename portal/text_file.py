"""Text files that people wrote: read with every mistake of their encoding told, and mended where that is safe.

What comes out is NFC with LF line ends, without any character that a page must not hold or a reader cannot see.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from pathlib import Path
from typing import NamedTuple

from portal.problem import Code, Problem
from portal.system import reason_of
from portal.vietnamese.encodings import decode_foreign, mend_foreign
from portal.vietnamese.text import nfc

UNREADABLE = Code("BV001", "không mở được tệp ({reason})", "xem lại quyền đọc của tệp")
NOT_UTF8 = Code("BV002", "tệp không phải UTF-8, hỏng từ byte thứ {offset}", "mở lại và lưu với mã hóa UTF-8")
CONTROL_CHARACTER = Code(
    "BV003", "có ký tự điều khiển U+{codepoint:04X}", "xóa ký tự ẩn ở dòng này, thường do dán từ nơi khác"
)
OUTSIDE_CONTENT = Code(
    "BV006", "liên kết tượng trưng hỏng hoặc trỏ ra ngoài thư mục nội dung", "chép tệp thật vào thư mục nội dung"
)
NOT_A_TEXT = Code(
    "BV008", "đây là {kind}, không phải văn bản", "lưu bài thành văn bản Markdown; tệp Word thì nhập bằng «desk import»"
)
FOREIGN_ENCODING = Code(
    "BV009", "chữ ở bảng mã {encoding}, đã tự chuyển sang Unicode khi dựng",
    "đọc lại bài trên trang; lưu tệp với mã hóa UTF-8 để khỏi nhắc lại", "warning",
)  # fmt: skip
INVISIBLE = Code(
    "BV028", "có {count} ký tự không nhìn thấy (U+{codepoint:04X}), đã tự bỏ khi dựng",
    "gõ lại chỗ này để khỏi nhắc lại", "warning",
)  # fmt: skip
TURNED_TEXT = Code(
    "BV029", "có ký tự đảo chiều chữ U+{codepoint:04X}: trang sẽ hiện khác với điều đang thấy",
    "xóa rồi gõ lại đoạn này",
)  # fmt: skip
LOST_CHARACTER = Code("BV052", "có chữ đã mất khi chép hoặc chuyển mã («�»)", "gõ lại chữ này theo bản gốc")
FONT_CHARACTER = Code(
    "BV053", "có ký tự riêng của một phông chữ (U+{codepoint:04X}), máy người đọc không hiện được",
    "gõ lại bằng chữ hoặc dấu thường, như «-» ở đầu dòng",
)  # fmt: skip
FONT_BULLET = Code(
    "BV049", "có dấu đầu dòng riêng của phông chữ, đã tự đổi thành «•» khi dựng",
    "thay bằng «- » ở đầu dòng để thành danh sách", "warning",
)  # fmt: skip
DECOMPOSED = Code(
    "BV054", "chữ có dấu viết rời (Unicode tổ hợp), đã tự ghép khi dựng",
    "không cần làm gì; chọn bảng mã Unicode dựng sẵn trong bộ gõ để khỏi nhắc lại", "warning",
)  # fmt: skip
SPECIAL_FILE = Code("BV055", "không phải tệp thường (ống dẫn, thiết bị)", "xóa, rồi lưu lại thành tệp văn bản")
TOO_LARGE = Code("BV067", "tệp lớn quá 1 MB", "chia thành nhiều bài, hoặc đưa phần dài vào tài liệu đính kèm")

# Bytes. The longest article of a year's work is a tenth; beyond, parsers of text take minutes.
_LARGEST = 1_000_000
_KINDS = {
    b"PK\x03\x04": "tệp Word, Excel hoặc ZIP", b"\xd0\xcf\x11\xe0": "tệp Word hoặc Excel kiểu cũ",
    b"%PDF": "tệp PDF", b"{\\rtf": "tệp RTF", b"\xff\xd8\xff": "ảnh JPEG", b"\x89PNG": "ảnh PNG",
    b"GIF8": "ảnh GIF", b"RIFF": "ảnh WebP hoặc tệp âm thanh", b"\x1f\x8b": "tệp nén", b"\x7fELF": "chương trình",
    b"MZ\x90": "chương trình", b"SQLite": "cơ sở dữ liệu",
}  # fmt: skip
# Everything below space but tab and line ends, DEL, the controls of Latin-1, and what is no character at all. STX and
# ETX mark the places of fragments: never in content.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_LOST = re.compile("\ufffd")
_OF_FONTS = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")
# Zero-width spaces, joiners, marks of direction, soft hyphens, marks of byte order in the middle of a text. A joiner
# within an emoji is part of it.
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u2060-\u2064\u3164\ufeff\uffa0]"
    r"|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?![\u2600-\u27bf\U0001f000-\U0001faff])"
)
# One look for all of the above: texts without any are the rule.
_ODD = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u2069\u3164\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufffd-\uffff\U000f0000-\U0010ffff]"
)
# With the halves of characters that JSON can hold and no file can.
_UNSEEN = re.compile(f"{_CONTROL.pattern}|{_TURNING.pattern}|[\ud800-\udfff]")
_REFUSED = (
    (_CONTROL, CONTROL_CHARACTER),
    (_TURNING, TURNED_TEXT),
    (_LOST, LOST_CHARACTER),
    (_OF_FONTS, FONT_CHARACTER),
)
# What the fonts Symbol and Wingdings have where Word begins the items of a list.
_BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf0fc": "✓"})
_FONT_BULLET = re.compile("[\uf0b7\uf0a7\uf0d8\uf0fc]")


class Text(NamedTuple):
    """A text file as it was read: None when it cannot be used, and what there is to tell of it."""

    text: str | None
    problems: list[Problem]


def read_text(path: str, root: Path, shown: str) -> Text:
    """Return the text of the file at *path*, which must lie inside *root*; editors call it *shown*."""
    data = read_bytes(path, root, shown)
    return Text(None, [data]) if isinstance(data, Problem) else decode(data, shown)


def read_bytes(path: str, root: Path, shown: str) -> bytes | Problem:
    """Return the bytes of the file at *path*, or what keeps it from being read."""
    try:
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            if not Path(path).resolve(strict=True).is_relative_to(root.resolve()):
                return OUTSIDE_CONTENT.at(shown)
            status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            return SPECIAL_FILE.at(shown)
        if status.st_size > _LARGEST:
            return TOO_LARGE.at(shown)
        with open(path, "rb") as file:
            return file.read()
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a ring
        if os.path.islink(path):
            return OUTSIDE_CONTENT.at(shown)
        return UNREADABLE.at(shown, reason=reason_of(error))


def decode(data: bytes, shown: str) -> Text:
    """Return *data* as text, mended where that is safe, and what is wrong with it."""
    kind = next((kind for start, kind in _KINDS.items() if data.startswith(start)), None)
    if kind:
        return Text(None, [NOT_A_TEXT.at(shown, kind=kind)])
    problems: list[Problem] = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reading = decode_foreign(data)
        if reading is None:
            line = data.count(b"\n", 0, error.start) + 1
            return Text(None, [NOT_UTF8.at(shown, line, offset=error.start + 1)])
        problems.append(FOREIGN_ENCODING.at(shown, encoding=reading.encoding))
        text = reading.text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    mended = mend_foreign(text)
    if mended is not None:
        problems.append(FOREIGN_ENCODING.at(shown, _first_difference(text, mended.text), encoding=mended.encoding))
        text = mended.text
    if _ODD.search(text):
        text = _without_odd(text, shown, problems)
    if not unicodedata.is_normalized("NFC", text):
        composed = nfc(text)
        problems.append(DECOMPOSED.at(shown, _first_difference(text, composed)))
        text = composed
    refused = any(problem.severity == "error" for problem in problems)
    return Text(None if refused else text, problems)


def without_unseen(text: str) -> str:
    """Return *text* without control characters, marks that turn text round, and what nobody sees; line ends stay.

    For what a person types or pastes: who cannot see a character cannot take it out.
    """
    return _INVISIBLE.sub("", _UNSEEN.sub("", text))


def fault_in(text: str) -> tuple[Code, int] | None:
    """Return what `decode` would tell of *text*, which an entity or an escape wrote, and of which character.

    None when every character may stand in a page. Only what is `INVISIBLE` may be left out instead.
    """
    for pattern, code in (*_REFUSED, (_INVISIBLE, INVISIBLE)):
        if match := pattern.search(text):
            return code, ord(match[0])
    return None


def _without_odd(text: str, shown: str, problems: list[Problem]) -> str:
    """Return *text* without what nobody sees; tell of that, and of what must not stand in a page."""
    if match := _FONT_BULLET.search(text):
        problems.append(FONT_BULLET.at(shown, text.count("\n", 0, match.start()) + 1))
        text = text.translate(_BULLETS)
    for pattern, code in _REFUSED:
        if match := pattern.search(text):
            problems.append(code.at(shown, text.count("\n", 0, match.start()) + 1, codepoint=ord(match[0])))
    if match := _INVISIBLE.search(text):
        line, count = text.count("\n", 0, match.start()) + 1, len(_INVISIBLE.findall(text))
        problems.append(INVISIBLE.at(shown, line, codepoint=ord(match[0]), count=count))
    return _INVISIBLE.sub("", text)


def _first_difference(text: str, other: str) -> int:
    """Return the line of the first difference between two texts of as many lines."""
    pairs = zip(text.split("\n"), other.split("\n"), strict=True)
    return next((number for number, (one, two) in enumerate(pairs, 1) if one != two), 1)
