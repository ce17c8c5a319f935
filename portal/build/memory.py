"""What a build may remember for the next one: small tables of bytes, always safe to forget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol


class Table(Protocol):
    """One table: keys with values. What it gives back is what was put, or nothing."""

    def rows(self) -> Iterator[tuple[str, bytes]]:
        """Yield every (key, value), in the order of the keys."""

    def get(self, key: str) -> bytes | None:
        """Return one value."""

    def put(self, rows: Mapping[str, bytes]) -> None:
        """Keep *rows*, in the place of older ones of the same keys."""

    def remove(self, keys: Iterable[str]) -> None:
        """Forget *keys*; unknown ones are no matter."""


class Memory(Protocol):
    """The tables of one site."""

    def table(self, name: str, key: str) -> Table:
        """Return the table *name*; empty when it was filled under another *key* (what shapes all its rows)."""


class DictTable:
    """A table that is gone with its process."""

    def __init__(self) -> None:
        self._rows: dict[str, bytes] = {}

    def rows(self) -> Iterator[tuple[str, bytes]]:
        """Yield every (key, value), in the order of the keys."""
        yield from sorted(self._rows.items())

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


class NoMemory:
    """A memory that is gone with its process: every build is a first one."""

    def table(self, name: str, key: str) -> Table:  # noqa: ARG002  # nothing is kept, so nothing is shaped
        """Return an empty table."""
        return DictTable()
