"""A body: Markdown → tree → figures, links, headings, tables, abbreviations → sanitised HTML and plain text.

Plain bodies take a shorter way to the same bytes (`plugins.articles.plain`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from plugins.articles import codes
from plugins.articles.figures import place_pictures
from plugins.articles.glossary import Glossary
from plugins.articles.headers import Source
from plugins.articles.links import announce_outside, settle_links
from plugins.articles.markup import DROPPED_WITH_CONTENT, EMBEDS, TAGS, clean
from plugins.articles.notes import name_admonitions, name_backlinks, number_footnotes
from plugins.articles.parser import new_markdown
from plugins.articles.plain import plain_body
from plugins.articles.record import Target
from plugins.articles.references import References
from plugins.articles.tree import frame_tables, mark_headings, plain_text
from portal.article import Body
from portal.data_file import Value
from portal.text_file import CONTROL_CHARACTER, INVISIBLE, fault_in

# Markdown looks for the other end of each bracket: its work grows with the square of those that have none.
_MAX_OPEN = 500
_PAIRS = {"[": "]", "(": ")", "<": ">"}
_BRACKET = re.compile(r"[\[\]()<>]")
# Parsers end the body at these, or hold no body at all, and what follows is lost. A space in their place, so that
# nothing can grow together into another one.
_DOCUMENT_TAG = re.compile(r"<(/?(?:html|head|body|frameset)\b|!doctype\b)[^<>]*>?", re.IGNORECASE)
# Entities, and the marks of Markdown's own that a damaged text may leave behind.
_CHARACTER = re.compile(
    r"&#(?:0*(\d{1,7})|[xX]0*([0-9a-fA-F]{1,6}));?|&(?:shy|zwn?j|[lr]rm)\b;?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]"
)
_HIGHEST = 0x10FFFF


@dataclass(frozen=True)
class RawBody:
    """A body whose links inside the site are still paths. A pure function of its source and what it refers to."""

    body: Body
    targets: tuple[Target, ...] = ()


class BodyMaker:
    """Makes bodies, one after another, with one Markdown parser (a new one for each file costs a tenth of the work)."""

    def __init__(self, references: References, glossary: Glossary) -> None:
        self._references = references
        self._glossary = glossary
        self._markdown = new_markdown()
        self._parser = lxml.html.HTMLParser()

    def make(self, source: Source, relative: str, *, around: tuple[str, ...] = ()) -> RawBody:
        """Return the body of *source* (at *relative* under ``content/``); findings go to ``source.problems``.

        *around* is the text shown above the body, whose abbreviations are explained below it.
        """
        lang = language(source)
        excess = _too_many_open(source.body)
        if excess:
            line = source.body_line + source.body.count("\n", 0, excess.start())
            source.problems.append(codes.TOO_MANY_OPEN.at(source.path, line, limit=_MAX_OPEN, mark=excess[0]))
            return RawBody(Body("", ""))
        plain = plain_body(source.body, self._glossary if lang == "vi" else None, around)
        return RawBody(plain) if plain else self._through_markdown(source, relative, lang, around)

    def _through_markdown(self, source: Source, relative: str, lang: str, around: tuple[str, ...]) -> RawBody:
        root = self._tree(source)
        if root is None:
            return RawBody(Body("", ""))
        _drop_unsafe(root, source)
        number_footnotes(root)
        if lang == "vi":
            name_admonitions(root)
        ids = set(mark_headings(root))
        targets, documents = settle_links(root, source, relative, self._references, ids)
        has_pictures = root.find(".//img") is not None  # even those that cannot be shown: they are told by themselves
        pictures = place_pictures(root, source, relative, self._references)
        frame_tables(root, lang)
        abbreviations = self._glossary.explain(root, around) if lang == "vi" else ()
        text = plain_text(root)
        if not text and not has_pictures:
            source.problems.append(codes.EMPTY_BODY.at(source.path, source.line_of()))
        announce_outside(root, lang)
        name_backlinks(root, lang)
        html = clean(_inner_html(root)).strip()
        return RawBody(Body(html, text, abbreviations, pictures, documents), targets)

    def _tree(self, source: Source) -> HtmlElement | None:
        """Return the tree of the body, or None, having told why, when there can be none."""
        try:
            self._markdown.reset()
            html = _without_document(self._markdown.convert(source.body), source)
        except RecursionError:
            self._markdown = new_markdown()  # the old one stopped half way
            source.problems.append(codes.TOO_DEEP.at(source.path, source.body_line))
            return None
        try:
            root = lxml.html.fragment_fromstring(html, create_parent="div", parser=self._parser)
        except ParserError:
            return lxml.html.fragment_fromstring("", create_parent="div")
        # The parser leaves out what lies deeper than 256 elements, and what follows.
        if any(error.message.startswith("Excessive depth") for error in self._parser.error_log):
            source.problems.append(codes.TOO_DEEP.at(source.path, source.body_line))
            return None
        return root


def language(source: Source) -> str:
    """Return "vi" or "en": the language of the words that the portal adds to the text."""
    written = next(iter(source.fields.get("lang", [])), None)
    return "en" if isinstance(written, Value) and written.text.lower() == "en" else "vi"


def _too_many_open(markdown: str) -> re.Match[str] | None:
    """Return the bracket before which too many of its kind are open, or None."""
    if all(markdown.count(opener) <= _MAX_OPEN for opener in _PAIRS):
        return None
    depths = dict.fromkeys(_PAIRS, 0)
    opener_of = {closer: opener for opener, closer in _PAIRS.items()}
    for match in _BRACKET.finditer(markdown):
        mark = match[0]
        if mark not in depths:
            depths[opener_of[mark]] = max(0, depths[opener_of[mark]] - 1)
            continue
        depths[mark] += 1
        if depths[mark] > _MAX_OPEN:
            return match
    return None


def _without_document(html: str, source: Source) -> str:
    """Return *html* without the tags of whole documents and without control characters, having told of them."""

    def character(match: re.Match[str]) -> str:
        codepoint = int(match[1]) if match[1] else int(match[2], 16) if match[2] else ord(unescape(match[0])[0])
        fault = fault_in(chr(codepoint)) if codepoint <= _HIGHEST else (CONTROL_CHARACTER, codepoint)
        if fault is None:
            return match[0]
        line, count = source.line_of(match[0]), html.count(match[0])
        source.problems.append(fault[0].at(source.path, line, codepoint=codepoint, count=count))
        return "" if fault[0] is INVISIBLE else " "

    def tag(match: re.Match[str]) -> str:
        name = match[1].strip("/").lower()
        source.problems.append(codes.UNSAFE_MARKUP.at(source.path, source.line_of(match[0]), tag=name))
        return " "

    if html.rfind("<!--") > html.rfind("-->"):  # what follows is lost, unlike after other comments
        source.problems.append(codes.UNSAFE_MARKUP.at(source.path, source.line_of("<!--"), tag="!--"))
    return _DOCUMENT_TAG.sub(tag, _CHARACTER.sub(character, html))


def _inner_html(root: HtmlElement) -> str:
    html = lxml.html.tostring(root, encoding="unicode", with_tail=False)
    return html.removeprefix("<div>").removesuffix("</div>")


def _drop_unsafe(root: HtmlElement, source: Source) -> None:
    """Tell of tags that are not allowed; those whose content must go leave the tree with their text."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            if element.getparent() is not None:
                element.drop_tree()
            continue
        for name in (name for name in element.attrib if name.startswith("on")):
            line = source.line_of(name)
            source.problems.append(codes.UNSAFE_MARKUP.at(source.path, line, tag=f"{element.tag} {name}"))
        if element is root or element.tag in TAGS or element.tag == "h1":
            continue
        line = source.line_of(f"<{element.tag}")
        code = codes.EMBED if element.tag in EMBEDS else codes.UNSAFE_MARKUP
        source.problems.append(code.at(source.path, line, tag=element.tag))
        if element.tag in DROPPED_WITH_CONTENT and element.getparent() is not None:
            element.drop_tree()
