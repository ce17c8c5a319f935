"""The Pelican side of the counter."""

from __future__ import annotations

from typing import Any

from plugins.online_visitors.config import OnlineVisitorsConfig
from plugins.online_visitors.counter import STUB_ADDRESS, OnlineVisitors, answer
from portal.addresses import output_path
from portal.build import Build


def join_build(pelican: Any) -> None:
    """Handle ``initialized``: contribute the fragment ``online_visitors`` and the stub's file."""
    config = OnlineVisitorsConfig.from_settings(pelican.settings)
    build: Build = pelican.build
    build.add_fragment("online_visitors", lambda _site, render: OnlineVisitors(render, config))
    stub = config.stub
    if stub is not None:
        build.add_outputs("online_visitors", lambda _site, sink: sink.put(output_path(STUB_ADDRESS), answer(stub)))
    build.contribute_fingerprint("online_visitors", repr(config).encode())
