"""The Pelican side of search."""

from __future__ import annotations

from functools import partial
from typing import Any

from plugins.search.config import SearchConfig
from portal.addresses import SEARCH_DATA
from portal.build import Build, OutputSink
from portal.site import Site


def join_build(pelican: Any) -> None:
    """Handle ``initialized``: contribute the index and its address."""
    config = SearchConfig.from_settings(pelican.settings)
    build: Build = pelican.build
    build.globals["search"] = {"service": config.service, "data": SEARCH_DATA}
    build.add_outputs("search", partial(_write, build=build))
    build.contribute_fingerprint("search", repr(config).encode())


def _write(site: Site, sink: OutputSink, *, build: Build) -> None:
    # Late: a build that finds nothing changed does without numpy.
    from plugins.search.publish import publish

    publish(site, sink, build.memory)
