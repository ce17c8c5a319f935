"""Which articles the list shows on which page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.article import Article
from portal.vietnamese.text import cut

# Code points of a title in the list, "..." included. Measured on the page that the list came from: its three cut
# titles keep 92 to 97 before the dots, its longest whole one has 94, and 100 is the round limit that fits all.
TITLE_LIMIT = 100


@dataclass(frozen=True)
class Entry:
    """One line of the list.

    Attributes:
        title: whole; the accessible name of the link.
        label: the title as shown, cut between words.
        url: root-relative.
        published: shown behind the title as ``(20/07/2023 2:05 CH)``.
        lang: of the title.
    """

    title: str
    label: str
    url: str
    published: datetime
    lang: str = "vi"


def variant_name(group: str, article: Article) -> str:
    """Return the name of the list of *group* that leaves *article* out: letters, digits, ``-`` and at most one ``.``"""
    mark = hashlib.sha256(article.identity.encode()).hexdigest()[:16]
    return f"{group}.{mark}" if group else mark


def lists_of(group: str, newest: Sequence[Article], limit: int) -> dict[str, tuple[Article, ...]]:
    """Return every list of *group* by its name: the common one, and one for each article that would show in it.

    Args:
        group: slug of a category, or "" for the whole portal.
        newest: the group's articles, newest first; at least one more than *limit* where there are as many, since
            the next one moves up where an article leaves itself out.
        limit: articles in a list.
    """
    lists = {group: tuple(newest[:limit])}
    for article in newest[:limit]:
        others = (other for other in newest if other.identity != article.identity)
        lists[variant_name(group, article)] = tuple(others)[:limit]
    return lists


def entries(articles: Iterable[Article]) -> tuple[Entry, ...]:
    """Return what the list shows of *articles*, in their order."""
    return tuple(
        Entry(article.title, cut(article.title, TITLE_LIMIT), article.url, article.published, article.lang)
        for article in articles
    )
