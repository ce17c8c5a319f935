"""What a build may remember for the next one: tables that are always safe to forget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

# A file changed twice within one tick of the file system's clock keeps its size and time: one so young, in nanoseconds,
# is not to be remembered as it stands.
YOUNG_NS = 2_000_000_000


class Table(Protocol):
    """Values that are asked for one by one, because they are long: bodies. What comes back is what was put, or None."""

    def get(self, key: str) -> bytes | None:
        """Return one value."""

    def put(self, rows: Mapping[str, bytes]) -> None:
        """Keep *rows*, in the place of older ones of the same keys."""

    def remove(self, keys: Iterable[str]) -> None:
        """Forget *keys*; unknown ones are no matter."""


class Ledger(Protocol):
    """Small values that every build reads whole: plain JSON (texts, numbers of 64 bits, lists, dicts of texts)."""

    def all(self) -> dict[str, Any]:
        """Return every value by its key, in no order that means anything. Each call gives values of its own."""

    def keep(self, changed: Mapping[str, Any], gone: Iterable[str]) -> None:
        """Keep *changed* values and forget *gone* keys, all or nothing; unknown ones are no matter."""


class Memory(Protocol):
    """The tables of one site. *key* is what shapes all rows of a table: under another one it is empty."""

    def table(self, name: str, key: str) -> Table:
        """Return the table *name*."""

    def ledger(self, name: str, key: str) -> Ledger:
        """Return the ledger *name*."""


class DictTable:
    """A table that is gone with its process."""

    def __init__(self) -> None:
        self._rows: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """Return one value."""
        return self._rows.get(key)

    def put(self, rows: Mapping[str, bytes]) -> None:
        """Keep *rows*."""
        self._rows.update(rows)

    def remove(self, keys: Iterable[str]) -> None:
        """Forget *keys*."""
        for key in keys:
            self._rows.pop(key, None)


class EmptyLedger:
    """A ledger that keeps nothing."""

    def all(self) -> dict[str, Any]:
        """Return nothing."""
        return {}

    def keep(self, changed: Mapping[str, Any], gone: Iterable[str]) -> None:
        """Keep nothing: the process reads a ledger once, and no other will."""


class NoMemory:
    """A memory that is gone with its process: every build is a first one."""

    def table(self, name: str, key: str) -> Table:  # noqa: ARG002  # nothing is kept, so nothing is shaped
        """Return an empty table."""
        return DictTable()

    def ledger(self, name: str, key: str) -> Ledger:  # noqa: ARG002
        """Return an empty ledger."""
        return EmptyLedger()
