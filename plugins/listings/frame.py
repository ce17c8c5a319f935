"""The frame of every page: head, header with navigation, footer. Fragments: the same on thousands of pages."""

from __future__ import annotations

from typing import Any

from portal.article import Article, Term
from portal.build import Render
from portal.site import Site


class Header:
    """The fragment "header": a variant for each category, which it marks as the current one."""

    def __init__(self, site: Site, render: Render) -> None:
        self._urls = {term.slug: term.url for term in site.categories}
        self._render = render

    def variant(self, subject: Any) -> str:
        """Return the slug of the category that the page about *subject* belongs to, or ""."""
        if isinstance(subject, Article):
            return subject.category.slug
        return subject.slug if isinstance(subject, Term) and subject.kind == "chuyen-muc" else ""

    def html(self, variant: str) -> str:
        """Return the header of the pages of one category."""
        return self._render("fragments/header.html", {"current": self._urls.get(variant, "")})


class Constant:
    """A fragment that is the same on all pages: "head" (what every page loads), "footer" (with the counter's place)."""

    def __init__(self, template: str, site: Site, render: Render) -> None:  # noqa: ARG002  # the port's signature
        self._template = template
        self._render = render

    def variant(self, subject: Any) -> str:  # noqa: ARG002
        """Return the only variant."""
        return ""

    def html(self, variant: str) -> str:  # noqa: ARG002
        """Return it, with the places of the fragments in it."""
        return self._render(self._template, {})
