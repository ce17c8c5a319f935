"""The Pelican side of feeds."""

from __future__ import annotations

from typing import Any

from plugins.feeds import directory
from plugins.feeds.catalogue import addresses_of, write_feeds
from plugins.feeds.config import FeedsConfig
from portal.build import Build


def join_build(pelican: Any) -> None:
    """Handle ``initialized``: contribute the feeds, their page and their addresses."""
    config = FeedsConfig.from_settings(pelican.settings)
    build: Build = pelican.build
    build.globals["feeds"] = addresses_of(None)
    build.globals["feeds_of"] = addresses_of
    build.add_pages("feeds", directory.pages)
    # Enclosures tell the length of published pictures and documents, which photos puts.
    build.add_outputs("feeds", lambda site, sink: write_feeds(site, sink, config), after=("photos",))
    build.contribute_fingerprint("feeds", repr(config).encode())
