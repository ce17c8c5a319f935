"""The builder: its output folder, what shapes a site, its workers."""

import errno
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from plugins.incremental_build import fingerprints, stitching, workers
from plugins.incremental_build.config import BuilderConfig
from plugins.incremental_build.folder import SiteFolder, WriteError
from plugins.incremental_build.store import FileRow
from plugins.incremental_build.workers import WorkerError, in_parallel
from portal.build import ForeignFolderError, place
from portal.build.sink import MARKER
from portal.problem import ConfigError

# The output folder


class Runs:
    """An output folder that is built again and again."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.rows: dict[str, FileRow] = {}
        self.kept: list[str] = []

    def run(self, files: dict[str, bytes], *, shows: str = "", key: str = "", finished: bool = True) -> SiteFolder:
        folder = SiteFolder(self.root, dict(self.rows), key)
        self.kept = [path for path in files if folder.keep(path, shows)]
        for path, content in files.items():
            if path not in self.kept:
                folder.put(path, content, shows)
        gone = folder.remove_unclaimed(look_everywhere=not finished)
        self.rows = {path: row for path, row in {**self.rows, **folder.changed}.items() if path not in gone}
        return folder

    def stamp(self, path: str) -> tuple[int, int]:
        status = (self.root / path).stat()
        return status.st_ino, status.st_mtime_ns


@pytest.fixture
def runs(tmp_path):
    return Runs(tmp_path / "output")


def test_what_is_put_lies_there(runs):
    folder = runs.run({"a/b/c.html": b"C", "d.txt": b""})
    assert (runs.root / "a/b/c.html").read_bytes() == b"C"
    assert (runs.root / "d.txt").read_bytes() == b""
    assert folder.written == 2


def test_unchanged_bytes_keep_their_file_and_its_time(runs):
    runs.run({"a.html": b"A"})
    before = runs.stamp("a.html")
    folder = runs.run({"a.html": b"A"})
    assert runs.stamp("a.html") == before
    assert folder.written == 0
    assert folder.changed == {}


def test_unchanged_bytes_keep_their_file_even_when_nothing_is_remembered(runs):
    runs.run({"a.html": b"A"})
    before = runs.stamp("a.html")
    runs.rows.clear()
    runs.run({"a.html": b"A"})
    assert runs.stamp("a.html") == before


def test_a_file_is_replaced_never_written_in_place(runs, tmp_path):
    runs.run({"a.html": b"old"})
    os.link(runs.root / "a.html", tmp_path / "release.html")
    runs.run({"a.html": b"new"})
    assert (tmp_path / "release.html").read_bytes() == b"old"
    assert (runs.root / "a.html").read_bytes() == b"new"


def test_writing_leaves_no_other_file(runs):
    runs.run({"a.html": b"A"})
    runs.run({"a.html": b"B"})
    assert {path.name for path in runs.root.iterdir()} == {"a.html", MARKER}


def spoil_missing(path):
    path.unlink()


def spoil_truncated(path):
    path.write_bytes(path.read_bytes()[:2])


def spoil_touched(path):
    os.utime(path, (1, 1))


def spoil_same_size(path):
    path.write_bytes(b"x" * path.stat().st_size)


SPOILS = (spoil_missing, spoil_truncated, spoil_touched, spoil_same_size)


@pytest.mark.parametrize("spoil", SPOILS)
def test_an_output_that_somebody_changed_is_not_kept(runs, spoil):
    runs.run({"a.html": b"right"}, shows="1")
    runs.run({"a.html": b"right"}, shows="1")
    assert runs.kept == ["a.html"]
    spoil(runs.root / "a.html")
    runs.run({"a.html": b"right"}, shows="1")
    assert runs.kept == []
    assert (runs.root / "a.html").read_bytes() == b"right"
    runs.run({"a.html": b"right"}, shows="1")
    assert runs.kept == ["a.html"]


def test_a_file_is_kept_only_if_it_was_made_from_the_same(runs):
    runs.run({"a.html": b"A"}, shows="1", key="k")
    runs.run({"a.html": b"A"}, shows="2", key="k")
    assert runs.kept == []
    runs.run({"a.html": b"A"}, shows="2", key="k")
    assert runs.kept == ["a.html"]
    runs.run({"a.html": b"A"}, shows="2", key="other")
    assert runs.kept == []


def test_what_nobody_asks_about_is_never_kept(runs):
    runs.run({"a.html": b"A"})
    runs.run({"a.html": b"A"})
    assert runs.kept == []


def test_sizes_are_known_of_what_this_build_put_or_kept(runs):
    runs.run({"a.html": b"12345"}, shows="1")
    folder = SiteFolder(runs.root, runs.rows, "")
    assert folder.size("a.html") is None
    assert folder.keep("a.html", "1")
    assert folder.size("a.html") == 5
    folder.put("b.html", b"123")
    assert folder.size("b.html") == 3
    assert folder.size("c.html") is None


def test_one_path_is_put_once(runs):
    folder = runs.run({"a.html": b"A"})
    with pytest.raises(ValueError, match="written twice"):
        folder.put("a.html", b"B")
    assert (runs.root / "a.html").read_bytes() == b"A"


def test_files_of_gone_pages_go_and_so_do_their_empty_folders(runs):
    runs.run({"tin-tuc/2024/01/a/index.html": b"A", "tin-tuc/2024/02/b/index.html": b"B"})
    runs.run({"tin-tuc/2024/02/b/index.html": b"B"})
    assert not (runs.root / "tin-tuc/2024/01").exists()
    assert (runs.root / "tin-tuc/2024/02/b/index.html").exists()
    runs.run({})
    assert {path.name for path in runs.root.iterdir()} == {MARKER}


def test_a_gone_file_that_is_gone_already_is_no_matter(runs):
    runs.run({"a/b.html": b"B", "c.html": b"C"})
    shutil.rmtree(runs.root / "a")
    runs.run({"c.html": b"C"})
    assert set(runs.rows) == {"c.html"}


def test_a_foreign_file_survives_a_build_but_not_one_after_a_build_that_did_not_end(runs):
    runs.run({"a.html": b"A"})
    (runs.root / "google123.html").write_bytes(b"mine")
    runs.run({"a.html": b"A"})
    assert (runs.root / "google123.html").exists()
    runs.run({"a.html": b"A"}, finished=False)
    assert not (runs.root / "google123.html").exists()
    assert (runs.root / "a.html").exists()


def test_a_folder_of_somebody_else_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ForeignFolderError, match="thư mục xuất không trống"):
        SiteFolder(tmp_path, {}, "")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_looking_at_a_folder_does_not_touch_its_marker(runs):
    runs.run({})
    os.utime(runs.root / MARKER, (1, 1))
    runs.run({})
    assert (runs.root / MARKER).stat().st_mtime == 1


def test_a_full_disk_leaves_the_old_file_and_no_rest(runs, monkeypatch):
    runs.run({"a.html": b"old"})
    write = os.write

    def full(descriptor, data):
        if len(data) == 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, data[: len(data) - 1])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(WriteError, match="không ghi được") as caught:
        runs.run({"a.html": b"new one"})
    assert "\n" not in str(caught.value)
    assert (runs.root / "a.html").read_bytes() == b"old"
    assert {path.name for path in runs.root.iterdir()} == {"a.html", MARKER}


def test_another_disk_below_the_folder_is_written_to(runs):
    (runs.root).mkdir()
    (runs.root / MARKER).touch()
    with TemporaryDirectory(dir="/dev/shm") as elsewhere:
        if Path(elsewhere).stat().st_dev == runs.root.stat().st_dev:
            pytest.skip("there is one file system only")
        (runs.root / "anh").symlink_to(elsewhere)
        runs.run({"anh/a.jpg": b"A"})
        runs.run({"anh/a.jpg": b"B"})
        assert {path.name: path.read_bytes() for path in Path(elsewhere).iterdir()} == {"a.jpg": b"B"}
    assert {path.name for path in runs.root.iterdir()} == {MARKER, "anh"}


# What shapes a site


def test_settings_that_say_where_things_lie_do_not_shape_the_site():
    settings = {"SITENAME": "Cổng", "OUTPUT_PATH": "/a", "CACHE_PATH": "/b", "PATH": "/c", "THEME": "/d", "x": 1}
    moved = {**settings, "OUTPUT_PATH": "/e", "CACHE_PATH": "/f", "PATH": "/g", "THEME": "/h", "x": 2}
    assert fingerprints.settings_digest(settings) == fingerprints.settings_digest(moved)
    assert fingerprints.settings_digest(settings) != fingerprints.settings_digest({**settings, "SITENAME": "Khác"})
    assert fingerprints.settings_digest(settings) != fingerprints.settings_digest({**settings, "NEW": None})


def test_the_address_of_a_value_in_memory_does_not_tell_settings_apart():
    assert fingerprints.settings_digest({"F": object()}) == fingerprints.settings_digest({"F": object()})


def test_code_and_the_data_that_it_ships_with_shape_the_site(tmp_path, monkeypatch):
    monkeypatch.setattr(fingerprints, "ROOT", tmp_path)
    for name in ("portal/a.py", "plugins/b/c.py", "plugins/b/d.bin", "plugins/b/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    digests = [fingerprints.code_digest()]
    (tmp_path / "plugins/b/e.txt").write_text("2")
    assert fingerprints.code_digest() == digests[0]
    for name in ("portal/a.py", "plugins/b/c.py", "plugins/b/d.bin"):
        (tmp_path / name).write_text("2")
        digests.append(fingerprints.code_digest())
    assert len(set(digests)) == len(digests)


def test_templates_shape_pages_and_style_does_not(tmp_path):
    for name in ("templates/fragments/a.html", "components/tags/component.html", "components/tags/component.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    digests = [fingerprints.templates_digest(tmp_path)]
    (tmp_path / "components/tags/component.css").write_text("2")
    assert fingerprints.templates_digest(tmp_path) == digests[0]
    for name in ("templates/fragments/a.html", "components/tags/component.html"):
        (tmp_path / name).write_text("2")
        digests.append(fingerprints.templates_digest(tmp_path))
    (tmp_path / "templates/fragments/a.html").rename(tmp_path / "templates/fragments/b.html")
    digests.append(fingerprints.templates_digest(tmp_path))
    assert len(set(digests)) == 4


def test_code_of_the_portal_and_of_plugins_and_versions_of_libraries_are_told_apart(tmp_path, monkeypatch):
    monkeypatch.setattr(fingerprints, "ROOT", tmp_path)
    digests = []
    for name, content in (("portal/a.py", "1"), ("plugins/b/c.py", "1"), ("portal/a.py", "2"), ("plugins/d.py", "")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
        digests.append(fingerprints.code_digest())
    (tmp_path / "plugins/note.txt").write_text("no code")
    assert fingerprints.code_digest() == digests[-1]
    monkeypatch.setattr(fingerprints, "version", lambda name: "99")
    digests.append(fingerprints.code_digest())
    assert len(set(digests)) == 5


def test_a_mode_that_is_none_is_told():
    assert BuilderConfig.from_settings({}).mode == "inline"
    assert BuilderConfig.from_settings({"INCREMENTAL_BUILD_MODE": "ssi"}).mode == "ssi"
    with pytest.raises(ConfigError, match="INCREMENTAL_BUILD_VERIFY"):
        BuilderConfig.from_settings({"INCREMENTAL_BUILD_VERIFY": "có"})
    with pytest.raises(ConfigError, match="INCREMENTAL_BUILD_MODE"):
        BuilderConfig.from_settings({"INCREMENTAL_BUILD_MODE": "esi"})


# Workers


@pytest.fixture
def eager_workers(monkeypatch):
    monkeypatch.setattr(workers, "_WORTH_PROCESSES", 1)
    monkeypatch.setattr(workers, "_CHUNK", 3)


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_results_come_in_the_order_of_the_inputs(eager_workers, processes):
    assert list(in_parallel(lambda: lambda n: n * n, range(20), processes=processes)) == [n * n for n in range(20)]


def test_a_job_is_made_once_in_each_process(eager_workers):
    def make_job():
        name = object()
        return lambda _: (os.getpid(), id(name))

    made = set(in_parallel(make_job, range(20), processes=2))
    assert len(made) == len({process for process, _ in made}) <= 2


def test_few_inputs_are_done_here():
    assert set(in_parallel(lambda: lambda _: os.getpid(), range(50), processes=2)) == {os.getpid()}


def test_a_worker_that_dies_ends_the_build_with_one_line(eager_workers):
    with pytest.raises(WorkerError, match="Một tiến trình phụ bị dừng giữa chừng") as caught:
        list(in_parallel(lambda: lambda n: os._exit(9) if n == 10 else n, range(20), processes=2))
    assert "\n" not in str(caught.value)


def test_an_error_in_a_worker_is_the_error_of_the_build(eager_workers):
    def fail(number):
        raise WriteError.of("a/b", OSError(errno.ENOSPC, "No space left on device"))

    with pytest.raises(WriteError, match="a/b: không ghi được"):
        list(in_parallel(lambda: fail, range(20), processes=2))


def test_after_a_worker_died_work_goes_on(eager_workers):
    with pytest.raises(WorkerError):
        list(in_parallel(lambda: lambda n: os._exit(9), range(20), processes=2))
    assert list(in_parallel(lambda: str, range(5), processes=2)) == ["0", "1", "2", "3", "4"]


# What content can never do


def test_a_stray_mark_in_a_page_is_an_error_and_never_served():
    with pytest.raises(stitching.StrayMarkError):
        stitching.stitch(b"<p>\x02latest_news:<b>\x03</p>", lambda _place: b"")


@pytest.mark.parametrize("path", ["../a.html", "a/../../b.html", "/etc/passwd", "a//b.html", "", "./a.html"])
def test_nothing_is_written_out_of_the_site(path, tmp_path):
    folder = SiteFolder(tmp_path / "out", {}, "")
    with pytest.raises(ValueError, match="not a path in the site"):
        folder.put(path, b"x")


@pytest.mark.parametrize("variant", ["../x", "a\x03b", "a b", "a..b"])
def test_a_variant_that_could_leave_its_folder_is_refused(variant):
    with pytest.raises(ValueError, match="not a fragment"):
        place("latest_news", variant)
