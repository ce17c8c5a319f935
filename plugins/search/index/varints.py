"""Variable-length integers: seven bits a byte, the lowest first, the eighth bit set on all but the last byte."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_MOST = 5  # bytes of 32 bits


def encode(values: NDArray[np.int64]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return the bytes of *values* (0 … 2³² − 1), and where each begins; a last entry says where the bytes end."""
    lengths = np.ones(len(values), np.int64)
    for size in range(1, _MOST):
        lengths += values >= 1 << 7 * size
    places = np.concatenate(([0], np.cumsum(lengths)))
    found = np.zeros(places[-1], np.uint8)
    for index in range(_MOST):
        has = np.flatnonzero(lengths > index)
        more = (lengths[has] > index + 1).astype(np.uint8) << 7
        found[places[has] + index] = ((values[has] >> 7 * index) & 0x7F).astype(np.uint8) | more
    return found, places


def decode(data: bytes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return all integers of *data*, and where each ends; what follows the last whole one is left out.

    Integers of more than 32 bits come only from data that is something else: their value means nothing.
    """
    raw = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(raw < 0x80) + 1
    starts = np.concatenate(([0], ends[:-1])) if len(ends) else ends
    lengths = ends - starts
    values = np.zeros(len(ends), np.int64)
    for index in range(_MOST):
        has = np.flatnonzero(lengths > index)
        values[has] |= (raw[starts[has] + index].astype(np.int64) & 0x7F) << 7 * index
    return values, ends


def slices(data: NDArray[np.uint8], places: NDArray[np.int64], cuts: NDArray[np.int64]) -> list[bytes]:
    """Return the bytes of the integers from each of *cuts* up to the next."""
    whole = data.tobytes()
    return [whole[start:end] for start, end in pairwise(places[cuts].tolist())]
