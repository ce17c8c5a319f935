"""Twenty Word documents and twenty pages of old portals: every word in order, every cell, every picture in place."""

import pytest

from tests.plugins.import_pages import write_pages
from tests.plugins.import_samples import COMMITTED, PICTURE, committed, import_and_show, totals
from tests.plugins.import_word import write_documents

WRITERS = {"word": write_documents, "trang": write_pages}


@pytest.fixture(scope="module", params=["word", "libreoffice", "trang"])
def results(request, tmp_path_factory):
    """Return what became of each sample of a group."""
    folder = tmp_path_factory.mktemp("samples")
    if request.param == "libreoffice":
        return import_and_show(COMMITTED, folder / "content", committed())
    return import_and_show(folder / "nguon", folder / "content", WRITERS[request.param](folder / "nguon"))


def test_every_word_comes_out_in_its_place(results):
    assert {r.name: r.shown.words for r in results} == {r.name: r.expected.words for r in results}


def test_every_cell_of_every_table_holds_its_words(results):
    assert {r.name: r.shown.tables for r in results} == {r.name: r.expected.tables for r in results}
    assert sum(len(r.expected.tables) for r in results) >= 3


def test_every_picture_is_the_one_of_the_source(results):
    assert {r.name: r.shown.pictures for r in results} == {r.name: r.expected.pictures for r in results}
    assert sum(r.expected.words.count(PICTURE) for r in results) >= 6


def test_nothing_is_said_to_be_lost(results):
    assert not [problem for r in results for problem in r.outcome.problems if problem.code == "NB040"]


def test_the_totals_count_what_is_missing(results):
    figures = totals(results)
    assert figures["chữ mất"] == 0
    results[0].shown.words.remove("tỉnh")
    assert totals(results)["chữ mất"] == 1
    assert totals(results)["tệp đúng từng chữ theo thứ tự"] == len(results) - 1
    results[0].shown.words.extend(["tỉnh"])
