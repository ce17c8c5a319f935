"""Bytes that take long to make, kept under a name that changes with all they are made from."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path


def cached(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return the bytes of *path*; when there is no such file, *make* them and keep them. Safe to delete at any time."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    content = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    # By process, as two builds may share a cache.
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(content)
    temporary.replace(path)
    return content
