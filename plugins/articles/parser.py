"""The Markdown parser of bodies: Python-Markdown, with less to do for text that holds no mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Self
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import Pattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# attr_list lets pages ported from other systems keep their marks; the sanitiser throws away what is not allowed.
EXTENSIONS = ["tables", "footnotes", "admonition", "attr_list", "sane_lists"]
_TABLES = {"use_align_attribute": False}  # as the extension has it
# Every processor of blocks but that of paragraphs looks at how a line begins or for "|": a block whose lines all begin
# so is a paragraph, and its first line is no item of a list.
_LINE = r"(?:\*\*)?[A-Za-z0-9À-ɏẠ-ỹ(\"“‘«\\][^\n|]*"
_PARAGRAPH = re.compile(rf"(?![0-9]+\. ){_LINE}(?:\n{_LINE})*")
# Pattern → one or two texts without which it matches nothing.
_NEEDED = {
    "backtick": ("`",), "escape": ("\\",), "footnote": ("[^",), "reference": ("[",), "link": ("[",),
    "image_link": ("![",), "image_reference": ("![",), "short_reference": ("[",), "short_image_ref": ("![",),
    "autolink": ("<",), "automail": ("<",), "linebreak": ("  \n",), "html": ("<",), "entity": ("&",),
    "em_strong": ("*", "_"),
}  # fmt: skip


class _Parser(Markdown):
    """Markdown that remembers which rows of tables it took words from."""

    def reset(self) -> Self:
        self.lost_rows: list[str] = []
        return super().reset()


def new_markdown() -> Markdown:
    """Return a parser for many bodies, one after another: `reset` it before each."""
    markdown = _Parser(extensions=EXTENSIONS, output_format="html", tab_length=4)
    markdown.parser.blockprocessors.register(_QuickParagraphProcessor(markdown.parser), "quick_paragraph", 200)
    markdown.parser.blockprocessors.register(_TableProcessor(markdown.parser, _TABLES), "table", 75)
    markdown.treeprocessors.register(_QuickInlineProcessor(markdown), "inline", 20)
    return markdown


def lost_rows(markdown: Markdown) -> list[str]:
    """Return the rows whose last cells the parser left out since its `reset`, having no column for them."""
    return markdown.lost_rows if isinstance(markdown, _Parser) else []


class _TableProcessor(TableProcessor):
    """Keeps the rows that have more cells than their table has columns."""

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        markdown = self.parser.md
        cells: list[str] = self._split_row(row)  # type: ignore[attr-defined]  # the stubs leave out what is private
        if isinstance(markdown, _Parser) and any(cell.strip() for cell in cells[len(align) :]):
            markdown.lost_rows.append(row)
        super()._build_row(row, parent, align)  # type: ignore[misc]


class _QuickParagraphProcessor(BlockProcessor):
    """Takes the blocks that are paragraphs at sight past a dozen other processors, to the end that they would have."""

    def test(self, parent: Element, block: str) -> bool:
        # In an item that holds something, the place of the text is another one.
        is_begun = len(parent) > 0 or bool(parent.text)
        return not (is_begun and self.parser.state.isstate("list")) and _PARAGRAPH.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        element = parent if self.parser.state.isstate("list") else SubElement(parent, "p")
        element.text = blocks.pop(0)


class _QuickInlineProcessor(InlineProcessor):
    """Tries only the patterns whose marks the text holds: most text holds none, and trying was half of all work.

    It takes the place of a private method; the tests compare it with the original.
    """

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        self._apply = getattr(self, "_InlineProcessor__applyPattern")  # noqa: B009  # mypy knows no private names
        registry = markdown.inlinePatterns
        names = {id(registry[name]): name for name in _NEEDED}
        self._needs: list[tuple[Pattern, tuple[str, ...]]] = [
            (pattern, _NEEDED[names[id(pattern)]] if id(pattern) in names else ("",)) for pattern in registry
        ]

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        for index in range(patternIndex, len(self._needs)):
            pattern, needed = self._needs[index]
            start = 0
            while needed[0] in data or needed[-1] in data:
                data, matched, start = self._apply(pattern, data, index, start)
                if not matched:
                    break
        return data
