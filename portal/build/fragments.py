"""Fragments: pieces of HTML that many pages share, and the places where they stand.

"Tin mới nhất" stands on every page, so one new article would change every page. A page is rendered once with a
*place* for each fragment; a fragment is rendered once a build; whoever carries the build out joins the bytes.
"""

from __future__ import annotations

import re
from typing import Any, Protocol

# STX and ETX: refused in every source, so content cannot make a place.
OPEN, CLOSE = "\x02", "\x03"
_NAME = re.compile(r"[a-z_]+")
# A variant may become part of a file's path: no step out of its folder.
_VARIANT = re.compile(r"(?!.*\.\.)[\w./-]*", re.ASCII)


class FragmentProvider(Protocol):
    """What a feature registers for a fragment."""

    def variant(self, subject: Any) -> str:
        """Return which variant the page about *subject* (an `Article`, a `Term`, or None) needs. There are few."""

    def html(self, variant: str) -> str:
        """Return the HTML of *variant*."""


def place(name: str, variant: str = "") -> str:
    """Return the mark that stands in a rendered page for a fragment.

    Raises:
        ValueError: *name* is not of small letters and ``_``, or *variant* not of letters, digits and ``._/-``.
    """
    if not _NAME.fullmatch(name) or not _VARIANT.fullmatch(variant):
        raise ValueError(f"not a fragment: {name!r}, {variant!r}")
    return f"{OPEN}{name}:{variant}{CLOSE}"
