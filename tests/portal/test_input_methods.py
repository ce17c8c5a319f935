"""Input methods: what every syllable of the portal becomes when typed with no input method, and what it is read as.

Single words stand in analysis_cases.json, which test_analysis.py runs.
"""

from __future__ import annotations

import re
import unicodedata

import pytest

from portal.vietnamese.analysis import analyse
from portal.vietnamese.input_methods import readings
from portal.vietnamese.syllables import take_apart, with_tone_in_place
from tests.building import ROOT

TELEX_MARKS = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
VNI_MARKS = {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}
TONES = {"\u0300": "f2", "\u0301": "s1", "\u0309": "r3", "\u0303": "x4", "\u0323": "j5"}


def keys(word, marks, way):
    """Return the keys that write *word*: as the hand goes, the tone last, or all marks last, each key once."""
    typed, late, tone = "", "", ""
    for letter in unicodedata.normalize("NFC", word):
        parts = unicodedata.normalize("NFD", letter)
        mark = next((part for part in parts if part in TONES), "")
        bare = unicodedata.normalize("NFC", parts.replace(mark, "")) if mark else letter
        base, key = marks.get(bare, (bare, ""))
        tone_key = TONES[mark][0 if marks is TELEX_MARKS else 1] if mark else ""
        typed += base + (key if way != "marks last" else "") + (tone_key if way == "as the hand goes" else "")
        late += key if key not in late else ""
        tone += tone_key
    return typed + {"as the hand goes": "", "tone last": tone, "marks last": late + tone}[way]


def syllables_of_articles():
    """Return the distinct syllables of the portal's own articles that bear a mark, as the portal writes them."""
    text = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "content").rglob("*.md")))
    words = {word.lower() for word in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text))}
    return sorted(with_tone_in_place(word) for word in words if take_apart(word) and not word.isascii())


@pytest.mark.parametrize("marks", [TELEX_MARKS, VNI_MARKS], ids=["telex", "vni"])
@pytest.mark.parametrize("way", ["as the hand goes", "tone last", "marks last"])
def test_every_syllable_of_the_articles_is_read_from_its_keys(marks, way):
    words = syllables_of_articles()
    wrong = {word: readings(typed) for word in words if readings(typed := keys(word, marks, way)) != word}

    assert len(words) > 800
    assert wrong == {}


def test_no_syllable_written_without_marks_is_taken_for_keys():
    plain = {word for text in syllables_of_articles() for word in (analyse(text)[0].folded,)}

    assert {word for word in plain if readings(word) is not None} == set()
