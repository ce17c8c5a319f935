"""The passes over a body's tree between Markdown and the sanitiser: headings, tables, plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement
from lxml.html.builder import CAPTION, DIV

from portal.vietnamese.slug import heading_id

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SCOPES = ("row", "rowgroup", "colgroup")
_BLOCKS = frozenset({
    "p", "li", "td", "th", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "figcaption",
    "caption", "div",
})  # fmt: skip
# Between the lines of plain text, while white space is not folded yet: sources cannot hold it.
_LINE_END = "\x02"
# A figure as tables hold it: digits with Vietnamese separators, a sign, a share; "–" stands for none.
_FIGURE = re.compile(r"[+−-]?\d[\d.,/]*\s?(?:%|‰)?|[–-]")
_TABLE_CAPTION = re.compile(r"Bảng\s\d+\b")
_SCROLL_LABEL = {"vi": "Bảng số liệu, cuộn ngang để xem hết", "en": "Table of figures, scroll sideways to see it all"}


def mark_headings(root: HtmlElement) -> list[str]:
    """Give every heading an id from its words ("muc-dau-tu"; Đ becomes d), none twice; return the ids in order.

    A heading of level one becomes level two: level one is the page's title.
    """
    headings = HeadingIds(_settle_written_ids(root))
    ids = []
    for heading in root.iter(*_HEADINGS):
        if heading.tag == "h1":
            heading.tag = "h2"
        ids.append(headings.take(heading.text_content()))
        heading.set("id", ids[-1])
    return ids


class HeadingIds:
    """Gives ids to the headings of one text, none twice and none of those *taken* before."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._counts: dict[str, int] = {}

    def take(self, words: str) -> str:
        """Return the id of the next heading, which says *words*."""
        chosen = base = heading_id(words)
        # "A", "A" and "A 2" want two ids between them: counting alone gives one of them twice.
        while chosen in self._taken:
            self._counts[base] = self._counts.get(base, 1) + 1
            chosen = f"{base}-{self._counts[base]}"
        self._taken.add(chosen)
        return chosen


def _settle_written_ids(root: HtmlElement) -> set[str]:
    """Take the ids of headings away, and those of others that were given before; return what is left."""
    taken: set[str] = set()
    for element in root.iter():
        written = element.get("id")
        if written is None:
            continue
        if element.tag in _HEADINGS or written in taken:
            element.attrib.pop("id")
        else:
            taken.add(written)
    return taken


def frame_tables(root: HtmlElement, lang: str = "vi") -> None:
    """Put every table into a frame that scrolls on a phone, name its columns of figures, take "Bảng …" as caption."""
    for table in list(root.iter("table")):
        _take_caption(table)
        for cell in table.iter("th"):
            if cell.get("scope") not in _SCOPES:
                cell.set("scope", "col")
        _mark_figures(table)
        frame = DIV({"class": "table-frame", "role": "region", "tabindex": "0", "aria-label": _SCROLL_LABEL[lang]})
        parent = table.getparent()
        if parent is None:
            continue
        frame.tail, table.tail = table.tail, None
        parent.replace(table, frame)
        frame.append(table)


def _take_caption(table: HtmlElement) -> None:
    before = table.getprevious()
    if before is not None and before.tag == "p" and _TABLE_CAPTION.match(before.text_content()):
        caption = CAPTION()
        caption.text = before.text
        caption.extend(list(before))
        table.insert(0, caption)
        before.drop_tree()


def _mark_figures(table: HtmlElement) -> None:
    """Mark the columns whose cells are all figures, headings included; Markdown's own alignment is not needed."""
    rows = [list(row.iterchildren("td", "th")) for row in table.iter("tr")]
    body = [row for row in rows if any(cell.tag == "td" for cell in row)]
    if not body:
        return
    for column in range(max(map(len, body))):
        cells = [row[column] for row in body if column < len(row)]
        if all(_FIGURE.fullmatch((cell.text_content() or "").strip()) for cell in cells):
            for row in rows:
                if column < len(row):
                    row[column].set("class", "is-number")


def plain_text(root: HtmlElement) -> str:
    """Return the text of *root*, each word once, a line per block, white space folded."""
    pieces: list[str] = []
    _collect(root, pieces)
    lines = [" ".join(line.split()) for line in "".join(pieces).split(_LINE_END)]
    return "\n".join([line for line in lines if line])


def _collect(element: HtmlElement, pieces: list[str]) -> None:
    """Add the text inside *element* to *pieces*, with a line end on both sides of each block in it."""
    pieces.append(element.text or "")
    if len(element):  # most blocks have no element inside
        for child in element:
            _collect_child(child, pieces)
            pieces.append(child.tail or "")


def _collect_child(child: HtmlElement, pieces: list[str]) -> None:
    tag = child.tag
    if tag in _BLOCKS:
        pieces.append(_LINE_END)
        _collect(child, pieces)
        pieces.append(_LINE_END)
    elif tag == "br":
        pieces.append(" ")
    elif isinstance(tag, str) and child.get("class") != "footnote-ref":  # no comment, no number glued to a word
        _collect(child, pieces)
