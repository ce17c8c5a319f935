"""Whoosh and SQLite FTS5 with their defaults; run by bench/.venv, so that nothing of the portal is at hand.

    python_peers.py index SYSTEM DOCUMENTS.jsonl FOLDER
    python_peers.py search SYSTEM FOLDER TEXTS.json ANSWERS.json

SYSTEM: whoosh, fts5. TEXTS is a list; ANSWERS maps each text to ten slugs, best first.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

_LIMIT = 10
_FIELDS = ("title", "summary", "body")


def _documents(path: str) -> Iterator[dict[str, str]]:
    with Path(path).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def index_whoosh(documents: Iterator[dict[str, str]], folder: Path) -> None:
    """Write a Whoosh index with `StandardAnalyzer`, as its quick start does."""
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.index import create_in

    schema = Schema(slug=ID(stored=True), **dict.fromkeys(_FIELDS, TEXT))
    writer = create_in(folder, schema).writer(limitmb=256)
    for document in documents:
        writer.add_document(slug=document["slug"], **{name: document[name] for name in _FIELDS})
    writer.commit()


def search_whoosh(texts: list[str], folder: Path) -> Iterator[list[str]]:
    """Yield what its parser and BM25F find in all fields, any word being enough."""
    from whoosh.index import open_dir
    from whoosh.qparser import MultifieldParser, OrGroup

    index = open_dir(folder)
    parser = MultifieldParser(_FIELDS, index.schema, group=OrGroup)
    with index.searcher() as searcher:
        for text in texts:
            yield [hit["slug"] for hit in searcher.search(parser.parse(text), limit=_LIMIT)]


def index_fts5(documents: Iterator[dict[str, str]], folder: Path) -> None:
    """Write a database with one FTS5 table."""
    database = sqlite3.connect(folder / "fts5.db")
    database.execute(
        "CREATE VIRTUAL TABLE article USING fts5"
        "(slug UNINDEXED, title, summary, body, tokenize = 'unicode61 remove_diacritics 2')"
    )
    rows = ((document["slug"], *(document[name] for name in _FIELDS)) for document in documents)
    with database:
        database.executemany("INSERT INTO article VALUES (?, ?, ?, ?)", rows)
        database.execute("INSERT INTO article(article) VALUES ('optimize')")
    database.close()


def search_fts5(texts: list[str], folder: Path) -> Iterator[list[str]]:
    """Yield what FTS5 finds with any of the words, by its bm25."""
    database = sqlite3.connect(folder / "fts5.db")
    for text in texts:
        words = ['"' + word.replace('"', '""') + '"' for word in text.split()]
        rows = database.execute(
            "SELECT slug FROM article WHERE article MATCH ? ORDER BY bm25(article) LIMIT ?",
            (" OR ".join(words), _LIMIT),
        )
        yield [slug for (slug,) in rows]
    database.close()


_INDEX = {"whoosh": index_whoosh, "fts5": index_fts5}
_SEARCH = {"whoosh": search_whoosh, "fts5": search_fts5}


def main(act: str, system: str, source: str, *rest: str) -> None:
    """Index, or answer texts from the index."""
    if act == "index":
        _INDEX[system](_documents(source), Path(rest[0]))
        return
    texts = json.loads(Path(rest[0]).read_text("utf-8"))
    answers = dict(zip(texts, _SEARCH[system](texts, Path(source)), strict=True))
    Path(rest[1]).write_text(json.dumps(answers, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
