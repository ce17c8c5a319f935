"""Feeds as bytes, by feedgen. What feedgen needs to be told, or does differently from what readers need, is here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any, NamedTuple

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from plugins.feeds.entries import Entry

# Readers fetch a feed every hour, and some refuse a larger one.
LARGEST_DOCUMENT = 500_000
GENERATOR = "Cổng Tin"
_LANGUAGE = "vi"  # of feeds; an entry in another one says so

_MEDIA_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml"}


class _Names(NamedTuple):
    """What the entries of a format are called, and what holds them."""

    element: bytes
    parent: bytes


_ENTRIES = {"rss": _Names(b"item", b"channel"), "atom": _Names(b"entry", b"feed")}
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


_ANY_HEAD = Head(
    identity="tag:",
    title=" ",
    description=" ",
    page="/",
    addresses=dict.fromkeys(_MEDIA_TYPES, "/"),
    publisher=" ",
    publisher_page="/",
    rights=" ",
    founded=datetime(2000, 1, 1, tzinfo=UTC),
)


@dataclass(frozen=True)
class Prepared:
    """An entry as it stands in a document.

    Attributes:
        updated: aware.
        texts: its element by format ("rss", "atom"), as bytes of UTF-8.
    """

    updated: datetime
    texts: Mapping[str, bytes]


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


def prepare(entry: Entry) -> Prepared:
    """Return *entry* in every format. Costly, so done once for all feeds and kept for the next builds."""
    form = _feedgen_entry(entry)
    return Prepared(entry.updated, {feed_format: _element(feed_format, form) for feed_format in _ENTRIES})


def _element(feed_format: str, form: Any) -> bytes:
    """Return the element of an entry as feedgen writes it into a document: there, the root declares the namespaces."""
    generator = _feedgen_head(feed_format, _ANY_HEAD)
    generator.updated(_ANY_HEAD.founded)
    generator.add_entry(form)
    written = _written(feed_format, generator)
    element = _ENTRIES[feed_format].element
    # Before the only entry, and after it, no text holds a "<" of its own.
    start, end = written.index(b"<%s" % element), written.rindex(b"</%s>" % element)
    return written[start : end + len(element) + 3]


def document(feed_format: str, head: Head, entries: Sequence[Prepared]) -> bytes:
    """Return the document of *head* in *feed_format* ("rss" or "atom").

    Args:
        entries: newest first; the oldest are left out where the document would grow over ``LARGEST_DOCUMENT`` bytes.
    """
    room = LARGEST_DOCUMENT - len(_without_entries(feed_format, head, head.founded))
    fitting = list(_fitting(feed_format, entries, room))
    # Only its entries date a feed: a build without news gives the same bytes.
    updated = max((prepared.updated for prepared in fitting), default=None)
    empty = _without_entries(feed_format, head, updated)
    end = empty.rindex(b"</%s>" % _ENTRIES[feed_format].parent)
    return b"".join([empty[:end], *(prepared.texts[feed_format] for prepared in fitting), empty[end:]])


def _fitting(feed_format: str, entries: Iterable[Prepared], room: int) -> Iterator[Prepared]:
    for prepared in entries:
        room -= len(prepared.texts[feed_format])
        if room < 0:
            return
        yield prepared


def _without_entries(feed_format: str, head: Head, updated: datetime | None) -> bytes:
    """Return the document of a feed, dated *updated*, that has no entries yet; None: that has none at all."""
    generator = _feedgen_head(feed_format, head)
    generator.updated(updated or head.founded)
    if updated is None:
        generator.register_extension("empty", _EmptyFeed, atom=False)
    return _written(feed_format, generator)


def _written(feed_format: str, generator: Any) -> bytes:
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
