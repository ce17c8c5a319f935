"""What the text of an article is made of, whatever it was read from. Frozen values, no markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

LINE_BREAK = "\n"


@dataclass(frozen=True)
class Run:
    """A piece of text with one look. ``text`` is NFC; `LINE_BREAK` alone ends a line inside a paragraph.

    Attributes:
        raised: "sup" or "sub" where the text stands above or below the line.
        href: where it leads to, with an allowed scheme.
        note: the name of the footnote that it refers to; such a run has no text.
    """

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    raised: Literal["", "sup", "sub"] = ""
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or a heading of *level* 1–6.

    Attributes:
        align: "left", "center", "right"; "hand" where spaces were typed to push the text to the middle.
        is_caption: its style or its place in the source says that it is the caption of a picture.
    """

    runs: tuple[Run, ...]
    level: int = 0
    align: Literal["left", "center", "right", "hand"] = "left"
    is_caption: bool = False

    @property
    def text(self) -> str:
        """The words, white space folded."""
        return " ".join("".join(run.text for run in self.runs).split())


@dataclass(frozen=True)
class Figure:
    """A picture by the key of its bytes, with what is said about it."""

    key: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Listing:
    """A list; each item is a row of blocks."""

    items: tuple[tuple[Block, ...], ...]
    is_ordered: bool = False
    start: int = 1


@dataclass(frozen=True)
class Cell:
    """A cell of a table."""

    blocks: tuple[Block, ...] = ()
    is_header: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Table:
    """A table as written: a merged cell stands once, in the row where it begins."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def cells(self) -> Iterator[Cell]:
        """All cells, row by row."""
        return (cell for row in self.rows for cell in row)


@dataclass(frozen=True)
class Quote:
    """A quotation."""

    blocks: tuple[Block, ...]


Block = Paragraph | Figure | Listing | Table | Quote


@dataclass(frozen=True)
class Text:
    """The text of an article with its footnotes by name, in the order in which they are referred to."""

    blocks: tuple[Block, ...] = ()
    notes: dict[str, tuple[Block, ...]] = field(default_factory=dict)


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block of *blocks* and all that they hold, in the order of reading."""
    for block in blocks:
        yield block
        if isinstance(block, Listing):
            for item in block.items:
                yield from walk(item)
        elif isinstance(block, Table):
            for cell in block.cells:
                yield from walk(cell.blocks)
        elif isinstance(block, Quote):
            yield from walk(block.blocks)


def plain_words(text: Text) -> list[str]:
    """Return the words of *text* in the order of reading, footnotes last."""
    words: list[str] = []
    for blocks in (text.blocks, *text.notes.values()):
        for block in walk(blocks):
            if isinstance(block, Paragraph):
                words += block.text.split()
            elif isinstance(block, Figure):
                words += block.caption.split()
    return words
