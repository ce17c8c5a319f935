"""HTML → blocks: any HTML that the sanitiser left, however its tags were used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from bs4.element import NavigableString, PreformattedString, Tag

from plugins.importers.blocks import LINE_BREAK, Block, Cell, Figure, Listing, Paragraph, Quote, Run, Table
from plugins.importers.cleaning import is_hand_centred, join_runs, tidy
from plugins.importers.settling import BLOCKS, CAPTION_CLASS, NOTE, PICTURE

Align = Literal["left", "center", "right", "hand"]

_HEADING = re.compile(r"h[1-6]")
_LOOKS: dict[str, dict[str, object]] = {
    "b": {"bold": True}, "strong": {"bold": True}, "i": {"italic": True}, "em": {"italic": True},
    "cite": {"italic": True}, "s": {"struck": True}, "strike": {"struck": True}, "del": {"struck": True},
    "sup": {"raised": "sup"}, "sub": {"raised": "sub"},
}  # fmt: skip
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style:\s*italic", re.IGNORECASE)
_ALIGN = re.compile(r"text-align:\s*(center|right)", re.IGNORECASE)
_ALIGN_CLASS = re.compile(r"\b(?:text|align|ct)-(center|right)\b", re.IGNORECASE)
_GAP = 2  # line ends in a row that stand for a new paragraph
_PLAIN = Run("")


@dataclass(frozen=True)
class _Place:
    """What holds for the paragraphs at a place of the tree."""

    level: int = 0
    align: Align = "left"
    is_caption: bool = False


def read_blocks(root: Tag) -> tuple[Block, ...]:
    """Return the blocks of *root*, whose links and pictures are settled (`plugins.importers.settling`).

    Raises:
        RecursionError: tags within each other, hundreds deep.
    """
    flow = _Flow()
    flow.children(root, _place_of(root, _Place()), _PLAIN)
    flow.end_paragraph(_Place())
    return tuple(flow.blocks)


class _Flow:
    """Gathers runs until something ends their paragraph."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._written: list[str] = []  # as in the source, spaces typed to centre it included

    def children(self, tag: Tag, place: _Place, look: Run) -> None:
        """Take what *tag* holds."""
        for child in tag.children:
            if isinstance(child, Tag):
                self._tag(child, place, look)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._text(child, tag, look)

    def _text(self, string: str, tag: Tag, look: Run) -> None:
        self._written.append(string)
        if tag.name == "pre":
            for number, line in enumerate(string.split("\n")):
                self._runs += [replace(look, text=LINE_BREAK)] * bool(number) + [replace(look, text=tidy(line))]
            return
        text = tidy(string).replace("\n", " ")
        if text:
            self._runs.append(replace(look, text=text))

    def _tag(self, tag: Tag, place: _Place, look: Run) -> None:
        name = tag.name
        if name == "br":
            self._runs.append(Run(LINE_BREAK))
        elif name == "img":
            self._picture(tag, place)
        elif name in ("ul", "ol"):
            self.end_paragraph(place)
            self.blocks.append(_listing(tag))
        elif name == "table":
            self.end_paragraph(place)
            self.blocks += _table(tag)
        elif name == "blockquote":
            self.end_paragraph(place)
            self.blocks.append(Quote(read_blocks(tag)))
        elif name == "hr":
            self.end_paragraph(place)
        elif _HEADING.fullmatch(name):
            self._block(tag, replace(_place_of(tag, place), level=int(name[1])), place)
        elif name in BLOCKS:
            self._block(tag, _place_of(tag, place), place)
        else:
            self._inline(tag, place, look)

    def _block(self, tag: Tag, place: _Place, around: _Place) -> None:
        self.end_paragraph(around)
        self.children(tag, place, _PLAIN)
        self.end_paragraph(place)

    def _inline(self, tag: Tag, place: _Place, look: Run) -> None:
        href = str(tag.get("href") or "") if tag.name == "a" else ""
        if href.startswith(NOTE):
            self._runs.append(Run("", note=href.removeprefix(NOTE)))
            return
        style = str(tag.get("style") or "")
        changes = dict(_LOOKS.get(tag.name, {}))
        if _BOLD.search(style):
            changes["bold"] = True
        if _ITALIC.search(style):
            changes["italic"] = True
        if href:
            changes["href"] = href
        self.children(tag, place, replace(look, **changes))  # type: ignore[arg-type]  # each field gets its own type

    def _picture(self, tag: Tag, place: _Place) -> None:
        key = str(tag.get("src") or "")
        if key.startswith(PICTURE):
            self.end_paragraph(place)
            self.blocks.append(Figure(key.removeprefix(PICTURE), " ".join(tidy(str(tag.get("alt") or "")).split())))

    def end_paragraph(self, place: _Place) -> None:
        """Make paragraphs of what was gathered; an empty line between two lines parts paragraphs."""
        align: Align = "hand" if is_hand_centred("".join(self._written).lstrip("\n\r\t")) else place.align
        for runs in _parted(self._runs):
            joined = join_runs(runs)
            if joined:
                self.blocks.append(Paragraph(joined, place.level, align, place.is_caption))
        self._runs, self._written = [], []


def _parted(runs: list[Run]) -> Iterator[list[Run]]:
    part: list[Run] = []
    breaks = 0
    for run in runs:
        if run.text == LINE_BREAK:
            breaks += 1
        elif run.text.strip() or run.note:
            if breaks >= _GAP:
                yield part
                part = []
            breaks = 0
        part.append(run)
    yield part


def _place_of(tag: Tag, around: _Place) -> _Place:
    style, names = str(tag.get("style") or ""), " ".join(tag.get("class") or [])
    match = _ALIGN.search(style) or _ALIGN_CLASS.search(names)
    written = match[1].lower() if match else str(tag.get("align") or "").lower()
    align: Align = (
        "center" if written == "center" or tag.name == "center" else "right" if written == "right" else "left"
    )
    if not written and tag.name != "center":
        align = around.align
    is_caption = around.is_caption or tag.name == "figcaption" or CAPTION_CLASS.search(names) is not None
    return _Place(around.level, align, is_caption)


def _listing(tag: Tag) -> Listing:
    """Return the list *tag*; what stands between its items, as lists of old pages do, belongs to the item before."""
    items: list[tuple[Block, ...]] = []
    between = Tag(name="div")
    for child in [*tag.children, Tag(name="li")]:
        if isinstance(child, Tag) and child.name == "li":
            stray = read_blocks(between)
            if stray:
                items[-1:] = [(*(items[-1] if items else ()), *stray)]
            items.append(read_blocks(child))
            between = Tag(name="div")
        else:
            between.append(child.extract())
    items.pop()  # the empty one that ends the row
    start = str(tag.get("start") or "1")
    return Listing(tuple(items), tag.name == "ol", int(start) if start.isdecimal() and len(start) < 6 else 1)


def _table(tag: Tag) -> Iterator[Block]:
    """Yield the caption of a table as a paragraph, then the table."""
    rows = []
    for element in tag.find_all(["tr", "caption"]):
        if element.find_parent("table") is not tag:
            continue
        if element.name == "caption":
            yield from (
                replace(block, is_caption=False) if isinstance(block, Paragraph) else block
                for block in read_blocks(element)
            )
            continue
        in_head = element.parent is not None and element.parent.name == "thead"
        cells = [_cell(cell, in_head) for cell in element.find_all(["td", "th"], recursive=False)]
        if cells:
            rows.append(tuple(cells))
    if rows:
        yield Table(tuple(rows))


def _cell(tag: Tag, in_head: bool) -> Cell:
    return Cell(read_blocks(tag), in_head or tag.name == "th", _span(tag, "colspan"), _span(tag, "rowspan"))


def _span(tag: Tag, name: str) -> int:
    written = str(tag.get(name) or "1").strip()
    return max(1, min(int(written), 1000)) if written.isdecimal() and len(written) < 6 else 1
