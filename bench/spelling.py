"""Measures the check of spelling: planted mistakes found, false alarms in a thousand words, time.

    PYTHONPATH=. .venv/bin/python bench/spelling.py [FOLDER | FILE.txt …] [--counts FILE.bin]

Without folders it reads ``content/tin-tuc``. They hold Markdown articles (``*.md``) or plain text (``*.txt``) without
mistakes, so that each warning is a false alarm; they are printed with ``--show``. ``--counts`` takes other counts than
those that ship, as made by ``spelling_data.make --without LAW,LAW``: only texts that the counts do not hold say much.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from plugins.articles.checks import Written, words  # noqa: E402  # the path comes first
from plugins.articles.checks.spelling import misspelt  # noqa: E402
from plugins.articles.headers import Source, parse  # noqa: E402
from portal.article import Body  # noqa: E402
from portal.problem import Problem  # noqa: E402

_WORD = re.compile(r"[^\W\d_]+")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="*", default=[ROOT / "content/tin-tuc"])
    parser.add_argument("--counts", type=Path, default=words.DATA)
    parser.add_argument("--show", action="store_true", help="print each false alarm")
    given = parser.parse_args()
    words.DATA = given.counts
    for name in ("planted", "blind", "blind-2"):
        print(planted(ROOT / f"tests/spelling/{name}.tsv"))
    for path in given.texts:
        print(false_alarms(path, show=given.show))


def planted(path: Path) -> str:
    """Return how many of the mistakes of *path* (kind, wrong, right, sentence) are told, and with the right word."""
    found, meant = Counter[str](), 0
    kinds = Counter[str]()
    for line in path.read_text("utf-8").splitlines():
        kind, wrong, right, sentence = line.split("\t")
        kinds[kind] += 1
        bad = [word for word in wrong.split() if word not in right.split()]
        good = [word for word in right.split() if word not in wrong.split()]
        told = [problem.found for problem in _told(Source("", body=sentence)) if any(w in problem.found for w in bad)]
        found[kind] += bool(told)
        meant += any(word in text for text in told for word in good)
    each = ", ".join(f"{kind} {found[kind]}/{number}" for kind, number in kinds.items())
    return f"{path.name}: {found.total()} of {kinds.total()} found, {meant} with the right word ({each})"


def false_alarms(path: Path, *, show: bool) -> str:
    """Return what is told of the clean texts at *path*."""
    paths = sorted([*path.rglob("*.md"), *path.rglob("*.txt")]) if path.is_dir() else [path]
    sources = [_source(item) for item in paths]
    number = sum(len(_WORD.findall(source.body)) for source in sources)
    words.counts()
    begun = time.process_time()
    told = [problem for source in sources for problem in _told(source)]
    taken = time.process_time() - begun
    for problem in told if show else ():
        print(f"  {problem.path}:{problem.line}: {problem.found}")
    return (
        f"{path}: {len(told)} told in {number} words, {1000 * len(told) / number:.2f} in a thousand; "
        f"{taken / number * 300_000:.2f} ms for 300 words"
    )


def _source(path: Path) -> Source:
    text = unicodedata.normalize("NFC", path.read_text("utf-8"))
    return parse(text, path.name) if path.suffix == ".md" else Source(path.name, body=text)


def _told(source: Source) -> list[Problem]:
    return list(misspelt(Written(source, None, Body("", ""), {})))


if __name__ == "__main__":
    main()
