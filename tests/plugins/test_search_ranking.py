"""Ranking: on a small judged set the right article comes first, however the query is typed."""

from __future__ import annotations

import unicodedata

import pytest

from plugins.search.query import SearchIndex
from tests.plugins import judged
from tests.plugins.static_index import on_disk


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return SearchIndex(on_disk(tmp_path_factory.mktemp("judged"), judged.files()))


def first(index, text):
    results = index.search(text).results
    return results[0].url if results else ""


@pytest.mark.parametrize(("text", "identity"), judged.queries())
def test_the_right_article_comes_first(index, text, identity):
    assert first(index, text) == judged.url_of(identity)


@pytest.mark.parametrize(("text", "identity"), judged.queries())
def test_text_in_nfd_finds_the_same(index, text, identity):
    typed, pasted = index.search(text), index.search(unicodedata.normalize("NFD", text))
    assert [(result.url, result.score) for result in pasted.results] == [(r.url, r.score) for r in typed.results]
    assert pasted.total == typed.total
