"""The Pelican side of redirects."""

from __future__ import annotations

from functools import partial
from typing import Any

from plugins.redirects.forms import NGINX_MAP, nginx_map, page
from portal.addresses import output_path
from portal.build import Build, OutputSink
from portal.site import Site


def join_build(pelican: Any) -> None:
    """Handle ``initialized``: contribute the files."""
    build: Build = pelican.build
    build.add_outputs("redirects", partial(_write, site_url=str(pelican.settings["SITEURL"])))


def _write(site: Site, sink: OutputSink, *, site_url: str) -> None:
    for former, present in site.redirects.items():
        path = output_path(former)
        if not sink.keep(path, present):
            sink.put(path, page(site_url, present).encode(), present)
    sink.put(NGINX_MAP, nginx_map(site.redirects).encode())
