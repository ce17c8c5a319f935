"""Records of sources: remembered from the last build where nothing they depend on changed, read anew elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice

from plugins.articles.files import ContentFolder
from plugins.articles.reader import Reader
from plugins.articles.record import Record, Stamp, dump_body, from_json, to_json
from portal.article import Body
from portal.build.memory import YOUNG_NS, Ledger, Table

# The stamp of no file: what bears it is read again next time.
NEVER = (-1, 0)
_BATCH = 500

# From what makes a reader and the paths to read to what was read, in the order of the paths.
ReadAll = Callable[[Callable[[], Reader], list[str]], Iterable[tuple[Record, Body]]]


def _one_after_another(make_reader: Callable[[], Reader], paths: list[str]) -> Iterable[tuple[Record, Body]]:
    return map(make_reader().read, paths)


class Recall:
    """Gives the records of sources: remembered where nothing they depend on changed, read anew elsewhere."""

    def __init__(self, content: ContentFolder, records: Ledger, bodies: Table) -> None:
        self._content = content
        self._records = records
        self._bodies = bodies
        self._stamps: dict[str, Stamp] = {}

    def all(
        self, stamps: dict[str, Stamp], make_reader: Callable[[], Reader], read_all: ReadAll | None
    ) -> dict[str, Record]:
        """Return the record of every path of *stamps*, in that order, and keep what is new."""
        known = self._records.all()
        current = {}
        for path, now in stamps.items():
            row = known.get(path)
            # Most rows are as they were: only what is equal so far is looked at further.
            if row is None or now != (row[0], row[1]):
                continue
            record = from_json(row[2])
            if not record.looked_up or self._holds(record):
                current[path] = record
        gone = [path for path in known if path not in stamps]
        missing = [path for path in stamps if path not in current]
        del known
        if missing:
            self._read(stamps, current, (read_all or _one_after_another)(make_reader, missing))
        self._records.keep({}, gone)
        self._bodies.remove(gone)
        return {path: current[path] for path in stamps}

    def _read(
        self,
        stamps: dict[str, Stamp],
        current: dict[str, Record],
        found: Iterable[tuple[Record, Body]],
    ) -> None:
        """Take what was read into *current* and keep it, some hundred at a time: bodies are long."""
        youngest = time.time_ns() - YOUNG_NS
        waiting = iter(found)
        while batch := list(islice(waiting, _BATCH)):
            self._bodies.put({record.path: dump_body(body, _version(record)) for record, body in batch})
            rows = {}
            for record, _ in batch:
                current[record.path] = record
                size, changed = _settled(stamps[record.path], youngest) or NEVER
                rows[record.path] = [size, changed, to_json(_aged(record, youngest))]
            self._records.keep(rows, ())

    def _holds(self, record: Record) -> bool:
        return all(self._stamp(path) == stamp for path, stamp in record.looked_up.items())

    def _stamp(self, path: str) -> Stamp:
        if path not in self._stamps:
            self._stamps[path] = self._content.stamp(path)
        return self._stamps[path]


def _version(record: Record) -> str:
    return record.item.version if record.item else ""


def _settled(stamp: Stamp, youngest: int) -> Stamp:
    """Return *stamp*, or one that no file has while the file is so young that it may change unseen."""
    return NEVER if stamp and stamp[1] > youngest else stamp


def _aged(record: Record, youngest: int) -> Record:
    if not record.looked_up:
        return record
    return replace(record, looked_up={path: _settled(stamp, youngest) for path, stamp in record.looked_up.items()})
