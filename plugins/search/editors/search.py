"""Answers from the Whoosh index: the articles that meet an editor's expression, and words near to a word.

Whoosh's own queries score and walk lists side by side in Python; sets of article numbers answer the same in a fraction
of the time, as order is by date.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from plugins.search.editors.conditions import AllOf, Condition, Has
from plugins.search.editors.expressions import read_expression
from plugins.search.editors.index import HOME
from plugins.search.editors.periods import days
from plugins.search.editors.versions import known_versions
from portal.problem import PortalError
from portal.vietnamese.analysis import WORD, analyse
from portal.vietnamese.slug import slugify

_PAUSES = (0, 0.05, 0.2)  # seconds before each try to open the index
_SHORTEST = 3  # anything is near to a word of less letters
_SHORT = 4  # letters: in a word no longer than that only one may differ


class SearchIndexError(PortalError):
    """There is no index to answer from."""


class Found(NamedTuple):
    """An article that meets an expression. *minute* is when it was published, in minutes since 1970."""

    identity: str
    url: str
    title: str
    minute: int


class Answer(NamedTuple):
    """How many articles meet an expression, the first of them, newest first, and notes in Vietnamese on its reading."""

    total: int
    found: tuple[Found, ...]
    notes: tuple[str, ...] = ()


def search_expression(
    folder: Path,
    expression: str,
    *,
    category: str | None = None,
    date_from: date | None = None,
    date_to: date | None = None,
    limit: int = 10,
) -> Answer:
    """Return the articles of the index in *folder* that meet *expression*, whatever it says.

    Args:
        folder: the feature's folder of state.
        expression: see `plugins.search.editors.expressions`.
        category: only articles of the category of this name or slug.
        date_from: only articles published on this day or later.
        date_to: only articles published on this day or earlier.
        limit: how many articles to return; all are counted.

    Raises:
        SearchIndexError: there is no index, or it is damaged.
    """
    wanted, notes = read_expression(expression)
    filters: list[Condition] = [Has("category", slugify(category))] if category else []
    if date_from or date_to:
        filters.append(days(date_from, date_to))
    if wanted is None and (not filters or expression.strip()):
        return Answer(0, (), (*notes, "Hãy gõ ít nhất một từ cần tìm."))
    condition = AllOf((*filters, *([wanted] if wanted else [])))
    with _segments(folder) as segments:
        meeting = [(segment, condition.among(segment, segment.all)) for segment in segments]
        found = _newest(meeting, limit)
    return Answer(sum(len(numbers) for _, numbers in meeting), found, notes)


def suggest(folder: Path, word: str, limit: int = 5) -> list[str]:
    """Return up to *limit* folded words of the index that differ from *word* in a letter or two, *word* not among them.

    Those that differ in one letter come first; among equals that of most articles, then by alphabet.

    Raises:
        SearchIndexError: there is no index, or it is damaged.
    """
    folded = next((token.folded for token in analyse(word) if token.kind == WORD), "")
    if len(folded) < _SHORTEST:
        return []
    with _segments(folder) as segments:
        near: dict[str, int] = {}
        for distance in (1, 2) if len(folded) > _SHORT else (1,):
            for segment in segments:
                for other in segment.near(folded, distance):
                    near.setdefault(other, distance)
        near.pop(folded, None)
        counts = {other: sum(len(segment.having("text", other)) for segment in segments) for other in near}
    known = [other for other in near if counts[other] and other.isalpha() == folded.isalpha()]
    return sorted(known, key=lambda other: (near[other], -counts[other], other))[:limit]


class _Segment:
    """One segment of the index, as conditions ask it (`plugins.search.editors.conditions.Segment`)."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        # An expression may name one word many times.
        self.having: Callable[[str, str], set[int]] = cache(self._having)
        self.beginning: Callable[[str, str], set[int]] = cache(self._beginning)
        self.row: Callable[[int], dict[str, Any]] = cache(reader.stored_fields)

    @cached_property
    def all(self) -> set[int]:
        """The articles that are not taken out."""
        return set(self._reader.all_doc_ids())

    @cached_property
    def minutes(self) -> list[int]:
        """When each article was published."""
        return list(self._reader.column_reader("minute").load())

    def _having(self, field: str, term: str) -> set[int]:
        if (field, term) not in self._reader:
            return set()
        return set(self._reader.postings(field, term).all_ids())

    def _beginning(self, field: str, start: str) -> set[int]:
        found: set[int] = set()
        for term in self._reader.expand_prefix(field, start):
            found.update(self._reader.postings(field, term).all_ids())
        return found

    def published(self, first: int, end: int) -> set[int]:
        """Return the articles published from minute *first* on, before minute *end*."""
        return {number for number, minute in enumerate(self.minutes) if first <= minute < end}

    def lines(self, article: int) -> str:
        """Return the folded words of *article*, a space on both sides of each."""
        return str(self.row(article)["words"])

    def near(self, word: str, distance: int) -> Iterable[str]:
        """Return the words that differ from *word* in *distance* letters at most."""
        terms: Iterable[str] = self._reader.terms_within("text", word, distance)
        return terms


def _newest(meeting: list[tuple[_Segment, set[int]]], limit: int) -> tuple[Found, ...]:
    """Return the newest *limit* articles; of one minute, by their identity."""
    dated = [(segment.minutes[number], segment, number) for segment, numbers in meeting for number in numbers]
    oldest = sorted((minute for minute, _, _ in dated), reverse=True)[:limit][-1:]
    shown = []
    for minute, segment, number in dated:
        if oldest and minute >= oldest[0]:
            row = segment.row(number)
            shown.append(Found(row["identity"][0], row["url"], row["name"], minute))
    return tuple(sorted(shown, key=lambda found: (-found.minute, found.identity))[:limit])


@contextmanager
def _segments(folder: Path) -> Iterator[list[_Segment]]:
    """Open the index in *folder*."""
    home = folder / HOME
    try:
        with _reader(home) as reader:
            yield [_Segment(leaf) for leaf, _ in reader.leaf_readers()]
    except PortalError:
        raise
    except Exception as error:  # what is damaged inside raises anything
        raise SearchIndexError(
            f"Chỉ mục tìm kiếm bị hỏng ({type(error).__name__}). Hãy xóa thư mục {home} rồi chạy «desk build»."
        ) from error


def _reader(home: Path) -> Any:
    """Return Whoosh's reader of the index at *home*; a build that replaces it just now is waited for."""
    for pause in _PAUSES:
        time.sleep(pause)
        if known_versions(home) is not None:
            from whoosh.index import open_dir

            from plugins.search.editors.writer import SCHEMA

            with suppress(OSError):
                return open_dir(str(home), schema=SCHEMA).reader()
    raise SearchIndexError("Chưa có chỉ mục tìm kiếm cho mã nguồn này. Hãy chạy «desk build» rồi tìm lại.")
