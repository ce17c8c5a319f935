"""`desk` for tests: a process of its own, as an editor starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.building import EPOCH, ROOT

WAITING = "Đang có lần dựng khác của cổng này; chờ tới lượt.\n"
COMMAND = [sys.executable, "-m", "desk"]


def variables(**more: str) -> dict[str, str]:
    """Return the environment that a command gets."""
    return {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], **more}


def desk(*arguments: str | Path, cwd: Path = ROOT, answers: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run one command with *answers* as what is typed and *more* in its environment."""
    command = [*COMMAND, *map(str, arguments)]
    result = subprocess.run(
        command, cwd=cwd, env=variables(**more), input=answers, capture_output=True, text=True, check=False, timeout=120
    )
    result.stderr = without_waiting(result.stderr)
    return result


def without_waiting(told: str) -> str:
    """Return *told* without what a command says that waits: tests side by side share the portal's own memory."""
    return told.replace(WAITING, "")
