"""Records of sources: remembered from the last build where nothing they depend on changed, read anew elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from plugins.articles.files import ContentFolder
from plugins.articles.reader import Reader
from plugins.articles.record import Record, Stamp, dump, dump_body, load
from portal.article import Body
from portal.build.memory import Table

# A file changed twice within one tick of the file system's clock keeps its stamp: one so young is read again next time.
_YOUNG_NS = 2_000_000_000

# From what makes a reader and the paths to read to what was read, in the order of the paths.
ReadAll = Callable[[Callable[[], Reader], list[str]], Iterable[tuple[Record, Body]]]


def _one_after_another(make_reader: Callable[[], Reader], paths: list[str]) -> Iterable[tuple[Record, Body]]:
    return map(make_reader().read, paths)


class Recall:
    """Gives the records of sources: remembered where nothing they depend on changed, read anew elsewhere."""

    def __init__(self, content: ContentFolder, records: Table, bodies: Table) -> None:
        self._content = content
        self._records = records
        self._bodies = bodies
        self._stamps: dict[str, Stamp] = {}

    def all(
        self, stamps: dict[str, Stamp], make_reader: Callable[[], Reader], read_all: ReadAll | None
    ) -> dict[str, Record]:
        """Return the record of every path of *stamps*, in that order, and keep what is new."""
        known: dict[str, tuple[Stamp, Record]] = {}
        for path, row in self._records.rows():
            remembered = _load(row)
            if remembered:
                known[path] = remembered
        current = {
            path: record for path, (stamp, record) in known.items() if self._holds(stamps.get(path), stamp, record)
        }
        missing = [path for path in stamps if path not in current]
        youngest = time.time_ns() - _YOUNG_NS
        rows: dict[str, bytes] = {}
        bodies: dict[str, bytes] = {}
        for record, body in (read_all or _one_after_another)(make_reader, missing) if missing else ():
            current[record.path] = record
            rows[record.path] = _dump(_settled(stamps[record.path], youngest), _aged(record, youngest))
            bodies[record.path] = dump_body(body)
        gone = [path for path in known if path not in stamps]
        self._bodies.put(bodies)
        self._records.put(rows)
        self._records.remove(gone)
        self._bodies.remove(gone)
        return {path: current[path] for path in stamps}

    def _holds(self, now: Stamp, then: Stamp, record: Record) -> bool:
        if now is None or now != then:
            return False
        return all(self._stamp(path) == stamp for path, stamp in record.looked_up.items())

    def _stamp(self, path: str) -> Stamp:
        if path not in self._stamps:
            self._stamps[path] = self._content.stamp(path)
        return self._stamps[path]


def _settled(stamp: Stamp, youngest: int) -> Stamp:
    """Return *stamp*, or one that no file has while the file is so young that it may change unseen."""
    return (-1, 0) if stamp and stamp[1] > youngest else stamp


def _aged(record: Record, youngest: int) -> Record:
    return replace(record, looked_up={path: _settled(stamp, youngest) for path, stamp in record.looked_up.items()})


def _dump(stamp: Stamp, record: Record) -> bytes:
    size, changed = stamp or (-1, 0)
    return b"%d %d " % (size, changed) + dump(record)


def _load(row: bytes) -> tuple[Stamp, Record] | None:
    try:
        size, changed, kept = row.split(b" ", 2)
        return (int(size), int(changed)), load(kept)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None  # damaged: the source is read again
