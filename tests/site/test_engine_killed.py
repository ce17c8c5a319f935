"""``kill -9`` at any step of a build, told by counting its acts on the disk: the next build mends all."""

import os
import shutil
import signal

import pytest

from tests.building import files
from tests.content import article, write
from tests.press import die_at
from tests.workshop import Workshop


def edit(workshop: Workshop, number: int) -> None:
    """Add an article, edit the one before, and remove the one before that."""
    for offset, text in ((0, "Mới."), (1, "Đã sửa.")):
        fields = {"date": f"2024-05-{number % 28 + 1:02} 08:00", "tags": "Một cửa", "slug": f"lan-{number - offset}"}
        write(
            workshop.content,
            {f"tin-tuc/lan-{number - offset}.md": article(f"Bài lần {number - offset}", body=text, **fields)},
        )
    (workshop.content / f"tin-tuc/lan-{number - 2}.md").unlink(missing_ok=True)


def kill_at_every(stride: int, workshop: Workshop) -> int:
    """Kill builds at the first step and every *stride* later, to the end of a build; return how many."""
    workshop.built()
    for number, step in enumerate(range(1, 10_000, stride), start=100):
        edit(workshop, number)

        def prepare(step=step):
            os.setpgid(0, 0)
            die_at(step)

        outcome = workshop.build(prepare)
        if outcome.status == 0:
            return number - 100
        assert outcome.status == -signal.SIGKILL, (step, outcome.err)
        mended = workshop.built()
        assert mended.err == "", step
        workshop.assert_equals_clean()
    raise AssertionError("a build has no end")


def test_a_build_killed_at_any_ninth_step_is_mended_by_the_next(workshop):
    assert kill_at_every(9, workshop) >= 8


@pytest.mark.long
def test_a_build_killed_at_any_step_is_mended_by_the_next(workshop):
    assert kill_at_every(1, workshop) >= 72


def test_what_a_killed_build_had_read_is_not_taken_for_what_was_put_back(workshop, tmp_path):
    source = workshop.content / "tin-tuc/0.md"
    workshop.age()
    workshop.built()
    kept = shutil.copy2(source, tmp_path / "0.md")
    for step in range(1, 10_000):
        source.write_text(source.read_text("utf-8") + "\nCâu không còn.\n", "utf-8")

        def prepare(step=step):
            os.setpgid(0, 0)
            die_at(step)

        status = workshop.build(prepare).status
        shutil.copy2(kept, source)  # with its time
        workshop.settings = {"SITENAME": f"Cổng thứ {step}"}  # so that every page and feed is made anew
        workshop.built()
        assert not any("Câu không còn.".encode() in content for content in files(workshop.output).values()), step
        if status == 0:
            return
    raise AssertionError("a build has no end")


@pytest.mark.parametrize("step", [1, 30, 90, 180])
def test_a_first_build_that_was_killed_is_mended_by_the_next(workshop, step):
    def prepare():
        os.setpgid(0, 0)
        die_at(step)

    assert workshop.build(prepare).status == -signal.SIGKILL
    workshop.built()
    workshop.assert_equals_clean()
