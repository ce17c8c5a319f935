"""Commands of articles: `desk next`, and what `desk check` asks of them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from plugins.articles.checking import check_all, check_some
from plugins.articles.loader import SiteLoader
from portal.build.memory import NoMemory
from portal.clock import read_now
from portal.problem import PortalError, Problems
from portal.vietnamese.dates import show_moment

__all__ = ["ROOT", "check_all", "check_some", "content_option", "due"]

ROOT = Path(__file__).resolve().parents[2]

content_option = click.option(
    "--content", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT / "content",
    help="Thư mục nội dung (mặc định: content).",
)  # fmt: skip


@click.command("next", help="In thời điểm bài hẹn giờ kế tiếp được đăng, để đặt lịch dựng.")
@content_option
def due(content: Path) -> None:
    """Print when the next scheduled article is due, as ISO and for people; nothing when none is waiting."""
    now = read_now(os.environ)
    try:
        site = SiteLoader(content, now=now, problems=Problems(), site_name=content.name, memory=NoMemory()).load()
    except PortalError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
    if site.next_due:
        print(f"{site.next_due.isoformat()}\t{show_moment(site.next_due)}")
