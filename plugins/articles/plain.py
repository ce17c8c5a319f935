"""Plain bodies: paragraphs, headings and lists of words that neither Markdown nor HTML reads anything into.

Most articles are nothing else. They need no parser, no tree and no sanitiser, as no markup can be in them but what is
written here. Whatever is in doubt is left to those (`plugins.articles.body`), which would give the same bytes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from plugins.articles.glossary import Glossary
from plugins.articles.tree import HeadingIds
from portal.article import Body

_WORDS = "A-Za-z0-9À-ɏẠ-ỹ"
# Not in a plain body: what begins markup inside a line (& < > * _ ` [ ] { } |), white space but space and line end, and
# every character that this list did not think of.
_FOREIGN = re.compile(rf"[^{_WORDS} \n.,;:?!()/%\"'“”‘’«»…–—•°§+=@#\\-]")
# Law is full of "1\.": these lose a meaning they would have at the beginning of a line; any other escape is in doubt.
_ESCAPE = re.compile(r"\\([.()#+!-])")
_DOUBTFUL_ESCAPE = re.compile(r"\\(?![.()#+!-])")
# A line that begins with a word, a quotation, a parenthesis or an escape; the first of a block is no item of a list.
_LINE = rf"[{_WORDS}(\"“‘«\\][^\n]*"
_PARAGRAPH = re.compile(rf"(?![0-9]+\. ){_LINE}(?:\n{_LINE})*")
_HEADING = re.compile(r"(#{1,6}) ([^ #\n][^#\n]*)")
_LISTS = {
    "ul": re.compile(rf"(?:(?:^|\n)- (?![0-9]+\. ){_LINE})+"),
    "ol": re.compile(rf"1\. (?![0-9]+\. ){_LINE}(?:\n[0-9]+\. (?![0-9]+\. ){_LINE})*"),
}
_MARKER = re.compile(r"(?:^|\n)(?:-|[0-9]+\.) ")


class _Block(NamedTuple):
    """A paragraph or heading with its one text, or a list (``ul``, ``ol``) with a text for each item."""

    tag: str
    texts: list[str]


def plain_body(markdown: str, glossary: Glossary | None, around: tuple[str, ...]) -> Body | None:
    """Return the body that *markdown* makes, or None where it may hold more than plain blocks.

    *around* is the text shown above it; without a *glossary* abbreviations are not explained.
    """
    blocks = _blocks(markdown)
    if not blocks:
        return None
    shown = glossary.used("\n".join([*around, *map(_content, blocks)])) if glossary else {}
    left = set(shown)
    ids = HeadingIds()
    html = []
    for tag, texts in blocks:
        if tag[0] == "h":
            html.append(f'<{tag} id="{ids.take(texts[0])}">{texts[0]}</{tag}>')
            continue
        explained = [glossary.explain_words(text, left) for text in texts] if glossary and left else texts
        items = "".join([f"<li>{text}</li>\n" for text in explained])
        html.append(f"<{tag}>\n{items}</{tag}>" if tag in _LISTS else f"<p>{explained[0]}</p>")
    lines = [" ".join(text.split()) for block in blocks for text in block.texts]
    return Body("\n".join(html), "\n".join(lines), tuple(shown.items()))


def _blocks(markdown: str) -> list[_Block] | None:
    """Return the blocks of a plain body, else None."""
    framed = f"\n{markdown}\n"
    # A space at an edge of a line indents what follows or breaks the line.
    if "\n " in framed or " \n" in framed or _FOREIGN.search(markdown) or _DOUBTFUL_ESCAPE.search(markdown):
        return None
    blocks: list[_Block] = []
    for text in re.split(r"\n\n+", markdown.strip("\n")):
        block = _block(text)
        # Two lists in a row may be one whose items stand apart.
        if block is None or (blocks and block.tag in _LISTS and blocks[-1].tag in _LISTS):
            return None
        blocks.append(block)
    return blocks


def _block(text: str) -> _Block | None:
    if _PARAGRAPH.fullmatch(text):
        return _Block("p", [_ESCAPE.sub(r"\1", text)])
    heading = _HEADING.fullmatch(text)
    if heading:
        return _Block(f"h{max(2, len(heading[1]))}", [_ESCAPE.sub(r"\1", heading[2])])
    for tag, pattern in _LISTS.items():
        if pattern.fullmatch(text):
            return _Block(tag, [_ESCAPE.sub(r"\1", item) for item in _MARKER.split(text)[1:]])
    return None


def _content(block: _Block) -> str:
    """Return the text of *block* with the line ends that its markup has."""
    return "\n".join(["", *block.texts, ""]) if block.tag in _LISTS else block.texts[0]
