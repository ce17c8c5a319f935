"""A body: Markdown → tree → figures, links, headings, tables, abbreviations → sanitised HTML and plain text."""

from __future__ import annotations

from dataclasses import dataclass

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement
from markdown import Markdown

from plugins.articles import codes
from plugins.articles.figures import place_pictures
from plugins.articles.headers import Source
from plugins.articles.links import settle_links
from plugins.articles.markup import DROPPED_WITH_CONTENT, TAGS, clean
from plugins.articles.record import Target
from plugins.articles.references import References
from plugins.articles.tree import Glossary, frame_tables, mark_headings, plain_text
from portal.article import Body

# attr_list lets pages ported from other systems keep their marks; the sanitiser throws away what is not allowed.
_EXTENSIONS = ["tables", "footnotes", "admonition", "attr_list", "sane_lists"]


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
        self._markdown = Markdown(extensions=_EXTENSIONS, output_format="html", tab_length=4)

    def make(self, source: Source, relative: str, *, around: tuple[str, ...] = ()) -> RawBody:
        """Return the body of *source* (at *relative* under ``content/``); findings go to ``source.problems``.

        *around* is the text shown above the body, whose abbreviations are explained below it.
        """
        root = self._tree(source.body)
        _drop_unsafe(root, source)
        ids = set(mark_headings(root))
        targets, documents = settle_links(root, source, relative, self._references, ids)
        pictures = place_pictures(root, source, relative, self._references)
        frame_tables(root)
        abbreviations = self._glossary.explain(root, around)
        text = plain_text(root)
        if not text and not pictures:
            source.problems.append(codes.EMPTY_BODY.at(source.path, source.body_line))
        html = clean(_inner_html(root)).strip()
        return RawBody(Body(html, text, abbreviations, pictures, documents), targets)

    def _tree(self, markdown: str) -> HtmlElement:
        self._markdown.reset()
        html = self._markdown.convert(markdown)
        try:
            return lxml.html.fragment_fromstring(html, create_parent="div")
        except ParserError:
            return lxml.html.fragment_fromstring("", create_parent="div")


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
        if element is root or element.tag in TAGS or element.tag == "h1":
            continue
        line = source.line_of(f"<{element.tag}")
        source.problems.append(codes.UNSAFE_MARKUP.at(source.path, line, tag=element.tag))
        if element.tag in DROPPED_WITH_CONTENT and element.getparent() is not None:
            element.drop_tree()
