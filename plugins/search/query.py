"""The index of a built site, asked: what `desk search` and the search over HTTP call, and the browser does likewise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from plugins.search import ranking
from plugins.search.index.cards import Card
from plugins.search.index.postings import facet, variant
from plugins.search.queries import Query, forms_of, tidied, understood
from plugins.search.ranking import List, Scores, Sought
from plugins.search.reader import IndexReader
from plugins.search.suggest import suggestions
from portal.vietnamese.analysis import Token, term_hash


class Result(NamedTuple):
    """One document that was found."""

    card: Card
    score: float

    @property
    def url(self) -> str:
        """Its root-relative address."""
        return self.card.url


@dataclass(frozen=True)
class Filters:
    """What a result must be; "" and None: whatever it is.

    Attributes:
        category: slug of its category.
        kind: slug of one of its kinds.
        first: published on this day or later.
        last: published on this day or earlier.
    """

    category: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is asked for."""
        return self != _NO_FILTERS


_NO_FILTERS = Filters()
_FEW = 10  # results; so few, and common words are looked for, too


@dataclass(frozen=True)
class Answer:
    """What was found.

    Attributes:
        query: as it was understood.
        results: best first.
        total: documents that have every word of the query, or of it with abbreviations written out or the reverse, and
            pass the filters.
        is_exact: whether *total* is; it is not where common words were left out or long lists are cut.
        missing: parts of the index that could not be read.
    """

    query: Query
    results: tuple[Result, ...]
    total: int
    is_exact: bool
    missing: int


class SearchIndex:
    """The index of one site.

    Attributes:
        fetched: (path in the site, bytes) of every file read so far.
        categories: (slug, name), in the agency's order.
    """

    def __init__(self, site: Path) -> None:
        """Open the index of the built site in the folder *site*.

        Raises:
            NoIndexError: there is none, or it is damaged.
        """
        self._reader = IndexReader(site)
        self.fetched = self._reader.fetched
        self.categories: list[tuple[str, str]] = [(slug, name) for slug, name in self._reader.told["categories"]]
        self._forms = forms_of(self._reader.told["abbreviations"])
        self._common_words = {form >> 8 for form in self._reader.common}
        days = self._reader.days
        self._ages = np.where(days > 0, days.max(initial=0) - days, -1).astype(np.float64)

    def search(self, text: str, filters: Filters = _NO_FILTERS, *, limit: int = 10, skip: int = 0) -> Answer:
        """Return the best *limit* documents for *text*, but for the best *skip*. Never raises, whatever *text* is."""
        reader, whole = self._reader, bool(filters)
        reader.missing.clear()
        query = understood(tidied(text), self._frequency, self._forms)
        allowed = self._allowed(filters)
        sought = self._telling(query)
        found = self._scored(sought, allowed, whole=whole)
        if len(sought) < len(query.sought) and np.count_nonzero(found.scores) < _FEW:
            sought = query.sought
            found = self._scored(sought, allowed, whole=whole)
        numbers = ranking.best(found.scores, limit + skip)[skip:]
        cards = [(reader.card(number), float(found.scores[number])) for number in numbers]
        lists = (each for one in sought if one.versions for each in reader.lists(one.term, whole=False))
        is_cut = not whole and any(len(each.docs) < each.frequency for each in lists)
        is_exact = len(sought) == len(query.sought) and not is_cut
        return Answer(
            query,
            tuple(Result(card, score) for card, score in cards if card),
            int(np.count_nonzero(found.has_all & (found.scores > 0))),
            is_exact,
            len(reader.missing),
        )

    def suggest(self, text: str) -> list[str]:
        """Return texts that may be meant in place of *text*, the likeliest first."""
        return suggestions(tidied(text), self._reader.words(), self._count)

    def _telling(self, query: Query) -> Sequence[Sought]:
        """Return the terms of *query* without common words, unless it has no others."""
        telling = [one for one in query.sought if not self._is_common(one)] if len(query.words) > 1 else query.sought
        # Where no word is left, what has all of them could not be told.
        return telling if any(one.versions for one in telling) else query.sought

    def _is_common(self, one: Sought) -> bool:
        """Tell whether many documents hold the form that is meant; whichever, where no marks are meant."""
        if one.exact:
            return one.term << 8 | one.variant in self._reader.common
        return one.variant > 0 and one.term in self._common_words

    def _scored(self, sought: Sequence[Sought], allowed: NDArray[np.bool_] | None, *, whole: bool) -> Scores:
        def lists(term: int) -> list[List]:
            return self._reader.lists(term, whole=whole)

        found = ranking.score(sought, lists, self._ages)
        return found if allowed is None else found._replace(scores=np.where(allowed, found.scores, 0.0))

    def _allowed(self, filters: Filters) -> NDArray[np.bool_] | None:
        """Return which documents pass; None when all do."""
        if not filters:
            return None
        days = self._reader.days
        allowed = np.ones(len(days), bool)
        for name, value in (("chuyen-muc", filters.category), ("loai", filters.kind)):
            if value:
                members = np.zeros(len(days), bool)
                for each in self._reader.lists(facet(name, value), whole=True):
                    members[each.docs] = True
                allowed &= members
        if filters.first:
            allowed &= days >= filters.first.toordinal()
        if filters.last:
            allowed &= (days <= filters.last.toordinal()) & (days > 0)
        return allowed

    def _frequency(self, word: Token, exact: bool) -> int:  # `queries.Frequency`
        lists = self._reader.lists(term_hash(word.folded), whole=False)
        return sum(each.frequency for each in lists if not exact or each.variant == variant(word.marked))

    def _count(self, term: int) -> int:
        """Return in how many documents a term stands; those with two forms of it count twice."""
        return sum(each.frequency for each in self._reader.lists(term, whole=False))
