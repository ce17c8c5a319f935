"""Which letters make a syllable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.vietnamese.syllables import TONES, is_syllable, take_apart, with_tone_in_place, without_tone

RIGHT = (
    "nghiêng ngành quyết khuỷu giếng gì gìn già giữa quốc quý hoà hòa khoẻ khỏe thuý thúy oan uyên yêu ý lý kỹ của mùa "
    "được rượu thuở huế xoong buýt đường ngoằn ngoèo khuya quýt loắt choắt bưu huếch Nguyễn ĐẢNG"
)


@pytest.mark.parametrize("word", RIGHT.split())
def test_what_vietnamese_write_is_a_syllable(word):
    assert is_syllable(word)


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("nghành", "ngh before a"),
        ("ngiêng", "ng before i"),
        ("cế", "c before ê"),
        ("kông", "k before ô"),
        ("gế", "g before ê"),
        ("ghá", "gh before a"),
        ("qyuết", "letters exchanged"),
        ("hànhh", "a letter twice"),
        ("nngười", "a letter twice at the beginning"),
        ("đươcj", "a key of Telex"),
        ("duc", "a stop without a tone"),
        ("hòc", "a stop under another tone than sắc and nặng"),
        ("qúy", "the mark on a letter of the onset"),
        ("gía", "the mark on a letter of the onset"),
        ("hoàt", "a stop under huyền"),
        ("bóan", "the mark on the glide"),
        ("cuả", "the mark on the last of two vowels"),
        ("boa", "a glide after a labial"),
        ("iêu", "iê without an onset"),
        ("email", "foreign"),
        ("", "nothing"),
        ("123", "no letters"),
    ],
)
def test_what_breaks_a_rule_is_no_syllable(word, why):
    assert not is_syllable(word), why


def test_a_syllable_is_taken_apart_as_it_is_written():
    assert take_apart("Nghĩa") == ("ngh", "ia", "\u0303")
    assert take_apart("giếng") == ("g", "iêng", "\u0301")
    assert take_apart("quyền") == ("qu", "yên", "\u0300")
    assert take_apart("anh") == ("", "anh", "")


@pytest.mark.parametrize(
    ("written", "in_place"),
    [
        ("hoà", "hòa"),
        ("hòa", "hòa"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("quý", "quý"),
        ("toán", "toán"),
        ("nghành", "nghành"),
    ],
)
def test_both_customs_of_placing_a_tone_become_one(written, in_place):
    assert with_tone_in_place(written) == in_place
    assert with_tone_in_place(in_place) == in_place


def test_a_word_loses_its_tone_and_keeps_its_marks():
    assert without_tone("tuyển") == ("tuyên", "\u0309", 3)
    assert without_tone("đi") == ("đi", "", -1)


@given(st.text(max_size=12))
def test_any_text_can_be_asked_about(text):
    word = unicodedata.normalize("NFC", text)
    assert is_syllable(word) in (True, False)
    assert with_tone_in_place(word) == word or is_syllable(word)


@given(st.sampled_from(["an", "ang", "oa", "oat", "uyên", "iêng", "uôc", "ach", "ênh"]), st.sampled_from(TONES))
def test_a_stop_bears_two_tones_only(rhyme, tone):
    bears = any(
        is_syllable(unicodedata.normalize("NFC", f"h{rhyme[: place + 1]}{tone}{rhyme[place + 1 :]}"))
        for place in range(len(rhyme))
    )
    assert bears == (not rhyme.endswith(("t", "c", "ch")) or tone in (TONES[3], TONES[4]))
