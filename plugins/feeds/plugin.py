"""The Pelican side of feeds."""

from __future__ import annotations

from functools import partial
from typing import Any

from plugins.feeds import directory
from plugins.feeds.addresses import addresses_of
from plugins.feeds.config import FeedsConfig
from portal.build import Build, OutputSink
from portal.site import Site


def join_build(pelican: Any) -> None:
    """Handle ``initialized``: contribute the feeds, their page and their addresses."""
    config = FeedsConfig.from_settings(pelican.settings)
    build: Build = pelican.build
    build.globals["feeds"] = addresses_of(None)
    build.globals["feeds_of"] = addresses_of
    build.add_pages("feeds", directory.pages)
    # Enclosures tell the length of published pictures and documents, which photos puts.
    build.add_outputs("feeds", partial(_write, build=build, config=config), after=("photos",))
    build.contribute_fingerprint("feeds", repr(config).encode())


def _write(site: Site, sink: OutputSink, *, build: Build, config: FeedsConfig) -> None:
    # Late: a build that finds nothing changed does without feedgen and lxml.
    from plugins.feeds.catalogue import write_feeds

    write_feeds(site, sink, config, build.memory)
