"""Vietnamese text: folding, slugs, cutting, order, numbers."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.vietnamese.collation import sort_key
from portal.vietnamese.fold import fold
from portal.vietnamese.numbers import show_count, show_size
from portal.vietnamese.slug import MAX_LENGTH, is_slug, slugify
from portal.vietnamese.text import cut, tie_numbers


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Thủ tướng", "thu tuong"),
        ("ĐƯỜNG Nguyễn Huệ", "duong nguyen hue"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("Nghị định 30/2020/NĐ-CP", "nghi dinh 30/2020/nd-cp"),
    ],
    ids=["tones", "d-with-stroke", "old-tone-place", "new-tone-place", "document-number"],
)
def test_fold_gives_what_readers_type(text, folded):
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@given(st.text(st.one_of(st.characters(), st.sampled_from("đĐạớ\u0323\u0301\u034f\u0345İ "))))
def test_fold_takes_away_every_combining_mark_and_nothing_else(text):
    def bare(text):
        decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
        return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))

    assert fold(text) == bare(bare(text).casefold())


def test_fold_is_idempotent_on_every_character():
    for codepoint in range(sys.maxunicode + 1):
        once = fold(chr(codepoint))
        assert fold(once) == once, f"U+{codepoint:04X}"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đẩy mạnh cải cách hành chính tỉnh Hưng Yên", "day-manh-cai-cach-hanh-chinh-tinh-hung-yen"),
        ("Triển khai Nghị quyết 05/NQ-CP", "trien-khai-nghi-quyet-05-nq-cp"),
        ("Chào mừng 2/9", "chao-mung-2-9"),
        ("Bộ TT&TT", "bo-tt-tt"),
        ("  «Đô thị»: một năm… ", "do-thi-mot-nam"),
        ("Số 1.384/3.003", "so-1-384-3-003"),
        ("Café São Paulo Łódź", "cafe-sao-paulo-lodz"),
        ("日本", "ri-ben"),
        ("…!?", ""),
    ],
)
def test_a_slug_is_made_of_ascii_words(title, slug):
    assert slugify(title) == slug


def test_a_slug_is_the_same_for_composed_and_decomposed_text():
    title = "Đẩy mạnh cải cách"
    assert slugify(unicodedata.normalize("NFD", title)) == slugify(title)


@given(st.text(max_size=400))
def test_a_slug_is_empty_or_fit_for_an_address(text):
    slug = slugify(text)
    assert slug == "" or (is_slug(slug) and len(slug) <= MAX_LENGTH)


def test_a_long_slug_ends_with_a_whole_word():
    slug = slugify("cải cách hành chính " * 20)
    assert len(slug) <= MAX_LENGTH
    assert slug.rpartition("-")[2] in {"cai", "cach", "hanh", "chinh"}


def test_cut_leaves_a_title_of_a_hundred_characters_whole():
    title = "m" * 49 + " " + "n" * 50
    assert cut(title) == title


def test_cut_keeps_whole_words_and_counts_the_dots():
    title = "Bảy chữ số " + "x" * 84 + " tám chín"  # the word after the x ends at 99: no room for the dots
    shown = cut(title)
    assert shown == "Bảy chữ số " + "x" * 84 + "..."
    assert len(shown) == 98


def test_cut_never_splits_a_document_number():
    title = "Thủ trưởng cơ quan phải xin lỗi bằng văn bản khi trả hồ sơ quá hạn theo Quyết định số 178/QĐ-UBND"
    title = "Từ nay, " + title.lower()
    assert len(title) > 100
    assert "178/" not in cut(title)
    assert cut(title).endswith("số...")


@given(st.text(st.sampled_from("aộ …-/ "), max_size=300), st.integers(4, 120))
def test_cut_never_exceeds_its_limit_and_keeps_a_beginning(text, limit):
    shown = cut(text, limit)
    folded = " ".join(text.split())
    assert len(shown) <= limit
    assert folded.startswith(shown.removesuffix("...")) or shown == folded


def test_a_number_is_tied_to_its_unit_only():
    assert tie_numbers("06 tháng đầu năm 2023 có 1.384 hồ sơ") == (
        "06\N{NO-BREAK SPACE}tháng đầu năm 2023 có 1.384\N{NO-BREAK SPACE}hồ sơ"
    )


def test_the_order_is_that_of_a_vietnamese_dictionary():
    words = ["ư", "u", "ô", "ơ", "o", "ê", "e", "đ", "d", "ă", "â", "a"]
    assert sorted(words, key=sort_key) == ["a", "ă", "â", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư"]


def test_tones_decide_between_words_of_equal_letters_only():
    assert sorted(["mạ", "ma", "mã", "má", "mả", "mà"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(["mạ", "man"], key=sort_key) == ["mạ", "man"]


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0 byte"),
        (999, "999 byte"),
        (48_211, "48 KB"),
        (999_600, "1 MB"),
        (1_234_567, "1,2 MB"),
        (5_000_000_000, "5 GB"),
    ],
)
def test_a_size_has_a_comma_and_a_unit(size, shown):
    assert show_size(size) == shown


def test_thousands_are_parted_by_full_stops():
    assert show_count(1384) == "1.384"
