"""Tables → rows of equal length whose first is the head, as Markdown wants them."""

from __future__ import annotations

import re
from itertools import chain

from plugins.importers.blocks import Cell, Paragraph, Table

# As the portal knows figures (digits with Vietnamese separators, a sign, a share), and those that people add a unit to.
_FIGURE = re.compile(r"[+−-]?\d[\d.,/]*\s?(?:%|‰)?|[–-]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WIDEST = 100  # columns; a wider span is a slip, or an attack


def grid(table: Table) -> list[list[Cell | None]]:
    """Return *table* as rows of equal length: a merged cell once, None for what else it covers.

    The first row is the head; where the table has none it is empty.
    """
    rows: list[list[Cell | None]] = []
    covered: set[tuple[int, int]] = set()
    for number, row in enumerate(table.rows):
        line: list[Cell | None] = []
        for cell in row:
            while (number, len(line)) in covered:
                line.append(None)
            columns, height = min(cell.columns, _WIDEST), min(cell.rows, len(table.rows) - number)
            covered |= {(number + down, len(line) + right) for down in range(1, height) for right in range(columns)}
            line += [cell, *[None] * (columns - 1)]
        rows.append(line)
    width = max(map(len, rows))
    rows = [line + [None] * (width - len(line)) for line in rows]
    return rows if has_head(table) else [[None] * width, *rows]


def is_merged(table: Table) -> bool:
    """Return whether a cell of *table* covers more than one place."""
    return any(cell.columns > 1 or cell.rows > 1 for cell in table.cells)


def has_head(table: Table) -> bool:
    """Return whether the first row of *table* names its columns: it says so, or holds no figures where others do."""
    first, *others = table.rows
    if any(cell.is_header for cell in first):
        return True
    if not others:
        return False
    heads = [_words(cell) for cell in first]
    is_data = any(_FIGURE.fullmatch(words) and not _YEAR.fullmatch(words) for words in heads)
    figures_below = any(_FIGURE.fullmatch(_words(cell)) for cell in chain.from_iterable(others))
    return sum(map(bool, heads)) * 2 > len(first) and not (is_data and figures_below)


def _words(cell: Cell) -> str:
    return " ".join(block.text for block in cell.blocks if isinstance(block, Paragraph))
