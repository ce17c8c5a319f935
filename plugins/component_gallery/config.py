"""The settings of the component gallery."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.problem import ConfigError
from portal.settings import Setting

GALLERY = Setting("COMPONENT_GALLERY", False, "True: có trang /thanh-phan/ cho người làm giao diện; False: không có.")
SETTINGS = (GALLERY,)


@dataclass(frozen=True)
class GalleryConfig:
    """Whether there is a gallery, and of which theme."""

    shown: bool
    theme: Path

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> GalleryConfig:
        """Read the settings.

        Raises:
            ConfigError: a value is not allowed.
        """
        shown = GALLERY.read(settings)
        if not isinstance(shown, bool):
            raise ConfigError(GALLERY.name, shown, "True hoặc False")
        return cls(shown, Path(settings["THEME"]))
