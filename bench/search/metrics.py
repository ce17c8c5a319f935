"""How good a list of results is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

DEPTH = 10


def ndcg(results: Sequence[str], gains: Mapping[str, float], depth: int = DEPTH) -> float:
    """Return the discounted gain of the first *depth* results, as a share of the best possible; 0 without any gain.

    Args:
        results: slugs, best first; one that stands twice counts once.
        gains: what each relevant slug is worth; others are worth nothing.
        depth: how many results count. The one at rank r is worth gain / log2(r + 1).
    """
    found = [gains.get(slug, 0.0) for slug in dict.fromkeys(results[:depth])]
    best = _discounted(sorted(gains.values(), reverse=True)[:depth])
    return _discounted(found) / best if best else 0.0


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def reciprocal_rank(results: Sequence[str], gains: Mapping[str, float], depth: int = DEPTH) -> float:
    """Return 1 / rank of the first relevant result among the first *depth*; 0 when none is."""
    ranks = (rank for rank, slug in enumerate(results[:depth], 1) if gains.get(slug, 0) > 0)
    return 1 / next(ranks, math.inf)


def found_first(results: Sequence[str], gains: Mapping[str, float]) -> bool:
    """Tell whether the first result is relevant."""
    return bool(results) and gains.get(results[0], 0) > 0
