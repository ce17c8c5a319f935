"""The series of an article ("dòng sự kiện"): its other parts, for the box on its page."""

from __future__ import annotations

from typing import NamedTuple

from portal.article import Article, Term
from portal.build.digest import digest
from portal.site import Site

# A longer series shows the parts before and after: a new part must not change the pages of all others.
SHOWN_WHOLE = 7


class Episode(NamedTuple):
    """Where one article stands in its series.

    Attributes:
        parts: all of them, oldest first, of a short series; () of a long one.
        previous, next: the parts before and after it in time.
    """

    term: Term
    parts: tuple[Article, ...]
    previous: Article | None
    next: Article | None

    @property
    def version(self) -> str:
        """Another one whenever what the box shows is."""
        shown = self.parts or (self.previous, self.next)
        return digest(repr(self.term), *(article.version if article else "" for article in shown))


def episodes(site: Site) -> dict[str, Episode]:
    """Return by identity the live articles that are parts of a series with more than one live part."""
    found: dict[str, Episode] = {}
    for term, members in site.by_series.items():
        parts = tuple(article for article in reversed(members) if article.withdrawn is None)
        shown = parts if len(parts) <= SHOWN_WHOLE else ()
        if len(parts) > 1:
            around = zip((None, *parts[:-1]), parts, (*parts[1:], None), strict=True)
            found |= {part.identity: Episode(term, shown, before, after) for before, part, after in around}
    return found
