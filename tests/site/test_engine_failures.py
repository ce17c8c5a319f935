"""No room, no right to write, a second build: one clear line, and the next build mends all."""

import errno
import os
import resource
import time

import pytest

from tests.building import files
from tests.content import article, write
from tests.rights import bow_to_file_rights


def assert_one_line(outcome, *, names):
    assert outcome.status == 2, outcome.err
    assert outcome.err.count("\n") == 1, outcome.err
    assert "không ghi được" in outcome.err
    assert str(names) in outcome.err
    assert "Traceback" not in outcome.err


def edit(workshop):
    write(workshop.content, {"tin-tuc/moi.md": article("Bài mới " * 8, body="Chữ. " * 3000)})
    workshop.settings = {"SITENAME": "Cổng tên khác"}


@pytest.fixture
def edited(workshop):
    workshop.built()
    edit(workshop)
    return workshop


@pytest.mark.parametrize("limit", [3_000, 10_000, 30_000, 34_000])
def test_a_limit_on_the_size_of_files_is_told_and_the_next_build_mends_all(edited, limit):
    outcome = edited.build(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert_one_line(outcome, names=edited.root)
    edited.built()
    edited.assert_equals_clean()


@pytest.mark.parametrize("limit", [3_000, 30_000])
def test_a_first_build_that_finds_no_room_is_mended_by_the_next(workshop, limit):
    edit(workshop)
    outcome = workshop.build(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert_one_line(outcome, names=workshop.root)
    workshop.built()
    workshop.assert_equals_clean()


@pytest.mark.parametrize("after", [0, 1, 7, 20])
def test_a_full_disk_is_told_and_no_page_is_cut(edited, after):
    old = files(edited.output)

    def fill():
        write, left = os.write, iter(range(after))

        def full(descriptor, data):
            if next(left, None) is None:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return write(descriptor, data)

        os.write = full

    outcome = edited.build(fill)
    assert_one_line(outcome, names=edited.output)
    assert "(đĩa đầy)" in outcome.err
    clean = edited.clean()
    for path, content in files(edited.output).items():
        assert content in (old.get(path), clean.get(path)), path
    edited.built()
    edited.assert_equals_clean()


def test_a_store_without_room_is_no_damaged_one(edited):
    def fill():
        from plugins.incremental_build.store import Store

        opened = Store._open

        def small(self):
            opened(self)
            pages = self._connection.execute("PRAGMA page_count").fetchone()[0]
            self._connection.execute(f"PRAGMA max_page_count={pages}")

        Store._open = small

    kept = edited.store.read_bytes()
    outcome = edited.build(fill)
    assert_one_line(outcome, names=edited.store)
    assert len(edited.store.read_bytes()) >= len(kept)
    edited.built()
    edited.assert_equals_clean()


def read_only(root):
    """Return what makes *root* writable again."""
    folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    return lambda: [folder.chmod(0o755) for folder in folders]


def test_an_output_folder_that_is_read_only_is_told(edited):
    old = files(edited.output)
    writable = read_only(edited.output)
    outcome = edited.build(bow_to_file_rights)
    assert files(edited.output) == old
    writable()
    assert_one_line(outcome, names=edited.output)
    edited.built()
    edited.assert_equals_clean()


def test_an_output_folder_that_cannot_be_made_is_told(workshop, tmp_path):
    (tmp_path / "shut").mkdir(mode=0o555)
    outcome = workshop.build(bow_to_file_rights, output=tmp_path / "shut/output")
    assert_one_line(outcome, names=tmp_path / "shut/output")


def test_pages_that_cannot_be_removed_are_told(workshop):
    workshop.built()
    (workshop.content / "tin-tuc/0.md").unlink()
    folder = workshop.output / "tin-tuc/2024/03/01/bai-so-0"
    folder.chmod(0o555)
    outcome = workshop.build(bow_to_file_rights)
    folder.chmod(0o755)
    assert_one_line(outcome, names=folder)
    workshop.built()
    workshop.assert_equals_clean()


def test_a_cache_that_is_read_only_is_told(edited):
    store = edited.store
    writable = read_only(edited.cache)
    store.chmod(0o444)
    outcome = edited.build(bow_to_file_rights)
    writable()
    store.chmod(0o644)
    assert_one_line(outcome, names=edited.cache)
    edited.built()
    edited.assert_equals_clean()


def test_a_cache_that_cannot_be_made_is_told(workshop, tmp_path):
    (tmp_path / "shut").mkdir(mode=0o555)
    outcome = workshop.build(bow_to_file_rights, cache=tmp_path / "shut/cache")
    assert_one_line(outcome, names=tmp_path / "shut/cache")


def wait_for(condition):
    end = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_of_two_builds_at_once_the_second_says_so_and_waits(edited):
    inside, go_on = edited.root / "inside", edited.root / "go-on"

    def slow():
        from plugins.incremental_build.engine import Engine

        plan = Engine.plan

        def wait(self, site):
            inside.touch()
            while not go_on.exists():
                time.sleep(0.01)
            plan(self, site)

        Engine.plan = wait

    first = edited.start(slow)
    wait_for(inside.exists)
    second = edited.start()
    try:
        wait_for(second.said)
        assert second.said() == "Đang có lần dựng khác của cổng này; chờ tới lượt.\n"
    finally:
        go_on.touch()
        one, two = first.wait(), second.wait()
    assert (one.status, two.status) == (0, 0)
    assert one.err == ""
    assert two.err.count("\n") == 1
    assert two.seen["rendered"] == 0
    edited.assert_equals_clean()


def test_two_builds_begun_at_the_same_moment_both_end_well(edited):
    for running in [edited.start() for _ in range(3)]:
        assert running.wait().status == 0
    edited.assert_equals_clean()
