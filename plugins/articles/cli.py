"""What `desk check` and `desk next` ask of articles; their own commands are in `plugins.articles.desk.cli`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.articles.checking import check_all, check_some
from plugins.articles.desk.cli import ROOT, content_option
from plugins.articles.desk.site import site_of
from plugins.articles.desk.status import next_due
from portal.build.memory import Memory
from portal.problem import Problems

__all__ = ["ROOT", "check_all", "check_some", "content_option", "waiting"]


def waiting(content: Path, now: datetime, memory: Memory, read_all: Any = None) -> list[datetime]:
    """Return the next moment after *now* at which the articles of *content* give another site; [] if none waits.

    Raises:
        BrokenDataError: a data file cannot be used.
    """
    moment = next_due(site_of(content, now, Problems(), memory, read_all), now)
    return [moment] if moment else []
