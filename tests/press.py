"""Builds of a newsroom, each in a process of its own: forked, or fresh; to the end, or killed at one of its steps.

Run as a program it is the fresh process: its argument is the job as JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import traceback
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.editing import Newsroom

# What Python tells of acts on the disk; the statements of the store are counted beside them.
_STEPS = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate", "os.utime"})
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def die_at(step: int) -> None:
    """Let this process and its children be killed, as by ``kill -9``, before its act number *step* on the disk."""
    left = iter(range(step - 1))

    def act(*_: object) -> None:
        if next(left, None) is None:
            os.killpg(os.getpgrp(), signal.SIGKILL)

    def hear(event: str, given: tuple[Any, ...]) -> None:
        if event in _STEPS or (event == "open" and (given[2] or 0) & _WRITING):
            act()

    def connect(*given: Any, **named: Any) -> sqlite3.Connection:
        connection = sqlite3_connect(*given, **named)
        connection.set_trace_callback(act)
        return connection

    sqlite3_connect, sqlite3.connect = sqlite3.connect, connect
    sys.addaudithook(hear)


def build(code: str, settings: dict[str, object], epoch: int, kill_at: int) -> int:
    """Build in this process, with the settings of the folder *code*, and return the exit status."""
    from pelican.settings import read_settings

    from plugins.incremental_build.plugin import PortalPelican

    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    read = read_settings(str(Path(code, "pelicanconf.py")), override=settings)
    if kill_at:
        die_at(kill_at)
    try:
        PortalPelican(read).run()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@dataclass(frozen=True)
class Printed:
    """How a build ended: its exit status (-9 when it was killed) and what it printed."""

    status: int
    out: str
    err: str


@dataclass
class Press:
    """Builds *room* into an output folder beside it. *warm* is a cache of fonts that was filled before any edit."""

    room: Newsroom
    warm: Path | None = None
    _numbers: count[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.output, self.cache = self.room.output, self.room.root / "cache"
        self._warm_up(self.cache)
        self._last: Printed | None = None

    def build(self) -> Printed:
        """Build once, as the last act in the newsroom wants it."""
        self._last = self._run(self.output, self.cache, self.room.kill_at)
        if not (self.room.kill_at and self._last.status == -signal.SIGKILL):
            self._assert_ended(self._last)
        return self._last

    def assert_equals_clean(self, *told: object) -> None:
        """Assert that readers and editors get what a build gives that remembers nothing; *told* is shown if not."""
        if self._last is None or self._last.status == -signal.SIGKILL:
            self._last = self._run(self.output, self.cache)
            self._assert_ended(self._last)
        root = self.room.root / "clean"
        shutil.rmtree(root, ignore_errors=True)
        self._warm_up(root / "cache")
        clean = self._run(root / "output", root / "cache")
        self._assert_ended(clean)
        assert difference(self.output, root / "output") is None, (difference(self.output, root / "output"), *told)
        assert (self._last.status, self._last.err) == (clean.status, clean.err), told
        shutil.rmtree(root)

    @staticmethod
    def _assert_ended(printed: Printed) -> None:
        assert printed.status in (0, 1), printed
        assert printed.out.startswith(("Đã dựng", "Không có gì đổi")), printed

    def _warm_up(self, cache: Path) -> None:
        cache.mkdir(parents=True, exist_ok=True)
        if self.warm is not None and self.room.code is None:
            shutil.copytree(self.warm / "assets", cache / "assets", dirs_exist_ok=True)

    def _run(self, output: Path, cache: Path, kill_at: int = 0) -> Printed:
        from tests.building import ROOT

        room = self.room
        places = {"PATH": room.content, "THEME": room.theme, "OUTPUT_PATH": output, "CACHE_PATH": cache}
        # A build that remembers refuses to lose a fifth of the articles at once, and a clean one knows of no loss: acts
        # that lose a photo of many articles would part the two.
        settings = {**{name: str(path) for name, path in places.items()}, "ARTICLES_ALLOW_FEWER": True, **room.settings}
        job = (str(room.code or ROOT), settings, room.epoch, kill_at)
        folder = room.root / "printed" / str(next(self._numbers))
        folder.mkdir(parents=True)
        run = _fresh if room.fresh or room.code else _forked
        with open(folder / "out", "wb") as out, open(folder / "err", "wb") as err:  # noqa: PTH123
            status = run(job, out.fileno(), err.fileno())
        return Printed(status, (folder / "out").read_text("utf-8"), (folder / "err").read_text("utf-8"))


Job = tuple[str, dict[str, object], int, int]


def _forked(job: Job, out: int, err: int) -> int:
    """Build in a fork of this process, which never built: a fresh state without the cost of a fresh interpreter."""
    from tests.workshop import load_for_all

    load_for_all()
    pid = os.fork()
    if pid == 0:
        status = 70
        try:
            os.setpgid(0, 0)
            os.dup2(out, 1)
            os.dup2(err, 2)
            # Pytest's own do not lead to the descriptors.
            sys.stdout = open(1, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115
            sys.stderr = open(2, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115
            status = build(*job)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _fresh(job: Job, out: int, err: int) -> int:
    """Build in a new interpreter, as Pelican's command does, with the code of the job."""
    # Without compiled files: two edits of a file in one second may else look like one.
    command = [sys.executable, "-P", "-B", __file__, json.dumps(job)]
    return subprocess.run(command, cwd="/", stdout=out, stderr=err, start_new_session=True, check=False).returncode


def difference(one: Path, two: Path) -> str | None:
    """Return where the files of two folders differ first: the path, and the first line that is not the same."""
    here, there = (
        {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()} for root in (one, two)
    )
    if here != there:
        path = min(here ^ there)
        return f"{path} is only in {one if path in here else two}"
    for path in sorted(here):
        left, right = (one / path).read_bytes(), (two / path).read_bytes()
        if left != right:
            lines = zip([*left.split(b"\n"), b""], [*right.split(b"\n"), b""], strict=False)
            first = next((pair for pair in lines if pair[0] != pair[1]), (b"", b""))
            return f"{path}: {first[0][:300]!r} is not {first[1][:300]!r}"
    return None


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    sys.path.insert(0, given[0])
    import plugins

    assert str(Path(plugins.__file__).parents[1]) == given[0], plugins.__file__
    sys.exit(build(*given))
