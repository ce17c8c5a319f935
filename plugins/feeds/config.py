"""The settings of feeds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.problem import ConfigError
from portal.settings import Setting

AUTHORITY = Setting(
    "PORTAL_ID_AUTHORITY",
    None,
    "Tên miền mà cổng có từ đầu, để đặt mã số vĩnh viễn cho bài trong bản tin RSS. Không đổi, kể cả khi đổi tên miền.",
)
YEAR = Setting("PORTAL_ID_YEAR", None, "Năm đầu tiên cổng giữ tên miền ấy. Không đổi.")
LIMIT = Setting("FEEDS_LIMIT", 50, "Số bài mới nhất trong mỗi bản tin RSS, từ 1 đến 200.")
SITE_URL = Setting("SITEURL", "", "Địa chỉ của cổng, như https://lacgiang.example, không có gạch chéo ở cuối.")
SETTINGS = (AUTHORITY, YEAR, LIMIT)

# A domain name with a dot, in small letters: what a tag: URI (RFC 4151) takes, and validators check.
_AUTHORITY = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")
_SITE_URL = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*[^\s?#/])?")


@dataclass(frozen=True)
class FeedsConfig:
    """Where the site is, how its entries are numbered for ever, and how many a feed holds."""

    site_url: str
    authority: str
    year: int
    limit: int

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> FeedsConfig:
        """Read the settings.

        Raises:
            ConfigError: a value is missing or not allowed.
        """
        authority, year = AUTHORITY.read(settings), YEAR.read(settings)
        limit, site_url = LIMIT.read(settings), SITE_URL.read(settings)
        if not isinstance(authority, str) or not _AUTHORITY.fullmatch(authority):
            raise ConfigError(AUTHORITY.name, authority, "một tên miền viết thường, như «lacgiang.example»")
        if not _is_whole(year) or not 1990 <= year <= 2100:
            raise ConfigError(YEAR.name, year, "năm đầu tiên của tên miền, như 2022")
        if not _is_whole(limit) or not 1 <= limit <= 200:
            raise ConfigError(LIMIT.name, limit, "một số nguyên từ 1 đến 200")
        if not isinstance(site_url, str) or not _SITE_URL.fullmatch(site_url):
            raise ConfigError(SITE_URL.name, site_url, "địa chỉ như «https://lacgiang.example», không có / ở cuối")
        return cls(site_url, authority, year, limit)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
