"""Brings the static index of a site up to date: analyses what changed, writes the files that are others for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from plugins.search.index import shards, tables
from plugins.search.index.addresses import card_path, rest_path, shard_path
from plugins.search.index.cards import GROUP
from plugins.search.index.documents import Document
from plugins.search.index.postings import MOST_DOCUMENTS, Postings, joined, numbered, term_of
from plugins.search.index.rows import LoadBody, Rows
from plugins.search.index.tables import Files, digest_of
from plugins.search.index.tiers import Tier, tiers_of
from portal.build import OutputSink
from portal.build.memory import Memory

# Postings that are held at once while a tier is written, about; with what is made of them some 80 MB.
_AT_ONCE = 1_000_000
_POSTINGS_OF_A_DOCUMENT = 400
# From so many changed documents on, a tier is written as a whole: each of them touches some hundred shards.
_MANY = 64


# A tier of few documents may be touched throughout beside a few of the base.
_MOST_TOUCHED = 2 * _MANY

Path = Callable[[int, int], str]


class Known(NamedTuple):
    """What the last build left of a document: its number, its version, the digest of its card or ""."""

    number: int
    version: str
    card: str


_UNKNOWN = Known(-1, "", "")


class Index(NamedTuple):
    """What was written.

    Attributes:
        files: of each tier, in their order.
        cards: a digest for each group of cards.
        words: the syllables that were met, by their terms.
    """

    files: dict[Tier, Files]
    cards: list[int]
    words: Mapping[int, str]


def update(documents: Sequence[Document], load_body: LoadBody, sink: OutputSink, memory: Memory) -> Index:
    """Write the index of *documents*; what the last build wrote and still holds is kept.

    Raises:
        ValueError: there are more documents than a posting can number.
    """
    if len(documents) > MOST_DOCUMENTS:
        raise ValueError(f"more than {MOST_DOCUMENTS} documents")
    order = memory.ledger("searchorder", "1")
    table = memory.table("searchtiers", "1")
    known = {identity: Known(*value) for identity, value in order.all().items()}
    rows = Rows(memory, load_body)
    former = _Former(known, rows, documents)
    changed = [document for document in documents if known.get(document.identity, _UNKNOWN).version != document.version]
    gone = known.keys() - {document.identity for document in documents}
    # Until all is written, nothing is known of them: a build may end at any moment.
    order.keep({identity: list(known[identity]._replace(version="")) for identity in _unsure(known, documents)}, ())
    cards = {identity: entry.card for identity, entry in known.items()}
    for document, row in rows.make(changed):
        cards[document.identity] = f"{digest_of(row.card):x}" if row.card else ""
    writer = _Writer(documents, rows, sink)
    before = tables.load(table)
    files = {tier: writer.write(tier, before.get(tier), former) for tier in tiers_of(len(documents))}
    groups = _write_cards(documents, cards, rows, sink)
    now = {d.identity: Known(number, d.version, cards[d.identity]) for number, d in enumerate(documents)}
    tables.save(table, files)
    rows.remove(gone)
    order.keep({identity: list(value) for identity, value in now.items() if known.get(identity) != value}, gone)
    return Index(files, groups, rows.words())


def _unsure(known: Mapping[str, Known], documents: Sequence[Document]) -> Iterator[str]:
    """Yield the identities of *known* documents that are gone, have another version, or another number."""
    now = {document.identity: (number, document.version) for number, document in enumerate(documents)}
    for identity, entry in known.items():
        if now.get(identity) != (entry.number, entry.version):
            yield identity


class _Former:
    """What the numbers that hold another document now, or another version of it, held before."""

    def __init__(self, known: Mapping[str, Known], rows: Rows, documents: Sequence[Document]) -> None:
        before = {entry.number: (identity, entry.version) for identity, entry in known.items()}
        now = ((document.identity, document.version) for document in documents)
        self._touched = [number for number, held in enumerate(now) if before.get(number) != held]
        self._postings: dict[int, Postings | None] = {}
        # Of many nobody asks.
        for number in self._touched if len(self._touched) <= _MOST_TOUCHED else ():
            identity, version = before.get(number, ("", ""))
            row = rows.get(identity) if identity else None
            self._postings[number] = row.postings if row and row.version == version else None

    def in_tier(self, tier: Tier) -> list[int]:
        """Return the numbers of *tier* that were touched."""
        return [number for number in self._touched if tier.start <= number < tier.end]

    def postings(self, number: int) -> Postings | None:
        """Return what *number* held; None when that is not known."""
        return self._postings.get(number)


class _Writer:
    """Writes the shards of tiers."""

    def __init__(self, documents: Sequence[Document], rows: Rows, sink: OutputSink) -> None:
        self._documents = documents
        self._rows = rows
        self._sink = sink
        self._kept: set[str] = set()

    def write(self, tier: Tier, before: Files | None, former: _Former) -> Files:
        """Write the files of *tier* that are others than *before*, keep the others."""
        files = before or Files.none(tier)
        needed = np.ones(1 << tier.bits, bool) if before is None else self._touched(tier, former)
        self._keep(files.shards, needed, partial(shard_path, tier))
        self._keep(files.rest, needed, partial(rest_path, tier))
        files = files.without(needed, shards.shard_of(files.forms >> 8, tier.bits))
        for postings in self._postings(tier, needed):
            lists = shards.Lists.of(postings)
            kept, rest = shards.cut(postings, lists)
            self._put(files.shards, partial(shard_path, tier), shards.encoded(kept, lists.lengths, tier))
            rests = shards.encoded(rest, shards.Lists.of(rest).lengths, tier)
            self._put(files.rest, partial(rest_path, tier), rests)
            is_word = lists.variants > 0
            files = files.with_forms(lists.forms[is_word], lists.lengths[is_word])
        return files

    def _touched(self, tier: Tier, former: _Former) -> NDArray[np.bool_]:
        """Return for each shard of *tier* whether it is another one than the last build wrote."""
        needed = np.zeros(1 << tier.bits, bool)
        touched = former.in_tier(tier)
        if len(touched) > _MANY:
            return ~needed
        for number in touched:
            postings = former.postings(number)
            if postings is None:
                return np.ones_like(needed)
            other = np.setxor1d(postings, self._rows.of(self._documents[number]).postings)
            needed[shards.shard_of(term_of(other), tier.bits)] = True
        return needed

    def _keep(self, digests: NDArray[np.uint64], needed: NDArray[np.bool_], path: Path) -> None:
        """Keep the files that are not *needed*; those that somebody took away are needed after all."""
        for shard in np.flatnonzero((digests != 0) & ~needed).tolist():
            digest = int(digests[shard])
            if self._sink.keep(path(shard, digest), f"{digest:x}"):
                self._kept.add(path(shard, digest))
            else:
                needed[shard] = True

    def _put(self, digests: NDArray[np.uint64], path: Path, files: Iterable[tuple[int, bytes]]) -> None:
        for shard, content in files:
            digests[shard] = digest = digest_of(content)
            # One that was kept is made again where the rest of its lists was taken away.
            if path(shard, digest) not in self._kept:
                self._sink.put(path(shard, digest), content, f"{digest:x}")

    def _postings(self, tier: Tier, needed: NDArray[np.bool_]) -> Iterator[Postings]:
        """Yield the postings of the shards that are *needed*, some shards at a time, in their order."""
        listed = np.flatnonzero(needed)
        parts = max(1, tier.count * _POSTINGS_OF_A_DOCUMENT * len(listed) // len(needed) // _AT_ONCE)
        for some in np.array_split(listed, parts) if len(listed) else ():
            now = np.zeros_like(needed)
            now[some] = True
            found = []
            for number in range(tier.start, tier.end):
                own = self._rows.of(self._documents[number]).postings
                found.append(numbered(own[now[shards.shard_of(term_of(own), tier.bits)]], number))
            yield joined(found)


def _write_cards(documents: Sequence[Document], cards: Mapping[str, str], rows: Rows, sink: OutputSink) -> list[int]:
    """Write a card for each document that is shown and return the digest of each group."""
    groups = []
    for start in range(0, len(documents), GROUP):
        group = documents[start : start + GROUP]
        digests = [cards[document.identity] for document in group]
        digest = digest_of(" ".join(digests).encode()) if any(digests) else 0
        groups.append(digest)
        for number, (document, own) in enumerate(zip(group, digests, strict=True), start):
            path = card_path(number, digest)
            if own and not sink.keep(path, own):
                sink.put(path, rows.of(document).card, own)
    return groups
