"""The browser's modules, run by Node, give what Python gives: results, totals, readings, what is missing."""

from __future__ import annotations

import random
import unicodedata
from datetime import date

import pytest

from plugins.search.index.addresses import MANIFEST
from plugins.search.query import Filters, SearchIndex
from tests.plugins import judged
from tests.plugins.static_index import Archive, clean, in_node, on_disk, small_tiers

HOSTILE = [
    "", " ", "\n\t", "a" * 10_000, "cải cách " * 2_000, "😀", "👩‍👩‍👧‍👦 cải cách", "\x00\x01\x1f\x7f", "cải\x1fcách",
    "cải\ufeffcách hành chính",
    "cải\u200bcách", "\ufeffcải cách\ufeff", "20\x1ftháng\x857 năm 2023", "\u0301\u0300\u0309", "́́́ hòa", ".*",
    "(cải|cách)+", "[a-", "\\", "c?i c*ch",
    "*", '"cải cách', "'một cửa\" '", "“một cửa”", "<b>cải cách</b>", "<script>alert(1)</script>", "&lt;&amp;",
    "{{ x }}", "${1}", "%00",
    "\ud800", "cải \udc00 cách", "\ud83d cải", "١٢٣ ４２２", "ＣＡＩ ＣＡＣＨ", "ﬁ ½ ²",
    "한국어 ㄱㅏ", "cải" + "\u0301" * 500,
    "đ Đ ð Ð", "của của của",
    "hoà hóa hoạ", "hòa hoà", "bàn bạc văn bản ban hành", "constructor", "__proto__", "toString", "-", "1/", "/1",
    "1.", "00000", "0/0", "9" * 300,
    "constructor prototype hasOwnProperty", "năm 2025", "cai cach hanh chinhs", "vafo", "thuwr tucj", "tỉnh",
    "cua", "a b c d e f g h i j k l",
]  # fmt: skip


def python(site, question):
    """Return what Python answers, in the form of search_in_node.mjs."""
    index = SearchIndex(site)
    year = question.get("year")
    filters = Filters(
        question.get("category", ""), question.get("kind", ""),
        date(year, 1, 1) if year else None, date(year, 12, 31) if year else None,
    )  # fmt: skip
    text = question["text"]

    def found(answer):
        return [[result.url, round(result.score, 6), result.card.title] for result in answer.results]

    answer = index.search(text, filters)
    fetched = {path for path, _ in index.fetched}
    more = index.search(text, filters, skip=10)
    return {
        "read_as": answer.query.read_as, "total": answer.total, "is_exact": answer.is_exact, "missing": answer.missing,
        "results": found(answer), "words": [[word.marked, word.folded] for word in answer.query.words],
        "fetched": sorted(fetched), "more": found(more),
    }  # fmt: skip


def check(tmp_path, site, questions):
    """Assert that both answer alike, and return the answers."""
    answers = in_node(tmp_path, site, questions)
    for question, answer in zip(questions, answers, strict=True):
        expected = python(site, question)
        fetched = sorted(set(answer["fetched"]))
        told = {name: answer[name] for name in expected if name != "fetched"}
        # Rounding may part at the seventh digit.
        for results, others in ((told["results"], expected["results"]), (told["more"], expected["more"])):
            assert [row[0::2] for row in results] == [row[0::2] for row in others], question
            assert [row[1] for row in results] == pytest.approx([row[1] for row in others], abs=2e-6), question
        keys = ("read_as", "total", "is_exact", "missing", "words")
        assert {key: told[key] for key in keys} == {key: expected[key] for key in keys}, question
        if not answer["missing"]:
            assert fetched == expected["fetched"], question
    return answers


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return on_disk(tmp_path_factory.mktemp("judged"), judged.files())


@pytest.fixture(scope="module")
def archive():
    """Return a larger archive, of which much was deleted and withdrawn."""
    archive = Archive(3, 150)
    for act in ("withdraw_or_restore", "add_or_edit_a_page", "hide_or_show", "expire", "move_to_another_category") * 5:
        getattr(archive, act)()
    return archive


def texts():
    every = [text for text, _ in judged.queries()]
    return [*every, *(unicodedata.normalize("NFD", text) for text in every)]


def test_judged_queries_are_answered_alike(tmp_path, site):
    answers = check(tmp_path, site, [{"text": text} for text in texts()])
    assert sum(bool(answer["read_as"]) for answer in answers) > 10
    assert sum(bool(answer["more"]) for answer in answers) > 10


def test_hostile_queries_are_answered_alike(tmp_path, site):
    check(tmp_path, site, [{"text": text} for text in HOSTILE])


def test_random_texts_are_answered_alike(tmp_path, site):
    dice = random.Random(1)
    signs = "aáạăâbcdđeêghiklmnoôơpqrstuưvxy0123456789 -/.,:\u0301\u0300\u0323\u200b\ufeff\u00ad\x1f\x85\u3000😀\ud800"
    words = [word for text, _ in judged.queries() for word in text.split()]
    every = ["".join(dice.choices(signs, k=dice.randrange(40))) for _ in range(100)]
    every += [
        dice.choice((" ", "  ", "\t", "/", "\u00a0")).join(dice.choices(words, k=dice.randrange(9))) for _ in range(100)
    ]
    check(tmp_path, site, [{"text": text} for text in every])


def test_filters_pass_the_same_documents(tmp_path, site):
    questions = [
        {"text": text, **filters}
        for text in ("cải cách hành chính", "một cửa", "hoa", "giới thiệu", "tỉnh của", "")
        for filters in (
            {"category": "dich-vu-cong"}, {"category": "khong-co"}, {"kind": "trang"}, {"kind": "van-ban"},
            {"year": 2025}, {"year": 1900}, {"category": "cai-cach-hanh-chinh", "kind": "tin-bai", "year": 2024},
            {"kind": "trang", "year": 2025},
        )
    ]  # fmt: skip
    answers = check(tmp_path, site, questions)
    assert sum(bool(answer["results"]) for answer in answers) > 15


def queries_of(archive, count):
    return [archive._text(archive.random.randrange(1, 5)) for _ in range(count)]


def test_an_archive_of_several_tiers_is_searched_alike(tmp_path, archive):
    site = on_disk(tmp_path / "site", clean(archive.site()))
    questions = [
        {"text": text, **archive.random.choice(({}, {"year": 2023}, {"kind": "tin-bai"}))}
        for text in queries_of(archive, 60)
    ]
    check(tmp_path, site, questions)


def test_lists_that_are_cut_are_read_alike_and_whole_where_a_filter_asks(tmp_path, monkeypatch):
    small_tiers(monkeypatch)
    archive = Archive(4, 39)
    files = clean(archive.site())
    assert any("-con-lai/" in path for path in files)
    site = on_disk(tmp_path / "site", files)
    texts = queries_of(archive, 40)
    answers = check(tmp_path, site, [{"text": text, **filters} for text in texts for filters in ({}, {"year": 2023})])
    assert {answer["is_exact"] for answer in answers} == {True, False}
    assert all(answer["is_exact"] for answer in answers[1::2])


def test_parts_that_are_missing_or_damaged_are_counted_and_results_come_from_the_rest(tmp_path, archive):
    files = clean(archive.site())
    dice = random.Random(5)
    for path in dice.sample(sorted(files.keys() - {MANIFEST}), len(files) // 3):
        content = files[path]
        change = dice.randrange(4)
        place = dice.randrange(2, len(content))
        files[path] = (
            b"", content[:place], content[:place] + bytes([content[place] ^ 255]) + content[place + 1 :], b"<html>404",
        )[change]  # fmt: skip
        if dice.random() < 0.3:
            del files[path]
    site = on_disk(tmp_path / "site", files)
    questions = [{"text": text, **filters} for text in queries_of(archive, 25) for filters in ({}, {"kind": "tin-bai"})]
    answers = check(tmp_path, site, questions)
    assert sum(bool(answer["missing"] and answer["results"]) for answer in answers) > 10


def test_shards_of_another_site_under_the_same_names_do_no_harm(tmp_path, archive):
    """As where a cache holds what an older site had under a name of sixteen bits."""
    files = clean(archive.site())
    paths = sorted(files.keys() - {MANIFEST})
    shuffled = random.Random(6).sample(paths, len(paths))
    site = on_disk(
        tmp_path / "site", {MANIFEST: files[MANIFEST], **{a: files[b] for a, b in zip(paths, shuffled, strict=True)}}
    )
    texts = queries_of(archive, 25)
    for text, answer in zip(texts, in_node(tmp_path, site, [{"text": text} for text in texts]), strict=True):
        assert answer["missing"]
        assert SearchIndex(site).search(text).missing


def test_an_index_that_is_warm_fetches_nothing_but_cards(tmp_path, site):
    text = "cải cách hành chính"
    first, again = in_node(tmp_path, site, [{"text": text}, {"text": text, "warm": True}])
    assert first["is_warm"]
    assert again["fetched"] == [*first["fetched"], *again["fetched"][len(first["fetched"]) :]]
    assert len(again["fetched"]) == len(set(again["fetched"]))


def test_suggestions_are_alike(tmp_path, site, archive):
    large = on_disk(tmp_path / "site", clean(archive.site()))
    slips = [
        "cai cahc hanh chinh",
        "ket quar",
        "hoso",
        "nghi quyettt",
        "xxxxxx",
        "hanhchinh",
        "báo cóa",
        "thu tucc 2024",
        "tinhh uy",
        "a",
        "",
        "cai cach",
    ]
    for folder in (site, large):
        answers = in_node(tmp_path, folder, [{"text": slip, "suggest": True} for slip in slips])
        assert [answer["suggestions"] for answer in answers] == [SearchIndex(folder).suggest(slip) for slip in slips]
    assert any(answer["suggestions"] for answer in answers)
