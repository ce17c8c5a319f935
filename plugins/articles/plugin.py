"""The Pelican side of articles: gives the build its site, and the pages of articles and static pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from plugins.articles.documents import documents_of
from plugins.articles.related import Neighbours, neighbours
from portal.addresses import HOME
from portal.article import Article, Body, StaticPage
from portal.build import Build, Page
from portal.site import Site

_NONE = Neighbours(None, None, ())


def join_build(pelican: Any) -> None:
    """Handle ``initialized``: give the build its site and the pages."""
    build: Build = pelican.build
    site_name = str(pelican.settings["SITENAME"])

    def load_site() -> Site:
        # Late: a build that finds nothing changed does without Markdown and lxml.
        from plugins.articles.loader import SiteLoader

        loader = SiteLoader(
            build.content,
            now=build.now,
            problems=build.problems,
            site_name=site_name,
            memory=build.memory,
            stamps=build.stamps,
        )
        return loader.load(build.in_parallel)

    build.load_site = load_site
    build.add_pages("articles", partial(_pages, build=build))


def _pages(site: Site, build: Build) -> Iterator[Page]:
    beside = neighbours(site.live, build.memory)
    for article in site.articles:
        around = beside.get(article.identity, _NONE)
        shows = " ".join(
            [
                article.version,
                around.previous.version if around.previous else "",
                around.next.version if around.next else "",
                *[other.version for other in around.related],
            ]
        )
        yield Page(article.url, "article.html", shows, partial(_article_values, article, site, around), article)
    for page in site.pages:
        yield Page(page.url, "page.html", page.version, partial(_page_values, page, site), page)


def _page_values(page: StaticPage, site: Site) -> dict[str, Any]:
    crumbs = (("Trang chủ" if page.lang == "vi" else "Home", HOME),)
    return {"page": page, "body": site.load_body(page.source), "breadcrumbs": crumbs}


def _article_values(article: Article, site: Site, around: Neighbours) -> dict[str, Any]:
    body = Body("", "") if article.withdrawn else site.load_body(article.source)
    return {
        "article": article,
        "body": body,
        "breadcrumbs": (("Trang chủ", HOME), (article.category.name, article.category.url)),
        "previous": around.previous,
        "next": around.next,
        "related": around.related,
        "attachments": documents_of(article, body),
    }
