"""A body: Markdown → tree → figures, links, headings, tables, abbreviations → sanitised HTML and plain text.

Plain bodies take a shorter way to the same bytes (`plugins.articles.plain`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from plugins.articles import codes
from plugins.articles.figures import place_pictures
from plugins.articles.glossary import Glossary
from plugins.articles.headers import Source
from plugins.articles.links import announce_outside, settle_links
from plugins.articles.markup import clean
from plugins.articles.notes import name_admonitions, name_backlinks, number_footnotes
from plugins.articles.parser import lost_rows, new_markdown
from plugins.articles.plain import plain_body
from plugins.articles.record import Target
from plugins.articles.references import References
from plugins.articles.refused import drop_unsafe, without_document
from plugins.articles.tree import frame_tables, mark_headings, plain_text
from portal.article import Body
from portal.data_file import Value

# Markdown looks for the other end of each bracket: its work grows with the square of those that have none.
_MAX_OPEN = 500
_PAIRS = {"[": "]", "(": ")", "<": ">"}
_BRACKET = re.compile(r"[\[\]()<>]")


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
        drop_unsafe(root, source)
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
            html = without_document(self._markdown.convert(source.body), source)
            for row in lost_rows(self._markdown):
                source.problems.append(codes.LOST_CELLS.at(source.path, source.line_of(row), row=row))
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


def _inner_html(root: HtmlElement) -> str:
    html = lxml.html.tostring(root, encoding="unicode", with_tail=False)
    return html.removeprefix("<div>").removesuffix("</div>")
