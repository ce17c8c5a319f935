"""Reading in a process of its own, with limits: whatever a file holds, the next one has its turn."""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from plugins.importers import codes
from plugins.importers.manuscript import RefusedError

T = TypeVar("T")

_MEMORY = 2_000_000_000  # bytes; a file of 50 MB needs a quarter
_LONGEST_REASON = 120


def guarded(work: Callable[..., T], *arguments: Any, seconds: float = 60) -> T:
    """Return ``work(*arguments)``, done in another process that may take *seconds* and 2 GB more than it begins with.

    Raises:
        RefusedError: that of *work*, or what else stopped it, in words.
    """
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_carry_out, args=(sender, work, arguments), daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise RefusedError(codes.TOO_SLOW)
        result = receiver.recv()
    except EOFError:
        raise RefusedError(codes.TOO_SLOW) from None  # the system ended it
    finally:
        process.kill()
        process.join()
        receiver.close()
    if isinstance(result, RefusedError):
        raise result
    return result  # type: ignore[no-any-return]  # what *work* returned


def _begun_with() -> int:
    """Return the bytes of address space that this process has already: libraries reserve more than they use."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):  # a system without it
        return 0


def _carry_out(sender: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_begun_with() + _MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    try:
        result = work(*arguments)
    except RefusedError as error:
        result = error
    except MemoryError:
        result = RefusedError(codes.TOO_SLOW)
    except RecursionError:
        result = RefusedError(codes.UNREADABLE, reason="nội dung lồng quá sâu")
    # One file must never keep the others from being read, whatever it holds.
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST_REASON]
        result = RefusedError(codes.UNREADABLE, reason=reason)
    sender.send(result)
