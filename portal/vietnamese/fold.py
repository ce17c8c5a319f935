"""Folding: Vietnamese text as a reader without a Vietnamese keyboard types it."""

from __future__ import annotations

import unicodedata

# NFD does not take đ apart: its stroke is not a combining mark.
_D_WITH_STROKE = str.maketrans({"đ": "d", "Đ": "D"})


def fold(text: str) -> str:
    """Return *text* without tone and vowel marks, case-folded.

    Args:
        text: any Unicode form (NFC or NFD).

    Returns:
        NFC, with ASCII letters where Vietnamese letters stood; digits, spaces and punctuation are kept.
        Idempotent. Offsets into it are not offsets into *text*.

    >>> fold("Đường Nguyễn Huệ")
    'duong nguyen hue'
    """
    bare = _without_marks(text).casefold()
    # Casefolding can bring new combining marks ("İ" gives "i̇"), so once more.
    return _without_marks(bare)


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.translate(_D_WITH_STROKE))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))
