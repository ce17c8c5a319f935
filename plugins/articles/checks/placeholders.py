"""Places that `desk new` left to be filled in: ``[… what belongs here]``. None may reach readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from portal.data_file import Value
from portal.problem import Code, Problem
from portal.vietnamese.text import cut

if TYPE_CHECKING:
    from plugins.articles.checks.written import Written
    from plugins.articles.headers import Source

LEFT_OPEN = Code("BV080", "còn {count} chỗ chưa điền, trước hết: «{place}»", "viết nội dung vào chỗ ấy, hoặc xóa nó")

# A bare "[…]" is a quotation that leaves words out.
_PLACE = re.compile(r"\[… [^\]\n]+\]")
_SHOWN = 60  # characters of the place that are told


def left_open(written: Written) -> Iterator[Problem]:
    """Yield one finding for all places that still wait for words, at the first of them."""
    found = sorted(_places(written.source), key=lambda place: place[0])
    if found:
        line, words = found[0]
        yield LEFT_OPEN.at(written.source.path, line, count=len(found), place=cut(words.strip("[]… "), _SHOWN))


def _places(source: Source) -> Iterator[tuple[int, str]]:
    """Yield (line, place), the places of the head first."""
    items = [item for items in source.fields.values() for item in items]
    values = [value for item in items for value in ([item] if isinstance(item, Value) else item.values())]
    lines = [(value.line, value.text) for value in values if "[" in value.text]
    if "[" in source.body and "[… " in source.body:
        lines += enumerate(source.body.split("\n"), source.body_line)
    for number, text in lines:
        for place in _PLACE.findall(text):
            yield number, place
