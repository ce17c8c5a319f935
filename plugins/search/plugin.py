"""The Pelican side of search."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from plugins.search.config import SearchConfig
from portal.addresses import SEARCH_DATA
from portal.build import Build, OutputSink
from portal.site import Site


def join_build(pelican: Any) -> None:
    """Handle ``initialized``: contribute the index and its address."""
    config = SearchConfig.from_settings(pelican.settings)
    build: Build = pelican.build
    output = Path(pelican.settings["OUTPUT_PATH"])
    build.globals["search"] = {"service": config.service, "data": SEARCH_DATA}
    build.add_outputs("search", partial(_write, build=build, output=output))
    build.contribute_fingerprint("search", repr(config).encode())


def _write(site: Site, sink: OutputSink, *, build: Build, output: Path) -> None:
    # Late: a build that finds nothing changed does without numpy and Whoosh.
    from plugins.search.publish import publish, update_editors_index

    publish(site, sink, build.memory)
    update_editors_index(site, build.cache, output)
