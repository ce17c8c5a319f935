"""What stands on the home page: which article leads, which are featured, the blocks by category."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.listings.corrections import Change, changes, version_of
from portal.article import Article, Term, versions_of
from portal.build.digest import digest
from portal.site import Site

_FEATURED = 3
_DOCUMENTS = 5
_CORRECTED = 3


@dataclass(frozen=True)
class Home:
    """The articles of the home page; none of lead and featured is told twice."""

    lead: Article | None
    featured: tuple[Article, ...]
    blocks: tuple[tuple[Term, tuple[Article, ...]], ...]
    documents: tuple[Article, ...]
    corrected: tuple[Change, ...]

    @property
    def version(self) -> str:
        """Another one whenever what it shows is."""
        blocks = [f"{term!r} {versions_of(articles)}" for term, articles in self.blocks]
        rows = (self.featured, self.documents, (self.lead,) if self.lead else ())
        return digest(*map(versions_of, rows), version_of(self.corrected), *blocks)


def choose(site: Site, *, block: int) -> Home:
    """Choose by the editors' marks first, then by date.

    The lead is the newest pinned article, else the newest featured one with a picture, else the newest featured, else
    the newest. Other pinned ones come next, then featured ones. Blocks may repeat what leads: a reader who comes for a
    category finds it whole. What has expired is no news: only corrections and withdrawals may tell of it.
    """
    pinned = [article for article in site.current if article.pinned]
    marked = [article for article in site.current if article.featured and not article.pinned]
    order = [*pinned, *marked, *(article for article in site.current if not article.featured and not article.pinned)]
    pictured = (article for article in marked if article.picture)
    lead = pinned[0] if pinned else next(pictured, order[0] if order else None)
    featured = tuple(article for article in order if article is not lead)[:_FEATURED]
    by_category = {
        term: tuple(article for article in articles if article.withdrawn is None and not article.expired)[:block]
        for term, articles in site.by_category.items()
    }
    return Home(
        lead=lead,
        featured=featured,
        blocks=tuple((term, articles) for term, articles in by_category.items() if articles),
        documents=tuple(article for article in site.current if article.attachments)[:_DOCUMENTS],
        corrected=tuple(changes(site)[:_CORRECTED]),
    )
