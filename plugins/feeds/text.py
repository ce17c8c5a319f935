"""The text of an entry: the whole article as HTML that any reader can show anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import urljoin

import lxml.html

from portal.addresses import absolute
from portal.article import Article, Attachment, Body
from portal.pictures import Picture
from portal.vietnamese.dates import show_date

# Bytes of a text once it is escaped. A longer one is left to its page, so that one article never fills a feed.
LONGEST_TEXT = 400_000

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Attributes with a meaning outside the portal's own pages. The rest (classes, ids, roles, loading hints) is for its
# style and scripts; feed readers drop it, and validators warn of some.
_KEPT_ATTRIBUTES = frozenset({
    "alt", "cite", "colspan", "datetime", "dir", "headers", "height", "href", "hreflang", "lang", "reversed", "rowspan",
    "scope", "span", "src", "srcset", "start", "title", "type", "value", "width",
})  # fmt: skip
_ADDRESSES = ("href", "src", "cite")
# Words that the page hides from the eye; a feed reader would show them.
_FOR_SCREEN_READERS = "visually-hidden"
# The JPEG inside a <picture> is what every reader shows; lxml's parser takes <source> and <wbr> for containers.
_UNWRAPPED = frozenset({"picture", "source", "wbr"})
_CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,]|[^\s,])(\s+[^\s,]+)?\s*(?:,|$)")


def valid_xml(text: str) -> str:
    """Return *text* without the characters that XML cannot hold. Sources refuse them already."""
    return _NOT_XML.sub("", text)


def absolute_html(html: str, page_url: str) -> str:
    """Return *html* with absolute addresses and only the attributes that mean something outside the portal.

    Args:
        html: sanitised.
        page_url: absolute address of the page that relative addresses and ``#`` links start from.
    """
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for element in list(root.iterdescendants()):
        if not isinstance(element.tag, str) or element.get("class") == _FOR_SCREEN_READERS:
            element.drop_tree()
        elif element.tag in _UNWRAPPED:
            element.drop_tag()
        else:
            _mend_attributes(element, page_url)
    inner = (lxml.html.tostring(child, encoding="unicode") for child in root)
    return valid_xml(escape(root.text or "", quote=False) + "".join(inner))


def _mend_attributes(element: lxml.html.HtmlElement, page_url: str) -> None:
    for name, value in element.items():
        if name not in _KEPT_ATTRIBUTES:
            del element.attrib[name]
        elif name in _ADDRESSES:
            element.set(name, urljoin(page_url, value))
        elif name == "srcset":
            element.set(name, _absolute_srcset(value, page_url))


def _absolute_srcset(srcset: str, page_url: str) -> str:
    candidates = _CANDIDATE.findall(srcset)
    return ", ".join(urljoin(page_url, url) + size for url, size in candidates)


def full_text(article: Article, body: Body, site_url: str, *, picture: Picture | None) -> str:
    """Return what the page of *article* says, in its order: corrections, sapo, cover, text, documents, source.

    Args:
        picture: the cover if its file is published, else None.

    A text longer than ``LONGEST_TEXT`` gives the sapo and a link to the page.
    """
    page_url = absolute(site_url, article.url)
    opening = [*_corrections(article), f"<p>{_plain(article.summary)}</p>" if article.summary else ""]
    rest = [_cover(picture, site_url), absolute_html(body.html, page_url), *_documents(article, body, site_url)]
    if article.origin:
        rest.append(f"<p>Nguồn: {_plain(article.origin)}</p>")
    text = "".join([*opening, *rest])
    if len(escape(text).encode()) > LONGEST_TEXT:
        text = "".join([*opening, f'<p><a href="{_plain(page_url)}">Đọc toàn văn trên cổng</a></p>'])
    return text if article.lang == "vi" else f'<div lang="{_plain(article.lang)}">{text}</div>'


def _corrections(article: Article) -> Iterator[str]:
    for correction in article.corrections:
        yield f"<p><strong>Đính chính ngày {show_date(correction.date)}:</strong> {_plain(correction.text)}</p>"


def _cover(picture: Picture | None, site_url: str) -> str:
    if picture is None:
        return ""
    image = (
        f'<img src="{_plain(absolute(site_url, picture.fallback_url))}" alt="{_plain(picture.alt)}"'
        f' width="{picture.fallback_width}" height="{picture.fallback_height}">'
    )
    words = f"{picture.caption} ({picture.credit})" if picture.caption and picture.credit else ""
    words = words or picture.caption or picture.credit
    caption = f"<figcaption>{_plain(words)}</figcaption>" if words else ""
    return f"<figure>{image}{caption}</figure>"


def _documents(article: Article, body: Body, site_url: str) -> Iterator[str]:
    in_text = {attachment.url for attachment in body.attachments}
    beside = [attachment for attachment in article.attachments if attachment.url not in in_text]
    if beside:
        yield "<p>Tài liệu kèm theo:</p><ul>"
        for attachment in beside:
            yield f"<li>{_document_link(attachment, site_url)}</li>"
        yield "</ul>"


def _document_link(attachment: Attachment, site_url: str) -> str:
    url = absolute(site_url, attachment.url)
    return f'<a href="{_plain(url)}">{_plain(attachment.title)}</a> ({_plain(attachment.type)})'


def _plain(text: str) -> str:
    return escape(valid_xml(text))
