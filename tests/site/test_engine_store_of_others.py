"""A store that belongs elsewhere, or to another day: the site that follows is right."""

import os
import shutil
import signal

import pytest

from tests.building import files
from tests.content import article, write
from tests.press import die_at
from tests.workshop import Workshop, small_content


def retitle(workshop, number, title, slug=None):
    """Give an article another title; its address stays, unless *slug* is given."""
    source = article(title, date=f"2024-03-0{number + 1} 08:00", slug=slug or f"bai-so-{number}")
    write(workshop.content, {f"tin-tuc/{number}.md": source})


def test_a_store_of_another_portal_whose_files_bear_the_same_names_shows_nothing_of_it(workshop, tmp_path, warm_cache):
    other = Workshop(tmp_path / "other", warm_cache)
    small_content(other.content)
    retitle(other, 3, "Bài của cổng khác")
    for portal in (workshop, other):
        portal.age()
        portal.built()
    shutil.copy2(other.store, workshop.store)
    assert workshop.built().err == ""
    assert not any("Bài của cổng khác".encode() in content for content in files(workshop.output).values())
    workshop.assert_equals_clean()


def test_a_store_of_older_code_is_emptied_without_a_word(workshop):
    def older():
        from plugins.incremental_build import run

        run.code_digest = lambda: "older"

    workshop.built(older)
    retitle(workshop, 3, "Bài đổi tên")
    outcome = workshop.built()
    assert outcome.err == ""
    assert outcome.seen["rendered"] == outcome.seen["pages"]
    workshop.assert_equals_clean()


def test_yesterdays_store_beside_todays_output_makes_no_wrong_page(workshop, tmp_path):
    workshop.age()
    workshop.built()
    yesterday = shutil.copy2(workshop.store, tmp_path / "yesterday.sqlite")
    retitle(workshop, 3, "Bài đổi tên")
    (workshop.content / "tin-tuc/2.md").unlink()
    workshop.age()
    workshop.built()
    shutil.copy2(yesterday, workshop.store)
    workshop.built()
    workshop.assert_equals_clean()


def test_yesterdays_output_beside_todays_store_makes_no_wrong_page(workshop, tmp_path):
    workshop.age()
    workshop.built()
    shutil.copytree(workshop.output, tmp_path / "yesterday")
    retitle(workshop, 3, "Bài đổi tên")
    retitle(workshop, 4, "Bài đổi địa chỉ", slug="dia-chi-moi")
    workshop.age()
    workshop.built()
    shutil.rmtree(workshop.output)
    shutil.copytree(tmp_path / "yesterday", workshop.output)
    workshop.built()
    workshop.assert_equals_clean()


def test_yesterdays_files_copied_over_todays_bring_no_page_back(workshop, tmp_path):
    workshop.age()
    workshop.built()
    shutil.copytree(workshop.output, tmp_path / "yesterday")
    (workshop.content / "tin-tuc/2.md").unlink()
    workshop.built()
    for path in (tmp_path / "yesterday").rglob("*.html"):  # as rsync does: what is the same is left alone
        there = workshop.output / path.relative_to(tmp_path / "yesterday")
        if not there.exists() or there.read_bytes() != path.read_bytes():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, there)
    workshop.built()
    workshop.assert_equals_clean()


@pytest.mark.parametrize("step", [20, 40, 60, 80])
def test_an_older_store_beside_the_log_of_a_killed_build_makes_no_wrong_page(workshop, tmp_path, step):
    def killed():
        os.setpgid(0, 0)
        die_at(step)

    workshop.age()
    workshop.built()
    older = shutil.copy2(workshop.store, tmp_path / "older.sqlite")
    for number in (1, 3):
        retitle(workshop, number, f"Bài đổi tên lần {number}")
        workshop.built()
    retitle(workshop, 4, "Bài đổi tên nữa")
    assert workshop.build(killed).status == -signal.SIGKILL
    shutil.copy2(older, workshop.store)
    workshop.built()
    workshop.assert_equals_clean()
