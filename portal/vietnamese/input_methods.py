"""Input methods: what the keys of Telex or VNI meant, where a reader typed them with no input method switched on.

The same rules as `theme/scripts/search/input_methods.js`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from portal.vietnamese.fold import fold

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_VOWELS = "aeiouyăâêôơư"
# The first rule that fits says what a key makes of the letters before it. The u of qu is part of the onset.
_HORNS = [(r"(^|[^q])[uư]o", r"\1ươ"), (r"(^|[^q])u", r"\1ư")]
_STROKE = [("^d", "đ")]
# A hat may come after the last consonants: vietej, quyete.
_LAST = f"(?=[iuy]?[^{_VOWELS}]*$)"


class Method(NamedTuple):
    """An input method: its keys for tones, and for marks that make another letter."""

    tones: dict[str, str]
    letters: dict[str, list[tuple[str, str]]]


TELEX = Method(
    {"f": _GRAVE, "s": _ACUTE, "r": _HOOK, "x": _TILDE, "j": _DOT, "z": ""},
    {
        "a": [(f"a{_LAST}", "â")],
        "e": [(f"e{_LAST}", "ê")],
        "o": [(f"o{_LAST}", "ô")],
        "d": _STROKE,
        "w": [*_HORNS, ("a", "ă"), ("o", "ơ"), (f"^([^{_VOWELS}]*)$", r"\1ư")],
    },
)
VNI = Method(
    {"2": _GRAVE, "1": _ACUTE, "3": _HOOK, "4": _TILDE, "5": _DOT, "0": ""},
    {"6": [("a", "â"), ("e", "ê"), ("o", "ô")], "7": [*_HORNS, ("o", "ơ")], "8": [("a", "ă")], "9": _STROKE},
)

# Syllables without their marks, a little more than there are: enough to tell "cai" from "cari" and "baanr".
_SYLLABLE = re.compile(
    "(?:ngh?|[cgknpt]h|gi|qu|tr|[bcdghklmnprstvx])?"
    "(?:[aeiouy]|a[iouy]|e[ou]|i[au]|ieu|o[aei]|oa[ioy]|oeo|u[aeiouy]|ua[oy]|uo[iu]|uy[au]|yeu"
    "|(?:[aeiouy]|ie|o[ae]|u[aeoy]|uye|ye)(?:ch|n[gh]?|[cmpt]))"
)
# After a stop Vietnamese has two of its tones.
_STOPPED = re.compile(f"[^{_ACUTE}{_DOT}]*(?:[cpt]|ch)")
_PARTS = re.compile(f"(qu|gi(?=[{_VOWELS}])|[^{_VOWELS}]*)([{_VOWELS}]+)(.*)")
_LONGEST = 12  # keys: nghieengs has 9


def readings(word: str) -> str | None:
    """Return the Vietnamese word that the keys of *word* meant: NFC, lower case, its tone mark in place.

    None when *word* may be meant as it stands ("cach", "hanh", "qh12", any letter outside ASCII), or when no syllable
    comes out.

    >>> readings("nguwowif"), readings("d9a8ng"), readings("cach")
    ('người', 'đăng', None)
    """
    word = word.lower()
    if not (word.isascii() and word.isalnum()) or len(word) > _LONGEST or _SYLLABLE.fullmatch(word):
        return None
    decoded = decode(word, TELEX if word.isalpha() else VNI)
    stopped = _STOPPED.fullmatch(unicodedata.normalize("NFD", decoded))
    return decoded if not decoded.isascii() and _SYLLABLE.fullmatch(fold(decoded)) and not stopped else None


def decode(word: str, method: Method) -> str:
    """Return what the keys of *word* (ASCII, lower case) write with *method*, whether it makes sense or not."""
    letters, tone = "", None
    for key in word:
        # One mark for the tone: who types a second one writes no Vietnamese.
        if key in method.tones and tone is None and any(letter in _VOWELS for letter in letters):
            tone = method.tones[key]
        else:
            letters = _with_key(letters, key, method)
    # There is no ưo; and what one key makes of uo is ươ before other letters, uơ at the end (thuở).
    letters = re.sub("ươ$", "uơ", letters.replace("ưo", "ươ"))
    return _with_tone(letters, tone or "")


def _with_key(letters: str, key: str, method: Method) -> str:
    for pattern, replacement in method.letters.get(key, ()):
        changed, count = re.subn(pattern, replacement, letters, count=1)
        if count:
            return changed
    return letters + key


def _with_tone(letters: str, tone: str) -> str:
    """Return *letters* with *tone* where the portal writes it: hòa, thúy."""
    parts = _PARTS.fullmatch(letters)
    if not tone or parts is None:
        return letters
    onset, vowels, coda = parts.groups()
    marked = [index for index, vowel in enumerate(vowels) if vowel in "ăâêôơư"]
    later = len(vowels) == 3 or (len(vowels) == 2 and coda != "")
    place = marked[-1] if marked else int(later)
    written = f"{onset}{vowels[: place + 1]}{tone}{vowels[place + 1 :]}{coda}"
    return unicodedata.normalize("NFC", written)
