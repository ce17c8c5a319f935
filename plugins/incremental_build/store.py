"""The store: one SQLite file that remembers the last build of one site. Always safe to delete.

It holds what features keep (`portal.build.memory`) and, for each file of the site, what it was made from and how it lay
there. Whatever is wrong with it, a clean build follows.

What every build reads whole (ledgers) lies in chunks of some hundred values, each one JSON text with one checksum: read
row by row, ten thousand values cost ten times as much, and written as one text, one new value would cost them all.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import orjson

from portal.build.digest import digest
from portal.problem import PortalError

_FORMAT = "3"
_NAME = re.compile(r"[a-z]+")
_SCHEMA = "CREATE TABLE info(key TEXT PRIMARY KEY, value TEXT NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID;"
# Values of a ledger that lie in one chunk at most.
_CHUNK = 512
# What SQLite says when the disk is full or may not be written: no damage, and nothing that a new store would mend.
_NOT_WRITABLE = (
    "SQLITE_FULL", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHM",
    "SQLITE_IOERR_TRUNCATE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_DELETE",
)  # fmt: skip


class StoreError(PortalError):
    """The store cannot be written: no room, or no right to."""

    @classmethod
    def of(cls, path: Path, error: sqlite3.Error) -> StoreError:
        """Return what tells editors of *error*."""
        return cls(
            f"{path}: không ghi được bộ nhớ của lần dựng ({error}) → xem lại chỗ trống trên đĩa và quyền ghi, rồi dựng"
            " lại."
        )


def is_unwritable(error: sqlite3.Error) -> bool:
    """Tell whether *error* says that the store cannot be written, not that it is damaged."""
    return getattr(error, "sqlite_errorname", "").startswith(_NOT_WRITABLE)


class FileRow(NamedTuple):
    """One file of the site as the last build left it.

    Attributes:
        shows: stands for all it was made from.
        stitched: stands for the fragments in it; "" for files that are no pages.
        size, changed: bytes, and time of change in nanoseconds.
        content: digest of its bytes.
        places, spans: its fragments and where they stand (`plugins.incremental_build.stitching`).
    """

    shows: str
    stitched: str
    size: int
    changed: int
    content: str
    places: str = ""
    spans: str = ""


class Store:
    """Opens, or makes anew, the store at *path* for builds shaped by *key*."""

    def __init__(self, path: Path, key: str) -> None:
        self._path = path
        self._key = digest(_FORMAT, key)
        self._process = -1
        self._connection: sqlite3.Connection
        self.was_damaged = False
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._open()
            if self.info("key") != self._key:
                self._begin()
        except sqlite3.DatabaseError as error:
            if is_unwritable(error):
                raise
            self.was_damaged = True
            self._begin()

    def _open(self) -> None:
        self._connection = sqlite3.connect(self._path, isolation_level=None, cached_statements=32)
        self._process = os.getpid()
        # Lost power may cost the store, never the site: a damaged store means a clean build.
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=OFF")

    def _begin(self) -> None:
        """Start with an empty store."""
        self.close()
        for suffix in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        self._open()
        self._connection.executescript(_SCHEMA)
        self.set_info("key", self._key)

    def close(self) -> None:
        """Let go of the file."""
        if self._process == os.getpid():
            self._connection.close()
            self._process = -1

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this process: one may not be carried over a fork."""
        if self._process != os.getpid():
            self._open()
        return self._connection

    def info(self, key: str) -> str | None:
        """Return a note of the last build; None when there is none.

        Raises:
            sqlite3.DatabaseError: the store is damaged.
        """
        try:
            row = self.connection.execute("SELECT value, checksum FROM info WHERE key = ?", (key,)).fetchone()
        except sqlite3.OperationalError as error:
            if is_unwritable(error):
                raise
            return None  # no such table: a new file
        if row is None:
            return None
        _check(row[1], key, row[0])
        return str(row[0])

    def set_info(self, key: str, value: str) -> None:
        """Leave a note for the next build."""
        self.connection.execute("INSERT OR REPLACE INTO info VALUES(?, ?, ?)", (key, value, _checksum(key, value)))

    @cached_property
    def _files(self) -> StoredLedger:
        return self.ledger("files", "")

    def files(self) -> dict[str, FileRow]:
        """Return the files of the site by path.

        Raises:
            sqlite3.DatabaseError: the store is damaged. A wrong row could make a wrong page.
        """
        make = FileRow._make
        return {path: make(values) for path, values in self._files.all().items()}

    def keep_files(self, changed: Mapping[str, FileRow], gone: Iterable[str]) -> None:
        """Remember *changed* files and forget *gone* ones, all or nothing."""
        self._files.keep({path: [*row] for path, row in changed.items()}, gone)

    def ledger(self, name: str, key: str) -> StoredLedger:
        """Return the ledger *name*; empty when it was filled under another *key*."""
        self._ready(name, key, f"CREATE TABLE ledger_{name}(chunk INTEGER PRIMARY KEY, value BLOB, checksum INTEGER);")
        return StoredLedger(self, name)

    def table(self, name: str, key: str) -> StoredTable:
        """Return the table *name*; empty when it was filled under another *key*."""
        self._ready(
            name,
            key,
            f"CREATE TABLE kept_{name}(key TEXT PRIMARY KEY, value BLOB NOT NULL, checksum INTEGER NOT NULL);",
        )
        return StoredTable(self, name)

    def _ready(self, name: str, key: str, create: str) -> None:
        """Make the table that *create* makes, unless it is there and was filled under *key*."""
        if not _NAME.fullmatch(name):
            raise ValueError(f"not the name of a table: {name!r}")
        note = f"table {name}"
        if self.info(note) != key:
            drop = create.partition("(")[0].replace("CREATE TABLE", "DROP TABLE IF EXISTS")
            self.connection.executescript(f"{drop};{create}")
            self.set_info(note, key)


def _checksum(*values: Any) -> int:
    return crc32("\0".join(map(str, values)).encode())


def _check(checksum: Any, *values: Any) -> None:
    if _checksum(*values) != checksum:
        raise sqlite3.DatabaseError("a row is damaged")


def _checksum_of(key: str, value: bytes) -> int:
    return crc32(value, crc32(key.encode()))


def _is_sound(key: Any, value: Any, checksum: Any) -> bool:
    """Tell whether a row is as it was put; damage may change the types too."""
    return isinstance(key, str) and isinstance(value, bytes) and _checksum_of(key, value) == checksum


class StoredLedger:
    """One ledger. A value keeps its chunk, new ones go to the last: what changes together was mostly new together."""

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
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
        for number, value, checksum in self._store.connection.execute(self._select):
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
        connection = self._store.connection
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
            self._store.connection.execute(self._put, (number, value, crc32(value, number)))
        else:
            self._store.connection.execute(self._remove, (number,))


class StoredTable:
    """One table of what features keep; a row whose checksum is wrong is as good as none."""

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        # The name was checked by the store: letters only.
        self._one = f"SELECT value, checksum FROM kept_{name} WHERE key = ?"  # noqa: S608
        self._put = f"INSERT OR REPLACE INTO kept_{name} VALUES(?, ?, ?)"
        self._remove = f"DELETE FROM kept_{name} WHERE key = ?"  # noqa: S608

    def get(self, key: str) -> bytes | None:
        """Return one value; None when there is none or it is damaged."""
        row = self._store.connection.execute(self._one, (key,)).fetchone()
        return row[0] if row is not None and _is_sound(key, *row) else None

    def put(self, rows: Mapping[str, bytes]) -> None:
        """Keep *rows*, all or nothing."""
        if not rows:
            return
        connection = self._store.connection
        connection.execute("BEGIN")
        connection.executemany(self._put, ((key, value, _checksum_of(key, value)) for key, value in rows.items()))
        connection.execute("COMMIT")

    def remove(self, keys: Iterable[str]) -> None:
        """Forget *keys*."""
        self._store.connection.executemany(self._remove, ((key,) for key in keys))
