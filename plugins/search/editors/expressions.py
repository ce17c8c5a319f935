"""Expressions: what editors type to search the archive, read into conditions.

Words side by side must all be there; VÀ, HOẶC, KHÔNG (or AND, OR, NOT) in capitals and parentheses join them; "…" is a
phrase, ``cach*`` a beginning, ``tieu-de:`` and its like ask one field. Whatever is typed has a reading: what cannot be
read is left out, and a note says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from plugins.search.editors.conditions import AllOf, AnyOf, Begins, Condition, Has, Not, Says
from plugins.search.editors.periods import period
from portal.vietnamese.analysis import WORD, analyse
from portal.vietnamese.fold import fold
from portal.vietnamese.slug import slugify

LONGEST, MOST_TERMS, DEEPEST = 1000, 32, 20
_FIELDS = {
    "tieu-de": "title", "title": "title",
    "chuyen-muc": "category", "category": "category",
    "so": "number", "so-hieu": "number", "number": "number",
    "nhan": "tag", "chu-de": "tag", "tag": "tag",
    "loai": "kind", "kind": "kind",
    "ngay": "date", "date": "date",
}  # fmt: skip
_OPERATORS = {"AND": "and", "VÀ": "and", "OR": "or", "HOẶC": "or", "NOT": "not", "KHÔNG": "not"}
# Quotation marks of every keyboard and of Word.
_QUOTES = re.compile("[“”„‟«»″＂]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # with halves of characters, as a wrong code page gives them
_PIECE = re.compile(
    r"""(?P<open>\() | (?P<close>\)) | "(?P<phrase>[^"]*)(?P<end>"|$) | \[(?P<range>[^][]*)(?:\]|$)"""
    r"""| (?P<field>[^\W\d_][\w-]*):\s* | (?P<word>[^\s()"[\]]+) | (?P<stray>\])""",
    re.VERBOSE,
)


class Expression(NamedTuple):
    """What was typed: the condition, or None where nothing asks for anything; notes in Vietnamese."""

    condition: Condition | None
    notes: tuple[str, ...]


class _Piece(NamedTuple):
    """A part of an expression: "open", "close", "phrase", "range", "field", "word", "and", "or", "not" or "end"."""

    kind: str
    text: str = ""


def read_expression(text: str) -> Expression:
    """Read *text*, whatever it is."""
    parser = _Parser(text)
    return Expression(parser.read(), tuple(dict.fromkeys(parser.notes)))


class _Parser:
    """Reads one expression from left to right."""

    def __init__(self, text: str) -> None:
        self.notes: list[str] = []
        if len(text) > LONGEST:
            self.notes.append(f"Biểu thức dài quá: chỉ đọc {LONGEST} ký tự đầu.")
        self._pieces = list(self._cut(_QUOTES.sub('"', unicodedata.normalize("NFC", text[:LONGEST]))))
        self._next = self._terms = self._depth = 0

    def _cut(self, text: str) -> Iterator[_Piece]:
        for match in _PIECE.finditer(_CONTROL.sub(" ", text)):
            kind, content = str(match.lastgroup), match[0]
            if kind == "end":
                kind, content = "phrase", match["phrase"]
                if not match["end"]:
                    self.notes.append("Thiếu dấu ngoặc kép đóng: coi cụm từ kéo dài đến hết.")
            elif kind == "range":
                content = match["range"]
            elif kind == "field":
                content = fold(match["field"])
                if content not in _FIELDS:
                    self.notes.append(f"Không có trường «{match['field'][:40]}»; có: {', '.join(_FIELDS)}.")
                    kind, content = "word", match["field"]
            elif kind == "word":
                kind = _OPERATORS.get(content, kind)
            yield _Piece(kind, content)
        yield _Piece("end")

    def _peek(self) -> str:
        return self._pieces[self._next].kind

    def _take(self) -> _Piece:
        piece = self._pieces[self._next]
        self._next += piece.kind != "end"
        return piece

    def read(self) -> Condition | None:
        """Return the condition of the whole expression."""
        parts: list[Condition | None] = []
        while self._peek() != "end":
            parts.append(self._either("text"))
            if self._peek() == "close":
                self._take()
                self.notes.append("Thừa dấu đóng ngoặc: đã bỏ qua.")
        return _joined(AllOf, parts)

    def _either(self, field: str) -> Condition | None:
        """Read what OR joins, up to the end or a parenthesis that closes."""
        parts = [self._every(field)]
        while self._peek() == "or":
            self._take()
            parts.append(self._every(field))
            if None in parts:
                self.notes.append("HOẶC cần một vế ở mỗi bên: đã bỏ qua chỗ thiếu.")
        return _joined(AnyOf, parts)

    def _every(self, field: str) -> Condition | None:
        """Read what AND joins, or nothing but a space."""
        parts: list[Condition | None] = []
        while (kind := self._peek()) not in ("or", "close", "end"):
            if kind == "and":
                self._take()
                if not parts or self._peek() in ("and", "or", "close", "end"):
                    self.notes.append("VÀ cần một vế ở mỗi bên: đã bỏ qua chỗ thiếu.")
            else:
                parts.append(self._one(field))
        return _joined(AllOf, parts)

    def _one(self, field: str) -> Condition | None:
        """Read one demand."""
        piece = self._take()
        if piece.kind == "not":
            return self._excluded(field)
        if piece.kind in ("field", "open"):
            self._depth += 1
            found = self._inner(piece, field)
            self._depth -= 1
            return found
        self._terms += 1
        if self._terms > MOST_TERMS:
            self.notes.append(f"Biểu thức có nhiều từ quá: chỉ đọc {MOST_TERMS} từ đầu.")
            return None
        return self._value(piece, field)

    def _excluded(self, field: str) -> Condition | None:
        """Read what stands behind KHÔNG; two of them are none."""
        excluding = True
        while self._peek() == "not":
            self._take()
            excluding = not excluding
        if self._nothing_behind("KHÔNG"):
            return None
        found = self._one(field)
        return Not(found) if found and excluding else found

    def _inner(self, piece: _Piece, field: str) -> Condition | None:
        """Read what stands behind a field's name or an opening parenthesis."""
        if self._depth > DEEPEST:
            self.notes.append(f"Biểu thức lồng quá {DEEPEST} lớp: đã bỏ qua các lớp trong.")
            return None
        if piece.kind == "open":
            found = self._either(field)
            if self._peek() == "close":
                self._take()
            else:
                self.notes.append("Thiếu dấu đóng ngoặc: coi như đóng ở cuối.")
            return found
        return None if self._nothing_behind(f"{piece.text}:") else self._one(_FIELDS[piece.text])

    def _nothing_behind(self, what: str) -> bool:
        if self._peek() not in ("and", "or", "close", "end"):
            return False
        self.notes.append(f"Sau «{what}» chưa có gì: đã bỏ qua.")
        return True

    def _value(self, piece: _Piece, field: str) -> Condition | None:
        """Return what *piece* asks of *field*."""
        if field == "date":
            published = period(piece.text)
            if published is None:
                self.notes.append("Không đọc được ngày; viết như ngay:2024, ngay:2024-03..2024-06, ngay:05/03/2024.")
            return published
        text, starts = piece.text, False
        if piece.kind == "word" and "*" in text:
            text = text.rstrip("*")
            starts = text != piece.text
            if "*" in text:
                self.notes.append("Dấu * chỉ dùng được ở cuối từ: đã bỏ qua dấu * khác.")
        found = _beginning(field, text) if starts else _whole(field, text)
        if found is None and starts:
            self.notes.append("Trước dấu * cần ít nhất hai chữ cái hoặc chữ số.")
        return found


def _joined(kind: type[AllOf] | type[AnyOf], parts: list[Condition | None]) -> Condition | None:
    """Return one condition of those *parts* that ask for something."""
    known = tuple(part for part in parts if part is not None)
    return known[0] if len(known) == 1 else kind(known) if known else None


def _whole(field: str, text: str) -> Condition | None:
    """Return the condition that *field* has *text*: a word, a phrase, a number or a name."""
    if field in ("category", "tag", "kind"):
        name = slugify(text)
        return Has(field, name) if name else None
    tokens = analyse(text)
    words = tuple(token.folded for token in tokens if token.kind == WORD)
    wholes = [token.folded for token in tokens if token.kind != WORD]
    if not words:
        return None
    if field == "number":
        # 42/2022 asks for 42/2022/NĐ-CP, too.
        return AnyOf(tuple(found for n in wholes or words for found in (Has("number", n), Begins("number", f"{n}/"))))
    said = Has(field, words[0]) if len(words) == 1 else Says(field, words)
    if field == "text" and len(text.split()) == 1:
        # The article may write a date or a figure another way: 20 tháng 7 năm 2023, 1.384.
        numbers = wholes or [word for word in words if word.isdigit()]
        return AnyOf((*(Has("number", number) for number in numbers), said)) if numbers else said
    return said


def _beginning(field: str, text: str) -> Condition | None:
    """Return the condition that a term of *field* begins with *text*; None where that says too little."""
    if field in ("category", "tag", "kind"):
        name = slugify(text)
        return Begins(field, name) if len(name) > 1 else None
    tokens = analyse(text)
    wholes = [token.folded for token in tokens if token.kind != WORD]
    words = [token.folded for token in tokens if token.kind == WORD]
    if field == "number" or wholes:
        start = (wholes or words or [""])[0]
        return Begins("number", start) if len(start) > 1 else None
    if not words or len(words[-1]) < 2:
        return None
    last: Condition = Begins(field, words[-1])
    return AllOf((*(Has(field, word) for word in words[:-1]), last)) if words[1:] else last
