"""Settings of listings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.settings import Setting, read_int

PER_PAGE = Setting("LISTINGS_PER_PAGE", 20, "Số bài trên một trang danh sách, từ 5 đến 100.")
HOME_BLOCK = Setting("LISTINGS_HOME_BLOCK", 4, "Số bài của mỗi chuyên mục trên trang chủ, từ 1 đến 10.")
SETTINGS = (PER_PAGE, HOME_BLOCK)


@dataclass(frozen=True)
class ListingsConfig:
    """How many articles stand on a list page and in a block of the home page."""

    per_page: int
    home_block: int

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> ListingsConfig:
        """Read and check.

        Raises:
            ConfigError: a value out of its range.
        """
        return cls(read_int(settings, PER_PAGE, 5, 100), read_int(settings, HOME_BLOCK, 1, 10))
