"""What the desk asks of photos."""

from __future__ import annotations

from plugins.photos.config import PhotosConfig
from plugins.photos.publish import check_documents, check_pictures
from plugins.photos.select import referred
from portal.build import Build
from portal.site import Site


def check(site: Site, build: Build) -> None:
    """Tell *build* of the pictures and documents of *site* that cannot be used."""
    pictures, documents = referred(site)
    check_pictures(pictures, build, PhotosConfig.from_settings({}))
    check_documents(documents, build)
