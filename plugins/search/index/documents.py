"""What can be found: articles and pages, in the order in which the index numbers them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from portal.addresses import page_url
from portal.article import Article, Body, StaticPage
from portal.build.digest import digest
from portal.site import Site
from portal.vietnamese.dates import ZONE


class Kind(NamedTuple):
    """A kind of document that readers can ask for."""

    slug: str
    name: str


NEWS = Kind("tin-bai", "Tin, bài")
WITH_FILES = Kind("van-ban", "Tin, bài có văn bản kèm theo")
PAGES = Kind("trang", "Trang giới thiệu")
KINDS = (NEWS, WITH_FILES, PAGES)


@dataclass(frozen=True, slots=True)
class Document:
    """One document, without its text.

    Attributes:
        identity: unique among the documents of a site.
        version: another one whenever anything that the index knows of it is.
        source: gives its body, with `Site.load_body`.
        attached: titles and numbers of its files, a line each.
        day: when it was published, in Viet Nam; None for pages.
        category: (slug, name); ("", "") for pages.
        expired: what it tells does not hold any more.
        hidden: it has a number and nothing else: withdrawn, or not published yet.
    """

    identity: str
    version: str
    source: str
    url: str
    title: str
    summary: str = ""
    tags: tuple[str, ...] = ()
    attached: str = ""
    day: date | None = None
    category: tuple[str, str] = ("", "")
    kinds: tuple[Kind, ...] = ()
    expired: bool = False
    hidden: bool = False


def documents_of(site: Site) -> list[Document]:
    """Return the documents of *site* in their order: pages by address, then articles, oldest first.

    So a new article gets the last number, and the others keep theirs. A withdrawn one keeps its number, empty.
    """
    pages = sorted((_page(page) for page in site.pages), key=lambda document: document.url)
    return [*pages, *(_article(article, site) for article in reversed(site.articles))]


def _page(page: StaticPage) -> Document:
    return Document(
        identity=f"trang:{page.source}",
        version=digest("page", page.version, page.url, page.title),
        source=page.source,
        url=page.url or page_url(page.slug, page.lang),
        title=page.title,
        summary=page.summary,
        kinds=(PAGES,),
    )


def _article(article: Article, site: Site) -> Document:
    if article.withdrawn is not None or article.source in site.unpublished:
        day = article.published.astimezone(ZONE).date()
        return Document(article.identity, f"hidden {day}", article.source, "", "", day=day, hidden=True)
    attached = [" ".join((file.kind, file.number, file.title)) for file in article.attachments]
    return Document(
        identity=article.identity,
        version=digest("article", article.version),
        source=article.source,
        url=article.url,
        title=article.title,
        summary=article.summary,
        tags=tuple(tag.name for tag in article.tags),
        attached="\n".join(attached),
        day=article.published.astimezone(ZONE).date(),
        category=(article.category.slug, article.category.name),
        kinds=(NEWS, WITH_FILES) if attached else (NEWS,),
        expired=article.expired,
    )


class Text(NamedTuple):
    """The texts of a document, each with a line per block, and what a word in it weighs."""

    text: str
    weight: float


def texts_of(document: Document, body: Body) -> tuple[Text, ...]:
    """Return the texts that *document* is found by.

    A summary that only says the first words of the body again would count them twice.
    """
    repeated = document.summary.rstrip(" .…") in " ".join(body.text.split())
    return (
        Text(document.title, 6.0),
        Text("" if repeated else document.summary, 2.0),
        Text("\n".join(document.tags), 1.0),
        Text(document.attached, 2.0),
        Text(body.text, 1.0),
    )
