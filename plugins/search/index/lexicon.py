"""The lexicon: the words of the oldest tier without their marks, from which suggestions are made.

Its file is zlib data of text: a line for each power of two, from 2⁰ up; on line *n* the words, parted by spaces, that
at least 2ⁿ and less than 2ⁿ⁺¹ documents hold. Words of fewer than `LEAST` are more often mistakes than words.
"""

from __future__ import annotations

from collections.abc import Mapping

from plugins.search.index.deflate import deflated, inflated
from plugins.search.index.tables import Files

LEAST = 3


def encoded(files: Files | None, words: Mapping[int, str]) -> bytes:
    """Return the file of the words of *files*, whose letters *words* has; b"" when there is none."""
    lines: list[list[str]] = []
    for term, frequency in (files.words() if files else {}).items():
        if frequency >= LEAST and term in words:
            power = frequency.bit_length() - 1
            lines += [[] for _ in range(power + 1 - len(lines))]
            lines[power].append(words[term])
    return deflated("\n".join(" ".join(sorted(line)) for line in lines).encode()) if lines else b""


def decoded(data: bytes) -> dict[str, int]:
    """Return each word with the power of two of the documents that hold it.

    Raises:
        ValueError: *data* is no such file.
    """
    try:
        lines = inflated(data).decode("ascii").split("\n")
    except ValueError as error:
        raise ValueError(f"not a lexicon: {error}") from error
    return {word: power for power, line in enumerate(lines) for word in line.split()}
