"""Folding: Vietnamese text as a reader without a Vietnamese keyboard types it."""

from __future__ import annotations

import unicodedata


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
    if text.isascii():
        return text
    # NFD does not take đ apart: its stroke is not a combining mark.
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    # A text of any length holds a handful of marks: each taken out at once costs a tenth of a look at every letter.
    for mark in set(bare):
        if unicodedata.combining(mark):
            bare = bare.replace(mark, "")
    return unicodedata.normalize("NFC", bare)
