"""Directories: pages of links only. Months, tags, authors, and the map of the whole portal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from portal import addresses
from portal.article import Article, Term
from portal.site import Site
from portal.vietnamese.collation import sort_key

Entry = tuple[str, str, int | None]  # words, address, how many articles (None: not a list)
Group = tuple[str, tuple[Entry, ...]]


def live_count(articles: Sequence[Article]) -> int:
    """Return how many of *articles* a list shows."""
    return sum(article.withdrawn is None for article in articles)


def by_year(site: Site) -> tuple[tuple[int, tuple[tuple[int, str, int], ...]], ...]:
    """Return (year, ((month, address, articles), …)), newest first."""
    years: dict[int, list[tuple[int, str, int]]] = {}
    for (year, month), articles in site.by_month.items():
        years.setdefault(year, []).append((month, addresses.month_url(year, month), live_count(articles)))
    return tuple((year, tuple(months)) for year, months in years.items())


def _year_heading(year: int) -> str:
    return f"Năm {year}"


def months(site: Site) -> tuple[Group, ...]:
    """Return a group a year with its months."""
    return tuple(
        (_year_heading(year), tuple((f"Tháng {month}", url, count) for month, url, count in entries))
        for year, entries in by_year(site)
    )


def terms(groups: Mapping[Term, Sequence[Article]]) -> tuple[Group, ...]:
    """Return the terms in Vietnamese order, a group for each first letter."""
    letters: dict[str, list[Entry]] = {}
    for term, articles in sorted(groups.items(), key=lambda item: sort_key(item[0].name)):
        letters.setdefault(term.name[0].upper(), []).append((term.name, term.url, live_count(articles)))
    return tuple((letter, tuple(entries)) for letter, entries in letters.items())


def site_map(site: Site) -> tuple[Group, ...]:
    """Return the groups of "Sơ đồ cổng": every kind of page, each reachable from here in two steps at most."""
    categories = tuple((term.name, term.url, live_count(articles)) for term, articles in site.by_category.items())
    pages = tuple((page.title, page.url, None) for page in site.pages if page.lang == "vi")
    english = tuple((page.title, page.url, None) for page in site.pages if page.lang != "vi")
    years = tuple(
        (
            _year_heading(year),
            f"{addresses.ARCHIVE}#{quote(_year_heading(year).replace(' ', '-'))}",
            sum(count for *_, count in entries),
        )
        for year, entries in by_year(site)
    )
    ways: tuple[Entry, ...] = (
        ("Trang chủ", addresses.HOME, None),
        ("Tất cả tin mới", addresses.NEWS, None),
        ("Tìm kiếm", addresses.SEARCH, None),
        ("Chủ đề", "/chu-de/", len(site.by_tag)),
        ("Tác giả", "/tac-gia/", len(site.by_author)),
        ("Theo dõi tin (RSS)", addresses.FEEDS_PAGE, None),
    )
    about = (*pages, ("Bản quyền và giấy phép", addresses.LICENCES, None))
    groups: list[Group] = [("Lối vào", ways), ("Chuyên mục", categories), ("Lưu trữ", years), ("Về cổng", about)]
    if english:
        groups.append(("English", english))
    return tuple(groups)
