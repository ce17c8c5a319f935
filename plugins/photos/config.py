"""The settings of photos."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.problem import ConfigError
from portal.settings import Setting

# Sixty million pixels are 180 MB while a picture is open; cameras of 2026 make 12 to 50 million.
MAX_PIXELS = Setting("PHOTOS_MAX_PIXELS", 60_000_000, "Số điểm ảnh nhiều nhất của một ảnh (rộng × cao).")
SETTINGS = (MAX_PIXELS,)


@dataclass(frozen=True)
class PhotosConfig:
    """How large a picture may be."""

    max_pixels: int

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> PhotosConfig:
        """Read the settings.

        Raises:
            ConfigError: a value is not allowed.
        """
        value = MAX_PIXELS.read(settings)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise ConfigError(MAX_PIXELS.name, value, "một số nguyên lớn hơn 0")
        return cls(value)
