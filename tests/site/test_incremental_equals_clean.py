"""Whatever was edited, in whatever order: an incremental build leaves byte for byte what a clean one does."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.building import ROOT
from tests.editing import ACTS, Newsroom
from tests.press import Press, difference

EVERY_DAY = range(40)
LONG = range(1000, 1100)


def check_sequence(room: Newsroom, press: Press, length: int, looks: int) -> list[str]:
    """Do *length* acts, build after each, and compare after the last and after *looks* random earlier ones."""
    press.build()
    looked_at = {length - 1, *random.Random(repr(room.random.getstate())).sample(range(length - 1), looks)}
    acts: list[str] = []
    for number in range(length):
        acts.append(room.act())
        press.build()
        if number in looked_at:
            press.assert_equals_clean(acts, room.settings)
    return acts


@pytest.mark.parametrize("seed", EVERY_DAY)
def test_an_incremental_build_equals_a_clean_one(seed, tmp_path, warm_cache):
    room = Newsroom(tmp_path, seed)
    check_sequence(room, Press(room, warm_cache), 5, 1)


def test_there_are_at_least_fifteen_kinds_of_edits():
    assert len(ACTS) >= 15


def test_every_kind_of_edit_is_among_those_of_every_day(tmp_path):
    done = set()
    for seed in EVERY_DAY:
        room = Newsroom(tmp_path / str(seed), seed)
        done |= {room.act() for _ in range(5)}
    assert done == ACTS.keys()


def test_the_same_seed_edits_the_same(tmp_path):
    rooms = [Newsroom(tmp_path / name, 1) for name in ("one", "two")]
    acts = [[room.act() for _ in range(40)] for room in rooms]
    assert acts[0] == acts[1]
    assert "edit_code" in acts[0]
    for folder in ("content", "theme", "code"):
        assert difference(rooms[0].root / folder, rooms[1].root / folder) is None


@pytest.mark.long
@pytest.mark.parametrize("seed", LONG)
def test_a_long_sequence_of_edits_equals_a_clean_build(seed, tmp_path):
    room = Newsroom(tmp_path, seed)
    check_sequence(room, Press(room), 20, 3)


@pytest.mark.parametrize("seed", range(3))
def test_a_build_that_was_killed_leaves_nothing_that_the_next_does_not_mend(seed, tmp_path, warm_cache):
    room = Newsroom(tmp_path, seed)
    press = Press(room, warm_cache)
    press.build()
    acts = [room.act() for _ in range(4)]
    for wait in (0.7, 0.9, 1.1):
        kill_after(wait, room, press.cache)
        acts.append(room.act())
    room.kill_at = 0
    press.build()
    press.assert_equals_clean(acts, room.settings)


def kill_after(seconds: float, room: Newsroom, cache: Path) -> None:
    """Begin a build by Pelican's own command and kill it after so long."""
    command = [
        str(Path(sys.prefix, "bin", "pelican")), str(room.content),
        "-s", str((room.code or ROOT) / "pelicanconf.py"), "-o", str(room.output), "-t", str(room.theme),
        "-e", f'CACHE_PATH="{cache}"',
    ]  # fmt: skip
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        env={"SOURCE_DATE_EPOCH": str(room.epoch)}, cwd="/",
    )  # fmt: skip
    time.sleep(seconds)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
