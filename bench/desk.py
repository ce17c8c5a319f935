"""Measures `desk check`: processor time over a whole archive, warm and cold, and over one article.

    python bench/desk.py --articles 10000 [--runs 5] [--content FOLDER] [--save]

Without ``--content`` the archive is the made-up corpus of the other benchmarks. Beside it, in the same rounds, runs
Python that imports nothing: the part that no command can do without.
Exit status: 0 measured, 1 a command failed.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import report
from bench.corpus import write_corpus
from bench.measuring import BuildFailedError, Run, load_average, measure
from bench.systems import ROOT

# Seconds of the processor.
_GOALS = {"all, warm": 1.5, "one article": 0.5}


def rounds(content: Path, work: Path, runs: int) -> dict[str, list[Run]]:
    """Return what each command cost: once cold, then *runs* times in turns."""
    article = next(content.rglob("tin-tuc/**/*.md"))
    check = (sys.executable, "-m", "desk", "check", "--content", str(content), "--output", str(work / "output"))
    commands = {
        "all, warm": check, "one article": (*check, str(article)), "Python alone": (sys.executable, "-c", ""),
    }  # fmt: skip
    found = {"all, cold": [measure(check, ROOT, work / "log")]}
    for _ in range(runs):
        for name, command in commands.items():
            found.setdefault(name, []).append(measure(command, ROOT, work / "log"))
    return found


def table(found: dict[str, list[Run]], articles: int) -> str:
    """Return the figures as a table: median (least–most)."""
    rows = []
    for name, costs in found.items():
        cpu = [run.cpu for run in costs]
        median, peak = statistics.median(cpu), max(run.peak for run in costs) / 1e6
        goal = _GOALS.get(name)
        verdict = "" if goal is None else "met" if median <= goal else "**missed**"
        shown = f"{median:.2f} ({min(cpu):.2f}–{max(cpu):.2f})"
        rows.append((name, shown, f"{peak:.0f}", "" if goal is None else f"≤ {goal} s", verdict))
    return report.table((f"desk check, {articles} articles", "CPU s", "peak MB", "goal", ""), rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(prog="desk", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--content", type=Path, help="a content folder of real articles, instead of the corpus")
    parser.add_argument("--work", type=Path, default=ROOT / ".cache/bench", help="the corpus is laid out below it")
    parser.add_argument("--save", action="store_true", help="put the table into bench/RESULTS.md too")
    options = parser.parse_args(arguments)
    work = options.work / "desk"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    content = options.content or work / "content"
    if options.content is None:
        write_corpus(content, "portal", options.articles)
        time.sleep(2.5)  # a file younger than two seconds is always read again
    before = load_average()
    try:
        found = rounds(content, work, options.runs)
    except BuildFailedError as error:
        print(error, file=sys.stderr)
        return 1
    shown = table(found, sum(1 for _ in content.rglob("tin-tuc/**/*.md")))
    text = f"{report.head('desk check', (before, load_average()))}\n{shown}"
    print(text)
    if options.save:
        report.save(text)
    shutil.rmtree(work, ignore_errors=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
