"""The passes over a body's tree between Markdown and the sanitiser: headings, tables, abbreviations, plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml.html import HtmlElement
from lxml.html.builder import CAPTION, DIV

from portal.vietnamese.slug import heading_id

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset({
    "p", "li", "td", "th", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "figcaption",
    "caption", "div",
})  # fmt: skip
# A figure as tables hold it: digits with Vietnamese separators, a sign, a share; "–" stands for none.
_FIGURE = re.compile(r"[+−-]?\d[\d.,/]*\s?(?:%|‰)?|[–-]")
_TABLE_CAPTION = re.compile(r"Bảng\b")
_SCROLL_LABEL = "Bảng số liệu, cuộn ngang để xem hết"


def mark_headings(root: HtmlElement) -> list[str]:
    """Give every heading an id from its words ("muc-dau-tu"; Đ becomes d), none twice; return the ids in order.

    A heading of level one becomes level two: level one is the page's title.
    """
    seen: dict[str, int] = {}
    ids = []
    for heading in root.iter(*_HEADINGS):
        if heading.tag == "h1":
            heading.tag = "h2"
        base = heading_id(heading.text_content())
        seen[base] = seen.get(base, 0) + 1
        heading.set("id", base if seen[base] == 1 else f"{base}-{seen[base]}")
        ids.append(heading.get("id", ""))
    return ids


def frame_tables(root: HtmlElement) -> None:
    """Put every table into a frame that scrolls on a phone, name its columns of figures, take "Bảng …" as caption."""
    for table in list(root.iter("table")):
        _take_caption(table)
        for cell in table.iter("th"):
            cell.set("scope", "col")
        _mark_figures(table)
        frame = DIV({"class": "table-frame", "role": "region", "tabindex": "0", "aria-label": _SCROLL_LABEL})
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
    body = [row for row in rows if row and row[0].tag == "td"]
    if not body:
        return
    for column in range(max(map(len, body))):
        cells = [row[column] for row in body if column < len(row)]
        if all(_FIGURE.fullmatch((cell.text_content() or "").strip()) for cell in cells):
            for row in rows:
                if column < len(row):
                    row[column].set("class", "is-number")


class Glossary:
    """Abbreviations and what they mean, found by one compiled pattern."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._meanings = dict(meanings)
        longest_first = sorted(self._meanings, key=lambda short: (-len(short), short))
        # Not inside a word or a document number: 178/QĐ-UBND has no UBND to explain.
        self._pattern = (
            re.compile(rf"(?<![\w/&-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w/&]|-\w)")
            if longest_first
            else None
        )

    def explain(self, root: HtmlElement, around: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Wrap the first use of each abbreviation in ``<abbr>`` and return those used, in order of first use.

        *around* is text shown above the body (title, summary): what it uses is returned too. An abbreviation that the
        text defines itself, as in "thủ tục hành chính (TTHC)", is neither wrapped nor returned.
        """
        if self._pattern is None:
            return ()
        whole = "\n".join([*around, root.text_content()])
        used = dict.fromkeys(self._pattern.findall(whole))
        shown = {short: self._meanings[short] for short in used if not _defined_in(whole, short)}
        left = set(shown)
        for element in list(root.iter("p", "li", "td", "dd", "figcaption")):
            if not left:
                break
            self._wrap_in(element, left, shown)
        return tuple(shown.items())

    def _wrap_in(self, element: HtmlElement, left: set[str], meanings: Mapping[str, str]) -> None:
        """Wrap first uses in the text directly inside *element* and after its children, not inside links or code."""
        if self._pattern is None:
            return
        position = 0
        pending = [(None, element.text)] + [(child, child.tail) for child in element]
        for child, text in pending:
            match = next((m for m in self._pattern.finditer(text or "") if m[0] in left), None)
            if match is None or text is None:
                continue
            abbr = element.makeelement("abbr", {"title": meanings[match[0]]})
            abbr.text, abbr.tail = match[0], text[match.end() :]
            left.discard(match[0])
            if child is None:
                element.text = text[: match.start()]
                position = 0
            else:
                child.tail = text[: match.start()]
                position = element.index(child) + 1
            element.insert(position, abbr)
            self._wrap_in(element, left, meanings)  # the rest of the text now follows the new element
            return


def _defined_in(text: str, short: str) -> bool:
    name = re.escape(short)
    return re.search(rf"\({name}[);,]|\b{name} \([^)]*\s[^)]*\)", text) is not None


def plain_text(root: HtmlElement) -> str:
    """Return the text of *root*, a line per block, white space folded."""
    lines = []
    for element in root.iter():
        if element.tag in _BLOCKS and not any(child.tag in _BLOCKS for child in element):
            line = " ".join(element.text_content().split())
            if line:
                lines.append(line)
    return "\n".join(lines)
