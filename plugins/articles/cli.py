"""Commands of articles: `desk check` and `desk next`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from plugins.articles.loader import SiteLoader
from portal.build.memory import NoMemory
from portal.problem import PortalError, Problems
from portal.site import Site
from portal.vietnamese.dates import ZONE, show_moment

_content = click.option(
    "--content", type=click.Path(exists=True, file_okay=False, path_type=Path), default="content", show_default=True,
    help="Thư mục nội dung.",
)  # fmt: skip


def _load(content: Path, problems: Problems) -> Site | None:
    now = datetime.now(ZONE).replace(second=0, microsecond=0)
    try:
        return SiteLoader(content, now=now, problems=problems, site_name=content.name, memory=NoMemory()).load()
    except PortalError as error:
        print(error, file=sys.stderr)
        return None


@click.command(help="Kiểm tra mọi bài và trang, không dựng gì. Kết thúc với mã 1 nếu có lỗi.")
@_content
def check(content: Path) -> None:
    """Print every problem of *content*."""
    problems = Problems()
    site = _load(content, problems)
    print(problems.report() or "Không có lỗi nào.")
    raise SystemExit(1 if problems.errors or site is None else 0)


@click.command("next", help="In thời điểm bài hẹn giờ kế tiếp được đăng, để đặt lịch dựng.")
@_content
def due(content: Path) -> None:
    """Print when the next scheduled article is due, as ISO and for people; nothing when none is waiting."""
    site = _load(content, Problems())
    if site is None:
        raise SystemExit(1)
    if site.next_due:
        print(f"{site.next_due.isoformat()}\t{show_moment(site.next_due)}")
