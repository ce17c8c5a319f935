"""Prints how many words, tables and pictures of the samples come out: ``python -m tests.plugins.import_totals``."""

from __future__ import annotations

import difflib
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.plugins.import_pages import write_pages
from tests.plugins.import_samples import COMMITTED, Result, committed, import_and_show, totals
from tests.plugins.import_word import write_documents


def main() -> None:
    """Print the totals of all samples, and those that differ."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        groups = {
            "Word": import_and_show(folder / "word", folder / "c1", write_documents(folder / "word")),
            "LibreOffice": import_and_show(COMMITTED, folder / "c2", committed()),
            "cổng cũ": import_and_show(folder / "pages", folder / "c3", write_pages(folder / "pages")),
        }
        for group, results in groups.items():
            print(group, json.dumps(totals(results), ensure_ascii=False))
            for result in results:
                if result.expected != result.shown or "-v" in sys.argv:
                    _print_difference(result)


def _print_difference(result: Result) -> None:
    print(
        " ",
        result.name,
        result.expected.tables == result.shown.tables,
        result.expected.pictures == result.shown.pictures,
    )
    for line in difflib.unified_diff(result.expected.words, result.shown.words, lineterm="", n=1):
        print("     ", line)
    for problem in result.outcome.problems:
        print("     ", problem)


if __name__ == "__main__":
    main()
