"""Runs Pelican's own command line and writes what the stages of the search cost within it.

    python -m bench.search.stage FILE CONTENT -s pelicanconf.py …

FILE gets one JSON object: CPU seconds (user and system, children too) by stage. A stage that does not run is left out.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from pelican import main

from plugins.search import publish

STAGES = {"publish": "shards", "update_editors_index": "Whoosh"}
_P, _R = ParamSpec("_P"), TypeVar("_R")


def _spent() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _timed(stage: Callable[_P, _R], name: str, costs: dict[str, float]) -> Callable[_P, _R]:
    @wraps(stage)
    def run(*arguments: _P.args, **more: _P.kwargs) -> _R:
        before = _spent()
        try:
            return stage(*arguments, **more)
        finally:
            costs[name] = costs.get(name, 0.0) + _spent() - before

    return run


def build(told: Path, arguments: list[str]) -> None:
    """Run Pelican with *arguments* and write the costs to *told*, however it ends."""
    costs: dict[str, float] = {}
    # The plugin looks both up when it needs them.
    for function, name in STAGES.items():
        setattr(publish, function, _timed(getattr(publish, function), name, costs))
    try:
        main(arguments)
    finally:
        told.write_text(json.dumps(costs), "utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]), sys.argv[2:])
