"""What builds remember of a content folder, handed to commands that read all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from portal.build.memory import Memory

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[1]


def remembering(content: Path, work: Callable[[Memory, Any], T]) -> T:
    """Return what *work* makes of what builds of *content* remember, and of the way to read many sources at once.

    Commands of features get this as click's ``obj``: what remembers is a feature that they do not know. A folder that
    is not the portal's own and was never built here leaves no trace here.
    """
    from plugins.incremental_build.cli import read_all, state_folder, with_memory
    from portal.build.memory import NoMemory

    cache, output = ROOT / ".cache", ROOT / "output"
    if content.resolve() != ROOT / "content" and not state_folder(cache, content, output).exists():
        return work(NoMemory(), read_all)
    return with_memory(cache, content, output, lambda memory: work(memory, read_all))
