"""Where links inside the site may lead: every address of a page or feed, and those that are not there yet."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from urllib.parse import quote

from plugins.articles.aliases import AliasError, read_alias
from plugins.articles.files import ARTICLES, PAGES
from plugins.articles.record import Record
from portal import addresses
from portal.article import Article, Term
from portal.site import Site

_FIXED = frozenset({
    addresses.HOME, addresses.NEWS, addresses.ARCHIVE, addresses.SEARCH, addresses.FEEDS_PAGE, addresses.SITE_MAP,
    addresses.LICENCES, addresses.TAGS, addresses.AUTHORS, addresses.SERIES, addresses.CORRECTIONS,
    *map(addresses.feed_url, addresses.FEED_FORMATS),
})  # fmt: skip
_NUMBERED = re.compile(r"(/.+/)trang/([1-9][0-9]{0,4})/")
# First segments of what articles bring into being: their own pages, lists and feeds.
_OF_ARTICLES = frozenset({"tin-tuc", "chuyen-muc", "chu-de", "tac-gia", "dong-su-kien", "luu-tru", "feeds"})


class Destinations:
    """The addresses of one site, and those of what is kept out of it for now.

    Links are paths of sources ("tin-tuc/2024/a.md") or addresses ("/chuyen-muc/…/", with a query or without). A former
    address is as good as the one that it leads to now.
    """

    def __init__(self, site: Site, records: Collection[Record]) -> None:
        self._site = site
        self._records = records

    # Each found when the first link asks for it: many articles have none.

    @cached_property
    def _by_source(self) -> dict[str, str]:
        site = self._site
        return {item.source: item.url for item in site.articles} | {page.source: page.url for page in site.pages}

    @cached_property
    def _lists(self) -> dict[str, int]:
        """How many articles the list at an address has."""
        site = self._site
        terms = (*site.by_category.items(), *site.by_tag.items(), *site.by_author.items(), *site.by_series.items())
        lists = {term.url: len(found) for term, found in terms}
        lists |= {addresses.month_url(*month): len(found) for month, found in site.by_month.items()}
        noted = sum(len(article.corrections) + (article.withdrawn is not None) for article in site.articles)
        return lists | {addresses.NEWS: len(site.articles), addresses.CORRECTIONS: noted}

    @cached_property
    def _known(self) -> set[str]:
        site = self._site
        terms = (*site.by_category, *site.by_tag, *site.by_author)
        return {*_FIXED, *self._lists, *self._by_source.values(), *_feeds(terms)}

    @cached_property
    def _kept_out(self) -> list[Record]:
        return [record for record in self._records if record.path not in self._by_source]

    @cached_property
    def _later(self) -> set[str]:
        return {address for record in self._kept_out for address in _addresses(record)}

    def _misses(self, folder: str) -> bool:
        """Tell whether a source of *folder* cannot be read so far: nobody knows which addresses it would bring."""
        return any(record.item is None and record.path.startswith(f"{folder}/") for record in self._kept_out)

    def address_of(self, target: str) -> str | None:
        """Return the address that a link to *target* gets; None when it leads nowhere now."""
        if not target.startswith("/"):
            return self._by_source.get(target)
        path, mark, query = target.partition("?")
        if self._is_known(path):
            return path + mark + quote(query, safe="=&+%:/,;@")
        moved = self._site.redirects.get(_former(path), "")
        return moved if moved in self._known else None

    def _is_known(self, path: str) -> bool:
        numbered = _NUMBERED.fullmatch(path)
        return path in self._known or (numbered is not None and int(numbered[2]) < self._lists.get(numbered[1], 0))

    def is_awaited(self, target: str) -> bool:
        """Return whether the address *target* may well be there once what is kept out is published."""
        path = target.partition("?")[0]
        numbered = _NUMBERED.fullmatch(path)
        if path in self._later or _former(path) in self._later or (numbered and numbered[1] in self._later):
            return True
        segment = path.split("/")[1]
        if segment in _OF_ARTICLES:
            return self._misses(ARTICLES)
        return self._misses(PAGES) and (segment == "en" or segment not in addresses.RESERVED_SEGMENTS)

    def hint(self, target: str) -> str:
        """Return what the editor may have meant by *target*, or ""."""
        path = target.partition("?")[0]
        return f" thành «{path}/»" if not path.endswith("/") and self._is_known(f"{path}/") else ""


def _former(path: str) -> str:
    """Return *path* as a former address, or "" when it cannot have been one."""
    try:
        return read_alias(path)
    except AliasError:
        return ""


def _feeds(terms: Iterable[Term]) -> Iterator[str]:
    for term in terms:
        for name in addresses.FEED_FORMATS:
            yield addresses.feed_url(name, term.kind, term.slug)


def _addresses(record: Record) -> Iterator[str]:
    """Yield the addresses that a source brings to a site."""
    item = record.item
    if item is None:
        return
    yield item.url
    if isinstance(item, Article):
        terms = (item.category, *item.tags, *item.authors)
        yield from (term.url for term in terms)
        yield from item.aliases
        if item.series:
            yield item.series.url
        yield from _feeds(terms)
        yield addresses.month_url(item.published.year, item.published.month)
