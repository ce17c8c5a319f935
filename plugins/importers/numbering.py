"""Automatic numbers of Word, written out where a Markdown list cannot show them: "Điều 1.", "a)", "II.", "2.1.".

Word keeps such numbers out of the text. A list that counts "1.", "2.", "3." from one stays a list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLAIN = re.compile(r"%\d[.)]")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True)
class _Level:
    kind: str
    text: str
    start: int


@dataclass(frozen=True)
class _Number:
    """The number of one paragraph: its label, its level, and whether a list of Markdown shows the same."""

    paragraph: _Element
    label: str
    level: int
    count: int
    is_bullet: bool
    is_plain: bool


def write_numbers(document: _Element, numbering: _Element | None, styles: _Element | None) -> None:
    """Write into *document* the automatic numbers that would be lost, as text before their paragraphs."""
    if numbering is None:
        return
    numbers = _Numbers(numbering, styles)
    row: list[_Number] = []
    for paragraph in document.iter(f"{W}p"):
        number = numbers.next(paragraph)
        previous = paragraph.getprevious()
        if row and (number is None or previous is not row[-1].paragraph):
            _write_row(row)
            row = []
        if number is not None:
            row.append(number)
    _write_row(row)


def _write_row(row: list[_Number]) -> None:
    """Write the numbers of paragraphs that follow each other, unless the lists made of them count the same."""
    counts: dict[int, int] = {}
    for number in row:
        counts = {level: count for level, count in counts.items() if level <= number.level}
        counts[number.level] = counts.get(number.level, 0) + 1
        if not number.is_bullet and not (number.is_plain and number.count == counts[number.level]):
            break
    else:
        return
    for number in row:
        if not number.is_bullet:
            _write(number)


def _write(number: _Number) -> None:
    properties = number.paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        number.paragraph.insert(0, properties)
    for old in properties.findall(f"{W}numPr"):
        properties.remove(old)
    none = etree.SubElement(etree.SubElement(properties, f"{W}numPr"), f"{W}numId")
    none.set(f"{W}val", "0")
    run = etree.Element(f"{W}r")
    text = etree.SubElement(run, f"{W}t")
    text.text = f"{number.label} "
    number.paragraph.insert(number.paragraph.index(properties) + 1, run)


class _Numbers:
    def __init__(self, numbering: _Element, styles: _Element | None) -> None:
        abstract = {_value(item, "abstractNumId", own=True): item for item in numbering.findall(f"{W}abstractNum")}
        self._lists: dict[str, str] = {}
        self._levels: dict[tuple[str, int], _Level] = {}
        self._of_style: dict[str, tuple[str, int]] = {}
        for item in numbering.findall(f"{W}num"):
            name, base = _value(item, "numId", own=True), _value(item, "abstractNumId")
            self._lists[name] = base
            if base in abstract:
                self._read(name, abstract[base])
            for override in item.findall(f"{W}lvlOverride"):
                self._override(name, override)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()
        self._starts = {
            (_value(item, "numId", own=True), int(_value(override, "ilvl", own=True) or 0))
            for item in numbering.findall(f"{W}num")
            for override in item.findall(f"{W}lvlOverride")
            if override.find(f"{W}startOverride") is not None
        }
        if styles is not None:
            self._read_styles(styles)

    def _read(self, name: str, item: _Element) -> None:
        for level in item.findall(f"{W}lvl"):
            self._add_level(name, level)

    def _add_level(self, name: str, level: _Element) -> None:
        index = int(_value(level, "ilvl", own=True) or 0)
        start = _value(level, "start")
        kind = _value(level, "numFmt") or "decimal"
        self._levels[name, index] = _Level(kind, _value(level, "lvlText"), int(start) if start.isdecimal() else 1)
        style = _value(level, "pStyle")
        if style:
            self._of_style.setdefault(style, (name, index))

    def _override(self, name: str, override: _Element) -> None:
        index = int(_value(override, "ilvl", own=True) or 0)
        for level in override.findall(f"{W}lvl"):
            self._add_level(name, level)
        start = _value(override, "startOverride")
        old = self._levels.get((name, index))
        if start.isdecimal() and old:
            self._levels[name, index] = _Level(old.kind, old.text, int(start))

    def _read_styles(self, styles: _Element) -> None:
        """Take the numbering of styles from those that they are based on, too."""
        found = {_value(style, "styleId", own=True): style for style in styles.findall(f"{W}style")}
        for name in found:
            base, seen = name, set[str]()
            while base in found and base not in seen and name not in self._of_style:
                seen.add(base)
                properties = found[base].find(f"{W}pPr/{W}numPr")
                if properties is not None and _value(properties, "numId"):
                    self._of_style[name] = (_value(properties, "numId"), int(_value(properties, "ilvl") or 0))
                base = _value(found[base], "basedOn")

    def next(self, paragraph: _Element) -> _Number | None:
        """Return the number that *paragraph* gets, counting it."""
        place = self._place(paragraph)
        if place is None or place not in self._levels:
            return None
        name, index = place
        level = self._levels[place]
        # Lists of one definition go on with one count, unless one says where it starts.
        counts = self._counts[self._lists.get(name, name)]
        if place in self._starts and place not in self._begun:
            counts.pop(index, None)
        self._begun.add(place)
        for deeper in [other for other in counts if other > index]:
            del counts[deeper]
        counts[index] = counts.get(index, level.start - 1) + 1
        label = re.sub(r"%(\d)", lambda match: self._shown(name, int(match[1]) - 1, counts), level.text)
        is_bullet = level.kind in ("bullet", "none") or not label.strip()
        is_plain = level.kind == "decimal" and _PLAIN.fullmatch(level.text) is not None and not _is_heading(paragraph)
        return _Number(paragraph, label, index, counts[index], is_bullet, is_plain)

    def _place(self, paragraph: _Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        style = self._of_style.get(_value(paragraph.find(f"{W}pPr"), "pStyle"))
        name = _value(properties, "numId")
        if name:
            level = _value(properties, "ilvl")
            return None if name == "0" else (name, int(level) if level.isdecimal() else style[1] if style else 0)
        return style

    def _shown(self, name: str, index: int, counts: dict[int, int]) -> str:
        level = self._levels.get((name, index))
        return _spelled(counts.get(index, level.start if level else 1), level.kind if level else "decimal")


def _is_heading(paragraph: _Element) -> bool:
    return _value(paragraph.find(f"{W}pPr"), "pStyle").lower().startswith("heading")


def _value(element: _Element | None, name: str, *, own: bool = False) -> str:
    """Return the value of the child *name*, or of *element*'s own attribute *name*; "" where there is none."""
    if element is None:
        return ""
    holder = element if own else element.find(f"{W}{name}")
    return "" if holder is None else str(holder.get(f"{W}{name if own else 'val'}") or "")


def _spelled(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        # After z come aa, bb, cc.
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (number // value)
            number %= value
        return roman.upper() if kind == "upperRoman" else roman
    return f"{number:02}" if kind == "decimalZero" else str(number)
