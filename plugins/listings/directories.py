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


def group_id(heading: str) -> str:
    """Return the id of the group *heading*. It keeps all marks: A, Ă and Â are three groups of one page."""
    return heading.replace(" ", "-")


def by_year(site: Site) -> tuple[tuple[int, tuple[tuple[int, str, int], ...]], ...]:
    """Return (year, ((month, address, articles), …)), newest first, months without a live article left out."""
    years: dict[int, list[tuple[int, str, int]]] = {}
    for (year, month), articles in site.by_month.items():
        if count := live_count(articles):
            years.setdefault(year, []).append((month, addresses.month_url(year, month), count))
    return tuple((year, tuple(months)) for year, months in years.items())


def _year_heading(year: int) -> str:
    return f"Năm {year}"


def months(site: Site) -> tuple[Group, ...]:
    """Return a group a year with its months."""
    return tuple(
        (_year_heading(year), tuple((f"Tháng {month}", url, count) for month, url, count in entries))
        for year, entries in by_year(site)
    )


def _first_letter(name: str) -> str:
    """Return the first letter of *name* without its tone, in capitals: Â for "Ấn phẩm"."""
    (_, letter), *_ = sort_key(name)[0]
    return letter.upper()


def terms(groups: Mapping[Term, Sequence[Article]]) -> tuple[Group, ...]:
    """Return the terms with live articles in Vietnamese order, a group for each first letter whatever its tone."""
    letters: dict[str, list[Entry]] = {}
    for term, articles in sorted(groups.items(), key=lambda item: sort_key(item[0].name)):
        if count := live_count(articles):
            letters.setdefault(_first_letter(term.name), []).append((term.name, term.url, count))
    return tuple((letter, tuple(entries)) for letter, entries in letters.items())


def _shown(groups: Mapping[Term, Sequence[Article]]) -> int:
    return sum(live_count(articles) > 0 for articles in groups.values())


def site_map(site: Site) -> tuple[Group, ...]:
    """Return the groups of "Sơ đồ cổng": every kind of page, each reachable from here in two steps at most."""
    categories = tuple((term.name, term.url, live_count(articles)) for term, articles in site.by_category.items())
    pages = tuple((page.title, page.url, None) for page in site.pages if page.lang == "vi")
    english = tuple((page.title, page.url, None) for page in site.pages if page.lang != "vi")
    years = tuple(
        (
            _year_heading(year),
            f"{addresses.ARCHIVE}#{quote(group_id(_year_heading(year)))}",
            sum(count for *_, count in entries),
        )
        for year, entries in by_year(site)
    )
    ways: tuple[Entry, ...] = (
        ("Trang chủ", addresses.HOME, None),
        ("Tất cả tin mới", addresses.NEWS, None),
        ("Tìm kiếm", addresses.SEARCH, None),
        ("Chủ đề", addresses.TAGS, _shown(site.by_tag)),
        ("Dòng sự kiện", addresses.SERIES, _shown(site.by_series)),
        ("Tác giả", addresses.AUTHORS, _shown(site.by_author)),
        ("Đính chính", addresses.CORRECTIONS, None),
        ("Theo dõi tin (RSS)", addresses.FEEDS_PAGE, None),
    )
    about = (*pages, ("Bản quyền và giấy phép", addresses.LICENCES, None))
    groups: list[Group] = [("Lối vào", ways), ("Chuyên mục", categories), ("Lưu trữ", years), ("Về cổng", about)]
    if english:
        groups.append(("English", english))
    return tuple(groups)
