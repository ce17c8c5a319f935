"""Whatever is typed: an answer, never an error, and no more work than 200 characters can ask for."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plugins.search.queries import LONGEST, forms_of, tidied, understood
from plugins.search.query import Filters, SearchIndex
from plugins.search.suggest import suggestions
from tests.plugins import judged
from tests.plugins.static_index import on_disk
from tests.plugins.test_search_in_node import HOSTILE


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return SearchIndex(on_disk(tmp_path_factory.mktemp("judged"), judged.files()))


ANY_TEXT = st.text(max_size=300) | st.text("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz0123456789 /-.\u0301\u0323", max_size=230)


@settings(max_examples=300)
@given(ANY_TEXT, st.sampled_from(["", "dich-vu-cong", "\ud800", "x" * 500]))
def test_any_text_has_an_answer(index, text, category):
    answer = index.search(text, Filters(category=category))
    assert len(answer.results) <= 10
    assert 0 <= answer.total <= 41
    assert answer.missing == 0
    assert isinstance(index.suggest(text), list)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_has_an_answer_and_is_cut(index, text):
    answer = index.search(text)
    assert len(answer.query.text) <= LONGEST
    assert answer.missing == 0
    index.suggest(text)


@pytest.mark.parametrize("text", ["", " ", "\u0301\u0300", "...", "<>", "\x00", "😀", "\ud800", '"', "*", "\ufeff"])
def test_text_without_a_word_finds_nothing(index, text):
    answer = index.search(text)
    assert (answer.results, answer.total, answer.is_exact, answer.query.words) == ((), 0, True, ())
    assert index.suggest(text) == []


def test_what_stands_behind_the_two_hundredth_character_is_not_read(index):
    text = "một cửa ".ljust(LONGEST, " ")
    assert index.search(f"{text}hoa đào").query.words == index.search("một cửa").query.words


@given(ANY_TEXT)
@example("a " * 5_000)
@example("1/" * 5_000)
@example("1.000-" * 2_000)
@example("cchc " * 2_000)
@example("cari cachs " * 2_000)
def test_a_query_asks_for_no_more_than_its_characters_can_mean(text):
    asked = []
    query = understood(
        tidied(text), lambda word, exact: asked.append((word, exact)) or 0, forms_of(list(judged.GLOSSARY.items()))
    )
    assert len(query.words) <= LONGEST
    # A word, its neighbour, a number, and four other forms of some words each.
    assert len(query.sought) <= 3 * LONGEST + 4 * 16
    assert len(asked) <= 2 * LONGEST


LETTERS = "abcdeghiklmnopqrstuvxy"
# More near words than any language has.
LEXICON = dict.fromkeys([*LETTERS, *(first + second for first in LETTERS for second in LETTERS)], 3)


@given(st.text(f"{LETTERS}fz ", max_size=LONGEST))
@example("bz " * 66)
@example("bzbz " * 40)
def test_a_suggestion_looks_up_no_more_than_a_few_hundred_lists(text):
    asked = []
    suggestions(tidied(text), LEXICON, lambda term: asked.append(term) or 0)
    assert len(asked) <= LONGEST + 3 * 3 * 54


def test_a_word_that_two_words_of_the_query_share_without_marks_counts_for_both(index):
    """bản and ban are one word without marks: a document that has all words has it twice over."""
    assert index.search("văn bản ban hành").total <= index.search("van ban ban hanh").total > 0
    assert index.search("hoa hoa").total == index.search("hoa").total > 0
