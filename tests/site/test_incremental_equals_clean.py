"""Whatever was edited, in whatever order: an incremental build leaves byte for byte what a clean one does."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins.incremental_build.plugin import PortalPelican
from tests.building import ROOT, files
from tests.editing import ACTS, Newsroom


def build_here(room: Newsroom, output: Path, cache: Path) -> None:
    """Build in a forked process: a fresh state without the cost of a fresh interpreter."""
    pid = os.fork()
    if pid == 0:
        status = 2
        try:
            os.environ["SOURCE_DATE_EPOCH"] = str(room.epoch)
            with open(os.devnull, "w") as nowhere:  # noqa: PTH123
                os.dup2(nowhere.fileno(), 1)
                os.dup2(nowhere.fileno(), 2)
            PortalPelican(settings_of(room, output, cache)).run()
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
        except BaseException:
            import traceback

            (output.parent / "crash.txt").write_text(traceback.format_exc(), "utf-8")
        finally:
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    crash = output.parent / "crash.txt"
    assert status in (0, 1), crash.read_text("utf-8") if crash.exists() else status


def settings_of(room: Newsroom, output: Path, cache: Path) -> dict[str, object]:
    from pelican.settings import read_settings

    places = {"PATH": str(room.content), "OUTPUT_PATH": str(output), "THEME": str(room.theme), "CACHE_PATH": str(cache)}
    return read_settings(str(ROOT / "pelicanconf.py"), override={**places, **room.settings})


def assert_equal(room: Newsroom, output: Path, clean_root: Path, acts: list[str]) -> None:
    """Assert that *output* is what a clean build gives. The cache of photos and fonts is shared: it has no memory."""
    shutil.rmtree(clean_root, ignore_errors=True)
    cache = clean_root / "cache"
    shutil.copytree(output.parent / "cache", cache, ignore=shutil.ignore_patterns("sites"))
    clean_root.mkdir(exist_ok=True)
    build_here(room, clean_root / "output", cache)
    one, two = files(output), files(clean_root / "output")
    assert sorted(one) == sorted(two), acts
    for path in one:
        assert one[path] == two[path], (path, acts)


def check_sequence(root: Path, seed: int, length: int) -> None:
    room = Newsroom(root, seed)
    output, cache = root / "output", root / "cache"
    build_here(room, output, cache)
    look = random.Random(seed).randrange(length)
    acts: list[str] = []
    for number in range(length):
        acts.append(room.act())
        if not any(room.content.glob("tin-tuc/**/*.md")):
            room.add()
        build_here(room, output, cache)
        if number in (look, length - 1):
            assert_equal(room, output, root / "clean", acts)


@pytest.mark.parametrize("seed", range(40))
def test_an_incremental_build_equals_a_clean_one(seed, tmp_path):
    check_sequence(tmp_path, seed, 5)


def test_there_are_at_least_fifteen_kinds_of_edits():
    assert len(ACTS) >= 15


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 1100))
def test_a_long_sequence_of_edits_equals_a_clean_build(seed, tmp_path):
    check_sequence(tmp_path, seed, 20)


@pytest.mark.parametrize("seed", range(3))
def test_a_build_that_was_killed_leaves_nothing_that_the_next_does_not_mend(seed, tmp_path):
    room = Newsroom(tmp_path, seed)
    output, cache = tmp_path / "output", tmp_path / "cache"
    build_here(room, output, cache)
    acts = [room.act() for _ in range(4)]
    command = [
        str(Path(sys.prefix, "bin", "pelican")), str(room.content), "-s", str(ROOT / "pelicanconf.py"),
        "-o", str(output), "-t", str(room.theme), "-e", f'CACHE_PATH="{cache}"',
    ]  # fmt: skip
    for wait in (0.7, 0.9, 1.1):
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            env={"SOURCE_DATE_EPOCH": str(room.epoch)}, cwd="/",
        )  # fmt: skip
        time.sleep(wait)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        acts.append(room.act())
    build_here(room, output, cache)
    assert_equal(room, output, tmp_path / "clean", acts)
