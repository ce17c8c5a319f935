"""Work in several processes: forked, so that they know what this one knows; results in the order of the inputs."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, TypeVar

from portal.problem import PortalError

Given = TypeVar("Given")
Made = TypeVar("Made")

# A chunk is the unit of work: large enough that handing it over costs little, small enough that both ends stay busy.
_CHUNK = 100
# Below this, starting processes costs more than it saves (0.05 s each on the reference machine).
_WORTH_PROCESSES = 200

# What a forked process is to do, by the bounds of a chunk: set just before the fork, as inputs and functions with state
# cannot be sent.
_do_chunk: Callable[[tuple[int, int]], list[Any]] | None = None


class WorkerError(PortalError):
    """A process that was to read or render ended by itself."""


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_parallel(
    make_job: Callable[[], Callable[[Given], Made]], inputs: Sequence[Given], *, processes: int | None = None
) -> Iterator[Made]:
    """Yield ``job(input)`` for each of *inputs*, in order; *make_job* is called once in each process.

    Args:
        processes: how many; as many as processors when left out. Few inputs are done here.

    Raises:
        WorkerError: a process ended, as one does that is killed or out of memory.
    """
    global _do_chunk  # noqa: PLW0603  # inherited by the fork
    count = processors() if processes is None else processes
    if count == 1 or len(inputs) < _WORTH_PROCESSES:
        with _collected():
            yield from map(make_job(), inputs)
        return
    bounds = [(start, start + _CHUNK) for start in range(0, len(inputs), _CHUNK)]
    _do_chunk = _by_bounds(make_job, inputs)
    try:
        gc.freeze()  # what is there now is not garbage, and looking at it would copy it into each process
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(count, mp_context=context, initializer=gc.enable) as pool:
            for made in pool.map(_run, bounds):
                yield from made
    except BrokenProcessPool:
        raise WorkerError(
            "Một tiến trình phụ bị dừng giữa chừng → xem lại bộ nhớ của máy rồi dựng lại; chưa có gì bị mất."
        ) from None
    finally:
        _do_chunk = None


@contextmanager
def _collected() -> Iterator[None]:
    """Let the garbage collector work, as parsers and templates leave some, even while it rests elsewhere."""
    rests = not gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        if rests:
            gc.disable()


def _by_bounds(
    make_job: Callable[[], Callable[[Given], Made]], inputs: Sequence[Given]
) -> Callable[[tuple[int, int]], list[Made]]:
    """Return what does the inputs between two bounds, with one job for all that a process does."""
    jobs: list[Callable[[Given], Made]] = []

    def run(bounds: tuple[int, int]) -> list[Made]:
        if not jobs:
            jobs.append(make_job())
        return [jobs[0](item) for item in inputs[slice(*bounds)]]

    return run


def _run(bounds: tuple[int, int]) -> list[Any]:
    if _do_chunk is None:
        raise RuntimeError("a worker has no job: it was not forked")
    return _do_chunk(bounds)
