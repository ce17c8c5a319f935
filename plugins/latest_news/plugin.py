"""The Pelican side of latest news."""

from __future__ import annotations

from typing import Any

from plugins.latest_news.config import LatestNewsConfig
from plugins.latest_news.provider import LatestNews
from portal.addresses import NEWS
from portal.build import Build

_WITHOUT_SERVER = f'<p class="latest-news__all"><a href="{NEWS}">Tin mới nhất</a></p>'


def join_build(pelican: Any) -> None:
    """Handle ``initialized``: contribute the fragment ``latest_news``."""
    config = LatestNewsConfig.from_settings(pelican.settings)
    build: Build = pelican.build
    build.add_fragment(
        "latest_news", lambda site, render: LatestNews(site, render, config), without_server=_WITHOUT_SERVER
    )
    build.contribute_fingerprint("latest_news", repr(config).encode())
