"""`desk serve` and its like for tests: in a session of its own, as a terminal starts it, on the code of any folder."""

from __future__ import annotations

import fcntl
import http.client
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.building import EPOCH, ROOT

# What of the project a build is made from.
_CODE = ("desk", "plugins", "portal", "theme", "pelicanconf.py", "publishconf.py")
_NOT_CODE = shutil.ignore_patterns("__pycache__")
# On a busy machine, with a disk that others use: a wait ends with its condition.
_PATIENCE_SECONDS = 120


def own_project(root: Path, cache: Path) -> Path:
    """Return a copy of the project's code that a test may edit, with a warm *cache*."""
    root.mkdir()
    for name in _CODE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=_NOT_CODE)
        else:
            shutil.copy(source, root / name)
    shutil.copytree(cache, root / ".cache", ignore=shutil.ignore_patterns("sites"))
    return root


def free_port() -> int:
    """Return a port below those that systems give to connections: else one may have it by the time it is opened."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as taken, suppress(OSError):
            taken.bind(("127.0.0.1", port))
            return port


@contextmanager
def builds_wait(project: Path) -> Iterator[None]:
    """Let builds by the code in *project* wait, as for another build, until the end of the block."""
    (lock,) = project.glob(".cache/sites/*/lock")
    with lock.open("r+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


class Preview:
    """A running preview of the content in *folder*, by the code in *project*; *command* instead of `desk serve`."""

    def __init__(self, folder: Path, port: int, project: Path = ROOT, command: Sequence[str] = ()) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self._output = (folder / f"printed-{port}.txt").open("w+")
        of_site = ("serve", "--content", str(folder / "content"), "--output", str(folder / "output"))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "desk", *(command or of_site), "--port", str(port)],
            cwd="/",
            env={"SOURCE_DATE_EPOCH": EPOCH, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(project)},
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def printed(self) -> str:
        return Path(self._output.name).read_text("utf-8")

    def wait_until(self, holds: Callable[[], object]) -> None:
        end = time.monotonic() + _PATIENCE_SECONDS
        while not holds():
            assert time.monotonic() < end, self.printed()
            time.sleep(0.02)

    def wait_for(self, text: str, times: int = 1) -> None:
        """Wait until *text* was printed *times* times."""
        self.wait_until(lambda: self.printed().count(text) >= times)

    def builds(self) -> int:
        """Return how many builds told what they did."""
        return self.printed().count("Đã dựng") + self.printed().count("Không có gì đổi")

    def page(self, path: str, **headers: str) -> str:
        """Return the page at *path*."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE_SECONDS)
        try:
            connection.request("GET", path, headers=headers)
            return connection.getresponse().read().decode()
        finally:
            connection.close()

    def builder(self) -> int:
        """Return the process that forks the builds."""
        (pid,) = self._children(self.process.pid)
        return pid

    def wait_for_a_build(self) -> int:
        """Wait until a build runs; return its process."""
        self.wait_until(lambda: self._children(self.builder()))
        return self._children(self.builder())[0]

    def interrupt(self) -> int:
        """Press Ctrl-C: every process of the terminal's foreground group gets the signal. Return the exit status."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(_PATIENCE_SECONDS)

    def processes(self) -> list[int]:
        """Return the processes that it started and that still run, whatever became of their parents."""
        return [
            pid for pid, (state, _, session) in _processes().items() if session == self.process.pid and state != "Z"
        ]

    def close(self) -> None:
        for pid in self.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self._output.close()

    @staticmethod
    def _children(parent: int) -> list[int]:
        return [pid for pid, (state, its_parent, _) in _processes().items() if its_parent == parent and state != "Z"]


def _processes() -> dict[int, tuple[str, int, int]]:
    """Return process → its state, parent and session."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            with suppress(OSError):
                state, parent, _, session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
                found[int(folder.name)] = state, int(parent), int(session)
    return found
