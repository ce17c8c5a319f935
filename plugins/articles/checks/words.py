"""Which words stand side by side: counts of single syllables and of pairs, from laws and everyday words.

`plugins.articles.checks.spelling_data.make` counts; what it wrote is read once, when the first text is checked.
Levels are counts on a scale of half powers of two: 0 is once, 2 twice, 20 about a thousand times.
"""

from __future__ import annotations

import re
import sys
import zlib
from array import array
from functools import cache
from itertools import accumulate
from operator import getitem
from pathlib import Path
from typing import NamedTuple

# What parts words; a token of its own, as words on its sides do not stand side by side.
_MARK = re.compile(r'[.,;:!?()[\]|#"/“”‘’«»…–]')
BLOCK_END = "¶"
# Numbers of what is no known word: a word that no text had, which has the level `NEVER`, and the end of a block.
UNKNOWN, END = 0, -1
NEVER = -2
DATA = Path(__file__).with_name("spelling_data") / "pairs.bin"


def tokens(text: str) -> list[str]:
    """Return the words and numbers of Markdown *text*, with "¶" for each mark and end of a block. Ki-lô-mét is one.

    But for "¶" each stands in *text* as it is, in this order.
    """
    text = text.replace("\n\n", f" {BLOCK_END} ").replace("\n-", f" {BLOCK_END} -")
    return _MARK.sub(f" {BLOCK_END} ", text.replace("*", " ").replace("_", " ")).split()


def offsets(text: str, found: list[str]) -> list[int]:
    """Return where each of the tokens *found* in *text* stands in it; "¶" is where the next one is looked for."""
    places, offset = [], 0
    for token in found:
        offset = offset if token == BLOCK_END else text.find(token, offset)
        places.append(offset)
        offset += len(token) if token != BLOCK_END else 0
    return places


class Followers(dict[int, dict[int, int]]):
    """Number of a word → numbers of those that stood after it → level of how often. Made when first asked for."""

    def __init__(self, starts: list[int], seconds: array[int], levels: bytes) -> None:
        """Take *seconds* and their *levels* as those of word 1, then of word 2 …; *starts* says where each begins."""
        super().__init__()
        self._starts, self._seconds, self._levels = starts, seconds, levels

    def seconds(self, first: int) -> array[int]:
        """Return the numbers of the words that stood after *first*, which is one too."""
        return self._seconds[self._starts[first] : self._starts[first + 1]]

    def __missing__(self, first: int) -> dict[int, int]:
        levels = self._levels[self._starts[first] : self._starts[first + 1]]
        self[first] = dict(zip(self.seconds(first), levels, strict=True))
        return self[first]


class Strangers(dict[int, bytes]):
    """Number of a word → a byte for each word, and for `END` as the last: 1 where it never stood after it, else 0.

    No word is a stranger after `UNKNOWN` or `END`, and `END` after none; `UNKNOWN` is one always. Made when first asked
    for: bytes take half the time of a look into `Followers`, and most words of a text are asked about no further.
    """

    def __init__(self, size: int, followers: Followers) -> None:
        """Take the number of words, with 0, and their *followers*."""
        super().__init__(dict.fromkeys((UNKNOWN, END), b"\1" + bytes(size)))
        self._of_none, self._followers = b"\1" * size + b"\0", followers

    def __missing__(self, first: int) -> bytes:
        row = bytearray(self._of_none)
        for second in self._followers.seconds(first):
            row[second] = 0
        self[first] = bytes(row)
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
        ids: word in lower case → number from 1; both places of a tone mark have the same. "¶" is `END`.
        words: number → word.
        levels: number → level of how often the word stood anywhere.
        followers: number → those that stood after it.
        strangers: number → those that never did.
        bound: number → the few that nearly always stand after it, as "động" after "hoạt".
        alike: letters without marks → numbers of the words that have them.
        total: level of the count of all words.
    """

    ids: dict[str, int]
    words: list[str]
    levels: bytes
    followers: Followers
    strangers: Strangers
    bound: Bound
    alike: dict[str, list[int]]
    total: int

    def strange(self, numbers: list[int]) -> bytes:
        """Return for each but the first of *numbers* whether it is a stranger after the one before: 1, else 0."""
        return bytes(map(getitem, map(self.strangers.__getitem__, numbers), numbers[1:]))

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
    ids[BLOCK_END] = END
    places = list(accumulate([text_size, len(words), 2 * len(words), 2 * size]))
    levels = rest[places[0] : places[1]]
    lengths, seconds = _shorts(rest[places[1] : places[2]]), _shorts(rest[places[2] : places[3]])
    followers = Followers(list(accumulate(lengths, initial=0)), seconds, rest[places[3] :])
    strangers, bound = Strangers(len(words), followers), Bound(levels, followers)
    return Counts(ids, words, levels, followers, strangers, bound, alike, total)


def _shorts(data: bytes) -> array[int]:
    numbers = array("H", data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
