"""The Pelican side of assets."""

from __future__ import annotations

from typing import Any

from plugins.assets.config import AssetsConfig
from plugins.assets.icons import Icons
from plugins.assets.licences import licence_page
from plugins.assets.publish import Asset, AssetAddresses, collect, files
from portal.build import Build, OutputSink, place
from portal.build.contributions import Render
from portal.site import Site


class ThemeFiles:
    """The files of one build: made when its fragments are, put when its outputs are."""

    def __init__(self, config: AssetsConfig, build: Build) -> None:
        self._config = config
        self._cache = build.cache / "assets"
        self._assets: dict[str, Asset] = {}
        self.icons = Icons(config.theme)

    def addresses(self, _site: Site, _render: Render) -> AssetAddresses:
        """Begin a build: make the files, and give the fragment of their addresses."""
        self.icons.forget()
        self._assets = collect(self._config.theme, self._cache)
        return AssetAddresses(self._assets)

    def write(self, _site: Site, sink: OutputSink) -> None:
        """Put the files."""
        for path, content in files(self._assets):
            sink.put(path, content)


def join_build(pelican: Any) -> None:
    """Handle ``initialized``: contribute files, their addresses, icons, and the page of licences."""
    build: Build = pelican.build
    theme = ThemeFiles(AssetsConfig.from_settings(pelican.settings), build)
    build.globals["asset_url"] = lambda name: place("asset", name)
    build.globals["icon"] = theme.icons
    build.add_fragment("asset", theme.addresses, always_inline=True)
    build.add_pages("assets", lambda site: [licence_page(site.agency)])
    build.add_outputs("assets", theme.write)
    # Addresses stand in places, so style, script and fonts do not shape pages; icons stand in the pages themselves.
    build.contribute_fingerprint("assets", theme.icons.digest())
