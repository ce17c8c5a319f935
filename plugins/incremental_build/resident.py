"""The resident builder: has loaded once all that a build needs, and forks a child for each build.

Started by `plugins.incremental_build.builder`, never by hand. A line on standard input asks for a build; the answer is
a line of JSON on the descriptor that the command line names. The child runs Pelican's own command line, as a build in
a process of its own does, and ends: no state goes from one build to the next. This process has no threads, so a fork
of it is whole. It ends when its standard input does, as when the preview is gone.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import os
import pkgutil
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO, Any, TextIO

import plugins
from portal.system import speak_utf8

# Modules of a plugin that no build needs: command lines, and what the preview itself is made of.
_NOT_FOR_BUILDS = frozenset({"cli", "builder", "preview", "resident", "server"})
# What Pelican's command line loads only when it runs.
_LATE = ("rich.status",)


class Told(io.TextIOBase):
    """A standard error that also keeps what is told, for the pages of the preview."""

    def __init__(self, terminal: TextIO, kept: IO[bytes]) -> None:
        self._terminal = terminal
        self._kept = kept

    def write(self, text: str) -> int:
        """Write *text* to both."""
        self._kept.write(text.encode("utf-8", "replace"))
        return self._terminal.write(text)

    def flush(self) -> None:
        """Flush the terminal; what is kept has no buffer."""
        self._terminal.flush()

    def fileno(self) -> int:
        """Return the terminal's descriptor."""
        return self._terminal.fileno()

    def isatty(self) -> bool:
        """Tell whether it is a terminal."""
        return self._terminal.isatty()


def load_all() -> None:
    """Load every module of every plugin but the command lines. What cannot be loaded, each build tells by itself."""
    for name in _LATE:
        importlib.import_module(name)
    for plugin in pkgutil.iter_modules(plugins.__path__, "plugins."):
        with suppress(Exception):
            for module in pkgutil.iter_modules(importlib.import_module(plugin.name).__path__):
                if module.name not in _NOT_FOR_BUILDS:
                    importlib.import_module(f"{plugin.name}.{module.name}")


def build(arguments: Sequence[str]) -> int:
    """Run Pelican's command line with *arguments*; return the exit status that a process of its own would have."""
    try:
        import pelican

        pelican.main(list(arguments))
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def _in_child(arguments: Sequence[str], kept: IO[bytes]) -> None:
    """Build and end this process, without taking apart what it loaded: that would cost a tenth of a second."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stderr = Told(sys.stderr, kept)
    status = 1
    try:
        status = build(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _build_in_child(arguments: Sequence[str], kept: IO[bytes]) -> dict[str, Any]:
    kept.seek(0)
    kept.truncate()
    child = os.fork()
    if child == 0:
        _in_child(arguments, kept)
    try:
        _, status = os.waitpid(child, 0)
    except SystemExit:
        with suppress(ProcessLookupError, ChildProcessError):  # the child got the signal, too, and may be gone already
            os.kill(child, signal.SIGTERM)
            os.waitpid(child, 0)
        raise
    kept.seek(0)
    return {"status": os.waitstatus_to_exitcode(status), "told": kept.read().decode("utf-8", "replace")}


def _end(*_: object) -> None:
    raise SystemExit(0)


def main(answers: int, arguments: Sequence[str]) -> None:
    """Build at each line of standard input; write each answer to the descriptor *answers*."""
    signal.signal(signal.SIGTERM, _end)
    speak_utf8()
    load_all()
    # What is loaded now stays: a child's collector need not look through it, nor copy its pages of memory.
    gc.collect()
    gc.freeze()
    with TemporaryFile(buffering=0) as kept:
        while sys.stdin.buffer.readline():
            os.write(answers, json.dumps(_build_in_child(arguments, kept)).encode() + b"\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
