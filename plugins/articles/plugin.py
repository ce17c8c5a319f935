"""The Pelican side of articles: gives the build its site, and the pages of articles and static pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from plugins.articles.config import ArticlesConfig
from plugins.articles.documents import documents_of
from plugins.articles.related import Neighbours, neighbours
from plugins.articles.series import Episode, episodes
from portal.addresses import HOME, PREVIEWED
from portal.article import Article, Body, StaticPage
from portal.build import Build, OutputSink, Page
from portal.problem import PortalError
from portal.site import Site
from portal.vietnamese.dates import show_moment


class HeldBackError(PortalError):
    """The site of this moment is not to be published."""


_NONE = Neighbours(None, None, ())


def join_build(pelican: Any) -> None:
    """Handle ``initialized``: give the build its site and the pages."""
    build: Build = pelican.build
    site_name = str(pelican.settings["SITENAME"])
    config = ArticlesConfig.from_settings(pelican.settings)

    def load_site() -> Site:
        # Late: a build that finds nothing changed does without Markdown and lxml.
        from plugins.articles.checks import loss
        from plugins.articles.loader import SiteLoader

        loader = SiteLoader(
            build.content,
            now=build.now,
            problems=build.problems,
            site_name=site_name,
            memory=build.memory,
            stamps=build.stamps,
            unpublished=config.unpublished,
        )
        site = loader.load(build.in_parallel)
        _refuse(site, build, config)
        loss.remember(site, build.memory)
        return site

    build.load_site = load_site
    build.add_pages("articles", partial(_pages, build=build))
    if config.unpublished:
        build.add_outputs("articles", _write_addresses)


def _write_addresses(site: Site, sink: OutputSink) -> None:
    """Tell `desk preview` where each article stands: a file of previews, never of the public site."""
    items: list[Article | StaticPage] = [*site.articles, *site.pages]
    found = {item.source: {"url": item.url, "title": item.title, "note": _note(item, site)} for item in items}
    sink.put(PREVIEWED, json.dumps(found, ensure_ascii=False).encode())


def _refuse(site: Site, build: Build, config: ArticlesConfig) -> None:
    """Leave the last site as it stands when far too much is gone, or when any mistake stops a build.

    Raises:
        HeldBackError: so it is.
    """
    from plugins.articles.checks import loss

    gone = None if config.allow_fewer else loss.too_few(site, build.memory, build.content.name)
    if gone:
        build.problems.add(gone)
        raise HeldBackError("Mất quá nhiều bài trong một lần; trang đã dựng lần trước được giữ nguyên.")
    if config.strict and build.problems.errors:
        raise HeldBackError("Có lỗi nên không dựng gì (chính sách strict); trang lần trước được giữ nguyên.")


def _pages(site: Site, build: Build) -> Iterator[Page]:
    beside = neighbours(site.live, build.memory)
    in_series = episodes(site)
    for article in site.articles:
        around, episode = beside.get(article.identity, _NONE), in_series.get(article.identity)
        shows = " ".join(
            [
                article.version,
                around.previous.version if around.previous else "",
                around.next.version if around.next else "",
                *[other.version for other in around.related],
                episode.version if episode else "",
                repr(article.merged) if article.merged else "",
                _note(article, site),
            ]
        )
        values = partial(_article_values, article, site, around, episode)
        yield Page(article.url, "article.html", shows, values, article)
    for page in site.pages:
        yield Page(page.url, "page.html", page.version, partial(_page_values, page, site), page)


def _page_values(page: StaticPage, site: Site) -> dict[str, Any]:
    crumbs = (("Trang chủ" if page.lang == "vi" else "Home", HOME),)
    return {"page": page, "body": site.load_body(page.source), "breadcrumbs": crumbs, "unpublished": _note(page, site)}


def _article_values(article: Article, site: Site, around: Neighbours, episode: Episode | None) -> dict[str, Any]:
    body = Body("", "") if article.withdrawn else site.load_body(article.source)
    return {
        "article": article,
        "body": body,
        "breadcrumbs": (("Trang chủ", HOME), (article.category.name, article.category.url)),
        "previous": around.previous,
        "next": around.next,
        "related": around.related,
        "episode": episode,
        "attachments": documents_of(article, body),
        "unpublished": _note(article, site),
    }


def _note(item: Article | StaticPage, site: Site) -> str:
    """Return why readers do not see *item*; "" for what is published."""
    state = site.unpublished.get(item.source)
    if state == "scheduled" and isinstance(item, Article):
        return f"Hẹn đăng lúc {show_moment(item.published)}."
    return "Bản nháp." if state else ""
