"""Measures the resident previews: how long after saving an article its new text is served.

    python bench/preview.py --articles 10000 [--edits 5] [--save]

`desk serve` and `hugo server` run at once, each on its own corpus; edits go to one and then the other, so that both
meet the same machine. Each edit adds a sentence to another article. Needs the portal's environment and bench/.venv.
Exit status: 0 measured, 1 a preview did not start or never showed an edit.
"""

from __future__ import annotations

import argparse
import http.client
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import report
from bench.corpus import make_post, path_of
from bench.measuring import BuildFailedError, load_average
from bench.systems import ROOT, System, all_systems, hugo_program, page_of

_POLL_SECONDS = 0.01
_START_SECONDS = 900.0
_EDIT_SECONDS = 120.0
# Between edits, so that one is not taken together with the next, nor with the first build.
_PAUSE_SECONDS = 5.0
_GOAL_MS = 500


@dataclass(frozen=True)
class Preview:
    """A running preview of *system* on *port*."""

    system: System
    port: int

    def shows(self, path: str, text: str) -> bool:
        """Tell whether the page at *path* holds *text* now."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", f"/{path.removesuffix('index.html')}")
            return text.encode() in connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            return False  # not up yet, or the file is just being exchanged
        finally:
            connection.close()

    def wait_for(self, path: str, text: str, seconds: float) -> float:
        """Wait until the page at *path* holds *text*; return the seconds that it took.

        Raises:
            BuildFailedError: it does not within *seconds*.
        """
        started = time.perf_counter()
        while not self.shows(path, text):
            if time.perf_counter() - started > seconds:
                raise BuildFailedError(f"{self.system.label}: no {text} on {path} within {seconds:.0f} s")
            time.sleep(_POLL_SECONDS)
        return time.perf_counter() - started

    def edit(self, number: int, size: int) -> float:
        """Save one more sentence in article *number*; return the seconds until its page is served with it."""
        post = make_post(number, size)
        sentence = f"Câu thêm vào bài số {number}."
        path = path_of(self.system.folder / "content", self.system.dialect, post)
        if not self.shows(page_of(post), post.slug):
            raise BuildFailedError(f"{self.system.label}: article {number} has no page")
        time.sleep(_PAUSE_SECONDS)
        path.write_text(f"{path.read_text('utf-8')}\n{sentence}\n", "utf-8")
        return self.wait_for(page_of(post), sentence, _EDIT_SECONDS)


def _commands(work: Path) -> dict[str, tuple[str, ...]]:
    ours = work / "inline"
    return {
        "inline": (
            sys.executable, "-m", "desk", "serve", "--content", str(ours / "content"), "--output",
            str(ours / "output"), "--port",
        ),
        "hugo": (hugo_program(), "server", "--bind", "127.0.0.1", "--port"),
    }  # fmt: skip


@contextmanager
def serving(system: System, command: Sequence[str], size: int) -> Iterator[Preview]:
    """Run the preview of *system* until the end of the block; its words go to a file beside its site."""
    system.prepare(size)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = system.folder.with_name(f"{system.folder.name}.log")
    start = ROOT if system.is_portal else system.folder
    with log.open("wb") as words:
        process = subprocess.Popen([*command, str(port)], cwd=start, stdout=words, stderr=words)  # noqa: S603  # our own command line
        try:
            preview = Preview(system, port)
            oldest = make_post(0, size)
            preview.wait_for(page_of(oldest), oldest.slug, _START_SECONDS)
            yield preview
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def measure(work: Path, size: int, edits: int) -> dict[str, list[float]]:
    """Return the seconds of each edit by the label of the system."""
    commands = _commands(work)
    systems = [system for system in all_systems(work) if system.key in commands]
    found: dict[str, list[float]] = {system.label: [] for system in systems}
    with ExitStack() as running:
        previews = [running.enter_context(serving(system, commands[system.key], size)) for system in systems]
        for edit in range(edits):
            # Articles from all over the archive, the newest first.
            number = size - 1 - edit * (size // edits)
            for preview in previews:
                seconds = preview.edit(number, size)
                found[preview.system.label].append(seconds)
                print(f"edit {edit + 1}/{edits}  {preview.system.label}: {seconds * 1000:.0f} ms", file=sys.stderr)
    return found


def _table(found: dict[str, list[float]]) -> str:
    rows = []
    for label, times in found.items():
        median, low, high = statistics.median(times) * 1000, min(times) * 1000, max(times) * 1000
        ours = label.startswith("Cổng Tin")
        verdict = ("met" if median <= _GOAL_MS else "**missed**") if ours else ""
        rows.append((label, f"{median:.0f} ({low:.0f}–{high:.0f})", f"≤ {_GOAL_MS} ms" if ours else "", verdict))
    return report.table(("resident preview, edit to visible", "ms", "goal", ""), rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(prog="preview", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--edits", type=int, default=5)
    parser.add_argument("--work", type=Path, default=ROOT / ".cache/bench", help="sites are laid out below it")
    parser.add_argument("--save", action="store_true", help="put the table into bench/RESULTS.md too")
    options = parser.parse_args(arguments)
    work = options.work / "previews"
    shutil.rmtree(work, ignore_errors=True)
    before = load_average()
    try:
        found = measure(work, options.articles, options.edits)
    except BuildFailedError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(work, ignore_errors=True)
    text = report.head(f"Preview, {options.articles} articles", (before, load_average())) + "\n" + _table(found)
    print(text)
    if options.save:
        report.save(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
