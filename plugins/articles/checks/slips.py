"""Slips: which words a person, or a keyboard, may have meant by what was typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from plugins.articles.checks.words import counts
from portal.vietnamese.fold import fold
from portal.vietnamese.syllables import TONES, is_syllable, with_tone_in_place, without_tone

VOWELS = "aăâeêioôơuưy"
_HOOK, _TILDE, _SHARP = TONES[1], TONES[2], TONES[3]
# What a slip costs, on the scale of levels: the rarer it is among editors, the more, and less than nothing for hỏi and
# ngã, which nobody takes for each other but by mistake. Chosen by the alarms that each raised on texts without slips.
_HOOK_OR_TILDE, _D, _TONE_LOST, _OTHER_TONE, _MARK, LETTER = -10, -4, -4, -2, 0, 6
_FAR = 16
# Telex: these after a syllable are tones, these letters doubled or followed by w bear marks.
_TELEX_TONES = dict(zip("frxsj", TONES, strict=True))
_TELEX_MARKS = (
    ("uow", "ươ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("dd", "đ"), ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"),
)  # fmt: skip


@lru_cache(maxsize=8192)
def meant(word: str) -> tuple[tuple[int, int], ...]:
    """Return (number, cost) of the words that *word*, a syllable in lower case, may stand for.

    They differ from it by marks, or by one letter.
    """
    known = counts()
    letters, marks = fold(word), _marks(word)
    found: dict[int, int] = {}
    for numbers in _one_letter_off(letters):
        # Who slips by a letter still has the marks in mind.
        found |= {number: LETTER for number in numbers if _marks(known.words[number]) == marks}
    found |= {number: _cost(word, known.words[number]) for number in known.alike.get(letters, ())}
    found.pop(known.ids.get(word, 0), None)
    return tuple(found.items())


def _cost(word: str, other: str) -> int:
    """Return what it costs to take *word* for *other*, whose letters are the same but for their marks."""
    (bare, tone, _), (other_bare, other_tone, _) = without_tone(word), without_tone(other)
    if bare != other_bare:
        return _D if tone == other_tone and bare.replace("đ", "d") == other_bare.replace("đ", "d") else _MARK
    if {tone, other_tone} == {_HOOK, _TILDE}:
        return _HOOK_OR_TILDE
    return _TONE_LOST if not tone else _OTHER_TONE if other_tone else _MARK


@lru_cache(maxsize=4096)
def repaired(word: str) -> tuple[tuple[int, int], ...]:
    """Return (number, cost) of the words that *word*, in lower case and no syllable, may stand for."""
    known = counts()
    found = {}
    letters, marks = fold(word), _marks(word)
    for numbers in _one_letter_off(letters):
        for number in numbers:
            other = known.words[number]
            # Without any mark it may as well be foreign: then only the same letters, in disorder or doubled, will do.
            is_near = set(other) == set(word) if word.isascii() else _marks(other) == marks
            found[number] = LETTER if is_near else _FAR
    found |= dict.fromkeys(known.alike.get(letters, ()), LETTER)
    found |= {number: _MARK for number in from_telex(word) if number}
    return tuple(found.items())


@lru_cache(maxsize=4096)
def from_telex(word: str) -> tuple[int, ...]:
    """Return the numbers of the words that *word* is when the keys that Telex left in it are taken up.

    đươcj is được, vieejc is việc; hoij, which lacks one of its marks, may be hội too.
    """
    known = counts()
    found = [known.ids.get(syllable, 0) for syllable in _syllables(*without_tone(word)[:2])]
    bare = without_tone(word)[0]
    for index in range(1, len(bare)):
        tone = _TELEX_TONES.get(bare[index])
        if tone:
            rest = bare[:index] + bare[index + 1 :]
            found += [known.ids.get(syllable, 0) for syllable in _syllables(rest, tone)]
            alike = known.alike.get(fold(rest), ())
            found += [number for number in alike if without_tone(known.words[number])[1] == tone]
    return tuple(dict.fromkeys(found))


def lacks_tone(word: str) -> bool:
    """Tell whether *word*, which is no syllable and has no mark, would be one with a tone: duc, tac."""
    return any(_toned(word, _SHARP))


def has_telex_keys(word: str) -> bool:
    """Tell whether *word* holds both a key for a mark and one for a tone, as hardly a foreign word does: khoongr."""
    return word[-1] in _TELEX_TONES and any(written in word for written, _ in _TELEX_MARKS)


def _syllables(bare: str, tone: str) -> Iterator[str]:
    """Yield the syllable of the letters *bare*, typed in Telex, under *tone*; nothing where they make none."""
    for written, letters in _TELEX_MARKS:
        bare = bare.replace(written, letters)
    yield from _toned(bare, tone)


def _toned(bare: str, tone: str) -> Iterator[str]:
    for index, letter in enumerate(bare):
        if letter in VOWELS:
            toned = unicodedata.normalize("NFC", f"{bare[: index + 1]}{tone}{bare[index + 1 :]}")
            if is_syllable(toned):
                yield with_tone_in_place(toned)


def _one_letter_off(letters: str) -> Iterator[list[int]]:
    """Yield the numbers of the words whose letters are *letters* with one more, less, another or two exchanged."""
    known, by_letters_left = counts(), _by_letters_left()
    near = {other for left in (letters, *_one_less(letters)) for other in by_letters_left.get(left, ())}
    near.update(_one_less(letters))
    for other in sorted(near - {letters}):
        if other in known.alike and _is_one_off(letters, other):
            yield known.alike[other]


@cache
def _by_letters_left() -> dict[str, list[str]]:
    """Return what is left of the letters of known words without one of them → those letters."""
    found: dict[str, list[str]] = {}
    for letters in counts().alike:
        for left in _one_less(letters):
            found.setdefault(left, []).append(letters)
    return found


def _one_less(letters: str) -> set[str]:
    return {letters[:index] + letters[index + 1 :] for index in range(len(letters))}


def _is_one_off(one: str, other: str) -> bool:
    """Tell whether *other*, which is *one* after one letter went and one came, is only one slip away."""
    if len(one) != len(other):
        return True
    apart = [index for index, (first, second) in enumerate(zip(one, other, strict=True)) if first != second]
    exchanged = [other[index] for index in reversed(apart)]
    return len(apart) == 1 or (len(apart) == 2 and [one[index] for index in apart] == exchanged)


@lru_cache(maxsize=8192)
def _marks(word: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", word) if unicodedata.combining(part))
