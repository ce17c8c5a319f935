"""Tables of files: the names of a tier's shards, as the manifest lists them and the next build needs them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from plugins.search.index.tiers import Tier
from portal.build.memory import Table

_ALL = "tiers"


class Files(NamedTuple):
    """The files of one tier.

    Attributes:
        shards: first 64 bits of the SHA-256 of each shard's file; 0 where there is none.
        rest: the same for the rest of its longest lists.
        forms: the forms of its words, each as term · 256 + variant, ascending.
        frequencies: how many documents hold each of `forms`.
    """

    shards: NDArray[np.uint64]
    rest: NDArray[np.uint64]
    forms: NDArray[np.int64]
    frequencies: NDArray[np.int64]

    @classmethod
    def none(cls, tier: Tier) -> Files:
        """Return that *tier* has no file yet."""
        nothing = np.zeros(0, np.int64)
        return cls(np.zeros(1 << tier.bits, np.uint64), np.zeros(1 << tier.bits, np.uint64), nothing, nothing)

    def without(self, shards: NDArray[np.bool_], shard_of_form: NDArray[np.int64]) -> Files:
        """Return these without what is written anew; the names may be filled in."""
        kept = ~shards[shard_of_form]
        named, rest = (np.where(shards, 0, names).astype(np.uint64) for names in (self.shards, self.rest))
        return Files(named, rest, self.forms[kept], self.frequencies[kept])

    def with_forms(self, forms: NDArray[np.int64], frequencies: NDArray[np.int64]) -> Files:
        """Return these with more forms, none of which they have."""
        every, counts = np.concatenate((self.forms, forms)), np.concatenate((self.frequencies, frequencies))
        order = np.argsort(every)
        return self._replace(forms=every[order], frequencies=counts[order])

    def words(self) -> dict[int, int]:
        """Return how many documents hold each word, by its term; those with two forms of it count twice."""
        terms, place = np.unique(self.forms >> 8, return_inverse=True)
        sums = np.bincount(place, self.frequencies, len(terms)).astype(np.int64)
        return dict(zip(terms.tolist(), sums.tolist(), strict=True))


def digest_of(content: bytes) -> int:
    """Return the first 64 bits of the SHA-256 of *content*; never 0, which means that there is no file."""
    return int.from_bytes(hashlib.sha256(content).digest()[:8], "big") or 1


def short(digest: int) -> str:
    """Return what a file's name says of its content: 16 bits, four hexadecimal digits.

    A file of the same folder and number with another content has the same name once in 65,536 times; folders change
    whenever a tier is written as a whole. Never 0: 1 stands in its place.
    """
    return f"{digest >> 48 or 1:04x}"


def shorts(digests: NDArray[np.uint64]) -> bytes:
    """Return the names of many files as the manifest lists them: two bytes each, 0 where there is no file."""
    names = digests >> np.uint64(48)
    return np.where((digests != 0) & (names == 0), 1, names).astype(">u2").tobytes()


def load(table: Table) -> dict[Tier, Files]:
    """Return the files of each tier as the last build left them."""
    numbers = np.frombuffer(table.get(_ALL) or b"", "<u8").astype(np.uint64)
    found = {}
    while len(numbers):
        start, count, *sizes = (int(number) for number in numbers[:6])
        shards, rest, forms, frequencies, numbers = np.split(numbers[6:], np.cumsum(sizes))
        found[Tier(start, count)] = Files(shards, rest, forms.astype(np.int64), frequencies.astype(np.int64))
    return found


def save(table: Table, files: Mapping[Tier, Files]) -> None:
    """Keep *files* for the next build, all or nothing: what one build says of a tier does not fit what another does."""
    table.put({_ALL: b"".join(_dumped(tier, found) for tier, found in files.items())})


def _dumped(tier: Tier, files: Files) -> bytes:
    head = np.array([tier.start, tier.count, *map(len, files)], np.uint64)
    return np.concatenate((head, *(column.astype(np.uint64) for column in files))).astype("<u8").tobytes()
