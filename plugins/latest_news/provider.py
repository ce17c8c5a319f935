"""The fragment: few variants for many pages."""

from __future__ import annotations

from itertools import islice
from typing import Any

from plugins.latest_news.config import LatestNewsConfig
from plugins.latest_news.select import entries, lists_of, variant_name
from portal.addresses import NEWS
from portal.article import Article, Term
from portal.build.contributions import Render
from portal.site import Site

TEMPLATE = "fragments/latest_news.html"


class LatestNews:
    """Gives each page its list. Only the newest articles have one of their own; all other pages share a few."""

    def __init__(self, site: Site, render: Render, config: LatestNewsConfig) -> None:
        """Choose the articles of every list."""
        self._render = render
        enough = config.limit + 1
        self._lists = lists_of("", site.current[:enough], config.limit)
        self._groups = {""}
        # Asked for every page of the site, so without the checksum that names a list.
        self._own = {("", article.identity) for article in site.current[: config.limit]}
        if config.scope == "category":
            for category, members in site.by_category.items():
                shown = (article for article in members if article.withdrawn is None and not article.expired)
                newest = tuple(islice(shown, enough))
                self._lists |= lists_of(category.slug, newest, config.limit)
                self._groups.add(category.slug)
                self._own |= {(category.slug, article.identity) for article in newest[: config.limit]}

    def variant(self, subject: Any) -> str:
        """Return the variant of the page about *subject*; "" for pages of no category and for withdrawn articles."""
        if isinstance(subject, Article) and subject.withdrawn is None:
            group = self._group(subject.category)
            return variant_name(group, subject) if (group, subject.identity) in self._own else group
        return self._group(subject)

    def html(self, variant: str) -> str:
        """Return the list of *variant*."""
        return self._render(TEMPLATE, {"entries": entries(self._lists[variant]), "all_url": NEWS})

    def _group(self, subject: Any) -> str:
        is_category = isinstance(subject, Term) and subject.kind == "chuyen-muc"
        return subject.slug if is_category and subject.slug in self._groups else ""
