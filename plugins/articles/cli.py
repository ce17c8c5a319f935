"""What `desk check` and `desk next` ask of articles."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from plugins.articles.checking import check_all, check_some
from plugins.articles.loader import SiteLoader
from portal.build.memory import Memory
from portal.problem import Problems

__all__ = ["ROOT", "check_all", "check_some", "content_option", "output_option", "waiting"]

ROOT = Path(__file__).resolve().parents[2]

content_option = click.option(
    "--content", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT / "content",
    help="Thư mục nội dung (mặc định: content).",
)  # fmt: skip


output_option = click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), default=ROOT / "output",
    help="Thư mục xuất của cổng này: dùng lại những gì lần dựng trước đã đọc.",
)  # fmt: skip


def waiting(content: Path, now: datetime, memory: Memory) -> list[datetime]:
    """Return the next moment after *now* at which the articles of *content* give another site; [] if none waits.

    Raises:
        PortalError: a data file cannot be read, or there is no article at all.
    """
    site = SiteLoader(content, now=now, problems=Problems(), site_name=content.name, memory=memory).load()
    return [site.next_due] if site.next_due else []
