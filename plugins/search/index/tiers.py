"""Tiers: the documents in runs of their own, so that a new one rewrites few and small files.

Every list of an index holds documents; one more document would change hundreds of lists in as many files. So the newest
few stand in tiers of their own, whose files are few: the base takes them in 128 at a time (from 16,384 documents on,
2,048 at a time, with a middle tier for the hundreds since), the next tier four at a time, the last one holds the rest.
Cut by number, oldest first, and by nothing else, they are the same however the site came to be.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log2

CHUNK, FEW = 128, 4
LARGE, LARGE_CHUNK = 16_384, 2_048


@dataclass(frozen=True, slots=True)
class Tier:
    """The documents from number *start* on, *count* of them."""

    start: int
    count: int

    @property
    def end(self) -> int:
        """One more than the last number."""
        return self.start + self.count

    @property
    def bits(self) -> int:
        """How many upper bits of a term name its shard.

        A first query loads two bytes a shard for its name, and some six shards: with 1.6 bytes a posting and 400
        postings a document the sum is least where there are as many shards as the square root of 2,000 · *count*. Small
        tiers have fewer, as each new document writes them, and the smallest has one.
        """
        if self.count < FEW:
            return 0
        return min(round(log2(2_000 * self.count) / 2), floor(log2(self.count)) + 2)

    @property
    def folder(self) -> str:
        """Where its files lie: another folder for another run of documents."""
        return f"{self.start}-{self.count}"

    @property
    def rest_folder(self) -> str:
        """Where the files of what was cut from its lists lie."""
        return f"{self.folder}-con-lai"


def tiers_of(count: int) -> list[Tier]:
    """Return the tiers of *count* documents, none empty.

    >>> tiers_of(1_000)
    [Tier(start=0, count=896), Tier(start=896, count=104)]
    """
    sizes = (CHUNK, FEW, 1) if count < LARGE else (LARGE_CHUNK, CHUNK, FEW, 1)
    found, start = [], 0
    for size in sizes:
        length = (count - start) // size * size
        if length:
            found.append(Tier(start, length))
            start += length
    return found
