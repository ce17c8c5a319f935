"""Archives that count from the oldest, so that a new article touches the newest list page only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from portal.addresses import numbered
from portal.article import Article, versions_of


@dataclass(frozen=True)
class Pager:
    """Where a list page stands among its siblings, counted from the oldest: a full page never changes its number."""

    number: int
    newer_url: str | None
    older_url: str | None


@dataclass(frozen=True)
class ListPage:
    """One page of a list: its address, its articles (newest first, withdrawn ones left out), its pager."""

    url: str
    articles: tuple[Article, ...]
    pager: Pager | None

    @property
    def version(self) -> str:
        """Another one whenever one of its articles is."""
        return versions_of(self.articles)


Item = TypeVar("Item")


def pages_of(items: Sequence[Item], url: str, per_page: int) -> Iterator[tuple[str, Sequence[Item], Pager | None]]:
    """Part *items* (newest first) into the pages of the list at *url*: address, items, pager; the newest page first.

    Page n of the archive (``…/trang/n/``) holds items (n−1)·per_page+1 … n·per_page counted from the oldest, and
    exists once at least *per_page* newer ones follow; the list's own address shows what the archive leaves over, so
    *per_page* to 2·*per_page*−1 items.
    """
    oldest_first = items[::-1]
    archived = max(0, len(items) - per_page) // per_page
    count = archived + 1
    for number in range(archived + 1, 0, -1):
        newest = number == count
        slots = oldest_first[(number - 1) * per_page : None if newest else number * per_page]
        pager = _pager(url, number, count) if count > 1 else None
        yield url if newest else numbered(url, number), slots[::-1], pager


def list_pages(
    articles: Sequence[Article], url: str, per_page: int, *, pinned_first: bool = False
) -> Iterator[ListPage]:
    """Part *articles* into list pages, see `pages_of`. Withdrawn articles keep their slot and are not shown.

    Args:
        articles: newest first, withdrawn ones included.
        pinned_first: on the newest page, pinned articles stand before all others, from whichever page they are; they
            keep their slots on older pages, which do not change.
    """
    pinned = (
        tuple([article for article in articles if article.pinned and not article.withdrawn]) if pinned_first else ()
    )
    for page_url, slots, pager in pages_of(articles, url, per_page):
        first = pinned if page_url == url else ()
        rest = tuple(article for article in slots if article.withdrawn is None and not (first and article.pinned))
        yield ListPage(page_url, first + rest, pager)


def _pager(url: str, number: int, count: int) -> Pager:
    newer = None if number == count else (url if number + 1 == count else numbered(url, number + 1))
    older = numbered(url, number - 1) if number > 1 else None
    return Pager(number, newer, older)
