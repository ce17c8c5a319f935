"""A limit to the work that one article may cost in a build: whatever it holds, the others are published."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# Seconds of processor time. The longest article of a year's work takes a hundredth.
SECONDS = 5.0
# A library may swallow what stops it: then it is stopped again.
_AGAIN = 0.5


class TooSlowError(Exception):
    """The work took longer than it may."""


@contextmanager
def limited(seconds: float = SECONDS) -> Iterator[None]:
    """Let what runs inside take at most *seconds* of this process's time.

    Only a process's main thread can be stopped; elsewhere nothing is limited.

    Raises:
        TooSlowError: it took longer.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  # as signals call it
    raise TooSlowError
