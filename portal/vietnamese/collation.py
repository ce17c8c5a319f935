"""The Vietnamese order of words: a ă â b c d đ e ê … , then the tones ngang huyền hỏi ngã sắc nặng."""

from __future__ import annotations

import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: rank for rank, letter in enumerate(_LETTERS, start=1)}
# Combining grave, hook above, tilde, acute, dot below: the order of Vietnamese dictionaries.
_TONE_RANK = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

SortKey = tuple[tuple[tuple[int, str], ...], tuple[int, ...], str]


def sort_key(text: str) -> SortKey:
    """Return a key that sorts Vietnamese words as a dictionary does: letters first, tones only to break ties.

    Digits and other signs come before letters; upper and lower case are equal until all else is.

    >>> sorted(["đa", "da", "ân", "ăn", "an"], key=sort_key)
    ['an', 'ăn', 'ân', 'da', 'đa']
    """
    letters: list[tuple[int, str]] = []
    tones: list[int] = []
    for character in unicodedata.normalize("NFC", text).casefold():
        tone = 0
        base = ""
        for part in unicodedata.normalize("NFD", character):
            if part in _TONE_RANK:
                tone = _TONE_RANK[part]
            else:
                base += part
        base = unicodedata.normalize("NFC", base)
        letters.append((_LETTER_RANK.get(base, 0), base))
        tones.append(tone)
    return tuple(letters), tuple(tones), text
