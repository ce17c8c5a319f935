"""Which words stand side by side: counts of single syllables and of pairs, from laws and everyday words.

`plugins.articles.checks.spelling_data.make` counts; what it wrote is read once, when the first text is checked.
Levels are counts on a scale of half powers of two: 0 is once, 2 twice, 20 about a thousand times.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

# What parts words; a token of its own, as words on its sides do not stand side by side.
_PARTING = '.,;:!?()[]|#"/“”‘’«»…–'
_BLOCK_END = "¶"
# The level of a word that no text had.
NEVER = -2
DATA = Path(__file__).with_name("spelling_data") / "pairs.bin"


def tokens(text: str) -> list[str]:
    """Return the words, numbers and marks of Markdown *text*, with "¶" where a block ends; ki-lô-mét is one word.

    But for "¶" each stands in *text* as it is, in this order. Replacing and splitting takes a fifth of the time of a
    pattern, and every article pays it.
    """
    text = (
        text.replace("\n\n", f" {_BLOCK_END} ").replace("\n-", f" {_BLOCK_END} -").replace("*", " ").replace("_", " ")
    )
    for mark in _PARTING:
        text = text.replace(mark, f" {mark} ")
    return text.split()


def offsets(text: str, found: list[str]) -> list[int]:
    """Return where each of the tokens *found* in *text* stands in it; "¶" is where the next one is looked for."""
    places, offset = [], 0
    for token in found:
        offset = offset if token == _BLOCK_END else text.find(token, offset)
        places.append(offset)
        offset += len(token) if token != _BLOCK_END else 0
    return places


class Followers(dict[int, dict[int, int]]):
    """Number of a word → numbers of those that stood after it → level of how often. Made when first asked for."""

    def __init__(self, starts: list[int], seconds: array[int], levels: bytes) -> None:
        """Take *seconds* and their *levels* as those of word 1, then of word 2 …; *starts* says where each begins."""
        super().__init__()
        self._starts, self._seconds, self._levels = starts, seconds, levels

    def __missing__(self, first: int) -> dict[int, int]:
        begin, end = self._starts[first], self._starts[first + 1]
        self[first] = dict(zip(self._seconds[begin:end], self._levels[begin:end], strict=True))
        return self[first]


class Bound(dict[int, tuple[int, ...]]):
    """Number of a word → those that stood after it a quarter of the time or more. Made when first asked for."""

    def __init__(self, levels: bytes, followers: Followers) -> None:
        """Take the *levels* of words and their *followers*."""
        super().__init__()
        self._levels, self._followers = levels, followers

    def __missing__(self, first: int) -> tuple[int, ...]:
        least = self._levels[first] - 4
        found = [second for second, level in self._followers[first].items() if level >= least] if first else []
        self[first] = tuple(found) if least > 0 else ()
        return self[first]


class Counts(NamedTuple):
    """What was counted.

    Attributes:
        ids: word in lower case → number from 1; both places of a tone mark have the same.
        words: number → word.
        levels: number → level of how often the word stood anywhere.
        met: a bit for each pair, `row` bits for each first word: whether they stood side by side. Most words of a text
            are asked about no further, and this is half the time of a look into `followers`.
        followers: number → those that stood after it.
        bound: number → the few that nearly always stand after it, as "động" after "hoạt".
        alike: letters without marks → numbers of the words that have them.
        total: level of the count of all words.
    """

    ids: dict[str, int]
    words: list[str]
    levels: bytes
    met: bytes
    row: int
    followers: Followers
    bound: Bound
    alike: dict[str, list[int]]
    total: int

    def apart(self, numbers: list[int]) -> list[bool]:
        """Return for each two neighbours among *numbers* whether they never stood side by side (0 never did)."""
        met, row = self.met, self.row
        return [not met[(place := first * row + second) >> 3] >> (place & 7) & 1 for first, second in pairwise(numbers)]

    def pair(self, first: int, second: int) -> int:
        """Return the level of a pair; of one never met, what chance would give, but not more than once."""
        level = self.followers[first].get(second)
        return level if level is not None else min(0, self.level(first) + self.level(second) - self.total)

    def level(self, word: int) -> int:
        """Return the level of a word; 0 is one that no text had."""
        return self.levels[word] if word else NEVER


@cache
def counts() -> Counts:
    """Return what was counted."""
    data = zlib.decompress(DATA.read_bytes())
    head, _, rest = data.partition(b"\n")
    text_size, size, total = map(int, head.split())
    variants, *groups = rest[:text_size].decode().split("\n")
    words, alike = [""], {}
    for group in groups:
        letters, *same = group.split(" ")
        alike[letters] = list(range(len(words), len(words) + len(same)))
        words += same
    ids = dict(zip(words, range(len(words)), strict=True))
    ids |= {variant: ids[word] for variant, word in (item.split("=") for item in variants.split(" "))}
    del ids[""]
    places = list(accumulate([text_size, len(words), 2 * len(words), 2 * size]))
    levels = rest[places[0] : places[1]]
    lengths, seconds = _shorts(rest[places[1] : places[2]]), _shorts(rest[places[2] : places[3]])
    pairs, met = rest[places[3] : places[3] + size], rest[places[3] + size :]
    followers = Followers(list(accumulate(lengths, initial=0)), seconds, pairs)
    row = 8 * len(met) // len(words)
    return Counts(ids, words, levels, met, row, followers, Bound(levels, followers), alike, total)


def _shorts(data: bytes) -> array[int]:
    numbers = array("H", data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
