"""The Pelican side of articles: gives the build its site, and the pages of articles and static pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plugins.articles.loader import SiteLoader
from plugins.articles.related import Neighbours, neighbours
from portal.addresses import HOME
from portal.article import Article, Attachment, Body
from portal.build import Build, Page
from portal.site import Site

_NONE = Neighbours(None, None, ())


def join_build(pelican: Any) -> None:
    """Handle ``initialized``: give the build its site and the pages."""
    build: Build = pelican.build
    site_name = str(pelican.settings["SITENAME"])
    build.load_site = lambda: SiteLoader(
        build.content, now=build.now, problems=build.problems, site_name=site_name
    ).load()
    build.add_pages("articles", _pages)


def _pages(site: Site) -> Iterator[Page]:
    beside = neighbours(site.live)
    for article in site.articles:
        yield _article_page(article, site, beside.get(article.identity, _NONE))
    for page in site.pages:
        crumbs = (("Trang chủ" if page.lang == "vi" else "Home", HOME),)
        values = {"page": page, "body": site.load_body(page.source), "breadcrumbs": crumbs}
        yield Page(page.url, "page.html", values, page)


def _article_page(article: Article, site: Site, beside: Neighbours) -> Page:
    body = Body("", "") if article.withdrawn else site.load_body(article.source)
    values = {
        "article": article,
        "body": body,
        "breadcrumbs": (("Trang chủ", HOME), (article.category.name, article.category.url)),
        "previous": beside.previous,
        "next": beside.next,
        "related": beside.related,
        "attachments": _documents(article, body),
    }
    return Page(article.url, "article.html", values, article)


def _documents(article: Article, body: Body) -> tuple[Attachment, ...]:
    """Return the documents of the header and of the text, each once."""
    if article.withdrawn:
        return ()
    return tuple({document.url: document for document in (*body.attachments, *article.attachments)}.values())
