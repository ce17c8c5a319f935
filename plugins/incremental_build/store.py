"""The store: one SQLite file that remembers the last build of one site. Always safe to delete.

It holds what features keep (`portal.build.memory`) and, for each file of the site, what it was made from and how it lay
there. Whatever is wrong with it, a clean build follows.
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

from plugins.incremental_build.tables import StoredLedger, StoredTable
from portal.build.digest import digest
from portal.problem import PortalError

_FORMAT = "3"
_NAME = re.compile(r"[a-z]+")
_SCHEMA = "CREATE TABLE info(key TEXT PRIMARY KEY, value TEXT NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID;"
# What SQLite says when the disk is full or may not be written: no damage, and nothing that a new store would mend.
_NOT_WRITABLE = (
    "SQLITE_FULL", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHM",
    "SQLITE_IOERR_TRUNCATE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_DELETE",
)  # fmt: skip


class StoreError(PortalError):
    """The store cannot be written: no room, or no right to."""

    exit_code = 2

    @classmethod
    def of(cls, path: Path, error: sqlite3.Error) -> StoreError:
        """Return what tells editors of *error*."""
        name = getattr(error, "sqlite_errorname", "")
        reason = "đĩa đầy" if name == "SQLITE_FULL" else f"không có quyền hoặc đĩa hỏng, mã {name or 'SQLITE'}"
        return cls(
            f"{path}: không ghi được bộ nhớ của lần dựng ({reason}) → xem lại chỗ trống trên đĩa và quyền ghi, rồi dựng"
            " lại."
        )


def is_unwritable(error: Exception) -> bool:
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


# What a damaged store raises: SQLite says what is wrong in words of the file, which need be no text.
DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)


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
        except DAMAGE as error:
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
        self._ready("ledger", name, key, "chunk INTEGER PRIMARY KEY, value BLOB, checksum INTEGER")
        return StoredLedger(lambda: self.connection, name)

    def table(self, name: str, key: str) -> StoredTable:
        """Return the table *name*; empty when it was filled under another *key*."""
        self._ready("kept", name, key, "key TEXT PRIMARY KEY, value BLOB, checksum INTEGER")
        return StoredTable(lambda: self.connection, name)

    def _ready(self, kind: str, name: str, key: str, columns: str) -> None:
        """Make the table *kind*_*name*, unless it is there and was filled under *key*."""
        if not _NAME.fullmatch(name):
            raise ValueError(f"not the name of a table: {name!r}")
        table = f"{kind}_{name}"
        if self.info(table) != key:
            self.connection.executescript(f"DROP TABLE IF EXISTS {table}; CREATE TABLE {table}({columns});")
            self.set_info(table, key)


def _checksum(*values: Any) -> int:
    return crc32("\0".join(map(str, values)).encode())


def _check(checksum: Any, *values: Any) -> None:
    if _checksum(*values) != checksum:
        raise sqlite3.DatabaseError("a row is damaged")
