"""What the last build knew of each document: its postings and its card, so that only what changed is analysed."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np

from plugins.search.index.cards import card_of
from plugins.search.index.documents import Document, texts_of
from plugins.search.index.postings import Postings, doc_of, of_document_0, postings_of
from portal.article import Body
from portal.build.memory import Memory

_HEAD = struct.Struct("<24sI")
_BATCH = 128
# What may be suggested: the letters of a Vietnamese syllable, without marks.
_SYLLABLE = re.compile(r"[a-z]{1,7}")

LoadBody = Callable[[str], Body]


class Row(NamedTuple):
    """One document.

    Attributes:
        version: of its `Document`, as it was analysed.
        postings: their documents are all 0.
        card: the bytes of its card; b"" if it is hidden.
    """

    version: str
    postings: Postings
    card: bytes


class Rows:
    """The rows of a site's documents, by identity, kept in the memory of its builds."""

    def __init__(self, memory: Memory, load_body: LoadBody) -> None:
        """Open the rows; nothing is read."""
        self._load_body = load_body
        self._table = memory.table("searchrows", "1")
        self._kept_words = memory.ledger("searchwords", "1")
        self._words: dict[str, str] | None = None

    def get(self, identity: str) -> Row | None:
        """Return one row, or None."""
        kept = self._table.get(identity)
        return _row(kept) if kept else None

    def of(self, document: Document) -> Row:
        """Return the row of *document* as it is now; what the memory forgot is made again."""
        row = self.get(document.identity)
        if row is None or row.version != document.version:
            ((_, row),) = self.make([document])
        return row

    def make(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Row]]:
        """Analyse *documents*, keep and yield their rows, some at a time: texts are long."""
        waiting = iter(documents)
        while batch := list(islice(waiting, _BATCH)):
            made = list(zip(batch, _analysed(batch, self._load_body, self._learn), strict=True))
            self._table.put({document.identity: _dumped(row) for document, row in made})
            yield from made

    def remove(self, identities: Iterable[str]) -> None:
        """Forget documents."""
        self._table.remove(identities)

    def words(self) -> dict[int, str]:
        """Return the syllables that were met, by their terms."""
        if self._words is None:
            self._words = self._kept_words.all()
        return {int(term): word for term, word in self._words.items()}

    def _learn(self, words: dict[int, str]) -> None:
        if self._words is None:
            self._words = self._kept_words.all()
        new = {str(term): word for term, word in words.items() if _SYLLABLE.fullmatch(word)}
        # Of two words of one term the first by letters, whichever was met first.
        new = {term: word for term, word in new.items() if word < self._words.get(term, "~")}
        self._words.update(new)
        self._kept_words.keep(new, ())


def _analysed(documents: Sequence[Document], load_body: LoadBody, learn: Callable[[dict[int, str]], None]) -> list[Row]:
    """Return the row of each of *documents*; *learn* is told the words, by their terms."""
    given, cards = [], []
    for number, document in enumerate(documents):
        if document.hidden:
            cards.append(b"")
            continue
        body = load_body(document.source)
        given.append((number, document, texts_of(document, body)))
        cards.append(card_of(document, body))
    postings, words = postings_of(given)
    learn(words)
    owner = doc_of(postings)
    order = np.argsort(owner, kind="stable")  # each document's own are still by term
    bounds = np.searchsorted(owner[order], np.arange(len(documents) + 1)).tolist()
    own = [postings[order[start:end]] for start, end in pairwise(bounds)]
    return [
        Row(document.version, of_document_0(found), card)
        for document, found, card in zip(documents, own, cards, strict=True)
    ]


def _dumped(row: Row) -> bytes:
    return _HEAD.pack(row.version.encode(), len(row.postings)) + row.postings.astype("<u8").tobytes() + row.card


def _row(data: bytes) -> Row:
    version, count = _HEAD.unpack_from(data)
    postings = np.frombuffer(data, "<u8", count, _HEAD.size).astype(np.uint64, copy=False)
    return Row(version.rstrip(b"\0").decode(), postings, data[_HEAD.size + 8 * count :])
