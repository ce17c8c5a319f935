"""Cleaning: what typists, Word and old portals left in a text. Pure functions over text and blocks.

Words, figures, ellipses and the places of tone marks stay as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from plugins.importers.blocks import LINE_BREAK, Block, Cell, Figure, Listing, Paragraph, Quote, Run, Table
from portal.vietnamese.text import nfc

# Invisible, or refused by the portal: controls, soft hyphens, zero-width spaces and marks, marks of direction.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile(r"[^\S\n]+")
# Letters of Word's picture fonts, by their place in the private area: the bullets and ticks that texts hold.
_PICTURE_FONT = str.maketrans({
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "\uf0e0": "→", "\uf06f": "□",
    "\u2011": "-",
})  # fmt: skip
_HAND_CENTRED = re.compile(r"[\xa0 ]*\xa0[\xa0 ]{7,}\S")

_LONGEST_CAPTION = 40  # words; captions that name everybody in a picture are about as long
_LONGEST_GUESSED_CAPTION = 25  # words, where only the place below a picture speaks for it
_SENTENCE_END = (".", ":", ";", "!", "?", "…", ",")
_LIST_LIKE = re.compile(r"(?:[-–+•*]|\d+[.)]|[a-zđ]\)|[IVX]+\.)\s", re.IGNORECASE)
_CREDIT = re.compile(r"(?:Ảnh|Tranh|Nguồn ảnh|Ảnh minh họa)\s*:", re.IGNORECASE)


def tidy(text: str) -> str:
    """Return *text* in NFC, without invisible characters, runs of any spaces folded to one space; line ends stay."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", nfc(text.translate(_PICTURE_FONT)))).replace("\x85", " ")


def is_hand_centred(text: str) -> bool:
    """Return whether *text* was pushed to the middle with no-break spaces, as typists do under pictures."""
    return _HAND_CENTRED.match(text) is not None


def join_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return *runs* with equal neighbours joined, spaces folded across them and none at the ends of lines."""
    joined: list[Run] = []
    at_start = True
    for run in runs:
        text = run.text
        if text != LINE_BREAK and not run.note:
            text = _SPACES.sub(" ", text.replace("\n", " "))
            if at_start:
                text = text.lstrip(" ")
            if not text:
                continue
            at_start = text.endswith(" ")
        elif text == LINE_BREAK:
            _strip_end(joined)
            at_start = True
        else:
            at_start = False
        _append(joined, replace(run, text=text))
    _strip_end(joined)
    while joined and joined[-1].text == LINE_BREAK:
        joined.pop()
        _strip_end(joined)
    while joined and joined[0].text == LINE_BREAK:
        del joined[0]
    return tuple(joined)


def _append(joined: list[Run], run: Run) -> None:
    last = joined[-1] if joined else None
    is_text = last and LINE_BREAK not in (last.text, run.text) and not last.note and not run.note
    if last and is_text and replace(last, text="") == replace(run, text=""):
        joined[-1] = replace(last, text=last.text + run.text)
    else:
        joined.append(run)


def _strip_end(runs: list[Run]) -> None:
    while runs and runs[-1].text != LINE_BREAK and not runs[-1].note:
        text = runs[-1].text.rstrip(" ")
        if text:
            runs[-1] = replace(runs[-1], text=text)
            return
        runs.pop()


class Cleaner:
    """Cleans the blocks of one text, and remembers what a person should look at.

    Attributes:
        guessed: captions for which only their place below a picture speaks.
        unwrapped: the first words of tables that were there for the layout only.
    """

    def __init__(self) -> None:
        self.guessed: list[str] = []
        self.unwrapped: list[str] = []

    def clean(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """Return *blocks* without empty ones, with captions in their figures and no tables of mere layout."""
        return tuple(self._captioned(list(self._opened(blocks))))

    def _opened(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Yield blocks that hold something, tables of layout taken apart."""
        for block in blocks:
            if isinstance(block, Paragraph):
                if block.text or any(run.note for run in block.runs):
                    yield block
            elif isinstance(block, Listing):
                items = tuple(item for item in (self.clean(_unquoted(item)) for item in block.items) if item)
                if items:
                    yield replace(block, items=items)
            elif isinstance(block, Quote):
                inner = self.clean(block.blocks)
                if inner:
                    yield Quote(inner)
            elif isinstance(block, Table):
                yield from self._table(block)
            else:
                yield block

    def _table(self, table: Table) -> Iterator[Block]:
        rows = tuple(
            tuple(replace(cell, blocks=tuple(self._opened(cell.blocks))) for cell in row) for row in table.rows
        )
        rows = tuple(row for row in rows if any(cell.blocks for cell in row))
        held = [cell for row in rows for cell in row if cell.blocks]
        if not held:
            return
        pictures = sum(any(isinstance(block, Figure) for block in cell.blocks) for cell in held)
        if pictures and pictures * 2 >= len(held):
            yield from _below_each_other(rows)
            return
        holds_table = any(isinstance(block, Table) for cell in held for block in cell.blocks)
        if holds_table or len(rows) == 1 or all(len(row) == 1 for row in rows):
            first = next((block.text for cell in held for block in cell.blocks if isinstance(block, Paragraph)), "")
            if len(held) > 1 and first:
                self.unwrapped.append(first)
            for cell in held:
                yield from cell.blocks
            return
        yield Table(rows)

    def _captioned(self, blocks: list[Block]) -> Iterator[Block]:
        """Yield *blocks*, each caption inside the figure above it."""
        position = 0
        while position < len(blocks):
            block = blocks[position]
            position += 1
            below = blocks[position] if position < len(blocks) else None
            if isinstance(block, Figure) and not block.caption and isinstance(below, Paragraph) and _is_caption(below):
                if below.align == "left" and not below.is_caption and not _is_italic(below):
                    self.guessed.append(below.text)
                block = replace(block, caption=below.text)
                position += 1
            yield block


def _unquoted(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield *blocks* of an item of a list without quotations: there they only move text in."""
    for block in blocks:
        if isinstance(block, Quote):
            yield from _unquoted(block.blocks)
        else:
            yield block


def _below_each_other(rows: tuple[tuple[Cell, ...], ...]) -> Iterator[Block]:
    """Yield what a table of pictures holds: each picture, then what stands in the cell below it."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if (number, column) in taken:
                continue
            yield from cell.blocks
            is_picture = bool(cell.blocks) and isinstance(cell.blocks[-1], Figure)
            below = rows[number + 1] if is_picture and number + 1 < len(rows) else ()
            if len(below) == len(row) and not any(isinstance(block, Figure) for block in below[column].blocks):
                taken.add((number + 1, column))
                for block in below[column].blocks:
                    yield replace(block, is_caption=True) if isinstance(block, Paragraph) else block


def _is_italic(paragraph: Paragraph) -> bool:
    return all(run.italic for run in paragraph.runs if run.text.strip())


def _is_caption(paragraph: Paragraph) -> bool:
    """Return whether *paragraph*, right below a picture, is its caption. Captions hold no links and no notes."""
    text, words = paragraph.text, len(paragraph.text.split())
    if paragraph.level or any(run.href or run.note for run in paragraph.runs) or words > _LONGEST_CAPTION:
        return False
    if paragraph.is_caption or paragraph.align == "hand" or _CREDIT.search(text):
        return True
    if paragraph.align == "right" or all(run.bold for run in paragraph.runs if run.text.strip()):
        return False
    if paragraph.align == "center" or _is_italic(paragraph):
        return True
    return words <= _LONGEST_GUESSED_CAPTION and not text.endswith(_SENTENCE_END) and not _LIST_LIKE.match(text)


def even_levels(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return *blocks* with headings from level 2 on, none left out between."""
    levels = sorted({block.level for block in blocks if isinstance(block, Paragraph) and block.level})
    new = {level: min(number, 6) for number, level in enumerate(levels, start=2)}
    return tuple(
        replace(block, level=new[block.level]) if isinstance(block, Paragraph) and block.level else block
        for block in blocks
    )
