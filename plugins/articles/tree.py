"""The passes over a body's tree between Markdown and the sanitiser: headings, tables, abbreviations, plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml.html import HtmlElement
from lxml.html.builder import CAPTION, DIV

from portal.vietnamese.fold import fold
from portal.vietnamese.slug import heading_id

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SCOPES = ("row", "rowgroup", "colgroup")
_BLOCKS = frozenset({
    "p", "li", "td", "th", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "figcaption",
    "caption", "div",
})  # fmt: skip
# A figure as tables hold it: digits with Vietnamese separators, a sign, a share; "–" stands for none.
_FIGURE = re.compile(r"[+−-]?\d[\d.,/]*\s?(?:%|‰)?|[–-]")
_TABLE_CAPTION = re.compile(r"Bảng\s\d+\b")
_SCROLL_LABEL = {"vi": "Bảng số liệu, cuộn ngang để xem hết", "en": "Table of figures, scroll sideways to see it all"}


def mark_headings(root: HtmlElement) -> list[str]:
    """Give every heading an id from its words ("muc-dau-tu"; Đ becomes d), none twice; return the ids in order.

    A heading of level one becomes level two: level one is the page's title.
    """
    taken = _settle_written_ids(root)
    counts: dict[str, int] = {}
    ids = []
    for heading in root.iter(*_HEADINGS):
        if heading.tag == "h1":
            heading.tag = "h2"
        chosen = base = heading_id(heading.text_content())
        # "A", "A" and "A 2" want two ids between them: counting alone gives one of them twice.
        while chosen in taken:
            counts[base] = counts.get(base, 1) + 1
            chosen = f"{base}-{counts[base]}"
        taken.add(chosen)
        heading.set("id", chosen)
        ids.append(chosen)
    return ids


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
        folded = " ".join(fold(whole).split()) if used and "(" in whole else ""
        shown = {short: self._meanings[short] for short in used if not self._defined_in(folded, short)}
        left = set(shown)
        for element in list(root.iter("p", "li", "td", "dd", "figcaption")):
            if not left:
                break
            self._wrap_in(element, left, shown)
        return tuple(shown.items())

    def _defined_in(self, folded: str, short: str) -> bool:
        """Tell whether *folded* text sets *short* beside its own meaning: other parentheses define nothing."""
        if "(" not in folded:
            return False
        name, meaning = re.escape(fold(short)), re.escape(" ".join(fold(self._meanings[short]).split()))
        defined = rf"{meaning}[^().]{{0,30}}\({name}[);,]|\b{name} \([^()]{{0,30}}{meaning}"
        return bool(meaning) and re.search(defined, folded) is not None

    def _wrap_in(self, element: HtmlElement, left: set[str], meanings: Mapping[str, str]) -> None:
        """Wrap first uses in the text directly inside *element* and after its children, not inside links or code."""
        before: HtmlElement | None
        for before in [None, *element]:
            while match := self._first(element.text if before is None else before.tail, left):
                abbr = element.makeelement("abbr", {"title": meanings[match[0]]})
                abbr.text, abbr.tail = match[0], match.string[match.end() :]
                left.discard(match[0])
                if before is None:
                    element.text, position = match.string[: match.start()], 0
                else:
                    before.tail, position = match.string[: match.start()], element.index(before) + 1
                element.insert(position, abbr)
                before = abbr  # noqa: PLW2901  # the rest of the text now follows the new element

    def _first(self, text: str | None, left: set[str]) -> re.Match[str] | None:
        if self._pattern is None or not text or not left:
            return None
        return next((match for match in self._pattern.finditer(text) if match[0] in left), None)


def plain_text(root: HtmlElement) -> str:
    """Return the text of *root*, a line per block, white space folded."""
    lines = []
    for element in root.iter():
        if element.tag in _BLOCKS and not any(child.tag in _BLOCKS for child in element):
            line = " ".join(element.text_content().split())
            if line:
                lines.append(line)
    return "\n".join(lines)
