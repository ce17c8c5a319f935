"""The Pelican side of the urgent notice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugins.urgent_notice.notice import FILE, UrgentNotice, read_notice
from plugins.urgent_notice.provider import UrgentNotices
from portal.build import Build
from portal.problem import Problems
from portal.text_file import read_text


def join_build(pelican: Any) -> None:
    """Handle ``initialized``: read the notice, contribute its fragment, tell the build when it comes and goes."""
    build: Build = pelican.build
    notice = load(build.content, build.problems)
    if notice is not None:
        build.due.extend(notice.turns)
    build.add_fragment("urgent_notice", lambda site, render: UrgentNotices(site, render, notice))


def load(content: Path, problems: Problems) -> UrgentNotice | None:
    """Read the notice of the folder *content*; None when there is no file, or a wrong one: *problems* then says why."""
    shown = f"{content.name}/{FILE}"
    path = content / FILE
    if not path.exists() and not path.is_symlink():
        return None
    text, found = read_text(str(path), content, shown)
    problems.extend(found)
    if text is None:
        return None
    notice, found = read_notice(text, shown)
    problems.extend(found)
    return notice
