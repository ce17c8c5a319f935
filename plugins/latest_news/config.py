"""The settings of latest news."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from portal.problem import ConfigError
from portal.settings import Setting

Scope = Literal["all", "category"]

# The page that this list came from shows exactly fifteen.
LIMIT = Setting("LATEST_NEWS_LIMIT", 15, "Số tin trong khung «Tin mới nhất», từ 1 đến 50.")
SCOPE = Setting("LATEST_NEWS_SCOPE", "all", "«all»: tin của cả cổng; «category»: tin cùng chuyên mục với bài đang đọc.")
SETTINGS = (LIMIT, SCOPE)


@dataclass(frozen=True)
class LatestNewsConfig:
    """How many articles the list shows, and from where."""

    limit: int
    scope: Scope

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> LatestNewsConfig:
        """Read the settings.

        Raises:
            ConfigError: a value is not allowed.
        """
        limit, scope = LIMIT.read(settings), SCOPE.read(settings)
        if not isinstance(limit, int) or isinstance(limit, bool) or not 1 <= limit <= 50:
            raise ConfigError(LIMIT.name, limit, "một số nguyên từ 1 đến 50")
        if scope not in ("all", "category"):
            raise ConfigError(SCOPE.name, scope, "«all» hoặc «category»")
        return cls(limit, cast(Scope, scope))
