"""The settings of assets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.problem import ConfigError
from portal.settings import Setting

THEME = Setting("THEME", None, "Thư mục giao diện, có styles/, components/ và static/.")
SETTINGS = (THEME,)


@dataclass(frozen=True)
class AssetsConfig:
    """Where the theme lies."""

    theme: Path

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> AssetsConfig:
        """Read the settings.

        Raises:
            ConfigError: the theme is not a folder.
        """
        theme = THEME.read(settings)
        if not isinstance(theme, str | Path) or not Path(theme).is_dir():
            raise ConfigError(THEME.name, theme, "đường dẫn tới thư mục giao diện")
        return cls(Path(theme))
