"""Archives that count from the oldest, so that a new article touches the newest list page only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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


def list_pages(articles: Sequence[Article], url: str, per_page: int) -> Iterator[ListPage]:
    """Part *articles* into the pages of the list at *url*, the newest page first.

    Page n of the archive (``…/trang/n/``) holds articles (n−1)·per_page+1 … n·per_page counted from the oldest, and
    exists once at least *per_page* newer ones follow; the list's own address shows what the archive leaves over, so
    *per_page* to 2·*per_page*−1 articles. Withdrawn articles keep their slot and are not shown.

    Args:
        articles: newest first, withdrawn ones included.
    """
    oldest_first = articles[::-1]
    archived = max(0, len(articles) - per_page) // per_page
    count = archived + 1
    for number in range(archived + 1, 0, -1):
        newest = number == count
        slots = oldest_first[(number - 1) * per_page : None if newest else number * per_page]
        yield ListPage(
            url=url if newest else numbered(url, number),
            articles=tuple(article for article in slots[::-1] if article.withdrawn is None),
            pager=_pager(url, number, count) if count > 1 else None,
        )


def _pager(url: str, number: int, count: int) -> Pager:
    newer = None if number == count else (url if number + 1 == count else numbered(url, number + 1))
    older = numbered(url, number - 1) if number > 1 else None
    return Pager(number, newer, older)
