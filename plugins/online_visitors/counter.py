"""What the counter shows, and the stub's answer."""

from __future__ import annotations

import json
from typing import Any

from plugins.online_visitors.config import OnlineVisitorsConfig
from portal.addresses import VISITORS_API
from portal.build.contributions import Render

TEMPLATE = "fragments/online_visitors.html"
# A file, unlike the live service's address, so that every web server gives it its media type.
STUB_ADDRESS = f"{VISITORS_API}.json"
# A visitor counts as present for five minutes after the last request, as in the portals this one takes after.
WINDOW_SECONDS = 300


def address(config: OnlineVisitorsConfig) -> str | None:
    """Return where a page may ask for the number; None when there is nobody to ask."""
    return {"none": None, "stub": STUB_ADDRESS, "live": VISITORS_API}[config.provider]


def answer(online: int) -> bytes:
    """Return the answer of the visitors' API: ``{"online": 67, "window_seconds": 300}``."""
    return json.dumps({"online": online, "window_seconds": WINDOW_SECONDS}).encode()


class OnlineVisitors:
    """Gives every page the same line. The live number changes by the minute, so no page holds it."""

    def __init__(self, render: Render, config: OnlineVisitorsConfig) -> None:
        """Take what the line shows."""
        self._render = render
        self._values = {"count": config.stub, "api": address(config)}

    def variant(self, _subject: Any) -> str:
        """Return the one variant."""
        return ""

    def html(self, _variant: str) -> str:
        """Return the line."""
        return self._render(TEMPLATE, self._values)
