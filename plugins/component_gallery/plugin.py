"""The Pelican side of the component gallery."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from plugins.component_gallery.config import GalleryConfig
from plugins.component_gallery.declarations import FILE, read_components
from portal.addresses import GALLERY
from portal.build import Build, Page
from portal.site import Site

TEMPLATE = "gallery.html"


def join_build(pelican: Any) -> None:
    """Handle ``initialized``: contribute the page, where the setting asks for it."""
    build: Build = pelican.build
    config = GalleryConfig.from_settings(pelican.settings)
    if config.shown:
        build.add_pages("component_gallery", partial(gallery_pages, theme=config.theme))


def gallery_pages(_site: Site, *, theme: Path) -> Iterator[Page]:
    """Yield the one page."""
    yield Page(GALLERY, TEMPLATE, _digest(theme).hex(), partial(_values, theme))


def _values(theme: Path) -> dict[str, Any]:
    components = tuple(
        replace(component, examples=tuple(example for example in component.examples if not example.hidden))
        for component in read_components(theme)
    )
    return {"components": components}


def _digest(theme: Path) -> bytes:
    digest = hashlib.sha256()
    for path in sorted(theme.glob(f"components/*/{FILE}")):
        digest.update(f"{path.parent.name}\0".encode() + path.read_bytes() + b"\0")
    return digest.digest()
