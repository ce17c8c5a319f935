"""Blocks → Markdown as the portal reads it: word for word, and readable for whoever edits it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from plugins.importers.blocks import (
    LINE_BREAK,
    Block,
    Cell,
    Figure,
    Listing,
    Paragraph,
    Quote,
    Run,
    Table,
    Text,
)
from plugins.importers.escaping import address, escape, escape_line_start, quoted
from plugins.importers.grid import grid

_INDENT = "    "  # the portal's reader counts four spaces for a level


def to_markdown(text: Text) -> str:
    """Return *text* as Markdown, without a line end at its end. Pictures lead to their keys: ``![…](anh:KEY)``."""
    numbers = {name: number for number, name in enumerate(text.notes, start=1)}
    writer = _Writer(numbers)
    parts = writer.blocks(text.blocks)
    for name, blocks in text.notes.items():
        body = "\n\n".join(writer.blocks(blocks)) or "&nbsp;"
        parts.append(f"[^{numbers[name]}]: {_indented(body)}")
    return "\n\n".join(parts)


def _indented(body: str) -> str:
    """Return *body* with all lines but the first moved in by one level."""
    return "\n".join(f"{_INDENT}{line}" if number and line else line for number, line in enumerate(body.split("\n")))


class _Writer:
    def __init__(self, notes: dict[str, int]) -> None:
        self._notes = notes

    def blocks(self, blocks: tuple[Block, ...]) -> list[str]:
        """Return the Markdown of each block."""
        return [text for text in map(self._block, blocks) if text]

    def _block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        if isinstance(block, Figure):
            return self.figure(block)
        if isinstance(block, Listing):
            return "\n".join(self._items(block))
        if isinstance(block, Quote):
            lines = "\n\n".join(self.blocks(block.blocks)).split("\n")
            return "\n".join(f"> {line}".rstrip(" ") if not line.endswith("  ") else f"> {line}" for line in lines)
        return self._table(block)

    def figure(self, figure: Figure) -> str:
        """Return a picture on a line of its own."""
        title = f" {quoted(figure.caption)}" if figure.caption else ""
        return f"![{escape(figure.alt, brackets=True)}](anh:{figure.key}{title})"

    def _paragraph(self, paragraph: Paragraph) -> str:
        if paragraph.level:
            flat = [replace(run, bold=False, text=run.text.replace(LINE_BREAK, " ")) for run in paragraph.runs]
            words = self.inline(tuple(flat))
            if words.endswith("#"):
                words = f"{words[:-1]}\\#"
            return f"{'#' * paragraph.level} {words}"
        lines = self._lines(paragraph.runs)
        return "  \n".join(map(escape_line_start, lines))

    def _lines(self, runs: tuple[Run, ...], *, pipes: bool = False) -> list[str]:
        lines: list[list[Run]] = [[]]
        for run in runs:
            if run.text == LINE_BREAK:
                lines.append([])
            else:
                lines[-1].append(run)
        written = [self.inline(tuple(line), pipes=pipes or len(lines) > 1).strip() for line in lines]
        return [line for line in written if line]

    def inline(self, runs: tuple[Run, ...], *, pipes: bool = False) -> str:
        """Return *runs* as text inside one line."""
        brackets = any(run.href or run.note for run in runs)
        pieces = [self._run(runs, number, brackets, pipes) for number in range(len(runs))]
        for number, piece in enumerate(pieces[1:]):
            if piece.startswith("[") and pieces[number].endswith("!"):
                pieces[number] = f"{pieces[number][:-1]}\\!"
        return "".join(pieces)

    def _run(self, runs: tuple[Run, ...], number: int, brackets: bool, pipes: bool) -> str:
        run = runs[number]
        if run.note:
            return f"[^{self._notes[run.note]}]"
        words = run.text.strip(" ")
        if not words:
            return run.text
        before, after = run.text.partition(words)[::2]
        written = escape(words, brackets=brackets, pipes=pipes)
        if run.raised:
            written = f"<{run.raised}>{written}</{run.raised}>"
        if run.struck:
            written = f"<s>{written}</s>"
        if run.bold or run.italic:
            written = _emphasised(written, run, touches=_touches(runs, number))
        if run.href:
            written = f"[{written}]({address(run.href)})"
        return f"{before}{written}{after}"

    def _items(self, listing: Listing) -> Iterator[str]:
        bodies = [self.blocks(item) for item in listing.items]
        # With an empty line between its items a list is read as one of paragraphs.
        is_tight = all(len(body) == 1 or _is_nest(item) for item, body in zip(listing.items, bodies, strict=True))
        for number, body in enumerate(bodies, start=listing.start):
            mark = f"{number}. " if listing.is_ordered else "- "
            text = ("\n" if is_tight else "\n\n").join(body)
            yield f"{mark}{_indented(text)}"
            if not is_tight and number < listing.start + len(bodies) - 1:
                yield ""

    def _table(self, table: Table) -> str:
        rows = [[self._cell(cell) if cell else "" for cell in row] for row in grid(table)]
        width = max(map(len, rows))
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([lines[0], f"|{'---|' * width}", *lines[1:]])

    def _cell(self, cell: Cell) -> str:
        return "<br>".join(self._cell_lines(cell.blocks))

    def _cell_lines(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        """Yield the lines of a cell; lists and quotations give one line for each of their paragraphs."""
        for block in blocks:
            if isinstance(block, Paragraph):
                yield from self._lines(block.runs, pipes=True)
            elif isinstance(block, Figure):
                title = f" {quoted(block.caption)}" if block.caption else ""
                yield f"![{escape(block.alt, brackets=True)}](anh:{block.key}{title})".replace("|", r"\|")
            elif isinstance(block, Listing):
                for item in block.items:
                    yield from (
                        f"– {line}" if not number else line for number, line in enumerate(self._cell_lines(item))
                    )
            elif isinstance(block, Quote):
                yield from self._cell_lines(block.blocks)
            else:
                for row in block.rows:
                    yield from (line for cell in row for line in self._cell_lines(cell.blocks))


def _is_nest(item: tuple[Block, ...]) -> bool:
    """Return whether *item* is a paragraph with a list below it, which needs no empty lines."""
    return len(item) == 2 and isinstance(item[0], Paragraph) and isinstance(item[1], Listing)


def _touches(runs: tuple[Run, ...], number: int) -> bool:
    """Return whether another emphasised run follows or precedes run *number* without a space between."""
    text = runs[number].text
    before = runs[number - 1] if number else Run("")
    after = runs[number + 1] if number + 1 < len(runs) else Run("")
    meets_before = text[:1] != " " and before.text[-1:] != " " and _is_marked(before)
    meets_after = text[-1:] != " " and after.text[:1] != " " and _is_marked(after)
    return meets_before or meets_after or text[:1] == "*" or text[-1:] == "*"


def _is_marked(run: Run) -> bool:
    return run.bold or run.italic or bool(run.href or run.note)


def _emphasised(written: str, run: Run, *, touches: bool) -> str:
    if touches:
        written = f"<em>{written}</em>" if run.italic else written
        return f"<strong>{written}</strong>" if run.bold else written
    mark = "*" * (run.italic + 2 * run.bold)
    return f"{mark}{written}{mark}"
