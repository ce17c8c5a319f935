"""Fragments: pieces of HTML that many pages share, and the places where they stand.

"Tin mới nhất" stands on every page, so one new article would change every page. A page is rendered once with a
*place* for each fragment; a fragment is rendered once a build; `stitch` joins the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

# STX and ETX: refused in every source, so content cannot make a place.
_OPEN, _CLOSE = "\x02", "\x03"
_PLACE = re.compile(rb"\x02([a-z_]+):([^\x02\x03]*)\x03")
_NAME = re.compile(r"[a-z_]+")


@dataclass(frozen=True)
class Fragment:
    """One shared piece: *html* of the *variant* of the fragment *name*."""

    name: str
    variant: str
    html: str


class FragmentProvider(Protocol):
    """What a feature registers for a fragment."""

    def variant(self, subject: Any) -> str:
        """Return which variant the page about *subject* (an `Article`, a `Term`, or None) needs. There are few."""

    def html(self, variant: str) -> str:
        """Return the HTML of *variant*."""


def place(name: str, variant: str = "") -> str:
    """Return the mark that stands in a rendered page for a fragment."""
    if not _NAME.fullmatch(name) or _OPEN in variant or _CLOSE in variant:
        raise ValueError(f"not a fragment name: {name!r} with {variant!r}")
    return f"{_OPEN}{name}:{variant}{_CLOSE}"


def stitch(page: bytes, html_of: Callable[[str, str], bytes]) -> bytes:
    """Return *page* with every place replaced by ``html_of(name, variant)``. Fragments hold no places."""
    return _PLACE.sub(lambda match: html_of(match[1].decode(), match[2].decode()), page)
