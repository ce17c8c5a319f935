"""Counts which words stand side by side, for the check of spelling: ``python -m …spelling_data.make LAWS CONTENT``.

Reads a folder of laws (plain text in ``*.txt``), the portal's own content and ``everyday.txt``, and writes
``pairs.bin``. The same input gives the same bytes. A number of occurrences is a fact and nobody's text.
"""

from __future__ import annotations

import argparse
import math
import sys
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from pathlib import Path

from plugins.articles.checks.prose import blanked
from plugins.articles.checks.words import DATA, tokens
from portal.vietnamese.fold import fold
from portal.vietnamese.syllables import is_syllable, take_apart, with_tone_in_place
from portal.vietnamese.text import nfc

EVERYDAY = Path(__file__).with_name("everyday.txt")
# An everyday word stands for as many occurrences as a common one has in the laws; own articles are few, but news.
_EVERYDAY_WEIGHT, _FREE_WEIGHT, _CONTENT_WEIGHT = 30, 100, 8
_LEAST = 2  # what stands once in two million words is as often a slip as a word

Pair = tuple[str, str]


def main() -> None:
    """Write ``pairs.bin``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("laws", type=Path, help="folder of laws, one a .txt file")
    parser.add_argument("content", type=Path, nargs="?", help="content folder of the portal")
    parser.add_argument("--without", default="", help="names of laws to leave out, parted by commas")
    parser.add_argument("--output", type=Path, default=DATA)
    given = parser.parse_args()
    left_out = set(given.without.split(","))
    laws = [path for path in sorted(given.laws.glob("*.txt")) if path.stem not in left_out]
    articles = sorted(given.content.rglob("*.md")) if given.content else []
    given.output.write_bytes(packed(*count(laws, articles)))
    sys.stdout.write(f"{given.output}: {given.output.stat().st_size} byte\n")


def count(laws: Iterable[Path], articles: Iterable[Path]) -> tuple[Counter[str], Counter[Pair]]:
    """Return how often each word, and each pair of words, occurs in *laws*, *articles* and the everyday words."""
    words: Counter[str] = Counter()
    pairs: Counter[Pair] = Counter()
    for path in laws:
        _add(words, pairs, path.read_text("utf-8"), 1)
    for path in articles:
        _add(words, pairs, blanked(path.read_text("utf-8")), _CONTENT_WEIGHT)
    for line in EVERYDAY.read_text("utf-8").split("\n"):
        if " × " in line:
            _add_side_by_side(words, pairs, line)
        elif not line.startswith("#"):
            for word in line.split(","):
                _add(words, pairs, word, _EVERYDAY_WEIGHT)
    kept = Counter({word: number for word, number in words.items() if number >= _LEAST})
    return kept, Counter(
        {pair: number for pair, number in pairs.items() if number >= _LEAST and kept.keys() >= set(pair)}
    )


def _add(words: Counter[str], pairs: Counter[Pair], text: str, weight: int) -> None:
    found = [with_tone_in_place(token) if is_syllable(token) else "" for token in tokens(nfc(text).lower())]
    for token in found:
        words[token] += weight if token else 0
    for first, second in pairwise(found):
        if first and second:
            pairs[first, second] += weight


def _add_side_by_side(words: Counter[str], pairs: Counter[Pair], line: str) -> None:
    """Add the pairs of each word left of "×" with each right of it: so seldom that they speak against no other."""
    firsts, seconds = ([with_tone_in_place(word) for word in side.split()] for side in line.split("×"))
    for pair in product(firsts, seconds):
        pairs[pair] = max(pairs[pair], _LEAST)
    for word in {*firsts, *seconds}:
        words[word] = max(words[word], _FREE_WEIGHT)


def packed(words: Counter[str], pairs: Counter[Pair]) -> bytes:
    """Return both counts as `plugins.articles.checks.words.counts` reads them."""
    order = sorted((fold(word), word) for word in words if word)
    numbers = {word: number for number, (_, word) in enumerate(order, 1)}
    groups: dict[str, list[str]] = {}
    for letters, word in order:
        groups.setdefault(letters, []).append(word)
    variants = " ".join(f"{variant}={word}" for _, word in order for variant in _variants(word))
    text = "\n".join([variants, *(" ".join([letters, *same]) for letters, same in groups.items())]).encode()
    rows: list[dict[int, int]] = [{} for _ in range(len(order) + 1)]
    for (first, second), number in pairs.items():
        rows[numbers[first]][numbers[second]] = _level(number)
    seconds = _shorts(second for row in rows for second in sorted(row))
    pair_levels = bytes(row[second] for row in rows for second in sorted(row))
    head = f"{len(text)} {len(pairs)} {_level(sum(words.values()))}\n".encode()
    levels = bytes([0, *(_level(words[word]) for _, word in order)])
    lengths = _shorts(map(len, rows))
    return zlib.compress(head + text + levels + lengths + seconds + pair_levels, 9)


def _shorts(numbers: Iterable[int]) -> bytes:
    """Return *numbers* as two bytes each, the lower one first."""
    shorts = array("H", numbers)
    if sys.byteorder == "big":
        shorts.byteswap()
    return shorts.tobytes()


def _level(number: int) -> int:
    return round(2 * math.log2(number))


def _variants(word: str) -> Iterator[str]:
    """Yield *word* with its tone mark at the other custom place: hòa → hoà."""
    parts = take_apart(word)
    if parts and parts.tone and len(parts.rhyme) == 2:
        other = nfc(f"{parts.onset}{parts.rhyme}{parts.tone}")
        if other != word and with_tone_in_place(other) == word:
            yield other


if __name__ == "__main__":
    main()
