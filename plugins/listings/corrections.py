"""What was put right and what was withdrawn: every correction and withdrawal of the site, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from portal.article import Article
from portal.site import Site


class Change(NamedTuple):
    """One correction, or a withdrawal: when, which article, what was wrong."""

    date: datetime
    article: Article
    text: str
    is_withdrawal: bool = False


def changes(site: Site) -> list[Change]:
    """Return all of them, newest first; those of one minute in the order of their articles.

    A withdrawn article keeps its corrections here: what was told once is not hidden later.
    """
    found = []
    for article in site.articles:
        if article.corrections:
            found += [Change(note.date, article, note.text) for note in article.corrections]
        if article.withdrawn:
            found.append(Change(article.withdrawn.date, article, article.withdrawn.reason, is_withdrawal=True))
    return sorted(found, key=_moment, reverse=True)


def _moment(change: Change) -> tuple[datetime, datetime, str]:
    return change.date, change.article.published, change.article.identity


def version_of(shown: Iterable[Change]) -> str:
    """Return a text that is another one whenever one of *shown*, or their order, is."""
    return " ".join([f"{change.article.version} {change.date.isoformat()} {change.text}" for change in shown])
