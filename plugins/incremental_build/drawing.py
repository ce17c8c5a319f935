"""Drawing one page as a build would, without building: for whoever shows an article before it is saved."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from portal.agency import Agency

_PLACE = re.compile("\x02[a-z_]+:[\\w./-]*\x03")


class PageDrawer:
    """Draws pages with the theme and the settings of a portal; what many pages share is left out.

    Pelican and the plugins are loaded by the first page.
    """

    def __init__(self, settings: Path, content: Path, output: Path) -> None:
        self._settings = settings
        self._drawing = threading.Lock()
        self._places = {"PATH": str(content), "OUTPUT_PATH": str(output)}

    def draw(self, template: str, agency: Agency, values: Mapping[str, Any]) -> str:
        """Return the page that *template* makes of *values*. Templates are read anew each time: one may be edited."""
        with self._drawing:
            return self._drawn(template, agency, values)

    def _drawn(self, template: str, agency: Agency, values: Mapping[str, Any]) -> str:
        from plugins.incremental_build.plugin import make_environment

        pelican = self._pelican
        shared = {
            "agency": agency,
            "categories": (),
            "site_url": "",
            "page_urls": frozenset(),
            "url": "",
            "fragment": lambda *_: "",
            "feeds": (),
        }
        # The build's own globals (icons, feeds) stand over these.
        environment = make_environment(Path(pelican.theme), pelican.build, shared, pelican.settings)
        return _PLACE.sub("", environment.get_template(template).render(values))

    @cached_property
    def _pelican(self) -> Any:
        from pelican.settings import read_settings

        from plugins.incremental_build.plugin import PortalPelican

        try:
            return PortalPelican(read_settings(str(self._settings), override=self._places))
        except SystemExit as end:  # a setting that cannot be used, told by then; a server goes on
            raise RuntimeError(f"settings: {end.code}") from None
