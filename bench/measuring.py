"""Measuring processes by the operating system's own accounts, and telling on what machine."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_TAIL = 2000


class BuildFailedError(Exception):
    """A generator ended with another status than 0, or built a wrong site; says which and why."""


@dataclass(frozen=True)
class Run:
    """What one build cost.

    Attributes:
        cpu: seconds of user and system time of the process and all children that it waited for.
        wall: seconds from start to end.
        peak: bytes of resident memory of the largest of these processes, not their sum.
        floor: the smallest *peak* that could be seen: a child counts the memory of its parent at its start.
    """

    cpu: float
    wall: float
    peak: int
    floor: int = 0

    def __add__(self, other: Run) -> Run:
        """Return what both cost, one after the other."""
        peak, floor = max(self.peak, other.peak), max(self.floor, other.floor)
        return Run(self.cpu + other.cpu, self.wall + other.wall, peak, floor)


def measure(command: Sequence[str], folder: Path, log: Path) -> Run:
    """Run *command* in *folder*, its words going to *log*, and return what it cost.

    Raises:
        BuildFailedError: it ended with another status than 0.
    """
    floor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    with log.open("wb") as words:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=words, stderr=words)  # noqa: S603  # our own command line
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)  # so that subprocess does not wait for it again
    if process.returncode != 0:
        said = log.read_text("utf-8", errors="replace")[-_TAIL:]
        raise BuildFailedError(f"{' '.join(command)}: status {process.returncode}\n{said}")
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024, floor)


def load_average() -> float:
    """Return how many processes wanted to run, over the last minute."""
    return os.getloadavg()[0]


def machine() -> str:
    """Return the processor, cores, memory and software; never a name of the machine."""
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    processor = _first_value(Path("/proc/cpuinfo"), "model name") or platform.machine()
    return f"{processor}, {cores} cores, {memory:.0f} GB, {system}, Python {platform.python_version()}"


def _first_value(path: Path, name: str) -> str:
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")


def version_of(command: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    """Return the first line that *command* says."""
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)  # noqa: S603  # our own command line
    return (result.stdout or result.stderr).strip().partition("\n")[0]
