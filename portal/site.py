"""The site of one build: all that is published at one moment, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from typing import Literal

from portal.agency import Agency
from portal.article import Article, Attachment, Body, StaticPage, Term
from portal.pictures import Picture


def newest_first(articles: Iterable[Article]) -> list[Article]:
    """Sort by date, newest first; articles of one minute by their identity, so that builds are reproducible."""
    by_identity = sorted(articles, key=attrgetter("identity"))
    return sorted(by_identity, key=attrgetter("published"), reverse=True)


@dataclass(frozen=True)
class Shown:
    """The files that a text shows or offers."""

    pictures: tuple[Picture, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def _nothing(source: str) -> Shown:  # noqa: ARG001  # stands in for `Site.shown_in` where texts have no files
    return Shown()


@dataclass(frozen=True)
class Site:
    """What is published now.

    Attributes:
        articles: newest first; withdrawn ones too, as their pages and their slots in archives stay.
        pages: in the order of their titles.
        categories: in the agency's own order, empty ones too.
        load_body: gives the body of a source path. A body may be long: ask only for those that are shown.
        shown_in: gives the files in the text of a source path, without loading the text.
        now: the one clock reading of the build, cut to the minute.
        next_due: the next moment at which the same articles give another site; None when nothing is waiting.
        redirects: former address → the present one, both root-relative; the former ends with ``/``, ``.html`` or
            ``.htm``, and no two differ in case only.
        unpublished: the sources of what stands here for a preview only, and whether each is a draft or waits for its
            minute.
        abbreviations: what abbreviations of the agency's glossary mean.
    """

    agency: Agency
    articles: tuple[Article, ...]
    pages: tuple[StaticPage, ...]
    categories: tuple[Term, ...]
    now: datetime
    load_body: Callable[[str], Body] = field(repr=False)
    next_due: datetime | None = None
    shown_in: Callable[[str], Shown] = field(default=_nothing, repr=False)
    redirects: Mapping[str, str] = field(default_factory=dict)
    unpublished: Mapping[str, Literal["draft", "scheduled"]] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def live(self) -> tuple[Article, ...]:
        """The articles that lists, feeds and indexes show, newest first."""
        return tuple(article for article in self.articles if article.withdrawn is None)

    @cached_property
    def current(self) -> tuple[Article, ...]:
        """The live articles that still hold, newest first: what is presented as news."""
        if not any(article.expired for article in self.live):
            return self.live
        return tuple(article for article in self.live if not article.expired)

    @cached_property
    def by_category(self) -> dict[Term, list[Article]]:
        """Articles of each category, newest first, withdrawn ones included."""
        groups: dict[Term, list[Article]] = {category: [] for category in self.categories}
        for article in self.articles:
            groups[article.category].append(article)
        return groups

    @cached_property
    def by_tag(self) -> dict[Term, list[Article]]:
        """Articles of each tag, newest first, withdrawn ones included."""
        return _grouped(self.articles, lambda article: article.tags)

    @cached_property
    def by_author(self) -> dict[Term, list[Article]]:
        """Articles of each author, newest first, withdrawn ones included."""
        return _grouped(self.articles, lambda article: article.authors)

    @cached_property
    def by_series(self) -> dict[Term, list[Article]]:
        """Articles of each series, newest first, withdrawn ones included."""
        return _grouped(self.articles, lambda article: (article.series,) if article.series else ())

    @cached_property
    def by_month(self) -> dict[tuple[int, int], list[Article]]:
        """Articles of each (year, month), newest month first, withdrawn ones included."""
        months: dict[tuple[int, int], list[Article]] = {}
        for article in self.articles:
            months.setdefault((article.published.year, article.published.month), []).append(article)
        return months


def _grouped(articles: Iterable[Article], terms_of: Callable[[Article], Iterable[Term]]) -> dict[Term, list[Article]]:
    groups: dict[Term, list[Article]] = {}
    for article in articles:
        for term in terms_of(article):
            groups.setdefault(term, []).append(article)
    return dict(sorted(groups.items(), key=lambda item: item[0].slug))
