"""Conditions: what an expression asks of an article, as a tree that any set of articles can be held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Segment(Protocol):
    """A part of the index: articles by numbers of its own."""

    def having(self, field: str, term: str) -> set[int]:
        """Return the articles that hold *term*."""

    def beginning(self, field: str, start: str) -> set[int]:
        """Return the articles that hold a term that begins with *start*."""

    def published(self, first: int, end: int) -> set[int]:
        """Return the articles published from minute *first* on, before minute *end* (since 1970)."""

    def lines(self, article: int) -> str:
        """Return the folded words of *article*, a space between them and round each line; the title is the first."""


class Condition(Protocol):
    """One demand."""

    def among(self, segment: Segment, articles: set[int]) -> set[int]:
        """Return those of *articles* that meet it."""


@dataclass(frozen=True)
class Has:
    """Holds *term*."""

    field: str
    term: str

    def among(self, segment: Segment, articles: set[int]) -> set[int]:
        """Return those of *articles* that meet it."""
        return articles & segment.having(self.field, self.term)


@dataclass(frozen=True)
class Begins:
    """Holds a term that begins with *start*."""

    field: str
    start: str

    def among(self, segment: Segment, articles: set[int]) -> set[int]:
        """Return those of *articles* that meet it."""
        return articles & segment.beginning(self.field, self.start)


@dataclass(frozen=True)
class Says:
    """Holds *words* one after the other in one line.

    Positions in the index would make building cost 2.6 times as much; to read the words of an article that holds them
    all takes 50 microseconds.
    """

    field: str  # "text" or "title"
    words: tuple[str, ...]

    def among(self, segment: Segment, articles: set[int]) -> set[int]:
        """Return those of *articles* that meet it."""
        for word in dict.fromkeys(self.words):
            articles = articles & segment.having(self.field, word)
        phrase = f" {' '.join(self.words)} "
        if self.field == "text":
            return {article for article in articles if phrase in segment.lines(article)}
        return {article for article in articles if phrase in segment.lines(article).partition("\n")[0]}


@dataclass(frozen=True)
class Published:
    """Published from minute *first* on, before minute *end* (since 1970)."""

    first: int
    end: int

    def among(self, segment: Segment, articles: set[int]) -> set[int]:
        """Return those of *articles* that meet it."""
        return articles & segment.published(self.first, self.end)


@dataclass(frozen=True)
class AllOf:
    """Meets each of *parts*; of none, everything does."""

    parts: tuple[Condition, ...]

    def among(self, segment: Segment, articles: set[int]) -> set[int]:
        """Return those of *articles* that meet it."""
        # Phrases read the words of every article that is left: they come last.
        for part in sorted(self.parts, key=lambda part: not isinstance(part, Has | Published)):
            articles = part.among(segment, articles)
        return articles


@dataclass(frozen=True)
class AnyOf:
    """Meets one of *parts*."""

    parts: tuple[Condition, ...]

    def among(self, segment: Segment, articles: set[int]) -> set[int]:
        """Return those of *articles* that meet it."""
        found: set[int] = set()
        for part in self.parts:
            found |= part.among(segment, articles - found)
        return found


@dataclass(frozen=True)
class Not:
    """Does not meet *part*."""

    part: Condition

    def among(self, segment: Segment, articles: set[int]) -> set[int]:
        """Return those of *articles* that meet it."""
        return articles - self.part.among(segment, articles)
