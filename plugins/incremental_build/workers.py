"""Work in several processes: forked, so that they know what this one knows; results in the order of the inputs."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from portal.problem import PortalError

Given = TypeVar("Given")
Made = TypeVar("Made")

# A chunk is the unit of work: large enough that handing it over costs little, small enough that both ends stay busy.
_CHUNK = 100
# Below this, starting processes costs more than it saves (0.05 s each on the reference machine).
_WORTH_PROCESSES = 200

# What a forked process is to do: set just before the fork, as functions with state cannot be sent.
_job: Callable[[Any], Any] | None = None


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
    global _job  # noqa: PLW0603  # inherited by the fork
    count = processors() if processes is None else processes
    if count == 1 or len(inputs) < _WORTH_PROCESSES:
        yield from map(make_job(), inputs)
        return
    chunks = [inputs[start : start + _CHUNK] for start in range(0, len(inputs), _CHUNK)]
    _job = _whole_chunks(make_job)
    context = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(count, mp_context=context) as pool:
            for made in pool.map(_run, chunks):
                yield from made
    except BrokenProcessPool:
        raise WorkerError(
            "Một tiến trình phụ bị dừng giữa chừng → xem lại bộ nhớ của máy rồi dựng lại; chưa có gì bị mất."
        ) from None
    finally:
        _job = None


def _whole_chunks(make_job: Callable[[], Callable[[Given], Made]]) -> Callable[[Iterable[Given]], list[Made]]:
    made: list[Callable[[Given], Made]] = []

    def run(chunk: Iterable[Given]) -> list[Made]:
        if not made:
            made.append(make_job())
        return [made[0](item) for item in chunk]

    return run


def _run(chunk: Any) -> Any:
    if _job is None:
        raise RuntimeError("a worker has no job: it was not forked")
    return _job(chunk)
