"""A notice: what it says, when it shows, and how it is read from its file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from plugins.urgent_notice import codes
from portal.data_file import DataFileError, Value, read_mapping
from portal.hosts import is_private
from portal.problem import Code, Problem
from portal.vietnamese.dates import DateError, parse_date

FILE = "thong-bao-khan.yaml"

_KEYS = ("text", "url", "from", "until")
# YAML lets them in as "\x02"; the places of fragments are made of them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TIME = re.compile(r"\d[:h]\d{2}")
_INTERNAL = re.compile(r"/(?![/\\])[!-~]*")
_FOREIGN = re.compile(r"https://[A-Za-z0-9][!-~]*")


@dataclass(frozen=True)
class UrgentNotice:
    """One notice.

    Attributes:
        text: NFC, one line, plain.
        until: the first minute at which it no longer shows.
        begins: the first minute at which it shows; None when it shows at once.
        url: where to read more; root-relative or ``https://``; "" without one.
    """

    text: str
    until: datetime
    begins: datetime | None = None
    url: str = ""

    def shows_at(self, now: datetime) -> bool:
        """Tell whether it stands on the pages at *now*."""
        return (self.begins is None or self.begins <= now) and now < self.until

    @property
    def turns(self) -> tuple[datetime, ...]:
        """The moments at which the pages change because of it."""
        return (self.until,) if self.begins is None else (self.begins, self.until)


def read_notice(text: str, path: str) -> tuple[UrgentNotice | None, list[Problem]]:
    """Read the file of the notice.

    Args:
        text: the whole file.
        path: the file as editors know it, for the problems.

    Returns:
        The notice, or None when the file is empty or wrong; and all that is wrong with it.
    """
    try:
        fields = read_mapping(text)
    except DataFileError as error:
        return None, [codes.BROKEN.at(path, error.line, reason=str(error))]
    if not fields:
        return None, []
    reader = _Reader(path)
    values = reader.values(fields)
    notice = reader.notice(values)
    return (None, sorted(reader.problems)) if reader.problems else (notice, [])


class _Reader:
    """Reads the fields one by one and keeps going after a mistake, so that an editor sees all of them at once."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.problems: list[Problem] = []

    def values(self, fields: Mapping[str, list[Value | dict[str, Value]]]) -> dict[str, Value]:
        """Return the known fields that hold one piece of text."""
        values: dict[str, Value] = {}
        for key, items in fields.items():
            line = next(_lines(items), 0)
            if key not in _KEYS:
                self._add(codes.UNKNOWN, line, key=key, keys=", ".join(_KEYS))
            elif len(items) != 1 or not isinstance(items[0], Value) or _CONTROL.search(items[0].text):
                self._add(codes.NOT_A_LINE, line, key=key)
            elif items[0].text:
                values[key] = items[0]
        for key in ("text", "until"):
            if key not in values and not any(f"«{key}»" in problem.found for problem in self.problems):
                self._add(codes.MISSING, 1, key=key)
        return values

    def notice(self, values: Mapping[str, Value]) -> UrgentNotice | None:
        """Return the notice; None when a field is wrong or missing."""
        until = self._moment("until", values.get("until"), needs_time=True)
        begins = self._moment("from", values.get("from"))
        if until and begins and begins >= until:
            line = values["from"].line
            self._add(codes.ENDS_FIRST, line)
        url = values.get("url")
        if url and not _INTERNAL.fullmatch(url.text) and not _is_public(url.text):
            self._add(codes.BAD_ADDRESS, url.line, url=url.text)
        if until is None or "text" not in values:
            return None
        return UrgentNotice(" ".join(values["text"].text.split()), until, begins, url.text if url else "")

    def _moment(self, key: str, value: Value | None, *, needs_time: bool = False) -> datetime | None:
        if value is None:
            return None
        try:
            moment = parse_date(value.text)
        except DateError as error:
            self._add(codes.BAD_DATE, value.line, key=key, reason=error)
            return None
        if needs_time and not _TIME.search(value.text):
            self._add(codes.NO_TIME, value.line, key=key)
        return moment

    def _add(self, code: Code, line: int, **values: object) -> None:
        self.problems.append(code.at(self._path, line, **values))


def _is_public(address: str) -> bool:
    """Return whether *address* leads to a public host, with no name and password before it."""
    if not _FOREIGN.fullmatch(address):
        return False
    host = address.removeprefix("https://").partition("/")[0]
    return "@" not in host and not is_private(host)


def _lines(items: list[Value | dict[str, Value]]) -> Iterator[int]:
    for item in items:
        yield from [item.line] if isinstance(item, Value) else [value.line for value in item.values()]
