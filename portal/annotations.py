"""Findings in the forms of others: JSON, and what GitHub and GitLab show beside the lines of a change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable

from portal.problem import Problem

# Where each code is explained, under the project.
HANDBOOK = "docs/loi/{code}.md"

_GITHUB = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_GITHUB_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def as_json(problems: Iterable[Problem]) -> str:
    """Return a JSON list: path, line (0 for a folder), code, severity, found, fix, help (a page of the handbook)."""
    return json.dumps(
        [
            {
                "path": problem.path, "line": problem.line, "code": problem.code, "severity": problem.severity,
                "found": problem.found, "fix": problem.fix, "help": HANDBOOK.format(code=problem.code),
            }
            for problem in problems
        ],
        ensure_ascii=False, indent=1,
    )  # fmt: skip


def as_github(problems: Iterable[Problem]) -> str:
    """Return workflow commands of GitHub, one a line."""
    return "\n".join(
        f"::{problem.severity} file={problem.path.translate(_GITHUB_PROPERTY)},line={max(problem.line, 1)},"
        f"title={problem.code}::{f'{problem.found} → {problem.fix}'.translate(_GITHUB)}"
        for problem in problems
    )


def as_gitlab(problems: Iterable[Problem]) -> str:
    """Return a report of GitLab's Code Quality, which is JSON."""
    return json.dumps(
        [
            {
                "description": f"{problem.found} → {problem.fix}", "check_name": problem.code,
                "fingerprint": hashlib.sha256(str(problem).encode()).hexdigest(),
                "severity": "major" if problem.severity == "error" else "minor",
                "location": {"path": problem.path, "lines": {"begin": max(problem.line, 1)}},
            }
            for problem in problems
        ],
        ensure_ascii=False, indent=1,
    )  # fmt: skip


FORMS: dict[str, Callable[[Iterable[Problem]], str]] = {"json": as_json, "github": as_github, "gitlab": as_gitlab}
