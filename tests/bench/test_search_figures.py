"""The figures by which searches are compared: an error here would flatter or wrong every one of them."""

import json
import math
import unicodedata

import pytest

from bench.search import queries, scores
from bench.search.articles import Article, joined, later, read_articles, sized, write_source
from bench.search.forms import folded, variant
from bench.search.metrics import found_first, ndcg, reciprocal_rank
from bench.search.ours import Change, summary
from bench.search.queries import OWN, TYPED, Keys, Query, read_keys, read_queries
from tests.building import ROOT

GAINS = {"a": 2.0, "b": 1.0}


def test_the_best_order_is_worth_one():
    assert ndcg(["a", "b", "x"], GAINS) == 1


def test_gains_are_discounted_by_the_logarithm_of_the_rank():
    best = 2 + 1 / math.log2(3)
    assert ndcg(["x", "b", "a"], GAINS) == pytest.approx((1 / math.log2(3) + 2 / math.log2(4)) / best)


def test_only_the_first_ten_results_count():
    assert ndcg([*"0123456789", "a"], GAINS) == 0
    assert reciprocal_rank([*"0123456789", "a"], GAINS) == 0


def test_more_than_ten_relevant_ones_can_still_all_be_found():
    gains = {str(number): 1.0 for number in range(30)}
    assert ndcg(list(gains)[5:15], gains) == pytest.approx(1)


def test_the_same_result_twice_is_worth_it_once():
    assert ndcg(["a", "a", "b"], GAINS) == 1


def test_nothing_found_is_worth_nothing():
    assert ndcg([], GAINS) == reciprocal_rank([], GAINS) == 0
    assert not found_first([], GAINS)


@pytest.mark.parametrize(("results", "value"), [("ax", 1), ("xb", 0.5), ("xyb", 1 / 3)])
def test_the_reciprocal_rank_is_that_of_the_first_relevant_result(results, value):
    assert reciprocal_rank(list(results), GAINS) == pytest.approx(value)


def test_found_first_means_a_relevant_result_at_the_top():
    assert found_first(["b", "a"], GAINS)
    assert not found_first(["x", "a"], GAINS)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("hòa", "hoà"), ("hoà", "hòa"), ("khoẻ", "khỏe"), ("Thủy", "Thuỷ"), ("HÓA", "HOÁ"),
        ("quý", "quý"), ("quả", "quả"), ("hoàn", "hoàn"), ("mùa", "mùa"), ("thuý kiều", "thúy kiều"),
    ],
)  # fmt: skip
def test_the_variant_moves_tones_only_where_two_places_are_in_use(text, other):
    assert variant(text) == unicodedata.normalize("NFD", other)


def test_the_folded_form_has_no_marks_and_no_capitals():
    assert folded("Nghị định 42/2022/NĐ-CP") == "nghi dinh 42/2022/nd-cp"


def test_scores_are_means_over_forms_and_kinds():
    one = Query("1", "docnum", {"a": 1}, {"typed": "1", "folded": "2", "variant": "3"})
    two = Query("2", "hoi", {"b": 1}, {"typed": "4", "folded": "5", "variant": "6"})
    answers = {"1": ["a"], "2": ["x", "a"], "3": [], "4": ["b"], "5": ["b"], "6": ["x"]}
    found = scores.scores([one, two], answers)
    assert found.ndcg["typed"] == 1
    assert found.mrr == {"typed": 1, "folded": 0.75, "variant": 0}
    assert found.first == {"typed": 1, "folded": 0, "variant": 0}
    assert found.by_kind == {"docnum": (1, 1), "hoi": (1, 1)}


def test_keys_that_find_nothing_are_no_match_for_a_spelling_that_finds_nothing():
    pairs = [Keys("ca3i", "cải", "vni"), Keys("cari", "cải", "telex"), Keys("zz", "không", "telex")]
    answers = {"ca3i": ["a"], "cari": ["x"], "cải": ["a", "x"], "zz": [], "không": []}
    assert scores.same_first(pairs, answers) == {"vni": (1, 1), "telex": (0, 2)}


def test_a_summary_of_changes_has_medians_and_the_share_within_the_limit():
    assert summary([Change(1, 100), Change(3, 300), Change(8, 900)], 300) == (3, 300, 2 / 3)


def test_queries_may_bring_their_own_forms_and_get_the_others(tmp_path):
    line = {"id": "1", "set": "hoi", "relevant": {"a": 2}, "forms": {"typed": "Hòa", "folded": "HOA"}}
    (tmp_path / "q.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    (query,) = read_queries(tmp_path / "q.jsonl")
    assert query.forms == {"typed": "Hòa", "folded": "HOA", "variant": variant("Hòa")}


def test_a_line_that_is_no_query_is_told_with_its_place(tmp_path):
    (tmp_path / "q.jsonl").write_text('{"id": "1"}\n', "utf-8")
    with pytest.raises(ValueError, match=r"q\.jsonl:1"):
        read_queries(tmp_path / "q.jsonl")


def test_the_judged_queries_are_many_and_of_every_kind():
    own = read_queries(OWN)
    assert len(own) >= 60
    assert {query.kind for query in own} == {"hoi", "ten", "viet-tat", "hai-tu", "docnum"}
    assert len({query.id for query in own}) == len(own)
    assert all(query.gains and all(gain > 0 for gain in query.gains.values()) for query in own)


def test_half_of_the_fifty_typed_queries_are_telex_and_half_vni():
    pairs = read_keys(TYPED)
    assert [sum(pair.method == method for pair in pairs) for method in ("telex", "vni")] == [25, 25]
    assert all(pair.keys.isascii() and pair.keys != folded(pair.meant) for pair in pairs)
    assert all(len(pair.keys.split()) == len(pair.meant.split()) for pair in pairs)
    assert len(queries.texts([], pairs)) == 100


def some_articles(folder, count):
    head = "Title: Bài {0}\nDate: 2020-01-0{0} 07:00\nCategory: Tin\nTags: a, b\nSlug: bai-{0}\nSummary: Tóm {0}\n\n"
    for number in range(1, count + 1):
        text = head.format(number) + f"{number}\\. Một {number}.\n\nHai {number}.\n"
        (folder / f"{number}.md").write_text(text, "utf-8")
    return read_articles(folder)


def test_articles_are_read_as_they_are_written(tmp_path):
    first, second = some_articles(tmp_path, 2)
    assert first.url == "/tin-tuc/2020/01/01/bai-1/"
    assert first.text == "1. Một 1.\nHai 1."
    assert write_source(second, tmp_path / "content").read_text("utf-8") == (tmp_path / "2.md").read_text("utf-8")


def test_joined_articles_hold_the_texts_of_several_and_keep_their_own_first(tmp_path):
    one, *_ = joined(some_articles(tmp_path, 4), 2)
    assert one.paragraphs == ("1\\. Một 1.", "Hai 1.", "3\\. Một 3.", "Hai 3.")


def test_a_larger_archive_is_the_same_every_time_and_names_every_article_once(tmp_path):
    articles = some_articles(tmp_path, 4)
    large = sized(articles, 12)
    assert large == sized(articles, 12)
    assert len({article.slug for article in large}) == 12
    assert sized(articles, 3) == articles[:3]


def test_new_posts_are_later_than_all_others(tmp_path):
    articles = some_articles(tmp_path, 4)
    posts: list[Article] = later(articles, 3)
    assert min(post.date for post in posts) > articles[-1].date
    assert len({post.slug for post in [*articles, *posts]}) == 7


def test_what_is_measured_names_no_host():
    for name in ("requirements.txt", "requirements.in"):
        assert "://" not in (ROOT / "bench" / name).read_text("utf-8")
    assert '"resolved"' not in (ROOT / "bench/package-lock.json").read_text("utf-8")
