"""Settings of the builder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from portal.problem import ConfigError
from portal.settings import Setting

MODE = Setting(
    "INCREMENTAL_BUILD_MODE",
    "inline",
    "«inline»: mảnh dùng chung nằm sẵn trong trang; «ssi»: để máy chủ nginx ghép (ssi on).",
)
SETTINGS = (MODE,)


@dataclass(frozen=True)
class BuilderConfig:
    """How pages and fragments come together."""

    mode: Literal["inline", "ssi"]

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> BuilderConfig:
        """Read and check.

        Raises:
            ConfigError: another mode.
        """
        mode = MODE.read(settings)
        if mode not in ("inline", "ssi"):
            raise ConfigError(MODE.name, mode, "«inline» hoặc «ssi»")
        return cls(mode)
