"""Digests: what a build remembers of things instead of the things."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def digest(*parts: str | bytes) -> str:
    """Return 24 hexadecimal digits that change whenever one of *parts*, or their number, does."""
    state = hashlib.blake2b(digest_size=12)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        state.update(b"%d:" % len(data))
        state.update(data)
    return state.hexdigest()


def digest_of(parts: Iterable[str]) -> str:
    """Return the `digest` of many short texts that hold no NUL."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()
