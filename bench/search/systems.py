"""The searches side by side: how each indexes, how it is asked, and what a browser fetches of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import brotli

from bench.measuring import Run, measure
from bench.systems import FOLDER, pagefind_program

HERE = Path(__file__).resolve().parent
SITE_PAGEFIND = "pagefind-site"
_PEERS_PYTHON = str(FOLDER / ".venv/bin/python")
_NODE = "node_modules"
_LUNR, _MINISEARCH = "lunr/lunr.min.js", "minisearch/dist/umd/index.js"
_LUNR_VI = (_LUNR, "lunr-languages/min/lunr.stemmer.support.min.js", "lunr-languages/min/lunr.vi.min.js")
# What a server compresses; Pagefind's other files are compressed already.
_TEXT = {".js", ".mjs", ".json", ".css", ".html"}
# The highest would take minutes for an index of 55 MB, and save a tenth.
_QUALITY_OF_LARGE, _LARGE = 9, 1_000_000

Answers = dict[str, list[str]]


@dataclass(frozen=True)
class Peer:
    """A search that is not ours; it reads WORK/documents.jsonl or WORK/pages and keeps its index in *folder*.

    Attributes:
        key, label: its name on the command line and in tables.
        index: the command that makes the index.
        folder: the index, nothing else.
        search: the command that answers; two more arguments, texts and answers, follow. Empty: asked in a browser.
        fetched: what a browser loads, whole, before the first query: files relative to *folder* or to node_modules.
        note: said beside its figures.
    """

    key: str
    label: str
    index: tuple[str, ...]
    folder: Path
    search: tuple[str, ...] = ()
    fetched: tuple[str, ...] = ()
    note: str = ""

    def build(self, log: Path) -> Run:
        """Make the index anew and return what it cost.

        Raises:
            bench.measuring.BuildFailedError: it could not.
        """
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        return measure(self.index, FOLDER, log)

    def answer(self, texts: Sequence[str], log: Path) -> Answers:
        """Return the first ten slugs for each of *texts*, best first."""
        asked, answers = log.with_suffix(".texts.json"), log.with_suffix(".answers.json")
        asked.write_text(json.dumps(list(texts)), "utf-8")
        measure((*self.search, str(asked), str(answers)), FOLDER, log)
        found: Answers = json.loads(answers.read_text("utf-8"))
        return found

    def whole_bytes(self) -> int:
        """Return the bytes of *fetched*, compressed."""
        places = (self.folder / name if (self.folder / name).exists() else FOLDER / name for name in self.fetched)
        return sum(sent_bytes(path) for path in places)


@cache
def sent_bytes(path: Path) -> int:
    """Return how many bytes of *path* a server sends that compresses text ahead of time (brotli)."""
    content = path.read_bytes()
    if path.suffix not in _TEXT:
        return len(content)
    quality = 11 if len(content) < _LARGE else _QUALITY_OF_LARGE
    return len(brotli.compress(content, quality=quality, lgwin=24))


def disk(folder: Path) -> tuple[int, int]:
    """Return how many files *folder* holds, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def peers(work: Path) -> list[Peer]:
    """Return the peers with their indexes below *work*, in the order in which they take turns."""
    pagefind = work / "pages/pagefind"
    return [
        Peer("pagefind", "Pagefind", (pagefind_program(), "--site", str(work / "pages")), pagefind),
        _node(work, "lunr", "lunr", (_LUNR,)),
        _node(work, "lunr-vi", "lunr + vi", _LUNR_VI),
        _node(work, "minisearch", "MiniSearch", (_MINISEARCH,)),
        _node(work, "minisearch-folded", "MiniSearch + folding", (_MINISEARCH,)),
        _python(work, "whoosh", "Whoosh, defaults, OR"),
        _python(work, "fts5", "SQLite FTS5, OR"),
    ]


def pagefind_command(site: Path, folder: Path) -> tuple[str, ...]:
    """Return the command that makes Pagefind's index of the portal's own pages, whole ones, in *folder*."""
    return (pagefind_program(), "--site", str(site), "--output-path", str(folder))


def _node(work: Path, key: str, label: str, scripts: Sequence[str]) -> Peer:
    folder, program = work / key, str(HERE / "peers.mjs")
    cards = ("cards.json",) if key.startswith("lunr") else ()  # MiniSearch keeps them in its index
    return Peer(
        key, label,
        ("node", program, "index", key, str(work / "documents.jsonl"), str(folder)), folder,
        ("node", program, "search", key, str(folder)),
        (*(f"{_NODE}/{name}" for name in scripts), "index.json", *cards),
        "the whole index, once",
    )  # fmt: skip


def _python(work: Path, key: str, label: str) -> Peer:
    folder, program = work / key, str(HERE / "python_peers.py")
    return Peer(
        key, label,
        (_PEERS_PYTHON, program, "index", key, str(work / "documents.jsonl"), str(folder)), folder,
        (_PEERS_PYTHON, program, "search", key, str(folder)),
        note="needs a server",
    )  # fmt: skip
