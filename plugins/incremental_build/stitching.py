"""Stitching: fragments into the places of a rendered page, and other fragments into a page that is stitched already."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from portal.problem import PortalError

_PLACE = re.compile(rb"\x02([a-z_]+):([\w./-]*)\x03")

Place = tuple[str, str]  # name and variant of a fragment
HtmlOf = Callable[[Place], bytes]


@dataclass(frozen=True)
class Stitched:
    """A page's bytes and where its fragments stand: start and length of each, in the order of *places*."""

    content: bytes
    places: tuple[Place, ...]
    spans: tuple[tuple[int, int], ...]


class StrayMarkError(PortalError):
    """A page holds the mark of a place that nobody made: content can hold none, so a template or plugin is wrong."""


def stitch(rendered: bytes, html_of: HtmlOf) -> Stitched:
    """Return *rendered* with every place replaced. What *html_of* gives holds no places.

    Raises:
        StrayMarkError: a mark is left over.
    """
    pieces: list[bytes] = []
    places: list[Place] = []
    spans: list[tuple[int, int]] = []
    end = length = 0
    for match in _PLACE.finditer(rendered):
        place = (match[1].decode(), match[2].decode())
        html = html_of(place)
        before = rendered[end : match.start()]
        spans.append((length + len(before), len(html)))
        pieces += (before, html)
        length += len(before) + len(html)
        places.append(place)
        end = match.end()
    pieces.append(rendered[end:])
    content = b"".join(pieces)
    if b"\x02" in content or b"\x03" in content:
        raise StrayMarkError("Một trang có dấu giữ chỗ lạ (U+0002, U+0003) → báo người làm giao diện; chưa ghi gì.")
    return Stitched(content, tuple(places), tuple(spans))


def restitch(page: bytes, spans: tuple[tuple[int, int], ...], places: tuple[Place, ...], html_of: HtmlOf) -> Stitched:
    """Return *page* with what stands at *spans* replaced by the fragments of *places*."""
    pieces: list[bytes] = []
    moved: list[tuple[int, int]] = []
    end = length = 0
    for (start, size), place in zip(spans, places, strict=True):
        html = html_of(place)
        before = page[end:start]
        moved.append((length + len(before), len(html)))
        pieces += (before, html)
        length += len(before) + len(html)
        end = start + size
    pieces.append(page[end:])
    return Stitched(b"".join(pieces), places, tuple(moved))


def dump_places(places: tuple[Place, ...]) -> str:
    """Return *places* as one text; equal places give equal texts."""
    return "\n".join(f"{name}:{variant}" for name, variant in places)


def load_places(text: str) -> tuple[Place, ...]:
    """Return what `dump_places` wrote."""
    parts = (line.partition(":") for line in text.split("\n") if line)
    return tuple((name, variant) for name, _, variant in parts)


def dump_spans(spans: tuple[tuple[int, int], ...]) -> str:
    """Return *spans* as one text."""
    return " ".join(f"{start} {length}" for start, length in spans)


def load_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return what `dump_spans` wrote."""
    numbers = [int(part) for part in text.split()]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))
