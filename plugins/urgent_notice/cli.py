"""What the desk asks of the urgent notice."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from plugins.urgent_notice.plugin import load
from portal.build import Build
from portal.problem import Problems


def check(build: Build) -> None:
    """Tell *build* what is wrong with the notice."""
    load(build.content, build.problems)


def waiting(content: Path, now: datetime) -> list[datetime]:
    """Return the moments after *now* at which the notice of *content* comes or goes."""
    notice = load(content, Problems())
    return [moment for moment in notice.turns if moment > now] if notice else []
