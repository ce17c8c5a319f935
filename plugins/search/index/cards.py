"""Cards: what a result shows of its document, a small file each, so that ten results cost ten of them.

A card is zlib data of a JSON array: address, title, summary, day ("2024-05-20" or ""), slug of the category or "", slug
 of the last of its kinds, first words of the body that the summary does not say, and 1 if what it tells has expired.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import orjson

from plugins.search.index.deflate import deflated, inflated
from plugins.search.index.documents import Document
from portal.article import Body
from portal.vietnamese.text import cut

# Code points of the body's first words: two lines on a phone. A card of 300 more is half as large again.
PASSAGE = 300
_DAY = re.compile("(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?")
GROUP = 8  # cards whose addresses share a digest


class Card(NamedTuple):
    """What a result shows."""

    url: str
    title: str
    summary: str
    day: str
    category: str
    kind: str
    passage: str
    expired: int


def card_of(document: Document, body: Body) -> bytes:
    """Return the file of *document*."""
    text = re.sub(r"\s+", " ", body.text)
    known = document.summary.rstrip(" .…")
    if known and text.startswith(known):
        text = text[len(known) :].lstrip(" .…")
    card = Card(
        document.url,
        document.title,
        document.summary,
        document.day.isoformat() if document.day else "",
        document.category[0],
        document.kinds[-1].slug if document.kinds else "",
        cut(text, PASSAGE),
        int(document.expired),
    )
    return deflated(orjson.dumps(list(card)))


def read_card(data: bytes) -> Card:
    """Return what stands in a card's file.

    Raises:
        ValueError: it is no card.
    """
    try:
        card = Card(*orjson.loads(inflated(data)))
    except (ValueError, TypeError) as error:
        raise ValueError(f"not a card: {error}") from error
    if not all(isinstance(value, str) for value in card[:-1]) or not _DAY.fullmatch(card.day):
        raise ValueError("not a card: other types")
    return card


def group_of(number: int) -> int:
    """Return the group of the card of document *number*."""
    return number // GROUP
