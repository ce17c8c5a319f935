"""The forms in which people type one and the same query."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from portal.vietnamese.fold import fold

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# oa, oe and uy at the end of a syllable bear their tone on either letter: hòa, hoà. In "quý" the u is no vowel.
_MOVABLE = re.compile(
    rf"(?<![qQ])([oO])([{_TONES}]?)([aAeE])([{_TONES}]?)(?![\w\u0300-\u036f])"
    rf"|(?<![qQ])([uU])([{_TONES}]?)([yY])([{_TONES}]?)(?![\w\u0300-\u036f])"
)


def folded(text: str) -> str:
    """Return *text* as typed without any marks, in small letters."""
    return fold(text)


def variant(text: str) -> str:
    """Return *text* taken apart (NFD), tones that may stand on either of two vowels moved to the other."""
    return _MOVABLE.sub(_moved, unicodedata.normalize("NFD", text))


def _moved(found: re.Match[str]) -> str:
    first, on_first, second, on_second = (part for part in found.groups() if part is not None)
    return f"{first}{on_second}{second}{on_first}"


FORMS: dict[str, Callable[[str], str]] = {"typed": str, "folded": folded, "variant": variant}
