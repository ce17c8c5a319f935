"""Deflated data: zlib, whose Adler-32 tells damage."""

from __future__ import annotations

import zlib

# Bytes that a file of the index may inflate to, ten times what the largest does; more is no file of ours.
MOST = 8 * 1024 * 1024


def deflated(data: bytes) -> bytes:
    """Return zlib data of *data*."""
    return zlib.compress(data, 9)


def inflated(data: bytes) -> bytes:
    """Return what *data* was made of.

    Raises:
        ValueError: *data* is damaged, or inflates to more than `MOST` bytes.
    """
    reader = zlib.decompressobj()
    try:
        found = reader.decompress(data, MOST)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not reader.eof or reader.unused_data:
        raise ValueError("cut short, too long, or with something behind it")
    return found
