"""What the desk asks of the urgent notice."""

from __future__ import annotations

from plugins.urgent_notice.plugin import load
from portal.build import Build
from portal.site import Site


def check(site: Site, build: Build) -> None:  # noqa: ARG001  # as all checks are called
    """Tell *build* what is wrong with the notice."""
    load(build.content, build.problems)
