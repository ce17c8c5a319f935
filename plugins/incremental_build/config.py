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
VERIFY = Setting(
    "INCREMENTAL_BUILD_VERIFY",
    False,
    "«True»: đọc lại từng tệp đã xuất và so với lần dựng trước, thay vì chỉ xem cỡ và giờ sửa. Chậm hơn, chắc hơn.",
)
SETTINGS = (MODE, VERIFY)


@dataclass(frozen=True)
class BuilderConfig:
    """How pages and fragments come together, and how closely the output folder is looked at.

    Attributes:
        verify: look at the bytes of every file of the site, not only at its size and time of change.
    """

    mode: Literal["inline", "ssi"]
    verify: bool = False

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> BuilderConfig:
        """Read and check.

        Raises:
            ConfigError: another mode, or *verify* is neither True nor False.
        """
        mode, verify = MODE.read(settings), VERIFY.read(settings)
        if mode not in ("inline", "ssi"):
            raise ConfigError(MODE.name, mode, "«inline» hoặc «ssi»")
        if not isinstance(verify, bool):
            raise ConfigError(VERIFY.name, verify, "True hoặc False")
        return cls(mode, verify)
