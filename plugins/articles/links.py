"""Links in a body: to other sources by their path, to the site's own addresses, to documents, to the outside."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote, unquote, urlsplit

from lxml.html import HtmlElement
from lxml.html.builder import E

from plugins.articles import codes
from plugins.articles.headers import Source
from plugins.articles.markup import SOURCE_SCHEME
from plugins.articles.record import Target
from plugins.articles.references import DOCUMENT_TYPES, References
from portal.article import Attachment
from portal.problem import Problem
from portal.vietnamese.numbers import show_size

_OUTSIDE = {"http", "https"}
_PASSED = {"mailto", "tel"}
_SOURCE_SUFFIXES = {".md", ".markdown"}
_SOURCE_LINK = re.compile(rf'<a href="{SOURCE_SCHEME}:([^"#]*)(#[^"]*)?"([^>]*)>(.*?)</a>', re.DOTALL)


def settle_links(
    root: HtmlElement, source: Source, relative: str, references: References, ids: set[str]
) -> tuple[tuple[Target, ...], tuple[Attachment, ...]]:
    """Settle every ``<a href>``; return the targets inside the site and the documents linked to.

    Links inside the site become ``cong-tin:PATH`` until `resolve` knows the addresses.
    """
    targets: list[Target] = []
    documents: list[Attachment] = []
    for link in list(root.iter("a")):
        href = (link.get("href") or "").strip()
        line = source.line_of(link.get("href") or "")
        link.attrib.pop("target", None)
        if href.startswith("#"):
            if unquote(href[1:]) not in ids and not href.startswith("#fn"):
                source.problems.append(codes.DEAD_ANCHOR.at(source.path, line, target=href[1:]))
            continue
        scheme, host = _scheme(href)
        if scheme in _OUTSIDE and host:
            link.set("class", "external")
            link.set("rel", "external noopener")
        elif scheme in _PASSED:
            continue
        elif scheme or host or href.startswith(("//", "\\")):
            source.problems.append(codes.UNSAFE_LINK.at(source.path, line, target=href[:80]))
            link.drop_tag()
        else:
            _settle_inside(link, href, line, source, relative, references, targets, documents)
    return tuple(targets), tuple(documents)


def _scheme(href: str) -> tuple[str, str]:
    try:
        parts = urlsplit(re.sub(r"[\x00-\x20]", "", href))
    except ValueError:
        return "?", ""
    return parts.scheme.lower(), parts.netloc


def _settle_inside(
    link: HtmlElement,
    href: str,
    line: int,
    source: Source,
    relative: str,
    references: References,
    targets: list[Target],
    documents: list[Attachment],
) -> None:
    path, _, anchor = href.partition("#")
    bare = re.sub(r"^\{\w+\}", "", path)
    suffix = "." + bare.rpartition(".")[2].lower() if "." in bare else ""
    if suffix in DOCUMENT_TYPES:
        document = references.document(path, relative, line, title=" ".join(link.text_content().split()))
        if isinstance(document, Problem):
            source.problems.append(document)
            link.drop_tag()
            return
        documents.append(document)
        _show_document(link, document)
        return
    is_source = suffix in _SOURCE_SUFFIXES
    target = (references.find_source(path, relative) if is_source else unquote(bare)) or ""
    if (is_source and not target) or (not is_source and not target.startswith("/")):
        source.problems.append(codes.DEAD_LINK.at(source.path, line, target=href))
        link.drop_tag()
        return
    targets.append(Target(target, line))
    link.set("href", f"{SOURCE_SCHEME}:{quote(target, safe='/')}" + (f"#{anchor}" if anchor else ""))


def _show_document(link: HtmlElement, document: Attachment) -> None:
    link.set("href", document.url)
    link.set("class", "attachment")
    meta = E.span({"class": "attachment__meta"}, f" ({document.type}, {show_size(document.size)})")
    link.append(meta)


def resolve(html: str, address_of: Callable[[str], str | None]) -> str:
    """Return a cleaned body with its ``cong-tin:`` links turned into addresses; a link to nothing becomes its words."""

    def settle(match: re.Match[str]) -> str:
        address = address_of(unquote(unescape(match[1])))
        if address is None:
            return match[4]
        return f'<a href="{escape(address)}{match[2] or ""}"{match[3]}>{match[4]}</a>'

    return _SOURCE_LINK.sub(settle, html)
