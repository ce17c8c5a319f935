"""The settings of search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.problem import ConfigError
from portal.settings import Setting

SERVICE = Setting(
    "SEARCH_SERVICE",
    False,
    "«True» khi máy chủ có dịch vụ trả lời ở /api/search: trang tìm kiếm dùng nó khi không có mã kịch bản.",
)
SETTINGS = (SERVICE,)


@dataclass(frozen=True)
class SearchConfig:
    """Whether a live service answers searches, too."""

    service: bool

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> SearchConfig:
        """Read the settings.

        Raises:
            ConfigError: a value is not allowed.
        """
        service = SERVICE.read(settings)
        if not isinstance(service, bool):
            raise ConfigError(SERVICE.name, service, "True hoặc False")
        return cls(service)
