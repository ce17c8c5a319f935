"""Spelling: letters that make no syllable (nghành), and syllables that never stand beside their neighbours (hoạt đông).

Warnings, never more: a machine knows the words of laws and of the portal, not every name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import compress, count, repeat
from typing import NamedTuple

from plugins.articles.checks import slips
from plugins.articles.checks.prose import Passage
from plugins.articles.checks.words import BLOCK_END, UNKNOWN, counts, offsets, tokens
from plugins.articles.checks.written import Written
from portal.problem import Code, Problem
from portal.vietnamese.syllables import is_syllable, without_tone

NO_SYLLABLE = Code(
    "BV150", "«{word}» không phải chữ tiếng Việt{hint}", "sửa lại; tên riêng, từ mượn thì thêm vào ten-rieng.yaml",
    "warning",
)  # fmt: skip
OTHER_WORD = Code(
    "BV151", "«{phrase}» có thể viết sai; ý bạn là «{meant}»?", "sửa nếu sai; đúng thì thêm cụm này vào ten-rieng.yaml",
    "warning",
)  # fmt: skip

UNMARKED = Code("BV152", "chữ «{words}…» viết không dấu", "viết đủ dấu tiếng Việt", "warning")

# By how many levels (half powers of two) another word must fit better, measured on texts that the counts do not hold:
# one false alarm in a thousand words. Less where the word before is nearly always followed by the other one.
# Two syllables grown together have no more letters.
_SHOWN_WORDS, _LONGEST = 5, 16
_LEAST, _LEAST_BOUND, _MORE_FOR_CAPITAL = 18, 8, 4
# A word met this often is a common one; no fit is as bad as this.
_COMMON, _NO_FIT = 8, 1000
# Loanwords with marks that rules know nothing of, and foreign words that would be syllables with a tone.
_FOREIGN = frozenset(
    {
        "ôtô", "rađa", "ôxy", "ôxi", "ôzôn", "axít", "amiăng", "hyđrô", "hiđrô", "nitơ", "kilôgam", "kilômét",
        "miligam", "mililít", "gôn", "tivi", "rađiô", "viđêô", "vắcxin", "vácxin", "pênixilin", "hêrôin", "côcain",
        "bôxit", "bôxít", "đôlômit", "bit", "cat", "chat", "hat", "hit", "hip", "hop", "hot", "kit", "map", "mic",
        "net", "pet", "pop", "rap", "set", "tip", "top",
    }
)  # fmt: skip


class Doubt(NamedTuple):
    """A word that may be wrong.

    Attributes:
        place: its place among the tokens of the text.
        other: what may be meant instead, or "".
        is_syllable: whether it is a word that could be; else its letters make none.
        score: by how many levels the other fits better.
        fits: whether the other is known beside a neighbour.
    """

    place: int
    other: str
    is_syllable: bool
    score: int
    fits: bool


def misspelt(written: Written) -> Iterator[Problem]:
    """Yield what may be misspelt in a Vietnamese source, the same words once, where they first stand."""
    if written.lang != "vi":
        return
    told: set[str] = set()
    for passage in written.passages:
        words = tokens(passage.text)
        found = list(doubts(words))
        for problem in _told(written, passage, words, found) if found else ():
            if problem.found not in told:
                told.add(problem.found)
                yield problem


def _told(written: Written, passage: Passage, words: list[str], found: list[Doubt]) -> Iterator[Problem]:
    standing = [doubt for doubt in found if _is_told(doubt, words) and not _is_named(doubt.place, words, written.names)]
    if not standing:
        return
    places = offsets(passage.text, words[: standing[-1].place + 1])
    unmarked = [doubt for doubt in standing if words[doubt.place].isascii()]
    if unmarked and (len(found) > 1 if passage.text.isascii() else passage.field and len(unmarked) > 1):
        first = unmarked[0].place
        line, shown = passage.line_at(places[first]), " ".join(_without_ends(words[first:])[:_SHOWN_WORDS])
        yield UNMARKED.at(written.source.path, line, words=shown)
        standing = [doubt for doubt in standing if doubt not in unmarked]
    for doubt in standing:
        yield _problem(doubt, words, written.source.path, passage.line_at(places[doubt.place]))


def _problem(doubt: Doubt, words: list[str], path: str, line: int) -> Problem:
    word, other = words[doubt.place], doubt.other
    other = other.capitalize() if word[0].isupper() else other
    if not doubt.is_syllable:
        return NO_SYLLABLE.at(path, line, word=word, hint=f"; ý bạn là «{other}»?" if other else "")
    before, after = words[doubt.place - 1] if doubt.place else "", words[doubt.place + 1 : doubt.place + 2]
    if before.isalpha() and _stand_together(before.lower(), doubt.other):
        return OTHER_WORD.at(path, line, phrase=f"{before} {word}", meant=f"{before} {other}")
    after = _without_ends(after)
    return OTHER_WORD.at(path, line, phrase=" ".join([word, *after]), meant=" ".join([other, *after]))


def _without_ends(words: list[str]) -> list[str]:
    return [word for word in words if word != BLOCK_END]


def _stand_together(first: str, second: str) -> bool:
    known = counts()
    return known.ids.get(second, 0) in known.followers[known.ids.get(first, 0)]


def _is_told(doubt: Doubt, words: list[str]) -> bool:
    """Tell whether the doubt stands once the case of the letters is known: names are nobody's slip."""
    word = words[doubt.place]
    if not word[1:].islower():
        return False
    is_first = doubt.place == 0 or not words[doubt.place - 1].isalnum()
    if word[0].islower():
        return doubt.is_syllable or doubt.fits or not word.isascii()
    if not doubt.is_syllable:
        after = words[doubt.place + 1 : doubt.place + 2]
        return doubt.fits and (is_first or bool(after and _stand_together(doubt.other, after[0])))
    return is_first and doubt.score >= _LEAST + _MORE_FOR_CAPITAL


def _is_named(index: int, words: list[str], names: frozenset[str]) -> bool:
    """Tell whether the token at *index* is part of one of *names*, which are in lower case."""
    for name in names:
        parts = tokens(name)
        for place, part in enumerate(parts):
            start = index - place
            here = words[max(start, 0) : start + len(parts)]
            if part == words[index].lower() and [word.lower() for word in here] == parts:
                return True
    return False


def doubts(written: list[str]) -> Iterator[Doubt]:
    """Yield the doubts about the tokens *written*; those about names inside a sentence are left out."""
    known = counts()
    # All at once: a text is one word after another to `str`, too.
    words = [BLOCK_END, *" ".join(written).lower().split(" "), BLOCK_END]
    numbers = [*map(known.ids.get, words, repeat(UNKNOWN))]
    strange = known.strange(numbers)
    for place in compress(count(1), strange):
        if not words[place].isalpha():
            continue
        # Of two that never stood side by side the first is asked about too, where no known word stands before it.
        for index in (place - 1, place) if numbers[place - 2] <= 0 < numbers[place - 1] else (place,):
            word, number = words[index], numbers[index]
            if number > 0 and written[index - 1][0].isupper() and words[index - 1].isalnum():
                continue
            before, after = max(numbers[index - 1], 0), max(numbers[index + 1], 0)
            if not number or not after or strange[index]:
                found = _doubt(before, word, after) if 1 < len(word) <= _LONGEST else None
            else:
                found = _beside_bound(before, number, after) if known.bound[before] else None
            if found:
                yield found._replace(place=index - 1)


@lru_cache(maxsize=16384)
def _doubt(before: int, token: str, after: int) -> Doubt | None:
    """Return the doubt about *token*, which was never met beside the words *before* and *after* it (0 is none)."""
    known = counts()
    number = known.ids.get(token, 0)
    if not number and not is_syllable(token):
        return _no_syllable(before, token, after)
    if not before and not after:
        return None
    follow = known.followers
    likely = [
        (_fit(before, other, after) - cost, other)
        for other, cost in slips.meant(token)
        if other in follow[before] or after in follow[other]
    ]
    score, other = max(likely, default=(0, 0))
    score -= _fit(before, number, after) if other else 0
    return Doubt(0, known.words[other], True, score, True) if score >= _LEAST else None


@lru_cache(maxsize=4096)
def _beside_bound(before: int, number: int, after: int) -> Doubt | None:
    """Return the doubt about a word that was met beside the next one, but not after one that binds another."""
    known = counts()
    costs = dict(slips.meant(known.words[number]))
    likely = [(_fit(before, other, after) - costs[other], other) for other in known.bound[before] if other in costs]
    score, other = max(likely, default=(0, 0))
    score -= _fit(before, number, after) if other else 0
    return Doubt(0, known.words[other], True, score, True) if score >= _LEAST_BOUND else None


def _no_syllable(before: int, token: str, after: int) -> Doubt | None:
    """Return the doubt about *token*, which is no syllable, or None where it may be foreign."""
    known = counts()
    if token in _FOREIGN or (len(token) < 3 and token.isascii()):
        return None
    parts = _parted(token)
    if parts:
        is_told = _stand_together(*parts) or len(_tones(token)) > 1
        return Doubt(0, " ".join(parts), False, 0, True) if is_told else None
    follow = known.followers
    best, other, cost = -_NO_FIT, 0, 0
    for number, number_cost in slips.repaired(token):
        is_met = number in follow[before] or after in follow[number]
        fit = _fit(before, number, after) - number_cost + (_LEAST if is_met else 0)
        best, other, cost = max((best, other, cost), (fit, number, number_cost))
    fits = bool(other) and (other in follow[before] or after in follow[other]) and cost <= slips.LETTER
    # Among words without marks it is foreign.
    is_among_vietnamese = not (known.words[before] + known.words[after]).isascii()
    fits = fits or (token.isascii() and is_among_vietnamese and _is_slip(token))
    return Doubt(0, known.words[other], False, 0, fits)


def _is_slip(token: str) -> bool:
    """Tell whether *token*, which has no mark and is no syllable, is a slip whatever stands beside it."""
    if slips.lacks_tone(token):
        return True
    return slips.has_telex_keys(token) and any(counts().level(word) > _COMMON for word in slips.from_telex(token))


def _tones(token: str) -> list[str]:
    return [letter for letter in token if without_tone(letter)[1]]


def _parted(token: str) -> tuple[str, str] | None:
    """Return the two syllables that *token* is made of, if it is, as of hoạtđộng or of a loanword: rađa."""
    for place in range(2, len(token) - 1):
        first, second = token[:place], token[place:]
        if without_tone(second[0])[0] not in slips.VOWELS and is_syllable(first) and is_syllable(second):
            return first, second
    return None


def _fit(before: int, word: int, after: int) -> int:
    """Return the level of *word* between its neighbours, as far as those are words (0 is none)."""
    known = counts()
    level = fit = known.level(word)
    if before:
        fit += known.pair(before, word) - level
    if after:
        fit += known.pair(word, after) - level
    return fit
