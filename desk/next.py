"""`desk next`: when the portal has to be built again though nobody edited anything."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from plugins.articles import cli as articles
from plugins.incremental_build.cli import with_memory
from plugins.urgent_notice import cli as urgent_notice
from portal.build.memory import Memory
from portal.clock import read_now
from portal.problem import PortalError
from portal.vietnamese.dates import show_moment


@click.command("next", help="In thời điểm kế tiếp cần dựng lại (bài hẹn giờ, hết hiệu lực, thôi ghim, thông báo khẩn).")
@articles.content_option
@articles.output_option
def due(content: Path, output: Path) -> None:
    """Print the next moment, as ISO and for people; nothing when none is waiting."""
    now = read_now(os.environ)
    try:
        moments = with_memory(articles.ROOT / ".cache", content, output, partial(_waiting, content, now))
    except PortalError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
    if moments:
        print(f"{min(moments).isoformat()}\t{show_moment(min(moments))}")


def _waiting(content: Path, now: datetime, memory: Memory) -> list[datetime]:
    """Return when articles come due, expire or lose their pin, bodies merge, the urgent notice comes or goes."""
    return [*articles.waiting(content, now, memory), *urgent_notice.waiting(content, now)]
