"""The rules by which the W3C feed validator judges RSS 2.0 and Atom, as far as they bear on these feeds.

That validator is neither a package nor reachable from a test, and feedparser reads even broken feeds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

import lxml.html
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR, PUBLISHER = (f"{{http://purl.org/dc/elements/1.1/}}{name}" for name in ("creator", "publisher"))
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_ADDRESS = re.compile(r"https?://[0-9a-z.:-]+/[0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,#]*")
_TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}:[0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,]+")
_RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0700")
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")

_CHANNEL_ONCE = {"title", "link", "description", "copyright", "docs", "generator", "language", "lastBuildDate"}
_ITEM_ONCE = {"title", "link", "description", CONTENT, "guid", "enclosure", "pubDate"}
_FEED_ONCE = {f"{ATOM}{name}" for name in ("id", "title", "updated", "subtitle", "rights", "generator")}
_ENTRY_ONCE = {f"{ATOM}{name}" for name in ("id", "title", "updated", "published", "content", "summary")}

# Elements and attributes of HTML that no reader takes for dangerous.
_SAFE_ELEMENTS = re.compile(
    "a|abbr|b|blockquote|br|caption|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|h[2-6]|hr"
    "|i|img|ins|kbd|li|ol|p|pre|q|s|small|span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|tr|u|ul"
)
_SAFE_ATTRIBUTES = re.compile(
    "alt|cite|colspan|datetime|dir|headers|height|href|hreflang|lang|reversed|rowspan|scope|span|src|srcset|start"
    "|title|type|value|width"
)


def complaints(document: bytes, address: str, sizes: Mapping[str, int], now: datetime) -> list[str]:
    """Return what the validator would find in *document*, served at *address*.

    Args:
        sizes: true bytes of published files by absolute address.
        now: no date may lie after it.
    """
    if not document.startswith((b"<?xml version='1.0' encoding='UTF-8'?>", b'<?xml version="1.0" encoding="UTF-8"?>')):
        return ["the encoding is not declared"]
    root = etree.fromstring(document)
    check = _rss if root.tag == "rss" else _atom
    return list(check(root, document, address, sizes, now))


def _rss(root: Any, document: bytes, address: str, sizes: Mapping[str, int], now: datetime) -> Iterator[str]:
    if root.get("version") != "2.0" or len(root) != 1:
        yield "not RSS 2.0 with one channel"
    channel = root[0]
    yield from _only(channel, _CHANNEL_ONCE, {f"{ATOM}link", PUBLISHER, "item"})
    for name in ("title", "link", "description", "language"):
        if not channel.findtext(name):
            yield f"the channel has no {name}"
    if channel.findtext("language") != "vi":
        yield "the language is not vi"
    if "item" in [child.tag for child in channel][: len(channel) - len(channel.findall("item"))]:
        yield "an item stands before what the channel says of itself"
    selfs = [link for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if [(link.get("href"), link.get("type")) for link in selfs] != [(address, "application/rss+xml")]:
        yield "no atom:link to itself"
    yield from _addresses([channel.findtext("link")])
    if channel.find("item") is not None and channel.find("lastBuildDate") is None:
        yield "no lastBuildDate"
    yield from _rfc822([node.text for node in channel.iter("lastBuildDate", "pubDate")], now)
    yield from _unique("guid", [node.text for node in channel.iter("guid")])
    yield from _titles(channel, document)
    for item in channel.findall("item"):
        yield from _item(item, sizes)


def _item(item: Any, sizes: Mapping[str, int]) -> Iterator[str]:
    yield from _only(item, _ITEM_ONCE, {"category", CREATOR})
    for name in ("title", "link", "description", "guid", "pubDate", CREATOR, "category"):
        if not (item.findtext(name) or "").strip():
            yield f"an item has no {name}"
    tags = [child.tag for child in item]
    if CONTENT in tags and tags.index("description") > tags.index(CONTENT):
        yield "the description stands behind content:encoded"
    guid = item.find("guid")
    if guid.get("isPermaLink") != "false" or not _TAG.fullmatch(guid.text):
        yield f"guid {guid.text}"
    yield from _addresses([item.findtext("link"), *(category.get("domain") for category in item.findall("category"))])
    for enclosure in item.findall("enclosure"):
        yield from _enclosure(enclosure.get("url"), enclosure.get("type"), enclosure.get("length"), sizes)
    for name in ("description", CONTENT):
        yield from _html(item.findtext(name) or "")


def _titles(channel: Any, document: bytes) -> Iterator[str]:
    """A title that looks like HTML must spell its signs as hexadecimal references."""
    spelt = re.findall(rb"<title>([^<]*)</title>", document)
    for title, source in zip([node.text for node in channel.iter("title")], spelt, strict=True):
        if re.search(r"&#?\w|</?[a-zA-Z]", title) and re.search(rb"&(amp|lt);", source):
            yield f"HTML in the title {title}"


def _atom(root: Any, _document: bytes, address: str, sizes: Mapping[str, int], now: datetime) -> Iterator[str]:
    if root.tag != f"{ATOM}feed" or root.get(LANG) != "vi":
        yield "not an Atom feed in Vietnamese"
    yield from _only(root, _FEED_ONCE, {f"{ATOM}{name}" for name in ("author", "link", "entry")})
    entries = root.findall(f"{ATOM}entry")
    for node in (root, *entries):
        for name in ("id", "title", "updated", "author/name"):
            if not (node.findtext("/".join(ATOM + part for part in name.split("/"))) or "").strip():
                yield f"no {name}"
        yield from _atom_links(node, sizes)
    ids = [node.text for node in root.iter(f"{ATOM}id")]
    yield from _unique("id", ids)
    yield from (f"id {name}" for name in ids if not _TAG.fullmatch(name))
    links = [(link.get("href"), link.get("type")) for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if links != [(address, "application/atom+xml")]:
        yield "no link to itself"
    yield from _rfc3339([node.text for node in root.iter(f"{ATOM}updated", f"{ATOM}published")], now)
    for entry in entries:
        yield from _entry(entry)


def _entry(entry: Any) -> Iterator[str]:
    yield from _only(entry, _ENTRY_ONCE, {f"{ATOM}{name}" for name in ("author", "link", "category")})
    content = entry.find(f"{ATOM}content")
    if content.get("type") != "html" or len(content):
        yield "the content is not HTML"
    yield from _html(content.text)
    if entry.findtext(f"{ATOM}published") > entry.findtext(f"{ATOM}updated"):
        yield "updated before it was published"
    for category in entry.findall(f"{ATOM}category"):
        yield from _addresses([category.get("scheme")])
        if not category.get("term") or not category.get("label"):
            yield "a category without a term or a label"


def _atom_links(node: Any, sizes: Mapping[str, int]) -> Iterator[str]:
    links = node.findall(f"{ATOM}link")
    yield from _addresses([link.get("href") for link in links])
    yield from _unique("link", [(link.get("rel"), link.get("type"), link.get("href")) for link in links])
    if [link.get("rel", "alternate") for link in links].count("alternate") != 1:
        yield "not one alternate link"
    for link in links:
        if link.get("rel") == "enclosure":
            yield from _enclosure(link.get("href"), link.get("type"), link.get("length"), sizes)


def _only(node: Any, once: set[str], often: set[str]) -> Iterator[str]:
    counts = Counter(child.tag for child in node)
    for tag, count in counts.items():
        if tag not in once | often:
            yield f"undefined element {tag}"
        elif count > 1 and tag in once:
            yield f"{count} elements {tag}"


def _unique(what: str, values: list[Any]) -> Iterator[str]:
    yield from (f"{what} {value} stands {count} times" for value, count in Counter(values).items() if count > 1)


def _addresses(addresses: list[Any]) -> Iterator[str]:
    yield from (f"not an absolute address: {url}" for url in addresses if not url or not _ADDRESS.fullmatch(url))


def _enclosure(url: str, media_type: str | None, length: str | None, sizes: Mapping[str, int]) -> Iterator[str]:
    yield from _addresses([url])
    if not _MEDIA_TYPE.fullmatch(media_type or ""):
        yield f"media type of {url}: {media_type}"
    if length != str(sizes.get(url)):
        yield f"length of {url}: {length}"


def _html(html: str) -> Iterator[str]:
    for element in lxml.html.fragment_fromstring(html, create_parent="div").iterdescendants():
        if not _SAFE_ELEMENTS.fullmatch(element.tag):
            yield f"element {element.tag}"
        yield from (f"attribute {name}" for name in element.attrib if not _SAFE_ATTRIBUTES.fullmatch(name))
        addresses = [element.get(name) for name in ("href", "src", "cite") if element.get(name) is not None]
        yield from (f"relative {url}" for url in addresses if not re.match(r"(https?|mailto|tel):", url))
        candidates = [candidate.split()[0] for candidate in element.get("srcset", "").split(", ") if candidate]
        yield from _addresses(candidates)


def _rfc822(dates: list[str], now: datetime) -> Iterator[str]:
    for text in dates:
        moment = parsedate_to_datetime(text) if _RFC822.fullmatch(text) else None
        if moment is None or format_datetime(moment) != text:  # the day of the week must be right too
            yield f"date {text}"
        elif moment.year < 1990 or moment > now:
            yield f"implausible date {text}"


def _rfc3339(dates: list[str], now: datetime) -> Iterator[str]:
    for text in dates:
        if not _RFC3339.fullmatch(text):
            yield f"date {text}"
        elif datetime.fromisoformat(text).year < 1990 or datetime.fromisoformat(text) > now:
            yield f"implausible date {text}"
