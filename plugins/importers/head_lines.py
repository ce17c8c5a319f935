"""Lines of a text that belong into the head of an article: its date, its lead, who wrote it, where it comes from."""

from __future__ import annotations

import re

from plugins.importers import codes
from plugins.importers.blocks import Block, Paragraph
from plugins.importers.codes import Note
from plugins.importers.manuscript import Draft
from plugins.importers.written import find_date

_LEAD_SHORTEST = 12  # words of a bold first paragraph that is the lead, not a heading
SIGNED = re.compile(r"(?:Tác giả|Người viết)\s*:\s*(.{2,80})", re.IGNORECASE)
ORIGIN = re.compile(r"(?:Nguồn|Nguồn tin|Theo)\s*:\s*(.{2,120})", re.IGNORECASE)
_LONGEST_DATE_LINE = 80  # characters
_ZOOM = "100%"  # the text size that old pages write below their date


def without(blocks: tuple[Block, ...], number: int) -> tuple[Block, ...]:
    """Return *blocks* without that at *number*."""
    return (*blocks[:number], *blocks[number + 1 :])


def take_date(draft: Draft, blocks: tuple[Block, ...], number: int) -> tuple[Block, ...]:
    """Take a line that is nothing but a date, among the first three."""
    for place in range(number, min(number + 3, len(blocks))):
        block = blocks[place]
        if isinstance(block, Paragraph) and len(block.text) <= _LONGEST_DATE_LINE:
            found = find_date(block.text, whole=True)
            if found:
                draft.head.published = draft.head.published or found
                draft.source_words = _taken(draft.source_words, block.text.split())
                return _without_zoom(draft, without(blocks, place), place)
    return blocks


def _without_zoom(draft: Draft, blocks: tuple[Block, ...], place: int) -> tuple[Block, ...]:
    block = blocks[place] if place < len(blocks) else None
    if not isinstance(block, Paragraph) or block.text != _ZOOM:
        return blocks
    draft.source_words = _taken(draft.source_words, [_ZOOM])
    draft.notes.append(Note(codes.WORD_PART, {"part": f"dòng «{_ZOOM}» của nút phóng chữ", "words": ""}))
    return without(blocks, place)


def take_lead(draft: Draft, blocks: tuple[Block, ...], number: int, marked: dict[str, str]) -> tuple[Block, ...]:
    """Take a lead: a paragraph of that style, or a bold one of some length, where more text follows."""
    block = blocks[number] if number < len(blocks) else None
    if not isinstance(block, Paragraph) or block.level or any(run.href or run.note for run in block.runs):
        return blocks
    is_bold = all(run.bold for run in block.runs if run.text.strip()) and len(block.text.split()) >= _LEAD_SHORTEST
    if (marked.get(block.text) == "lead" or is_bold) and len(blocks) > number + 1:
        draft.head.summary = block.text
        return without(blocks, number)
    return blocks


def take_signature(draft: Draft, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take "Tác giả: …" and "Nguồn: …" from the end."""
    for _ in range(2):
        last = blocks[-1] if blocks else None
        text = last.text if isinstance(last, Paragraph) and not last.level else ""
        signed, origin = SIGNED.fullmatch(text), ORIGIN.fullmatch(text)
        if signed and not draft.head.author:
            draft.head.author = signed[1].strip()
        elif origin and not draft.head.origin:
            draft.head.origin = origin[1].strip()
        else:
            break
        draft.source_words = _taken(draft.source_words, f"{text.partition(':')[0]}:".split())
        blocks = without(blocks, len(blocks) - 1)
    return blocks


def _taken(words: list[str], gone: list[str]) -> list[str]:
    """Return *words* without one of each of *gone*: they stand in the head now, or are its labels."""
    left = list(words)
    for word in gone:
        if word in left:
            left.remove(word)
    return left
