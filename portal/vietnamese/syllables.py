"""Syllables: which letters make one in Vietnamese, and how one is taken apart into onset, rhyme and tone.

A syllable is an onset (perhaps none), a rhyme and one of six tones; each rhyme is one of some 170, so whether letters
make a syllable is a rule and needs no dictionary.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Combining grave, hook above, tilde, acute, dot below.
TONES = "\u0300\u0309\u0303\u0301\u0323"
_SHARP, _HEAVY = "\u0301", "\u0323"


def _each(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_ONSETS = (
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x",
)  # fmt: skip
# Rhymes by their first vowel as it is heard: what may stand after c/g/ng, and what after k/gh/ngh.
_BACK = _each(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây o oc oi om on ong op ot oong "
    "ooc ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn "
    "ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu"
)
_FRONT = _each(
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu"
)
# Those that begin with a glide: not after c, k, q and the labials, but in the few words below.
_GLIDED = _each(
    "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet uân uâng uât uây uê uêch "
    "uênh uơ uy uya uych uyn uyên uyêt uynh uyt uyu"
)
_AFTER_QU = _each(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât âu ây e en eng eo et ê êch ên êt ênh êu "
    "i in it ich ôc ơ ơi ơn ơt y yên yêt ynh yt ych yp"
)
_WITHOUT_ONSET = _each("y yêm yên yêng yêt yêu")
# "lý", "kỹ": y in place of i, where custom has it.
_WITH_Y = _each("h k l m n s t th v")
_EXCEPTIONS = _each("buyt voan phuy moay goong boong xoong cooc kip")
_LABIALS = _each("b m v p ph")
# As they are written: g before i is gi (gì, gìn, giếng); before any other e, ê, i it is k, gh, ngh for c, g, ng.
_RHYMES = {
    onset: _BACK | _FRONT | (_GLIDED if onset not in _LABIALS else frozenset()) | ({"y"} if onset in _WITH_Y else set())
    for onset in _ONSETS
} | {
    "": _BACK | _GLIDED | _WITHOUT_ONSET | {rhyme for rhyme in _FRONT if not rhyme.startswith("iê")},
    "c": _BACK,
    "g": _BACK | _GLIDED | {rhyme for rhyme in _FRONT if rhyme[0] == "i"},
    "gh": _FRONT,
    "gi": _BACK | _GLIDED | {rhyme for rhyme in _FRONT if rhyme[0] != "i"},
    "k": _FRONT | {"y"},
    "ng": _BACK | _GLIDED,
    "ngh": _FRONT,
    "qu": _AFTER_QU,
}
_STOPS = ("p", "t", "c", "ch")
# Where the mark may stand on either vowel: hòa or hoà.
_EITHER_PLACE = frozenset({"oa", "oe", "uy"})
_VOWELS = frozenset("aăâeêioôơuưy")
_MARKED = frozenset("ăâêôơư")


class Syllable(NamedTuple):
    """A syllable taken apart.

    Attributes:
        onset: as it is written: "ngh", "gi", "qu", "" …
        rhyme: as it is written, without tone: "iêng"; after "gi" the i that both share is left to the onset.
        tone: a combining mark of `TONES`, or "" for the level tone.
    """

    onset: str
    rhyme: str
    tone: str


def without_tone(word: str) -> tuple[str, str, int]:
    """Return *word* (NFC) without its tone mark, that mark or "", and the index of the letter that bore it or -1.

    Marks that are part of a letter (ă, ơ, đ) stay. Of several tone marks the last counts.
    """
    if word.isascii():
        return word, "", -1
    letters, tone, place = [], "", -1
    for index, letter in enumerate(word):
        parts = unicodedata.normalize("NFD", letter)
        bare = "".join(part for part in parts if part not in TONES)
        if bare != parts:
            tone, place = next(part for part in parts if part in TONES), index
        letters.append(unicodedata.normalize("NFC", bare))
    return "".join(letters), tone, place


@lru_cache(maxsize=8192)
def take_apart(word: str) -> Syllable | None:
    """Return the parts of *word* (NFC, any case), or None where it is no syllable of Vietnamese.

    Both custom places of a tone mark are right (hòa, hoà), any other is not (qúy, gía).

    >>> take_apart("nghiêng")
    Syllable(onset='ngh', rhyme='iêng', tone='')
    >>> take_apart("nghành") is None
    True
    """
    bare, tone, place = without_tone(word.lower())
    for onset in (*_ONSETS, ""):
        if not bare.startswith(onset):
            continue
        rhyme = bare[len(onset) :]
        if rhyme in _RHYMES[onset] or bare in _EXCEPTIONS:
            fits = _tone_fits(rhyme, tone) and (not tone or place - len(onset) in _places(onset, rhyme))
            return Syllable(onset, rhyme, tone) if fits else None
    return None


def is_syllable(word: str) -> bool:
    """Tell whether *word* (NFC, any case) is a syllable by the rules of onset, rhyme and tone.

    It need not be a word of the language: "hoát" is none, and yet could be.
    """
    return take_apart(word) is not None


def with_tone_in_place(word: str) -> str:
    """Return *word* (NFC) with the tone mark of oa, oe, uy on the first vowel: hoà → hòa, thuý → thúy.

    What is no syllable, and what holds capitals, stays as it is.
    """
    parts = take_apart(word)
    if parts is None or not parts.tone or parts.rhyme not in _EITHER_PLACE or not word.islower():
        return word
    return unicodedata.normalize("NFC", f"{parts.onset}{parts.rhyme[0]}{parts.tone}{parts.rhyme[1:]}")


def _tone_fits(rhyme: str, tone: str) -> bool:
    """Tell whether *rhyme* may bear *tone*: those that end in a stop have two of the six."""
    return not rhyme.endswith(_STOPS) or tone in (_SHARP, _HEAVY)


def _places(onset: str, rhyme: str) -> tuple[int, ...]:
    """Return the indices in *rhyme* of the letters that may bear the tone mark."""
    if rhyme in _EITHER_PLACE and onset != "qu":
        return (0, 1)
    vowels = [index for index, letter in enumerate(rhyme) if letter in _VOWELS]
    marked = [index for index in vowels if rhyme[index] in _MARKED]
    if marked:
        return (marked[-1],)
    if len(vowels) == 1:
        return (vowels[0],)
    # The second of two before a consonant, the middle one of three; else the first.
    return (vowels[1],) if vowels[-1] + 1 < len(rhyme) or len(vowels) == 3 else (vowels[0],)
