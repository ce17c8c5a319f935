"""The Pelican side of latest news."""

from __future__ import annotations

from typing import Any

from plugins.latest_news.config import LatestNewsConfig
from plugins.latest_news.provider import LatestNews
from portal.build import Build


def join_build(pelican: Any) -> None:
    """Handle ``initialized``: contribute the fragment ``latest_news``."""
    config = LatestNewsConfig.from_settings(pelican.settings)
    build: Build = pelican.build
    build.add_fragment("latest_news", lambda site, render: LatestNews(site, render, config))
    build.contribute_fingerprint("latest_news", repr(config).encode())
