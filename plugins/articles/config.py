"""The settings of articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

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
UNPUBLISHED = Setting(
    "ARTICLES_UNPUBLISHED",
    False,
    "True: dựng cả bản nháp và bài hẹn giờ, để xem thử. Chỉ dùng được trên máy này, vào thư mục trong CACHE_PATH.",
)
SETTINGS = (POLICY, ALLOW_FEWER, UNPUBLISHED)
_POLICIES = ("quarantine", "strict")
_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class ArticlesConfig:
    """What a mistake stops, whether a fifth of the articles may vanish at once, and whether drafts are built, too."""

    strict: bool = False
    allow_fewer: bool = False
    unpublished: bool = False

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> ArticlesConfig:
        """Read the settings.

        Raises:
            ConfigError: a value is not allowed, or unpublished articles would leave this machine, or its cache.
        """
        policy, fewer, unpublished = POLICY.read(settings), ALLOW_FEWER.read(settings), UNPUBLISHED.read(settings)
        if policy not in _POLICIES:
            raise ConfigError(POLICY.name, policy, "quarantine hoặc strict")
        for setting, value in ((ALLOW_FEWER, fewer), (UNPUBLISHED, unpublished)):
            if not isinstance(value, bool):
                raise ConfigError(setting.name, value, "True hoặc False")
        if unpublished:
            _keep_here(settings)
        return cls(policy == "strict", fewer, unpublished)


def _keep_here(settings: Mapping[str, Any]) -> None:
    """Refuse settings by which somebody else might get to see what is not published."""
    if urlsplit(str(settings["SITEURL"])).hostname not in _THIS_MACHINE:
        raise ConfigError(UNPUBLISHED.name, True, "False ở cổng công khai: bản nháp chỉ xem được ở 127.0.0.1")
    cache = Path(settings["PROJECT_ROOT"], settings["CACHE_PATH"]).resolve()
    output = Path(settings["OUTPUT_PATH"]).resolve()
    if cache == output or not output.is_relative_to(cache):
        raise ConfigError(UNPUBLISHED.name, True, f"thư mục xuất nằm trong {cache}; hãy dùng lệnh desk preview")
