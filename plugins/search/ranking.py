"""Ranking: which documents answer a query best. The same rules, in the same order of sums, as ``ranking.js``.

The score of a document is the sum over the query's terms of weight · idf · x/(1 + x), where x = tf/K as `postings`
keeps it, in levels:

| term | weight |
|---|---|
| a word, in whatever form it is written (marks or none) | 1 |
| the same word with just the marks that were typed, if any were typed | 0.6 |
| two neighbours | 0.6 |
| a number, date or document number as one; for x/(1 + x), that it stands there | 2 |

Where a query holds an abbreviation or its long form, what the other one gives counts 0.6 of that.

idf = ln(1 + (N − df + ½)/(df + ½)). At last up to 5 % are added for the newest, half of it after a year. Of equal
scores the newer document comes first. A query that was typed without any mark asks for none, and gives no bonus.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

EXACT, BIGRAM, WHOLE, EXPANDED = 0.6, 0.6, 2.0, 0.6
NEWEST, HALF_LIFE_DAYS = 0.05, 365
VERSIONS = (1, 2, 4)
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
        versions: those of the query that it is a word of, a bit each: 1 as it was typed, 2 with long forms in the place
            of abbreviations, 4 the reverse; 0: it is no word.
        counted: the variant that counts as the word; 0: any.
        whole: that it stands there says all, however often and in however long a text.
    """

    term: int
    variant: int
    weight: float
    exact: float
    versions: int
    counted: int = 0
    whole: bool = False


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
    """The score of every document, and whether it has every word of one version of the query."""

    scores: NDArray[np.float64]
    has_all: NDArray[np.bool_]


def score(sought: Sequence[Sought], lists_of: Callable[[int], Sequence[List]], ages: NDArray[np.float64]) -> Scores:
    """Return the score of every document.

    Args:
        ages: of each document, in days before the newest; negative for those without a day.
    """
    count = len(ages)
    scores, words = np.zeros(count), np.zeros((len(VERSIONS), count), np.int64)
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
            strengths = np.where(found > 0, 1.0, 0.0) if one.whole else found / (1 + found)
            scores += weight * idf(sum(each.frequency for each in chosen), count) * strengths
            if variant == one.counted:
                words[[bool(one.versions & version) for version in VERSIONS]] += found > 0
    scores *= 1 + np.where(ages < 0, 0.0, NEWEST * HALF_LIFE_DAYS / (HALF_LIFE_DAYS + ages))
    needed = np.array([sum(bool(one.versions & version) for one in sought) for version in VERSIONS])
    has_all = ((words == needed[:, None]) & (needed[:, None] > 0)).any(axis=0)
    return Scores(scores, has_all)


def idf(frequency: int, count: int) -> float:
    """Return how telling a term is that *frequency* of *count* documents hold."""
    frequency = min(frequency, count)
    return log(1 + (count - frequency + 0.5) / (frequency + 0.5))


def best(scores: NDArray[np.float64], limit: int) -> list[int]:
    """Return the numbers of the *limit* best documents, best first; none that has no score."""
    rounded = np.round(scores * 1e6)
    order = np.lexsort((-np.arange(len(scores)), -rounded))[:limit]
    return [int(number) for number in order if rounded[number] > 0]
