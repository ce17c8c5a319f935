"""Reading settings: each feature names its own, with a default and what is allowed, and reads them once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.problem import ConfigError


@dataclass(frozen=True)
class Setting:
    """One setting of ``pelicanconf.py``, as the docs list it.

    Attributes:
        name: in capitals, with the feature's name before it ("LATEST_NEWS_LIMIT").
        default: used when the file does not name it.
        help: in Vietnamese, what it does and what is allowed.
    """

    name: str
    default: Any
    help: str

    def read(self, settings: Mapping[str, Any]) -> Any:
        """Return its value, or the default."""
        return settings.get(self.name, self.default)


def read_int(settings: Mapping[str, Any], setting: Setting, least: int, most: int) -> int:
    """Return a whole number.

    Raises:
        ConfigError: it is not one, or not from *least* to *most*.
    """
    value = setting.read(settings)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ConfigError(setting.name, value, f"một số nguyên từ {least} đến {most}")
    return value
