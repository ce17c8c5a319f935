"""Feeds as bytes, by feedgen. What feedgen needs to be told, or does differently from what readers need, is here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from plugins.feeds.entries import Entry

# Readers fetch a feed every hour, and some refuse a larger one.
LARGEST_DOCUMENT = 500_000
GENERATOR = "Cổng Tin"
_LANGUAGE = "vi"  # of feeds; an entry in another one says so

_MEDIA_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml"}
_TITLE = re.compile(rb"<title>[^<]*</title>")


@dataclass(frozen=True)
class Head:
    """What a feed says of itself. All addresses are absolute.

    Attributes:
        identity: a tag: URI.
        page: the list that the feed follows.
        addresses: of the feed itself, by format ("rss", "atom").
        founded: the date of an Atom feed without entries, which must have one.
    """

    identity: str
    title: str
    description: str
    page: str
    addresses: dict[str, str]
    publisher: str
    publisher_page: str
    rights: str
    founded: datetime


class Prepared:
    """An entry in feedgen's form, and what it weighs in each format: at most so many bytes of a document."""

    def __init__(self, entry: Entry) -> None:
        """Take *entry* over. Costly, so done once for all feeds."""
        self.entry = entry
        self.form = _feedgen_entry(entry)
        self.weights = {
            "rss": len(_mend_titles(etree.tostring(self.form.rss_entry(), encoding="UTF-8"))),
            "atom": len(etree.tostring(self.form.atom_entry(), encoding="UTF-8")),
        }


class _Attributes:
    """A feedgen extension for an Atom entry, which feedgen writes without its language and parts of its links."""

    def __init__(self) -> None:
        self.links: list[dict[str, str]] = []
        self.lang = _LANGUAGE

    def extend_atom(self, entry: Any) -> None:
        if self.lang != _LANGUAGE:
            entry.set("{http://www.w3.org/XML/1998/namespace}lang", self.lang)
        for element, link in zip(entry.findall("link"), self.links, strict=True):
            element.attrib.update(link)


class _EmptyFeed:
    """A feedgen extension for a feed without entries, which feedgen would date by the clock."""

    def extend_ns(self) -> dict[str, str]:
        return {}

    def extend_rss(self, rss: Any) -> None:
        channel = rss[0]
        channel.remove(channel.find("lastBuildDate"))


def document(feed_format: str, head: Head, entries: Sequence[Prepared]) -> bytes:
    """Return the document of *head* in *feed_format* ("rss" or "atom").

    Args:
        entries: newest first; the oldest are left out where the document would grow over ``LARGEST_DOCUMENT`` bytes.
    """
    room = LARGEST_DOCUMENT - len(_serialised(feed_format, head, (), updated=head.founded))
    fitting = _fitting(feed_format, entries, room)
    # Only its entries date a feed: a build without news gives the same bytes.
    updated = max((prepared.entry.updated for prepared in fitting), default=None)
    return _serialised(feed_format, head, fitting, updated=updated)


def _fitting(feed_format: str, entries: Iterable[Prepared], room: int) -> list[Prepared]:
    fitting = []
    for prepared in entries:
        room -= prepared.weights[feed_format]
        if room < 0:
            break
        fitting.append(prepared)
    return fitting


def _serialised(feed_format: str, head: Head, entries: Iterable[Prepared], *, updated: datetime | None) -> bytes:
    generator = _feedgen_head(feed_format, head)
    generator.updated(updated or head.founded)
    if updated is None:
        generator.register_extension("empty", _EmptyFeed, atom=False)
    for prepared in entries:
        generator.add_entry(prepared.form, order="append")  # feedgen's own order is the last first
    if feed_format == "atom":
        return bytes(generator.atom_str())
    return _mend_titles(generator.rss_str())


def _feedgen_head(feed_format: str, head: Head) -> Any:
    generator = FeedGenerator()
    generator.load_extension("dc", atom=False)
    generator.id(head.identity)
    generator.title(head.title)
    generator.description(head.description)
    generator.language(_LANGUAGE)
    generator.rights(head.rights)
    generator.generator(GENERATOR)
    generator.author({"name": head.publisher, "uri": head.publisher_page})
    generator.dc.dc_publisher(head.publisher)
    # The last link becomes the channel's <link>.
    generator.link(href=head.addresses[feed_format], rel="self", type=_MEDIA_TYPES[feed_format])
    generator.link(href=head.page, rel="alternate", type="text/html")
    return generator


def _feedgen_entry(entry: Entry) -> Any:
    form = FeedEntry()
    form.load_extension("dc", atom=False)
    form.guid(entry.identity, permalink=False)
    form.title(entry.title)
    form.published(entry.published)
    form.updated(entry.updated)
    form.author([{"name": name, "uri": uri} for name, uri in entry.authors])
    form.dc.dc_creator([name for name, _ in entry.authors])  # RSS's own <author> is an e-mail address
    for category in entry.categories:
        form.category(term=category.term, scheme=category.scheme, label=category.label)
    if entry.summary:
        form.summary(entry.summary, type="text")
        # RSS takes a description for HTML, so a plain "<" has to be escaped once more. This also sets the text of
        # Atom, which content() then sets right.
        form.description(escape(entry.summary, quote=False))
    form.content(entry.text, type="html")  # the type "CDATA" would be told to Atom readers, which do not know it
    form.link(href=entry.url, rel="alternate", type="text/html")
    # feedgen's enclosure() has no title. RSS takes the last one.
    for enclosure in reversed(entry.enclosures):
        link = {"href": enclosure.url, "rel": "enclosure", "type": enclosure.type, "length": str(enclosure.length)}
        form.link({**link, "title": enclosure.title} if enclosure.title else link)
    form.register_extension("attributes", _Attributes, rss=False)
    form.attributes.links, form.attributes.lang = form.link(), entry.lang
    return form


def _mend_titles(document: bytes) -> bytes:
    """Spell ``&`` and ``<`` in RSS titles as numbers.

    Readers disagree whether an RSS title is text or HTML; the RSS Advisory Board's profile asks for this spelling,
    which both sorts show alike.
    """
    return _TITLE.sub(lambda title: title[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;"), document)
