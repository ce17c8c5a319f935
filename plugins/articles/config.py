"""The settings of articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.problem import ConfigError
from portal.settings import Setting

POLICY = Setting(
    "ARTICLES_POLICY",
    "quarantine",
    "quarantine: bài lỗi bị giữ lại, các bài khác vẫn lên; strict: một lỗi là dừng hết.",
)
ALLOW_FEWER = Setting(
    "ARTICLES_ALLOW_FEWER", False, "True: vẫn dựng khi mất quá 20 % số bài của lần trước; dùng một lần."
)
SETTINGS = (POLICY, ALLOW_FEWER)
_POLICIES = ("quarantine", "strict")


@dataclass(frozen=True)
class ArticlesConfig:
    """What a mistake stops, and whether a fifth of the articles may vanish at once."""

    strict: bool = False
    allow_fewer: bool = False

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> ArticlesConfig:
        """Read the settings.

        Raises:
            ConfigError: a value is not allowed.
        """
        policy, fewer = POLICY.read(settings), ALLOW_FEWER.read(settings)
        if policy not in _POLICIES:
            raise ConfigError(POLICY.name, policy, "quarantine hoặc strict")
        if not isinstance(fewer, bool):
            raise ConfigError(ALLOW_FEWER.name, fewer, "True hoặc False")
        return cls(policy == "strict", fewer)
