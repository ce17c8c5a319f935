"""`desk next`: when the portal has to be built again though nobody edited anything."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

import click

from plugins.articles import cli as articles
from plugins.urgent_notice import cli as urgent_notice
from portal.problem import PortalError
from portal.vietnamese.dates import ZONE, show_moment

# What of the portal the clock changes: articles that come due, expire or lose their pin, bodies that merge, the notice.
_WAITING = (articles.waiting, urgent_notice.waiting)


@click.command("next", help="In thời điểm kế tiếp cần dựng lại (bài hẹn giờ, hết hiệu lực, thôi ghim, thông báo khẩn).")
@articles.content_option
def due(content: Path) -> None:
    """Print the next moment, as ISO and for people; nothing when none is waiting."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), ZONE) if epoch.isdecimal() else datetime.now(ZONE)
    try:
        moments = [moment for waiting in _WAITING for moment in waiting(content, now)]
    except PortalError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
    if moments:
        print(f"{min(moments).isoformat()}\t{show_moment(min(moments))}")
