"""Problems in content: one finding about one place in one source file, told to an editor in Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "warning"]

# What would break a line on a terminal, or turn it round.
_BREAKING = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
# Characters of a value that a finding shows. A reason is a sentence of ours, which may quote.
_LONGEST, _LONGEST_REASON = 160, 400


@dataclass(frozen=True, order=True)
class Problem:
    """One finding.

    Attributes:
        path: source file as an editor knows it, relative to the project, with ``/`` ("content/tin-tuc/2026/a.md").
        line: 1-based; 1 when the finding concerns the whole file, 0 when it concerns a folder.
        code: stable id ("BV012"); the handbook explains each.
        found: what is wrong, in Vietnamese.
        fix: what to do about it, in Vietnamese.
        severity: an error keeps the article out of the site, a warning does not.
    """

    path: str
    line: int
    code: str
    found: str
    fix: str
    severity: Severity = "error"

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.code} {self.found} → {self.fix}"


@dataclass(frozen=True)
class Code:
    """One kind of finding. *found* and *fix* are Vietnamese, with ``{names}`` for what the place fills in."""

    code: str
    found: str
    fix: str
    severity: Severity = "error"

    def at(self, path: str, line: int = 1, /, **values: Any) -> Problem:
        """Return the finding at *line* of *path*: the first line when the whole file is meant, 0 for a folder."""
        shown = {name: _on_one_line(name, value) for name, value in values.items()}
        return Problem(path, line, self.code, self.found.format(**shown), self.fix.format(**shown), self.severity)


def _on_one_line(name: str, value: Any) -> Any:
    """Return *value* as a finding shows it: numbers as they are, anything else as one line that is not too long."""
    if isinstance(value, int | float):
        return value
    text, limit = _BREAKING.sub(" ", str(value)), _LONGEST_REASON if name == "reason" else _LONGEST
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


class PortalError(Exception):
    """Base of the errors that end a run with one line in Vietnamese and no traceback."""

    exit_code = 1


class ConfigError(PortalError):
    """A setting cannot be used. Raised by the ``config.py`` of features and by data files of ``content/``."""

    exit_code = 2

    def __init__(self, setting: str, value: object, expected: str, where: str = "pelicanconf.py") -> None:
        super().__init__(f"{setting} = {value!r} không dùng được: cần {expected} (sửa trong {where}).")


class Problems:
    """The findings of one run: collected anywhere, printed once, in the order of path and line."""

    def __init__(self) -> None:
        self._found: set[Problem] = set()

    def add(self, problem: Problem) -> None:
        """Keep *problem*; the same finding twice counts once."""
        self._found.add(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Keep all of *problems*."""
        self._found.update(problems)

    def clear(self) -> None:
        """Forget all findings, before a run begins again."""
        self._found.clear()

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def errors(self) -> list[Problem]:
        """Those that keep an article out, in order."""
        return [problem for problem in self if problem.severity == "error"]

    def report(self) -> str:
        """Return the text shown to editors: errors, then warnings, a line each; empty when there is nothing to say."""
        warnings = [problem for problem in self if problem.severity == "warning"]
        parts = []
        for heading, group in (("lỗi biên tập", self.errors), ("lưu ý", warnings)):
            if group:
                parts.append("\n".join([f"{len(group)} {heading}:", *(f"  {problem}" for problem in group)]))
        return "\n".join(parts)
