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
from plugins.articles.markup import SOURCE_SCHEME, keeps_link
from plugins.articles.record import Target
from plugins.articles.references import DOCUMENT_TYPES, References
from portal.article import Attachment
from portal.hosts import is_private
from portal.problem import Problem
from portal.vietnamese.numbers import show_size

_OUTSIDE = {"http", "https"}
_PASSED = {"mailto", "tel"}
_OUTSIDE_WORDS = {"vi": "mở trang web khác", "en": "opens another website"}
_SOURCE_SUFFIXES = {".md", ".markdown"}
_ATTRIBUTE = r' [\w-]+="[^"]*"'  # as the sanitiser writes them, in the order of the source
_SOURCE_LINK = re.compile(
    rf'<a((?:{_ATTRIBUTE})*?) href="{SOURCE_SCHEME}:([^"#]*)(#[^"]*)?"((?:{_ATTRIBUTE})*)>(.*?)</a>', re.DOTALL
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def settle_links(
    root: HtmlElement, source: Source, relative: str, references: References, ids: set[str]
) -> tuple[tuple[Target, ...], tuple[Attachment, ...]]:
    """Settle every ``<a href>``; return the targets inside the site and the documents linked to.

    Links inside the site become ``cong-tin:PATH`` until `resolve` knows the addresses.
    """
    targets: list[Target] = []
    documents: list[Attachment] = []
    for link in list(root.iter("a")):
        if link.get("href") is None:
            continue  # a place to link to
        href = (link.get("href") or "").strip()
        line = source.line_of(link.get("href") or "", link.text_content()[:40])
        link.attrib.pop("target", None)
        if href.startswith("#"):
            if unquote(href[1:]) not in ids and not href.startswith("#fn"):
                source.problems.append(codes.DEAD_ANCHOR.at(source.path, line, target=href[1:]))
            continue
        scheme, host = _scheme(href)
        if scheme and not keeps_link(href):
            source.problems.append(codes.UNSAFE_LINK.at(source.path, line, target=href[:80]))
            link.drop_tag()
        elif scheme in _OUTSIDE and host and "@" not in host:
            if is_private(host):
                source.problems.append(codes.PRIVATE_LINK.at(source.path, line, target=href[:80]))
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
    if _CONTROL.search(target) or not (target if is_source else target.startswith("/")):
        source.problems.append(codes.DEAD_LINK.at(source.path, line, target=href))
        link.drop_tag()
        return
    targets.append(Target(target, line, unquote(anchor)))
    link.set("href", f"{SOURCE_SCHEME}:{quote(target, safe='/')}" + (f"#{anchor}" if anchor else ""))


def _show_document(link: HtmlElement, document: Attachment) -> None:
    link.set("href", document.url)
    link.set("class", "attachment")
    meta = E.span({"class": "attachment__meta"}, f" ({document.type}, {show_size(document.size)})")
    link.append(meta)


def announce_outside(root: HtmlElement, lang: str) -> None:
    """Tell in words, for those who hear the page, which links lead out of the portal. Not part of the plain text."""
    for link in root.iter("a"):
        if link.get("class") == "external":
            link.append(E.span({"class": "visually-hidden"}, f" ({_OUTSIDE_WORDS[lang]})"))


def resolve(html: str, address_of: Callable[[str], str | None]) -> str:
    """Return a cleaned body with its ``cong-tin:`` links turned into addresses; a link to nothing becomes its words."""

    def settle(match: re.Match[str]) -> str:
        before, path, anchor, after, words = match.groups()
        address = address_of(unquote(unescape(path)))
        if address is None:
            return str(words)
        return f'<a{before} href="{escape(address)}{anchor or ""}"{after}>{words}</a>'

    return _SOURCE_LINK.sub(settle, html)
