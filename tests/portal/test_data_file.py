"""Data files: what YAML may say, and what it may never bring in."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import data_file
from portal.data_file import DataFileError, Value, read_list, read_mapping


@pytest.mark.parametrize("escape", ["\\x02", "\\0", "\\x7f", "\\uFFFE", "\\uFFFF", "\\e", "\\uD800"])
@pytest.mark.parametrize("shape", ["{}", "[a, {}]", "[{{b: {}}}]"])
def test_an_escape_brings_no_control_character_in(shape, escape):
    value = shape.format(f'"A {escape}latest_news:"')
    with pytest.raises(DataFileError, match="có ký tự điều khiển") as caught:
        read_mapping(f"a: x\ntitle: {value}", first_line=2)
    assert caught.value.line == 3


def test_no_key_and_no_item_of_a_list_holds_a_control_character():
    for text in ('"a\\x03": b', 'a:\n  - "b\\x03": c'):
        with pytest.raises(DataFileError, match=r"U\+0003"):
            read_mapping(text)
    with pytest.raises(DataFileError, match=r"U\+0000"):
        read_list('- a\n- "\\0"')


def test_tabs_line_ends_and_marks_may_be_escaped():
    assert read_mapping('a: "b\\tc\\nd \\u1ea1"') == {"a": [Value("b\tc\nd ạ", 1)]}


def test_an_empty_mapping_is_refused_with_its_line():
    for read, text in ((read_mapping, "title: x\ntags: [{}]"), (read_list, "- a\n- {}")):
        with pytest.raises(DataFileError, match="để trống") as caught:
            read(text)
        assert caught.value.line == 2


def test_a_key_given_twice_inside_an_item_is_refused():
    with pytest.raises(DataFileError, match="«name» ghi hai lần") as caught:
        read_list("- name: a\n  name: b")
    assert caught.value.line == 2


@pytest.mark.parametrize("text", ["a: " + "[" * 3000, "- " * 3000, "{" * 3000, "[a, " * 3000, "a: " + "[" * 300_000])
def test_brackets_within_each_other_are_refused_before_they_cost_time(text):
    start = time.process_time()
    with pytest.raises(DataFileError, match="lồng quá sâu") as caught:
        read_mapping(text, first_line=2)
    assert caught.value.line == 2
    assert time.process_time() - start < 2


def test_lists_of_mappings_are_read_with_their_lines():
    assert read_mapping("a:\n  - b: c\n    d: e\n  - f", first_line=3) == {
        "a": [{"b": Value("c", 4), "d": Value("e", 5)}, Value("f", 6)]
    }


PIECES = st.sampled_from([
    "a", "b ", "null", "~", "1", "é", ":", ": ", " - ", "- ", ",", ", ", "(", "x/y", "'", '"', "#", " #", "?", "%", "&",
    "2024-01-02 14:20", "–", "“", "Null", "\\", "[", "]", "|", ">", "*", "!", "\t", "\xa0", "<<", "=",
])  # fmt: skip
TEXTS = st.builds(
    str.format,
    st.sampled_from(['"{}"', "'{}'", "{}", "{} ", "[{}]", "[{}, {}]", '["{}","{}"]', "\n  - {}\n  - {}", "\n- {}"]),
    *[st.lists(PIECES, min_size=1, max_size=3).map("".join)] * 2,
)
LINES = st.builds(
    "{}:{}{}".format, st.sampled_from(["a", "tags", "y", "null", "a b"]), st.sampled_from([" ", ""]), TEXTS
)


@settings(max_examples=500)
@given(st.lists(LINES, max_size=3).map("\n".join))
def test_simple_lines_are_read_as_yaml_reads_them(text):
    simple = data_file._simple_mapping(text, 3)
    if simple is not None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(data_file, "_simple_mapping", lambda *_: None)
            assert simple == read_mapping(text, first_line=3)


def test_the_head_of_an_ordinary_article_is_simple():
    head = 'title: "Kế hoạch 12: tám chỉ tiêu"\ndate: 2024-01-18 14:20\ntags:\n  - Một\n  - \'Hai\'\nother: [A, "b, c"]'
    assert data_file._simple_mapping(head, 2) == {
        "title": [Value("Kế hoạch 12: tám chỉ tiêu", 2)],
        "date": [Value("2024-01-18 14:20", 3)],
        "tags": [Value("Một", 5), Value("Hai", 6)],
        "other": [Value("A", 7), Value("b, c", 7)],
    }
