"""What a source file gave: head, Markdown, pictures and documents, and what a person should look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from plugins.importers import codes
from plugins.importers.blocks import Block, Figure, Paragraph, Table, Text, plain_words, walk
from plugins.importers.cleaning import Cleaner, even_levels
from plugins.importers.codes import Note
from plugins.importers.grid import has_head, is_merged
from plugins.importers.markdown import to_markdown
from plugins.importers.settling import PICTURE, lost_words
from portal.problem import Code

_MOST_TOLD = 30  # words in one finding


class RefusedError(Exception):
    """A file that cannot be imported: the code and its values."""

    def __init__(self, code: Code, **values: object) -> None:
        super().__init__(code.code)
        self.code = code
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        return _refused, (self.code, self.values)  # it comes from another process


def _refused(code: Code, values: dict[str, object]) -> RefusedError:
    return RefusedError(code, **values)


@dataclass(frozen=True)
class Asset:
    """A picture or document: the name it had, the suffix it should have (".png"), its bytes."""

    name: str
    suffix: str
    data: bytes


@dataclass
class Head:
    """What stands above a text; empty where the source does not say. *origin* is where it was published first."""

    title: str = ""
    published: datetime | None = None
    category: str = ""
    author: str = ""
    summary: str = ""
    origin: str = ""


@dataclass(frozen=True)
class Manuscript:
    """An article that has no file yet.

    Attributes:
        body: Markdown whose pictures and documents are ``anh:KEY`` and ``van-ban:KEY``.
        attachments: (key, title) of the documents that belong to the whole article.
        words: how many words it has, head included.
        tables: how many tables.
    """

    head: Head
    body: str
    pictures: dict[str, Asset]
    documents: dict[str, Asset]
    attachments: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()
    words: int = 0
    tables: int = 0


@dataclass
class Draft:
    """A manuscript in the making. *source_words* are those that must not be lost."""

    head: Head
    blocks: tuple[Block, ...] = ()
    footnotes: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    pictures: dict[str, Asset] = field(default_factory=dict)
    documents: dict[str, Asset] = field(default_factory=dict)
    attachments: list[tuple[str, str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    source_words: list[str] = field(default_factory=list)

    def finish(self) -> Manuscript:
        """Return the manuscript.

        Raises:
            RefusedError: nothing is in it.
        """
        text = Text(even_levels(self.blocks), self.footnotes)
        words = [*self.head.title.split(), *self.head.summary.split(), *plain_words(text)]
        if not self.blocks:
            raise RefusedError(codes.EMPTY)
        self.notes += _table_notes(text)
        self.notes += [
            Note(codes.NO_ALT, {}, f"({PICTURE}{block.key}")
            for block in walk(text.blocks)
            if isinstance(block, Figure) and not block.alt
        ]
        lost = lost_words(self.source_words, [*words, *self.head.author.split(), *self.head.origin.split()])
        if lost:
            told = " ".join(lost[:_MOST_TOLD]) + (" …" if len(lost) > _MOST_TOLD else "")
            self.notes.append(Note(codes.WORDS_LOST, {"words": told}))
        shown = {block.key for block in walk(text.blocks) if isinstance(block, Figure)}
        pictures = {key: asset for key, asset in self.pictures.items() if key in shown}
        tables = sum(isinstance(block, Table) for block in walk(text.blocks))
        return Manuscript(
            self.head, to_markdown(text), pictures, self.documents, tuple(self.attachments), tuple(self.notes),
            len(words), tables,
        )  # fmt: skip

    def clean(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return *blocks* cleaned, and keep what a person should look at."""
        cleaner = Cleaner()
        cleaned = cleaner.clean(blocks)
        self.notes += [Note(codes.CAPTION_GUESSED, {"text": _start(text)}, text[:20]) for text in cleaner.guessed]
        self.notes += [Note(codes.TABLE_UNWRAPPED, {}, " ".join(text.split()[:3])) for text in cleaner.unwrapped]
        return cleaned


def _start(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


def _table_notes(text: Text) -> list[Note]:
    notes = []
    for block in walk(text.blocks):
        if not isinstance(block, Table):
            continue
        words = (inner.text for cell in block.cells for inner in cell.blocks if isinstance(inner, Paragraph))
        near = f"| {next(words, '')[:12]}"
        if is_merged(block):
            notes.append(Note(codes.MERGED_CELLS, {}, near))
        if not has_head(block):
            notes.append(Note(codes.NO_TABLE_HEAD, {}, near))
        if any(not isinstance(inner, Paragraph | Figure) for cell in block.cells for inner in cell.blocks):
            notes.append(Note(codes.TABLE_IN_CELL, {}, near))
    return notes
