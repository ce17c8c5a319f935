"""The Pelican side of listings: contributes their pages to the build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from plugins.listings import directories
from plugins.listings.archive import ListPage, list_pages, pages_of
from plugins.listings.config import ListingsConfig
from plugins.listings.corrections import changes, version_of
from plugins.listings.frame import Constant, Header
from plugins.listings.home import choose
from portal import addresses
from portal.article import Article, Term, versions_of
from portal.build import Build, Page, Render
from portal.build.digest import digest
from portal.site import Site
from portal.vietnamese.dates import show_month

_HOME_CRUMB = ("Trang chủ", addresses.HOME)
_NEWEST_ON_404 = 5


def join_build(pelican: Any) -> None:
    """Handle ``initialized``: contribute the pages."""
    build: Build = pelican.build
    config = ListingsConfig.from_settings(pelican.settings)
    build.add_pages("listings", partial(_pages, config=config))
    build.globals["group_id"] = directories.group_id
    build.add_fragment("archive_months", ArchiveMonths)
    build.add_fragment("header", Header, always_inline=True)
    for name in ("head", "footer"):
        build.add_fragment(name, partial(Constant, f"fragments/{name}.html"), always_inline=True)


class ArchiveMonths:
    """The fragment "archive_months": one variant, as every list page shows the same months.

    Without the numbers of articles: every new one would change every list page. /luu-tru/ has them.
    """

    def __init__(self, site: Site, render: Render) -> None:
        self._site = site
        self._render = render

    def variant(self, subject: object) -> str:  # noqa: ARG002  # the port's signature
        """Return the only variant."""
        return ""

    def html(self, variant: str) -> str:  # noqa: ARG002
        """Return the months, newest first."""
        years = [(year, [entry[:2] for entry in months]) for year, months in directories.by_year(self._site)]
        return self._render("fragments/archive_months.html", {"years": years})


def _pages(site: Site, config: ListingsConfig) -> Iterator[Page]:
    home = choose(site, block=config.home_block)
    yield Page(addresses.HOME, "home.html", home.version, partial(vars, home))
    yield from _list(site.articles, addresses.NEWS, config, "tat-ca", "Tin mới", None, ())
    for kind, crumbs, groups in (
        ("chuyen-muc", (), site.by_category),
        ("chu-de", (("Chủ đề", addresses.TAGS),), site.by_tag),
        ("tac-gia", (("Tác giả", addresses.AUTHORS),), site.by_author),
        ("dong-su-kien", (("Dòng sự kiện", addresses.SERIES),), site.by_series),
    ):
        for term, articles in groups.items():
            yield from _list(articles, term.url, config, kind, term.name, term, crumbs)
    archive_crumb = (("Lưu trữ", addresses.ARCHIVE),)
    for (year, month), articles in site.by_month.items():
        heading = f"Lưu trữ {show_month(year, month)}"
        url = addresses.month_url(year, month)
        yield from _list(articles, url, config, "thang", heading, None, archive_crumb)
    yield from _directories(site)
    yield from _corrections(site, config)
    yield Page.of(addresses.SEARCH, "search.html", {"breadcrumbs": (_HOME_CRUMB,)})
    newest = site.current[:_NEWEST_ON_404]
    yield Page(addresses.NOT_FOUND, "404.html", versions_of(newest), partial(dict, {"newest": newest}))


def _list(
    articles: Sequence[Article],
    url: str,
    config: ListingsConfig,
    kind: str,
    heading: str,
    term: Term | None,
    crumbs: tuple[tuple[str, str], ...],
) -> Iterator[Page]:
    about = {
        "kind": kind,
        "heading": heading,
        "intro": term.description if term else "",
        "term": term,
        "feeds": _feeds(kind, term),
        "breadcrumbs": (_HOME_CRUMB, *crumbs),
    }
    shown = digest(repr(about))
    for page in list_pages(articles, url, config.per_page, pinned_first=kind == "chuyen-muc"):
        shows = f"{shown} {page.pager!r} {page.version}"
        yield Page(page.url, "list.html", shows, partial(_list_values, about, page), term)


def _list_values(about: Mapping[str, Any], page: ListPage) -> dict[str, Any]:
    return {**about, "articles": page.articles, "pager": page.pager}


def _feeds(kind: str, term: Term | None) -> dict[str, str] | None:
    """Return the feeds that hold what the list shows, or None."""
    if kind in ("thang", "dong-su-kien"):
        return None
    return {
        name: addresses.feed_url(name, term.kind, term.slug) if term else addresses.feed_url(name)
        for name in addresses.FEED_FORMATS
    }


def _corrections(site: Site, config: ListingsConfig) -> Iterator[Page]:
    """Yield the pages of "Đính chính"."""
    for url, shown, pager in pages_of(changes(site), addresses.CORRECTIONS, config.per_page):
        values = {"changes": tuple(shown), "pager": pager, "breadcrumbs": (_HOME_CRUMB,)}
        yield Page(url, "corrections.html", f"{version_of(shown)} {pager!r}", partial(dict, values))


def _directories(site: Site) -> Iterator[Page]:
    for url, heading, intro, groups in (
        (addresses.ARCHIVE, "Lưu trữ", "Các bài đã đăng, theo năm và tháng.", directories.months(site)),
        (addresses.TAGS, "Chủ đề", "Các chủ đề, theo thứ tự chữ cái.", directories.terms(site.by_tag)),
        (addresses.SERIES, "Dòng sự kiện", "Những loạt bài theo một sự việc.", directories.terms(site.by_series)),
        (addresses.AUTHORS, "Tác giả", "Những người viết bài trên cổng.", directories.terms(site.by_author)),
        (addresses.SITE_MAP, "Sơ đồ cổng", "Mọi phần của cổng trên một trang.", directories.site_map(site)),
    ):
        values = {"heading": heading, "intro": intro, "groups": groups, "breadcrumbs": (_HOME_CRUMB,)}
        yield Page.of(url, "directory.html", values)
