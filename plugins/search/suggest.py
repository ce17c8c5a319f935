"""Suggestions: what may be meant where a query finds too little. The same rules as ``suggest.js``.

A word that no document holds is taken for a mistake: a letter too many, too few, another one, or two that changed
places; or two words without the space between them. Of the words of the lexicon that are one such step away, the one
that most often stands beside its neighbours in the query is meant; of equals the more frequent, then the first by its
letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from portal.vietnamese.analysis import bigram_hash, spans, term_hash

_LETTERS = "abcdeghiklmnopqrstuvxy"
_MOST = 40  # candidates whose neighbours are looked up: each costs two lists
_MOST_MISTAKES = 3  # more are another language, and would load half the index
_LONGEST = 14  # letters of two words written as one


def suggestions(text: str, words: Mapping[str, int], count: Callable[[int], int]) -> list[str]:
    """Return *text*, its unknown words replaced by known ones without marks; [] when there is nothing better.

    Args:
        words: the lexicon: folded word → power of two of the documents that hold it.
        count: in how many documents a term stands.
    """
    found = spans(text)
    typed = [span.folded for span in found]
    meant = list(typed)
    unknown = [
        place for place, word in enumerate(typed) if word.isalpha() and word not in words and not count(term_hash(word))
    ]
    if not unknown or len(unknown) > _MOST_MISTAKES:
        return []
    for place in unknown:
        beside = meant[place - 1 : place] if place else []
        meant[place] = _likeliest(beside, meant[place], typed[place + 1 : place + 2], words, count)
        if not meant[place]:
            return []
    # What was right stays as it was typed.
    shown = [meant[n] if n in unknown else text[span.start : span.end] for n, span in enumerate(found)]
    return [" ".join(filter(None, shown))]


def _likeliest(
    before: Sequence[str], word: str, after: Sequence[str], words: Mapping[str, int], count: Callable[[int], int]
) -> str:
    """Return what *word* may be meant for, "" when there is nothing."""
    found = sorted({near for near in _near(word) if near in words}, key=lambda near: (-words[near], near))[:_MOST]
    found += [f"{first} {second}" for first, second in _parted(word) if first in words and second in words]

    def together(option: str) -> int:
        row = [*(other.split()[-1] for other in before), *option.split(), *after]
        hashes = [term_hash(one) for one in row]
        return sum(count(bigram_hash(*pair)) for pair in pairwise(hashes))

    # The first of equals: they are sorted already.
    best = max(found, key=together, default="")
    return best if not (before or after) or (best and together(best)) else ""


def _near(word: str) -> Iterator[str]:
    """Yield what is one step from *word*."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _LETTERS)


def _parted(word: str) -> list[tuple[str, str]]:
    return [(word[:at], word[at:]) for at in range(1, len(word))] if len(word) <= _LONGEST else []
