"""The static index brought up to date is byte for byte that of a clean build, whatever was edited."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from plugins.search.index.tiers import tiers_of
from portal.article import Body
from tests.plugins.static_index import ACTS, Archive, Memory, Newspaper, clean, small_tiers

MANY_ACTS = 12


@pytest.fixture
def small(monkeypatch):
    small_tiers(monkeypatch)


@pytest.mark.parametrize("seed", range(30))
def test_after_any_acts_the_index_is_that_of_a_clean_build(seed, small):
    paper = Newspaper(seed, articles=(1, 6, 15, 22, 30, 38)[seed % 6])
    acts = []
    for _ in range(MANY_ACTS):
        acts.append(paper.archive.act())
        paper.build()
        assert paper.differences() == [], acts


def test_every_act_is_among_those_of_the_random_sequences():
    done = set()
    for seed in range(30):
        archive = Archive(seed, 5)
        done |= {archive.act() for _ in range(MANY_ACTS)}
    assert done == {act.__name__ for act in ACTS}


def test_the_random_sequences_cross_all_boundaries_of_tiers(small):
    shapes = set()
    for seed in range(30):
        archive = Archive(seed, (1, 6, 15, 22, 30, 38)[seed % 6])
        for _ in range(MANY_ACTS):
            archive.act()
            shapes.add(tuple(tier.count for tier in tiers_of(len(archive.articles) + len(archive.pages))))
    assert {len(shape) for shape in shapes} == {1, 2, 3, 4}
    assert len({shape[0] for shape in shapes}) > 4


@pytest.mark.parametrize("articles", [125, 254])
def test_at_its_true_size_too_the_index_is_that_of_a_clean_build(articles):
    paper = Newspaper(articles, articles)
    for act in ("add_the_newest",) * 4 + ("edit_a_sentence", "add_or_edit_a_page", "delete", "edit_many"):
        getattr(paper.archive, act)()
        paper.build()
    assert paper.differences() == []


@pytest.mark.parametrize("seed", range(12))
def test_builds_that_ended_at_any_act_leave_nothing_that_the_next_does_not_mend(seed, small):
    paper = Newspaper(seed, articles=(3, 14, 25, 33)[seed % 4])
    dice = random.Random(seed)
    acts = []
    for _ in range(14):
        acts.append(paper.archive.act())
        # Most acts of a build are files; what it keeps in its memory comes before and after them.
        before = paper.power.acts
        at = dice.choice((dice.randrange(1, 12), max(1, before - dice.randrange(12)), dice.randrange(1, 300)))
        paper.build_until(at)
        acts.append(at)
        if dice.random() < 0.5:
            acts.append(paper.archive.act())
        if dice.random() < 0.6:
            paper.build()
            assert paper.differences() == [], acts


def cut_at_each_act(paper, edit, undo):
    """Edit, end a build before each of its acts in turn, undo, build, and look."""
    for cut_at in range(1, 1_000):
        edit(paper.archive)
        paper.build_until(cut_at)
        if paper.power.acts < cut_at:
            return cut_at
        undo(paper.archive)
        paper.build()
        assert paper.differences() == [], cut_at
    raise AssertionError("no build ended")


def test_a_build_that_ended_at_each_act_in_turn_is_mended(small):
    paper = Newspaper(5, articles=9)
    assert cut_at_each_act(paper, Archive.edit_a_title, Archive.edit_a_sentence) > 10


def delete(archive):
    del archive.articles["b12"]


def say_something_else(archive):
    archive.bodies["tin-tuc/b12.md"] = Body("", "Họp.")


@pytest.mark.parametrize("edit", [delete, say_something_else])
def test_what_was_taken_away_by_a_build_that_ended_early_is_put_back_whole(edit, small):
    """The words of one article stand in shards that nobody else has: a build without it leaves no such files."""
    paper = Newspaper(6, articles=13)
    for identity, article in paper.archive.articles.items():
        paper.archive.articles[identity] = replace(article, title="Họp", summary="")
        paper.archive.bodies[article.source] = Body("", "Họp." if identity != "b12" else "Xoài, quýt, ngỗng, vịt, lợn.")
    paper.build()
    every, bodies = dict(paper.archive.articles), dict(paper.archive.bodies)

    def put_back(archive):
        archive.articles.update(every)
        archive.bodies.update(bodies)

    assert cut_at_each_act(paper, edit, put_back) > 10


@pytest.mark.parametrize("articles", [9, 13])
def test_a_build_that_ended_early_after_numbers_moved_is_mended_by_going_back(articles, small):
    """One deleted, one added: as many documents as before, most under another number."""
    paper = Newspaper(5, articles=articles)
    paper.build()
    for cut in range(1, 400):
        before = dict(paper.archive.articles)
        del paper.archive.articles[next(iter(before))]
        paper.archive.add_the_newest()
        paper.build_until(cut)
        was_cut = paper.power.acts >= cut
        paper.archive.articles.clear()
        paper.archive.articles.update(before)
        paper.build()
        assert paper.differences() == []
        if not was_cut:
            break
    assert cut > 20


def test_files_that_somebody_deleted_or_spoiled_come_back():
    paper = Newspaper(7, articles=131)
    dice = random.Random(7)
    for path in dice.sample(sorted(paper.output.files), 40):
        del paper.output.files[path]
    for path in dice.sample(sorted(paper.output.files), 40):
        paper.output.files[path] += b"x"
    paper.build()
    assert paper.differences() == []


def test_an_index_whose_memory_is_lost_is_made_anew(small):
    paper = Newspaper(8, articles=20)
    paper.memory = Memory()
    paper.archive.edit_a_title()
    paper.build()
    assert paper.differences() == []


@pytest.mark.parametrize("lost", ["searchorder", "searchtiers", "searchrows"])
def test_an_index_of_which_a_part_of_the_memory_is_lost_is_made_good(lost, small):
    paper = Newspaper(9, articles=20)
    for (name, _), rows in paper.memory.tables.items():
        if name == lost:
            rows.rows.clear()
    paper.archive.edit_a_title()
    paper.archive.add_the_newest()
    paper.build()
    assert paper.differences() == []


def test_what_did_not_change_is_not_written_again():
    paper = Newspaper(10, articles=140)
    paper.build()
    # The words for suggestions and the manifest are made by every build; the folder leaves equal bytes as they lie.
    assert [path.split("/")[-1][:3] for path in paper.output.put_now] == ["tu-", "muc"]


def test_the_order_in_which_documents_came_is_no_matter(small):
    archive = Archive(11, 20)
    site = archive.site()
    archive.articles = dict(reversed(archive.articles.items()))
    assert clean(archive.site()) == clean(site)
