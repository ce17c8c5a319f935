"""The preview's side of the resident builder: starts it, asks it for builds, starts it anew, ends it."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from portal.system import undisturbed

# As long may a build take to end when asked to; then it is killed. Either way the next build starts from a whole state.
_PATIENCE_SECONDS = 5.0
_DIED = "Chương trình dựng bị dừng đột ngột; đã khởi động lại."
_DIED_TWICE = "Chương trình dựng lại bị dừng đột ngột → xem lại bộ nhớ của máy, rồi lưu lần nữa để dựng lại."


@dataclass(frozen=True)
class Outcome:
    """How a build ended.

    Attributes:
        status: the exit status that the build in a process of its own would have; below 0: killed by that signal.
        told: what it wrote to its standard error.
    """

    status: int
    told: str

    @property
    def has_built(self) -> bool:
        """Tell whether the site is a new one, with or without problems."""
        return self.status in (0, 1)


class Builder:
    """A process that is ready to build at once: `plugins.incremental_build.resident`.

    It has a process group of its own: Ctrl-C reaches the preview only, which then ends the builder without a word.
    """

    def __init__(self, arguments: Sequence[str], root: Path) -> None:
        """Start it. *arguments* are those of Pelican's command line, *root* is where the code lies."""
        self._arguments = list(arguments)
        self._root = root
        self._start()

    def _start(self) -> None:
        answers, for_builder = os.pipe()
        # -B: Python tells a module from its compiled form by seconds and size, and an editor may save twice in one.
        with undisturbed():
            self._process = subprocess.Popen(  # noqa: S603  # our own command line
                [sys.executable, "-B", "-m", f"{__package__}.resident", str(for_builder), *self._arguments],
                cwd=self._root, stdin=subprocess.PIPE, bufsize=0, pass_fds=(for_builder,), process_group=0,
            )  # fmt: skip
        os.close(for_builder)
        self._answers: IO[bytes] = os.fdopen(answers, "rb")

    def build(self) -> Outcome:
        """Build and return how it ended. A builder that died is started again, and builds then."""
        answer = self._ask()
        if not answer:
            print(_DIED, file=sys.stderr, flush=True)
            self.restart()
            answer = self._ask()
        if not answer:
            print(_DIED_TWICE, file=sys.stderr, flush=True)
            self.restart()
            return Outcome(-signal.SIGKILL, _DIED_TWICE)
        return Outcome(**json.loads(answer))

    def _ask(self) -> bytes:
        """Return the answer to one request; empty when nobody is there any more."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(b"\n")
        except BrokenPipeError:
            return b""
        return self._answers.readline()

    def restart(self) -> None:
        """Start with the code as it is now."""
        self.stop()
        self._start()

    def stop(self) -> None:
        """End the builder, the build that it is at, and the workers of that build."""
        for final in (signal.SIGTERM, signal.SIGKILL):
            # Its group keeps its number until wait(), even when the builder itself is dead.
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, final)
            if self._is_gone_within(_PATIENCE_SECONDS):
                break
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()
        self._answers.close()

    def _is_gone_within(self, seconds: float) -> bool:
        """Wait for the end of the answers: every process of the group can write some, so then none is left."""
        end = time.monotonic() + seconds
        while select.select([self._answers], [], [], max(0, end - time.monotonic()))[0]:
            if not os.read(self._answers.fileno(), 65536):
                return True
        return False
