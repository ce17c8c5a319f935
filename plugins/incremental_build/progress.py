"""Progress of long work, shown on a terminal: a bar with the part that is done and the time that is left."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

Result = TypeVar("Result")

# Shorter work shows nothing: a bar that comes and goes at once only disturbs.
_WORTH_SHOWING_SECONDS = 1.0
_STEPS = 200
_SHOW_CURSOR = "\x1b[?25h"


def shown(results: Iterable[Result], total: int, label: str) -> Iterable[Result]:
    """Yield *results*, of which there are *total*; on a terminal a bar named *label* follows them if they take long.

    The bar goes to the process's first standard error: what stands in for it keeps words, and a bar is none.
    """
    terminal = _terminal()
    return results if terminal is None else _with_bar(iter(results), total, label, terminal)


def show_cursor() -> None:
    """Show the terminal's cursor again, which a bar hides and a process that was killed leaves hidden."""
    terminal = _terminal()
    if terminal is not None:
        print(_SHOW_CURSOR, end="", file=terminal, flush=True)


def _terminal() -> TextIO | None:
    stream = sys.__stderr__
    return stream if stream is not None and not stream.closed and stream.isatty() else None


def _with_bar(results: Iterator[Result], total: int, label: str, terminal: TextIO) -> Iterator[Result]:
    end = time.monotonic() + _WORTH_SHOWING_SECONDS
    done = 0
    while time.monotonic() < end:
        try:
            result = next(results)
        except StopIteration:
            return
        done += 1
        yield result
    import click  # 20 ms, which most builds can do without

    with click.progressbar(
        length=total, label=label, file=terminal, show_pos=True, update_min_steps=max(1, total // _STEPS)
    ) as bar:
        bar.update(done)
        for result in results:
            yield result
            bar.update(1)
