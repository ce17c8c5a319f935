"""What a feed says of one article: made once, used by every feed that the article is in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from plugins.feeds.config import FeedsConfig
from plugins.feeds.text import full_text, valid_xml
from portal.addresses import absolute, output_path
from portal.article import Article, Body, Term

SizeOf = Callable[[str], int | None]

# Written here and not asked of the operating system, whose tables differ from machine to machine.
_MEDIA_TYPES = {
    "CSV": "text/csv",
    "DOC": "application/msword",
    "DOCX": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ODP": "application/vnd.oasis.opendocument.presentation",
    "ODS": "application/vnd.oasis.opendocument.spreadsheet",
    "ODT": "application/vnd.oasis.opendocument.text",
    "PDF": "application/pdf",
    "PPT": "application/vnd.ms-powerpoint",
    "PPTX": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "RTF": "application/rtf",
    "TXT": "text/plain",
    "XLS": "application/vnd.ms-excel",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ZIP": "application/zip",
}
# What may stand in a tag: URI (RFC 4151) and is accepted by validators, beside letters and digits.
_TAG_CHARACTERS = ";/?:@&=+$.-_!~*'(),"


@dataclass(frozen=True)
class Enclosure:
    """A file that belongs to an entry: absolute address, media type, true length in bytes."""

    url: str
    type: str
    length: int
    title: str = ""


@dataclass(frozen=True)
class Category:
    """A term of an entry: its slug, the address that slugs of its kind follow, its name."""

    term: str
    scheme: str
    label: str


@dataclass(frozen=True)
class Entry:
    """One entry. All texts hold only what XML can; all addresses are absolute.

    Attributes:
        identity: a tag: URI, for ever the same.
        authors: (name, address); at least one.
        summary: plain text, may be "".
        text: HTML.
        enclosures: the most telling first: RSS takes one.
        lang: of title, summary and text.
    """

    identity: str
    title: str
    url: str
    published: datetime
    updated: datetime
    authors: tuple[tuple[str, str], ...]
    categories: tuple[Category, ...]
    summary: str
    text: str
    enclosures: tuple[Enclosure, ...]
    lang: str = "vi"


def tag_uri(config: FeedsConfig, name: str) -> str:
    """Return the permanent id of *name*: ``tag:lacgiang.example,2022:7c41e09b``. Different names give different ids."""
    return f"tag:{config.authority},{config.year:04}:{quote(name, safe=_TAG_CHARACTERS)}"


def entry_of(article: Article, body: Body, agency: str, config: FeedsConfig, size_of: SizeOf) -> Entry:
    """Return the entry of *article*.

    Args:
        agency: who writes when no author is named.
        size_of: bytes of a published file by its path in the site, None when it is not published: no entry promises
            a file that is not there.
    """
    site_url = config.site_url
    title = valid_xml(article.title)
    picture = article.picture
    if picture is not None and size_of(output_path(picture.fallback_url)) is None:
        picture = None
    authors = tuple((valid_xml(author.name), absolute(site_url, author.url)) for author in article.authors)
    return Entry(
        identity=tag_uri(config, article.identity),
        title=title if title.strip() else article.url,
        url=absolute(site_url, article.url),
        published=article.published,
        updated=article.modified,
        authors=authors or ((valid_xml(agency), f"{site_url}/"),),
        categories=tuple(_category(term, site_url) for term in (article.category, *article.tags)),
        summary=valid_xml(article.summary),
        text=full_text(article, body, site_url, picture=picture),
        enclosures=_enclosures(article, body, site_url, size_of),
        lang=article.lang,
    )


def _category(term: Term, site_url: str) -> Category:
    return Category(term.slug, absolute(site_url, f"/{term.kind}/"), valid_xml(term.name))


def _enclosures(article: Article, body: Body, site_url: str, size_of: SizeOf) -> tuple[Enclosure, ...]:
    files = []
    # Without a cover, the text's first picture stands for the article.
    for picture in (article.picture, *body.pictures[:1]):
        if picture is not None:
            files.append((picture.fallback_url, "image/jpeg", picture.alt))
            break
    for document in dict.fromkeys((*article.attachments, *body.attachments)):
        media_type = _MEDIA_TYPES.get(document.type.upper(), "application/octet-stream")
        files.append((document.url, media_type, document.title))
    found = {}
    for url, media_type, title in files:
        length = size_of(output_path(url))
        if length is not None and url not in found:
            found[url] = Enclosure(absolute(site_url, url), media_type, length, valid_xml(title))
    return tuple(found.values())
