"""Shards: the files that hold the lists of a tier, each some hundred terms.

A shard is zlib data (its Adler-32 tells damage) of these columns, one entry per list (a term and a variant, in their
order) but for the last two:

| column | as |
|---|---|
| how many lists | a varint |
| term, as distance from the one before; the first from the shard's least term | varints |
| how many documents hold it | varints |
| documents from the tier's first, as distance − 1 from the one before (the first: from −1) | varints |
| variant | a byte each |
| levels, two to a byte, the first in the low half; list after list | bytes |

A term's shard is its upper bits. A list is cut at `LONGEST`: kept are the documents of which it says most, of equals
the newest; the others go into the rest of the tier, which only filters ask for.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from plugins.search.index import varints
from plugins.search.index.deflate import deflated, inflated
from plugins.search.index.postings import LEVELS, Postings, doc_of, level_of, list_of, packed, term_of, variant_of
from plugins.search.index.tiers import Tier

# Lists cut at 2,048 rank as whole ones do, at 1,024 a little worse (0.005 of nDCG@10), at 512 much worse.
LONGEST = 2_048


def shard_of(terms: NDArray[np.int64], bits: int) -> NDArray[np.int64]:
    """Return the shard of each of *terms*."""
    return terms >> (32 - bits)


class Lists(NamedTuple):
    """Where the lists of sorted postings begin, how many documents each holds, whose they are.

    Attributes:
        starts: place of the first posting of each.
        lengths: how many follow, itself included.
        terms: the term of each.
        variants: the variant of each.
    """

    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    terms: NDArray[np.int64]
    variants: NDArray[np.uint8]

    @property
    def forms(self) -> NDArray[np.int64]:
        """One number for each: term · 256 + variant."""
        return np.asarray(self.terms << 8 | self.variants, np.int64)

    @classmethod
    def of(cls, postings: Postings) -> Lists:
        """Return the lists of *postings*."""
        lists = list_of(postings)
        new = np.ones(len(lists), bool)
        new[1:] = lists[1:] != lists[:-1]
        starts = np.flatnonzero(new)
        return cls(starts, np.diff(starts, append=len(lists)), term_of(postings[starts]), variant_of(postings[starts]))


def cut(postings: Postings, lists: Lists) -> tuple[Postings, Postings]:
    """Return what is kept of every list, and the rest."""
    long = np.flatnonzero(lists.lengths > LONGEST)
    kept = np.ones(len(postings), bool)
    for start, length in zip(lists.starts[long].tolist(), lists.lengths[long].tolist(), strict=True):
        # Stable: ascending by level, then by number, so the last ones say most.
        order = np.argsort(level_of(postings[start : start + length]), kind="stable")
        kept[start + order[:-LONGEST]] = False
    return postings[kept], postings[~kept]


def encoded(postings: Postings, frequencies: NDArray[np.int64], tier: Tier) -> Iterator[tuple[int, bytes]]:
    """Yield (shard, its file) of *postings* of *tier*; none for shards without a list.

    Args:
        frequencies: for each list, in how many documents it stands, those that were cut from it too.
    """
    if not len(postings):
        return
    own, bits = Lists.of(postings), tier.bits
    shards = shard_of(own.terms, bits)
    first = np.diff(shards, prepend=-1) != 0
    distance = np.diff(own.terms, prepend=0)
    distance[first] = own.terms[first] - (shards[first] << (32 - bits))
    doc = doc_of(postings) - tier.start
    gap = np.diff(doc, prepend=0) - 1
    gap[own.starts] = doc[own.starts]
    # Where each shard's lists begin, and its documents; a last entry says where all end.
    lists = np.append(np.flatnonzero(first), len(own.starts))
    docs = np.append(own.starts, len(doc))[lists]
    columns = (
        varints.slices(*varints.encode(np.diff(lists)), np.arange(len(lists))),
        varints.slices(*varints.encode(distance), lists),
        varints.slices(*varints.encode(frequencies), lists),
        varints.slices(*varints.encode(gap), docs),
        varints.slices(own.variants, np.arange(len(own.starts) + 1), lists),
    )
    level = level_of(postings)
    for shard, (begin, end), *parts in zip(shards[first].tolist(), pairwise(docs.tolist()), *columns, strict=True):
        yield shard, deflated(b"".join((*parts, _in_halves(level[begin:end]))))


def decoded(data: bytes, shard: int, bits: int, tier: Tier, *, whole: bool) -> tuple[Postings, NDArray[np.int64]]:
    """Return the postings of a shard's file, and for each list in how many documents it stands.

    Args:
        whole: lists are not cut at `LONGEST`.

    Raises:
        ValueError: *data* is not what `encoded` wrote.
    """
    try:
        raw = inflated(data)
        values, ends = varints.decode(raw)
        count = int(values[0])
        terms = np.cumsum(values[1 : 1 + count]) + (shard << (32 - bits))
        frequencies = values[1 + count : 1 + 2 * count]
        lengths = frequencies if whole else np.minimum(frequencies, LONGEST)
        total = int(lengths.sum())
        last = 1 + 2 * count + total
        # Before anything is made that is as long as the file says.
        if last > len(values):
            raise ValueError("lists longer than the file")
        doc = _numbers(values[last - total : last], lengths)
        at = int(ends[last - 1])
        variants = np.frombuffer(raw, np.uint8, count, at)
        halves = np.frombuffer(raw, np.uint8, (total + 1) // 2, at + count)
    except (IndexError, ValueError) as error:
        raise ValueError(f"not a shard: {error}") from error
    level = np.stack((halves & 15, halves >> 4), axis=1).reshape(-1)[:total]
    is_sorted = np.all(np.diff((terms << 8) + variants) > 0) and np.all(lengths > 0)
    if not is_sorted or np.any(doc >= tier.count) or np.any(level >= LEVELS) or np.any(shard_of(terms, bits) != shard):
        raise ValueError("not a shard of this tier")
    doc += tier.start
    return packed(np.repeat(terms, lengths), np.repeat(variants, lengths), doc, level), frequencies


def _numbers(gaps: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the documents of lists of *lengths* from the distances between them."""
    sums = np.cumsum(gaps + 1)
    before = np.concatenate(([0], sums))[np.cumsum(lengths) - lengths]
    return np.asarray(sums - np.repeat(before, lengths) - 1, np.int64)


def _in_halves(level: NDArray[np.uint8]) -> bytes:
    even = np.append(level, np.zeros(len(level) % 2, np.uint8))
    return (even[::2] | (even[1::2] << 4)).tobytes()
