"""The tables of a store.

What is asked for one by one (bodies) has a row a value. What every build reads whole lies in chunks of some hundred
values, each one JSON text with one checksum: read row by row, ten thousand values cost ten times as much, and written
as one text, one new value would cost them all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from zlib import crc32

import orjson

# Values of a ledger that lie in one chunk at most.
_CHUNK = 512

# Gives the connection of the process that asks: one may not be carried over a fork.
Connection = Callable[[], sqlite3.Connection]


def _checksum_of(key: str, value: bytes) -> int:
    return crc32(value, crc32(key.encode()))


def _is_sound(key: Any, value: Any, checksum: Any) -> bool:
    """Tell whether a row is as it was put; damage may change the types too."""
    return isinstance(key, str) and isinstance(value, bytes) and _checksum_of(key, value) == checksum


class StoredLedger:
    """One ledger. A value keeps its chunk, new ones go to the last: what changes together was mostly new together."""

    def __init__(self, connection: Connection, name: str) -> None:
        self._open = connection
        # The name was checked by the store: letters only.
        self._select = f"SELECT chunk, value, checksum FROM ledger_{name} ORDER BY chunk"  # noqa: S608
        self._one = f"SELECT value, checksum FROM ledger_{name} WHERE chunk = ?"  # noqa: S608
        self._put = f"INSERT OR REPLACE INTO ledger_{name} VALUES(?, ?, ?)"
        self._remove = f"DELETE FROM ledger_{name} WHERE chunk = ?"  # noqa: S608
        self._chunks: dict[str, int] = {}  # key → chunk
        self._is_read = False
        self._last = self._in_last = 0  # the last chunk, and how many values it has

    def all(self) -> dict[str, Any]:
        """Return every value by its key.

        Raises:
            sqlite3.DatabaseError: the store is damaged.
        """
        values: dict[str, Any] = {}
        self._chunks.clear()
        self._is_read = True
        for number, value, checksum in self._open().execute(self._select):
            chunk = self._sound(number, value, checksum)
            values.update(chunk)
            self._chunks.update(dict.fromkeys(chunk, number))
            self._last, self._in_last = number, len(chunk)
        return values

    @staticmethod
    def _sound(number: int, value: Any, checksum: Any) -> dict[str, Any]:
        if not isinstance(value, bytes) or crc32(value, number) != checksum:
            raise sqlite3.DatabaseError("a chunk is damaged")
        chunk: dict[str, Any] = orjson.loads(value)
        return chunk

    def keep(self, changed: Mapping[str, Any], gone: Iterable[str]) -> None:
        """Keep *changed* values and forget *gone* keys, all or nothing."""
        if not self._is_read:
            self.all()
        changes: dict[int, dict[str, Any]] = {}
        removals: dict[int, list[str]] = {}
        for key, value in changed.items():
            changes.setdefault(self._chunk_for(key), {})[key] = value
        for key in gone:
            number = self._chunks.pop(key, None)
            if number is not None:
                removals.setdefault(number, []).append(key)
        connection = self._open()
        connection.execute("BEGIN")
        for number in sorted(changes.keys() | removals.keys()):
            row = connection.execute(self._one, (number,)).fetchone()
            chunk = self._sound(number, *row) if row else {}
            chunk.update(changes.get(number, {}))
            for key in removals.get(number, ()):
                del chunk[key]
            self._write(number, chunk)
        connection.execute("COMMIT")

    def _chunk_for(self, key: str) -> int:
        """Return the chunk of *key*: its own, or the last one, or a new one when that is full."""
        number = self._chunks.get(key)
        if number is None:
            if self._in_last >= _CHUNK:
                self._last, self._in_last = self._last + 1, 0
            self._in_last += 1
            number = self._chunks[key] = self._last
        return number

    def _write(self, number: int, chunk: dict[str, Any]) -> None:
        if chunk:
            value = orjson.dumps(chunk)
            self._open().execute(self._put, (number, value, crc32(value, number)))
        else:
            self._open().execute(self._remove, (number,))


class StoredTable:
    """One table of what features keep; a row whose checksum is wrong is as good as none."""

    def __init__(self, connection: Connection, name: str) -> None:
        self._open = connection
        # The name was checked by the store: letters only.
        self._one = f"SELECT value, checksum FROM kept_{name} WHERE key = ?"  # noqa: S608
        self._put = f"INSERT OR REPLACE INTO kept_{name} VALUES(?, ?, ?)"
        self._remove = f"DELETE FROM kept_{name} WHERE key = ?"  # noqa: S608

    def get(self, key: str) -> bytes | None:
        """Return one value; None when there is none or it is damaged."""
        row = self._open().execute(self._one, (key,)).fetchone()
        return row[0] if row is not None and _is_sound(key, *row) else None

    def put(self, rows: Mapping[str, bytes]) -> None:
        """Keep *rows*, all or nothing."""
        if not rows:
            return
        connection = self._open()
        connection.execute("BEGIN")
        connection.executemany(self._put, ((key, value, _checksum_of(key, value)) for key, value in rows.items()))
        connection.execute("COMMIT")

    def remove(self, keys: Iterable[str]) -> None:
        """Forget *keys*."""
        self._open().executemany(self._remove, ((key,) for key in keys))
