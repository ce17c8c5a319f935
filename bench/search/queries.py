"""Queries that people judged, and queries as they leave the keys."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.search.forms import FORMS

FOLDER = Path(__file__).resolve().parent
OWN = FOLDER / "queries.jsonl"
TYPED = FOLDER / "typed.jsonl"


@dataclass(frozen=True)
class Query:
    """One judged query.

    Attributes:
        id: its name, once in a file.
        kind: what sort it is (`set` in the file); "docnum" asks for the number of a document.
        gains: what each relevant slug is worth.
        forms: the text by form (`forms.FORMS`).
    """

    id: str
    kind: str
    gains: Mapping[str, float]
    forms: Mapping[str, str]


@dataclass(frozen=True)
class Keys:
    """One query as the keys leave it where no input method runs: *keys* are Telex or VNI for *meant*."""

    keys: str
    meant: str
    method: str


def read_queries(path: Path) -> list[Query]:
    """Return the queries of *path*, one JSON object a line: id, set, relevant, forms.

    Forms that a line leaves out are made from the typed one.

    Raises:
        ValueError: a line is no query.
    """
    return [_query(line, f"{path}:{number}") for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)]


def _query(line: str, place: str) -> Query:
    try:
        fields = json.loads(line)
        given = fields["forms"]
        forms = {name: given.get(name) or make(given["typed"]) for name, make in FORMS.items()}
        return Query(fields["id"], fields["set"], fields["relevant"], forms)
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"{place}: no query ({error})") from None


def read_keys(path: Path = TYPED) -> list[Keys]:
    """Return the queries of *path*, one JSON object a line: keys, meant, method."""
    return [Keys(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def texts(sets: Iterable[Iterable[Query]], keys: Iterable[Keys]) -> list[str]:
    """Return every text that a system has to answer, once."""
    judged = [text for queries in sets for query in queries for text in query.forms.values()]
    return list(dict.fromkeys([*judged, *(text for pair in keys for text in (pair.keys, pair.meant))]))
