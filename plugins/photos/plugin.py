"""The Pelican side of photos."""

from __future__ import annotations

from functools import partial
from typing import Any

from plugins.photos.config import PhotosConfig
from plugins.photos.select import referred
from portal.build import Build, OutputSink
from portal.site import Site


def join_build(pelican: Any) -> None:
    """Handle ``initialized``: contribute the files."""
    config = PhotosConfig.from_settings(pelican.settings)
    pelican.build.add_outputs("photos", partial(_write, build=pelican.build, config=config))


def _write(site: Site, sink: OutputSink, *, build: Build, config: PhotosConfig) -> None:
    # Late: a build that finds nothing changed does without Pillow.
    from plugins.photos.publish import put_documents, put_pictures

    pictures, documents = referred(site)
    put_pictures(pictures, sink, build, config)
    put_documents(documents, sink, build)
