"""The figures of one system on one set of queries."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.search.forms import FORMS
from bench.search.metrics import found_first, ndcg, reciprocal_rank
from bench.search.queries import Keys, Query
from bench.search.systems import Answers

NUMBERS = "docnum"


@dataclass(frozen=True)
class Scores:
    """Means over the queries of one set; the maps are by form.

    Attributes:
        queries: how many.
        ndcg, mrr: at 10.
        first: share of document numbers found first; None where the set has none.
        by_kind: nDCG@10 as typed, and how many queries, by kind.
    """

    queries: int
    ndcg: Mapping[str, float]
    mrr: Mapping[str, float]
    first: Mapping[str, float] | None
    by_kind: Mapping[str, tuple[float, int]]


def scores(queries: Sequence[Query], answers: Answers) -> Scores:
    """Return how well *answers* (text → slugs) answer *queries*."""
    numbers = [query for query in queries if query.kind == NUMBERS]
    kinds = dict.fromkeys(query.kind for query in queries)
    by_kind = {kind: [query for query in queries if query.kind == kind] for kind in kinds}
    return Scores(
        len(queries),
        {form: _mean(queries, answers, form, ndcg) for form in FORMS},
        {form: _mean(queries, answers, form, reciprocal_rank) for form in FORMS},
        {form: _mean(numbers, answers, form, found_first) for form in FORMS} if numbers else None,
        {kind: (_mean(some, answers, "typed", ndcg), len(some)) for kind, some in by_kind.items()},
    )


def _mean(queries: Sequence[Query], answers: Answers, form: str, figure: object) -> float:
    return statistics.fmean(figure(answers[query.forms[form]], query.gains) for query in queries)  # type: ignore[operator]


def same_first(pairs: Sequence[Keys], answers: Answers) -> dict[str, tuple[int, int]]:
    """Return, by input method, how many keys found first what the right spelling finds first, and of how many."""
    found = {}
    for method in dict.fromkeys(pair.method for pair in pairs):
        some = [pair for pair in pairs if pair.method == method]
        hits = sum(bool(answers[p.meant]) and answers[p.keys][:1] == answers[p.meant][:1] for p in some)
        found[method] = (hits, len(some))
    return found
