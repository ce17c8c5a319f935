"""Measures the portal's search and its peers, side by side in one run, and prints the table.

    python -m bench.search --articles FOLDER [--queries FILE …] [--runs 3] [--posts 128] [--save]

FOLDER holds articles as Markdown with Pelican's headers (Title, Date, Category, Tags, Slug, Summary). The queries of
the repository (`queries.jsonl`, `typed.jsonl` in this folder) are over Vietnamese law articles and always take part.
Exit status: 0 measured, 1 a system failed, 2 a peer is not installed.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import report as reports
from bench.measuring import BuildFailedError, load_average
from bench.search import report
from bench.search.measurement import PARTS, Measurement
from bench.systems import ROOT

KEYS = ("ours", "pagefind", "lunr", "lunr-vi", "minisearch", "minisearch-folded", "whoosh", "fts5")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="search", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=Path, required=True, help="a folder of articles, *.md")
    parser.add_argument("--queries", type=Path, action="append", default=[], help="more judged queries, JSON lines")
    parser.add_argument("--size", type=int, default=0, help="so many articles, more than there are if need be")
    parser.add_argument(
        "--texts", type=int, default=1, help="texts joined into one article; three of law are 800 words"
    )
    parser.add_argument("--runs", type=int, default=3, help="times that each system indexes; medians count")
    parser.add_argument("--posts", type=int, default=0, help="new posts, one build each; the issue asks for 128")
    parser.add_argument("--sentences", type=int, default=0, help="old articles that get a sentence, one build each")
    parser.add_argument("--only", default=",".join(KEYS), help="the systems to measure: some of the default")
    parser.add_argument("--parts", default=",".join(PARTS), help="what to measure: some of the default")
    parser.add_argument("--work", type=Path, default=ROOT / ".cache/bench/search", help="all is laid out in it")
    parser.add_argument("--keep", action="store_true", help="leave it there")
    parser.add_argument("--save", action="store_true", help="put the tables into bench/RESULTS.md too")
    options = parser.parse_args(arguments)
    options.only, options.parts = options.only.split(","), options.parts.split(",")
    if unknown := {*options.only, *options.parts} - {*KEYS, *PARTS}:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    return options


def _lay_out(options: argparse.Namespace) -> None:
    command = [sys.executable, "-m", "bench.search.articles", str(options.articles), str(options.work)]
    more = ["--size", str(options.size), "--texts", str(options.texts), "--posts", str(options.posts)]
    subprocess.run([*command, *more], check=True, cwd=ROOT)  # noqa: S603  # our own command line


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    options = _options(arguments)
    before = load_average()
    try:
        _lay_out(options)
        measured = Measurement(options).run()
    except BuildFailedError as error:
        print(error, file=sys.stderr)
        return 1
    except FileNotFoundError as error:
        print(f"{error.filename} is not there: bench/README.md says how to install the peers.", file=sys.stderr)
        return 2
    finally:
        if not options.keep:
            shutil.rmtree(options.work, ignore_errors=True)
    text = report.report(measured, (before, load_average()))
    print(text)
    if options.save:
        reports.save(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
