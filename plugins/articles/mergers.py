"""Merged and dissolved bodies (``content/don-vi-da-sap-nhap.yaml``), and which of them a text names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from plugins.articles import codes
from portal.article import MergedBody
from portal.data_file import DataFileError, Item, Value, read_list
from portal.problem import Problem
from portal.vietnamese.dates import DateError, parse_date

_KEYS = frozenset({"name", "abbreviations", "date", "successor", "note"})


@dataclass(frozen=True)
class Merger:
    """One body that is no more, and every name that texts give it (the full one first)."""

    body: MergedBody
    names: tuple[str, ...]


def parse_mergers(text: str, shown: str, tell: Callable[[Problem], None]) -> tuple[Merger, ...]:
    """Read the file; what is wrong in an entry is told, and the entry left out.

    Raises:
        DataFileError: not a list in YAML.
    """
    mergers: list[Merger] = []
    for item in read_list(text):
        try:
            mergers.append(_merger(item, {name for merger in mergers for name in merger.names}))
        except DataFileError as error:
            tell(codes.BAD_MERGER.at(shown, error.line, reason=str(error)))
    return tuple(mergers)


def _merger(item: Item, taken: set[str]) -> Merger:
    if isinstance(item, Value):
        raise DataFileError(f"«{item.text}» không phải các dòng «khóa: giá trị»", item.line)
    line = next(value.line for value in item.values())
    values = {key: " ".join(value.text.split()) for key, value in item.items()}
    unknown = next((key for key in item if key not in _KEYS), None)
    if unknown is not None:
        raise DataFileError(f"không có khóa «{unknown}»", item[unknown].line)
    missing = next((key for key in ("name", "date") if not values.get(key)), None)
    if missing:
        raise DataFileError(f"thiếu «{missing}»", line)
    short = (part.strip() for part in values.get("abbreviations", "").split(","))
    names = tuple(dict.fromkeys([values["name"], *(part for part in short if part)]))
    doubled = next((name for name in names if name in taken), None)
    if doubled:
        raise DataFileError(f"tên «{doubled}» đã có ở mục trước", line)
    try:
        since = parse_date(values["date"])
    except DateError as error:
        raise DataFileError(str(error), item["date"].line) from None
    return Merger(MergedBody(values["name"], since, values.get("successor", ""), values.get("note", "")), names)


class MergerNames:
    """Finds the names of merged bodies in texts."""

    def __init__(self, mergers: Iterable[Merger]) -> None:
        self._bodies = {name: merger.body.name for merger in mergers for name in merger.names}
        # A successor's name is looked for too, only so that an old name inside it is not found.
        names = {*self._bodies, *(merger.body.successor for merger in mergers if merger.body.successor)}
        self._pattern = _pattern(sorted(names, key=lambda name: (-len(name), name))) if self._bodies else None

    @property
    def key(self) -> str:
        """Another one whenever a text may be found to name other bodies."""
        return "" if self._pattern is None else repr((sorted(self._bodies.items()), self._pattern.pattern))

    def in_text(self, text: str) -> tuple[str, ...]:
        """Return the full names of the bodies that *text* (NFC) names, sorted. Letters count as they are written."""
        if self._pattern is None:
            return ()
        return tuple(sorted({self._bodies[name] for name in self._pattern.findall(text) if name in self._bodies}))


def _pattern(longest_first: list[str]) -> re.Pattern[str]:
    """Return the pattern of names that stand alone: not inside a longer word, name of the file, or document number."""
    # Their first characters stand before all else: only so does `re` pass over the rest of a text quickly.
    first = "".join(sorted({re.escape(name[0]) for name in longest_first}))
    others = "|".join(rf"(?<={re.escape(name[0])}){re.escape(name[1:])}" for name in longest_first)
    return re.compile(rf"[{first}](?<![\w/&-].)(?:{others})(?![\w/&]|-\w)", re.DOTALL)


NO_MERGERS = MergerNames(())
