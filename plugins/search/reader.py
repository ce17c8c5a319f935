"""Reads the static index of a built site, as the browser does: the manifest, then only what a query needs."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from plugins.search.index import lexicon, shards, varints
from plugins.search.index.addresses import FOLDER, FORM, MANIFEST
from plugins.search.index.cards import GROUP, Card, read_card
from plugins.search.index.deflate import inflated
from plugins.search.index.postings import doc_of, level_of
from plugins.search.index.tiers import Tier
from plugins.search.ranking import List
from portal.problem import PortalError

_LENGTH = struct.Struct(">I")


class NoIndexError(PortalError):
    """The folder has no index that can be read."""


def _is_known(told: Any) -> bool:
    """Tell whether a manifest has the form that this module reads."""
    if not isinstance(told, dict) or told.get("form") != FORM:
        return False
    lists = [told.get(name) for name in ("categories", "kinds", "abbreviations")]
    pairs = [pair for listed in lists if isinstance(listed, list) for pair in listed]
    sound = (isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair) for pair in pairs)
    return None not in lists and all(sound)


@dataclass
class _Part:
    """A tier, or its rest, as the manifest lists it."""

    tier: Tier
    folder: str
    bits: int
    names: NDArray[np.uint16]
    is_rest: bool
    loaded: dict[int, dict[int, list[List]]] = field(default_factory=dict)


class IndexReader:
    """The index of one site. What was read once is kept: an index is never changed, a new build has a new one.

    Attributes:
        told: what the manifest says; see `manifest`.
        days: of each document, as `date.toordinal`; 0 for pages.
        common: forms of words (term · 256 + variant) that many documents hold.
        fetched: (path in the site, bytes) of every file read so far.
        missing: paths of parts that could not be read.
    """

    def __init__(self, site: Path) -> None:
        """Open the index of the built site in the folder *site*.

        Raises:
            NoIndexError: there is none, or it is damaged.
        """
        self._site = site
        self.fetched: list[tuple[str, int]] = []
        self.missing: set[str] = set()
        self._cards_read: dict[int, Card] = {}
        try:
            raw = inflated(self._read(MANIFEST))
            (size,) = _LENGTH.unpack_from(raw)
            self.told: dict[str, Any] = orjson.loads(raw[4 : 4 + size])
            if not _is_known(self.told):
                raise ValueError("another form")
            self._take_tables(raw, 4 + size)
        except (OSError, struct.error, ValueError, LookupError, TypeError, OverflowError) as error:
            raise NoIndexError(
                f"{site / MANIFEST}: không đọc được chỉ mục tìm kiếm → dựng lại cổng bằng desk build."
            ) from error

    def _take_tables(self, raw: bytes, at: int) -> None:
        def take(count: int, kind: str) -> NDArray[Any]:
            nonlocal at
            found = np.frombuffer(raw, kind, count, at)
            at += found.nbytes
            return found

        self._parts = []
        for start, count, bits in self.told["tiers"]:
            tier = Tier(start, count)
            self._parts.append(_Part(tier, tier.folder, bits, take(1 << bits, ">u2"), is_rest=False))
            self._parts.append(_Part(tier, tier.rest_folder, bits, take(1 << bits, ">u2"), is_rest=True))
        documents, pages = self.told["documents"], self.told["pages"]
        self._cards = take(-(-documents // GROUP), ">u2")
        forms = take(5 * int(take(1, ">u4")[0]), ">u1").tobytes()
        self.common = frozenset(int.from_bytes(forms[start : start + 5], "big") for start in range(0, len(forms), 5))
        gaps, _ = varints.decode(raw[at:])
        first = date.fromisoformat(self.told["first"]).toordinal() if self.told["first"] else 0
        if not 0 <= pages <= documents or len(gaps) != documents - pages:
            raise ValueError("the days are not those of the documents")
        days = first + np.cumsum(gaps)
        self.days = np.concatenate((np.zeros(pages, np.int64), days))

    def lists(self, term: int, *, whole: bool) -> list[List]:
        """Return the lists of *term*, tier after tier; *whole* ones with what was cut from them."""
        return [
            each
            for part in self._parts
            if whole or not part.is_rest
            for each in self._shard(part, term >> (32 - part.bits)).get(term, ())
        ]

    def card(self, number: int) -> Card | None:
        """Return the card of document *number*; None when it cannot be read."""
        if number not in self._cards_read:
            group = number // GROUP
            path = f"{FOLDER}/the/{group}-{self._cards[group]:04x}/{number}.bin"
            try:
                self._cards_read[number] = read_card(self._read(path))
            except (OSError, ValueError):
                self.missing.add(path)
                return None
        return self._cards_read[number]

    def words(self) -> dict[str, int]:
        """Return the words for suggestions; see `lexicon`."""
        path = f"{FOLDER}/tu-{self.told['words']}.bin"
        try:
            return lexicon.decoded(self._read(path)) if self.told["words"] else {}
        except (OSError, ValueError):
            return {}

    def _shard(self, part: _Part, shard: int) -> dict[int, list[List]]:
        if shard not in part.loaded:
            found = self._read_shard(part, shard) if part.names[shard] else {}
            if found is None:
                return {}
            part.loaded[shard] = found
        return part.loaded[shard]

    def _read_shard(self, part: _Part, shard: int) -> dict[int, list[List]] | None:
        path = f"{FOLDER}/{part.folder}/{shard:x}-{part.names[shard]:04x}.bin"
        try:
            content = self._read(path)
            postings, frequencies = shards.decoded(content, shard, part.bits, part.tier, whole=part.is_rest)
        except (OSError, ValueError):
            self.missing.add(path)
            return None
        lists = shards.Lists.of(postings)
        docs, levels = doc_of(postings), level_of(postings)
        found: dict[int, list[List]] = {}
        columns = (lists.terms, lists.variants, frequencies, lists.starts, lists.lengths)
        for term, variant, frequency, start, length in zip(*(column.tolist() for column in columns), strict=True):
            own = slice(start, start + length)
            # The rest of a list is counted with the list that it was cut from.
            each = List(variant, 0 if part.is_rest else frequency, docs[own], levels[own])
            found.setdefault(term, []).append(each)
        return found

    def _read(self, path: str) -> bytes:
        content = (self._site / path).read_bytes()
        self.fetched.append((path, len(content)))
        return content
