"""Slugs: the part of an address made from a Vietnamese title."""

from __future__ import annotations

import re
from functools import lru_cache

from unidecode import unidecode

from portal.vietnamese.fold import fold

_NOT_A_SLUG_CHARACTER = re.compile(r"[^a-z0-9]+")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

# A file name may hold 255 bytes on every file system that serves sites; "index.html" and a suffix must fit beside it.
MAX_LENGTH = 120


# Ten thousand articles share some hundred names of subjects.
@lru_cache(maxsize=4096)
def slugify(text: str) -> str:
    """Return *text* as a slug: ASCII letters, digits and single hyphens, at most ``MAX_LENGTH`` characters.

    Marks go (Đ → d), whatever stands between words becomes one hyphen ("05/NQ-CP" → "05-nq-cp"), letters of
    other scripts are transliterated. A long slug is cut between words. Empty when no letter or digit is left.

    >>> slugify("Đẩy mạnh cải cách theo 05/NQ-CP")
    'day-manh-cai-cach-theo-05-nq-cp'
    """
    slug = _NOT_A_SLUG_CHARACTER.sub("-", fold(unidecode(fold(text)))).strip("-")
    if len(slug) <= MAX_LENGTH:
        return slug
    cut = slug[: MAX_LENGTH + 1].rpartition("-")[0]
    return cut or slug[:MAX_LENGTH]


def heading_id(text: str) -> str:
    """Return the id of a heading from its words: "muc-dau-tu". The prefix keeps it apart from the page's own ids."""
    return f"muc-{slugify(text) or 'khong-ten'}"


def is_slug(text: str) -> bool:
    """Tell whether *text* can stand in an address as it is."""
    return len(text) <= MAX_LENGTH and _SLUG.fullmatch(text) is not None
