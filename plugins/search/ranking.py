"""Ranking: which documents answer a query best. The same rules, in the same order of sums, as ``ranking.js``.

The score of a document is the sum over the query's terms of weight · idf · x/(1 + x), where x = tf/K as `postings`
keeps it, in levels:

| term | weight |
|---|---|
| a word, in whatever form it is written (marks or none) | 1 |
| the same word with just the marks that were typed, if any were typed | 0.6 |
| two neighbours | 0.6 |
| a number, date or document number as one | 2 |

Where a query holds an abbreviation or its long form, the words and neighbours that the other one gives count likewise.

idf = ln(1 + (N − df + ½)/(df + ½)). At last up to 5 % are added for the newest, half of it after a year. Of equal
scores the newer document comes first. A query that was typed without any mark asks for none, and gives no bonus.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

EXACT, BIGRAM, WHOLE = 0.6, 0.6, 2.0
NEWEST, HALF_LIFE_DAYS = 0.05, 365
# 2^(-2 + 0.75·level), written out: powers may differ in their last digit from language to language.
STRENGTH = (
    0.25, 0.4204482076268573, 0.7071067811865476, 1.189207115002721, 2.0, 3.363585661014858, 5.656854249492381,
    9.513656920021768,
)  # fmt: skip


class Sought(NamedTuple):
    """One term of a query.

    Attributes:
        term: 32 bits.
        variant: of the marked form; 0: marks are no matter.
        weight: of the term in whatever form.
        exact: of the form that is meant.
        counts: whether a document that lacks it lacks a word of the query.
    """

    term: int
    variant: int
    weight: float
    exact: float
    counts: bool


class List(NamedTuple):
    """The documents of a term in one of its forms, in one tier.

    Attributes:
        variant: the form.
        frequency: how many documents of the tier hold it; more than are listed where the list was cut.
        docs: their numbers.
        levels: how much it says of each.
    """

    variant: int
    frequency: int
    docs: NDArray[np.int64]
    levels: NDArray[np.uint8]


class Scores(NamedTuple):
    """The scores of all documents, and how many words of the query each has."""

    scores: NDArray[np.float64]
    words: NDArray[np.int64]


def score(sought: Sequence[Sought], lists_of: Callable[[int], Sequence[List]], ages: NDArray[np.float64]) -> Scores:
    """Return the score of every document.

    Args:
        ages: of each document, in days before the newest; negative for those without a day.
    """
    count = len(ages)
    scores, words = np.zeros(count), np.zeros(count, np.int64)
    strength = np.array(STRENGTH)
    for one in sought:
        lists = lists_of(one.term)
        for variant, weight in ((0, one.weight), (one.variant, one.exact)):
            chosen = [each for each in lists if not variant or each.variant == variant]
            if not weight or not chosen:
                continue
            found = np.zeros(count)
            for each in chosen:
                found[each.docs] += strength[each.levels]
            scores += weight * idf(sum(each.frequency for each in chosen), count) * (found / (1 + found))
            if one.counts and not variant:
                words += found > 0
    scores *= 1 + np.where(ages < 0, 0.0, NEWEST * HALF_LIFE_DAYS / (HALF_LIFE_DAYS + ages))
    return Scores(scores, words)


def idf(frequency: int, count: int) -> float:
    """Return how telling a term is that *frequency* of *count* documents hold."""
    frequency = min(frequency, count)
    return log(1 + (count - frequency + 0.5) / (frequency + 0.5))


def best(scores: NDArray[np.float64], limit: int) -> list[int]:
    """Return the numbers of the *limit* best documents, best first; none that has no score."""
    rounded = np.round(scores * 1e6)
    order = np.lexsort((-np.arange(len(scores)), -rounded))[:limit]
    return [int(number) for number in order if rounded[number] > 0]
