"""`desk next`: when the portal has to be built again though nobody edited anything."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from plugins.articles import cli as articles
from plugins.urgent_notice import cli as urgent_notice
from portal.clock import read_now
from portal.problem import PortalError
from portal.vietnamese.dates import show_moment


@click.command("next", help="In thời điểm kế tiếp cần dựng lại (bài hẹn giờ, hết hiệu lực, thôi ghim, thông báo khẩn).")
@articles.content_option
@click.pass_obj
def due(remembering: Any, content: Path) -> None:
    """Print the next moment, as ISO and for people; nothing when none is waiting."""
    now = read_now(os.environ)
    try:
        moments = remembering(content, lambda memory, read_all: articles.waiting(content, now, memory, read_all))
    except PortalError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
    moments += urgent_notice.waiting(content, now)
    if moments:
        print(f"{min(moments).isoformat()}\t{show_moment(min(moments))}")
