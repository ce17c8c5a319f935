"""The fragment of the notice."""

from __future__ import annotations

from typing import Any

from plugins.urgent_notice.notice import UrgentNotice
from portal.build.contributions import Render
from portal.site import Site

TEMPLATE = "fragments/urgent_notice.html"


class UrgentNotices:
    """Gives every page the notice of this minute, or nothing."""

    def __init__(self, site: Site, render: Render, notice: UrgentNotice | None) -> None:
        """Decide whether *notice* shows now."""
        self._render = render
        self._notice = notice if notice is not None and notice.shows_at(site.now) else None

    def variant(self, _subject: Any) -> str:
        """Return the one variant."""
        return ""

    def html(self, _variant: str) -> str:
        """Return the notice."""
        return self._render(TEMPLATE, {"notice": self._notice})
