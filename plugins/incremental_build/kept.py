"""The memory of a site between builds, for whoever looks at its content without building it."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from plugins.incremental_build.fingerprints import code_digest
from plugins.incremental_build.store import DAMAGE, Store
from portal.build.digest import digest
from portal.build.memory import Memory, NoMemory

Result = TypeVar("Result")


def state_folder(cache: Path, content: Path, output: Path) -> Path:
    """Return where what builds of *content* into *output* remember lies."""
    return cache / "sites" / digest(str(content.resolve()), str(output.resolve()))


def with_memory(cache: Path, content: Path, output: Path, work: Callable[[Memory], Result]) -> Result:
    """Return what *work* makes of what builds of *content* into *output* remember; while one runs, wait for it.

    Where nothing can be kept or what is kept is damaged, *work* begins again with an empty memory: slower, no worse.
    """
    state = state_folder(cache, content, output)
    try:
        state.mkdir(parents=True, exist_ok=True)
        with alone(state / "lock"), closing(Store(state / "store.sqlite", code_digest())) as store:
            return work(store)
    except (OSError, *DAMAGE):
        return work(NoMemory())


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock at *path*; who comes second says so and waits."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Đang có lần dựng khác của cổng này; chờ tới lượt.", file=sys.stderr)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
