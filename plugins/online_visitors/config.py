"""The settings of the counter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from portal.problem import ConfigError
from portal.settings import Setting

Provider = Literal["none", "stub", "live"]
_PROVIDERS = ("none", "stub", "live")

PROVIDER = Setting(
    "ONLINE_VISITORS_PROVIDER",
    "none",
    "«none»: không đếm, hiện «Chưa có số liệu»; «stub»: hiện ONLINE_VISITORS_STUB; «live»: hỏi dịch vụ trực tuyến.",
)
STUB = Setting("ONLINE_VISITORS_STUB", None, "Số người mà «stub» hiện ra, từ 0 trở lên. Chỉ dùng khi chạy thử.")
SETTINGS = (PROVIDER, STUB)


@dataclass(frozen=True)
class OnlineVisitorsConfig:
    """Who counts. *stub* is the number that the stub shows; None for the other providers."""

    provider: Provider
    stub: int | None

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> OnlineVisitorsConfig:
        """Read the settings.

        Raises:
            ConfigError: a value is not allowed, or the stub has no number.
        """
        provider, stub = PROVIDER.read(settings), STUB.read(settings)
        if provider not in _PROVIDERS:
            raise ConfigError(PROVIDER.name, provider, "«none», «stub» hoặc «live»")
        is_number = isinstance(stub, int) and not isinstance(stub, bool) and stub >= 0
        if not is_number and (stub is not None or provider == "stub"):
            raise ConfigError(STUB.name, stub, "một số nguyên từ 0 trở lên")
        return cls(cast(Provider, provider), stub if provider == "stub" else None)
