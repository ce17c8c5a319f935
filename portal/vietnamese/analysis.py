r"""Analysis: the words of a text as search knows them, the same in `theme/scripts/search/analysis.js`.

A word is a run of letters and digits: what Unicode calls L and N, which is what Python's ``\w`` holds but for "_". The
marks U+0300–036F belong to the word they follow, so a text in NFD, or one whose marks stand in a strange order, gives
the same words; other marks, and signs that nobody sees, are taken out. A character that Unicode got after this Python,
or after the reader's browser, is a separator there: none of them is Vietnamese.

No stop words, no least length, no stemming: Vietnamese has one-letter words, and no endings.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from portal.vietnamese.syllables import TONES

LONGEST = 40  # characters of a word or number that are kept

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_DASHES = "\u2010-\u2015\u2212"
_OF_WORD = r"[\w\u0300-\u036f]"
_WORD = re.compile(rf"\w{_OF_WORD}*")
_DAY, _MONTH, _YEAR = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])", "[12][0-9]{3}"
_DATE = re.compile(
    rf"{_DAY}(?:/{_MONTH}/|\.{_MONTH}\.| *- *{_MONTH} *- *| +th[aá]ng +{_MONTH} +n[aă]m +){_YEAR}(?!{_OF_WORD}|/\w)"
)
_NUMBER = rf"[0-9]{_OF_WORD}*(?:[-/.,:]\w{_OF_WORD}*)+"
_PIECE = re.compile(f"{_DATE.pattern}|{_NUMBER}|{_WORD.pattern}")
_DIGITS = re.compile("[0-9]+")
# 1.384.000, where no further point follows; a unit may: 500.000đ.
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9.])")
_LEADING_ZEROS = re.compile("(^|[-/:])0+(?=[0-9])")
_TONE = re.compile(f"[{TONES}]")
_MARKS = re.compile("[\u0300-\u036f]+")
_Y_FOR_I = re.compile("[hklmst]y|quy")
# What cannot stay as it is, and all that is rare enough to be looked at; in usual texts little but dashes.
_TO_MEND = re.compile(r"[_ðς]|[^\w\x00-\x7f“”‘’…\u0300-\u036f]")
# Starters that may become one with the character before them: Korean jamo, halfwidth signs.
_JOINS_BEFORE = re.compile(f"[\u0300-\u036f\u1160-\u11ff\u3131-\u318e\uff9e-\uffdc{_INVISIBLE}]")

WORD, WHOLE = "word", "whole"


class Token(NamedTuple):
    """One term.

    Attributes:
        marked: NFC letters without their tone mark, then that mark as a combining character: "hoa" + U+0300 for hòa
            and hoà; of several the last. Lower case.
        folded: without marks, d for đ.
        kind: `WORD`, or `WHOLE` for a number, date or document number as one, which stands after its words and is
            next to none of them.
    """

    marked: str
    folded: str
    kind: str


class Span(NamedTuple):
    """A word and where it stands: from *start* up to *end*, code points of the text as it was given."""

    start: int
    end: int
    marked: str
    folded: str


def analyse(text: str) -> list[Token]:
    """Return the terms of *text* in their order. No term spans two lines.

    >>> [token.folded for token in analyse("Quyết định 422/QĐ-TTg")]
    ['quyet', 'dinh', '422', 'qd', 'ttg', '422/qd-ttg']
    """
    return list(chain.from_iterable(map(_known.__getitem__, _PIECE.findall(_normalised(text)))))


def spans(text: str) -> list[Span]:
    """Return the words of *text*, those of numbers too, with their places: in order, none over another.

    The second word that one character gives (½: 1, 2) has an empty place.
    """
    clusters = _clusters(text)
    normal = list(map(_normal_cluster, clusters))
    ends = list(accumulate(map(len, clusters)))
    # For each normal character the cluster that it came from.
    origin = [index for index, characters in enumerate(normal) for _ in characters]
    found: list[Span] = []
    for match in _WORD.finditer("".join(normal)):
        first, last = origin[match.start()], origin[match.end() - 1]
        start = max(ends[first] - len(clusters[first]), found[-1].end if found else 0)
        marked, folded, _ = _known[match[0]][0]
        found.append(Span(start, ends[last], marked, folded))
    return found


def term_hash(term: str) -> int:
    """Return the CRC-32 of *term* in UTF-8, 0 … 2³² − 1."""
    return zlib.crc32(term.encode())


def bigram_hash(first: int, second: int) -> int:
    """Return the hash of two neighbours from the hashes of their folded forms, 0 … 2³² − 1. Their order matters."""
    mixed = ((first * 0x9E3779B1) ^ (second * 0x85EBCA77) ^ (first >> 15)) & 0xFFFFFFFF
    mixed = ((mixed ^ mixed >> 16) * 0x7FEB352D) & 0xFFFFFFFF
    return mixed ^ mixed >> 15


def _normalised(text: str) -> str:
    """Return *text* in NFKC and lower case, dashes as "-", without what belongs to no word and parts none."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _TO_MEND.sub(lambda match: _mended[match[0]], text.lower())


_normal_cluster = lru_cache(maxsize=4096)(_normalised)


class _Mended(dict[str, str]):
    """What stands in place of a character."""

    def __missing__(self, character: str) -> str:
        taken_out = _is_mark(character) or re.match(f"[{_INVISIBLE}]", character)
        self[character] = "" if taken_out else "-" if re.match(f"[{_DASHES}]", character) else character
        return self[character]


# An underscore is no letter to us, though it is to \w. Ð and ð of Icelandic look like Đ, and some keyboards give them.
_mended = _Mended({"_": "|", "ð": "đ", "ς": "σ"})


class _Known(dict[str, tuple[Token, ...]]):
    """The terms of each piece met so far: most words of a text have been met before."""

    def __missing__(self, piece: str) -> tuple[Token, ...]:
        if len(self) > 200_000:  # some 60 MB
            self.clear()
        words = _WORD.findall(piece)
        tokens = tuple(map(_word, words))
        if len(words) > 1:
            tokens += tuple(Token(whole, whole, WHOLE) for whole in _wholes(piece))
        self[piece] = tokens
        return tokens


_known = _Known()


def _word(word: str) -> Token:
    """Return the term of a word, normalised but for its marks."""
    if word.isascii():
        letters, tone = word, ""
    else:
        parts = unicodedata.normalize("NFD", word)
        tone = "".join(_TONE.findall(parts)[-1:])
        letters = _MARKS.sub("", unicodedata.normalize("NFC", _TONE.sub("", parts)))
    if _Y_FOR_I.fullmatch(letters):
        letters = letters[:-1] + "i"
    elif _DIGITS.fullmatch(letters):
        letters = letters.lstrip("0") or "0"
    letters = letters[:LONGEST]
    return Token(letters + tone, _folded(letters), WORD)


def _folded(text: str) -> str:
    if text.isascii():
        return text
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare).replace("đ", "d")


def _wholes(piece: str) -> list[str]:
    """Return a date or number as one term, and its figures without their points."""
    if _DATE.fullmatch(piece):
        day, month, year = map(int, _DIGITS.findall(piece))
        return [f"{day}/{month}/{year}"]
    # Zeros stay after a point or a comma: 4,05 is not 4,5.
    whole = _LEADING_ZEROS.sub(r"\1", _folded(piece))[:LONGEST]
    figures = [figure[0] for part in re.split("[-/,:]", piece) if (figure := _THOUSANDS.match(part))]
    return [whole, *(figure.replace(".", "")[:LONGEST] for figure in figures)]


def _clusters(text: str) -> list[str]:
    """Return *text* in parts, none of which changes what stands in another when it is normalised."""
    if not any(map(_joins_before, set(text))):
        return list(text)
    starts = [index for index, character in enumerate(text) if not index or not _joins_before(character)]
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


@lru_cache(maxsize=4096)
def _joins_before(character: str) -> bool:
    return _JOINS_BEFORE.match(character) is not None or _is_mark(character)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"
