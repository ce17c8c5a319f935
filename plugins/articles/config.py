"""Settings of articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from portal.problem import ConfigError
from portal.settings import Setting

UNPUBLISHED = Setting(
    "ARTICLES_UNPUBLISHED",
    False,
    "«True»: dựng cả bản nháp và bài hẹn giờ, để xem thử. Chỉ dùng được trên máy này, vào thư mục trong CACHE_PATH.",
)
SETTINGS = (UNPUBLISHED,)
_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class ArticlesConfig:
    """Whether drafts and what waits for its minute are built, too."""

    unpublished: bool = False

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> ArticlesConfig:
        """Read and check.

        Raises:
            ConfigError: not True or False; or unpublished articles would leave this machine, or its cache.
        """
        unpublished = UNPUBLISHED.read(settings)
        if not isinstance(unpublished, bool):
            raise ConfigError(UNPUBLISHED.name, unpublished, "True hoặc False")
        if unpublished:
            _keep_in(settings)
        return cls(unpublished)


def _keep_in(settings: Mapping[str, Any]) -> None:
    """Refuse settings by which somebody else might get to see what is not published."""
    if urlsplit(str(settings["SITEURL"])).hostname not in _THIS_MACHINE:
        raise ConfigError(UNPUBLISHED.name, True, "False ở cổng công khai: bản nháp chỉ xem được ở 127.0.0.1")
    cache = Path(settings["PROJECT_ROOT"], settings["CACHE_PATH"]).resolve()
    output = Path(settings["OUTPUT_PATH"]).resolve()
    if cache == output or not output.is_relative_to(cache):
        raise ConfigError(UNPUBLISHED.name, True, f"thư mục xuất nằm trong {cache}; hãy dùng lệnh desk preview")
