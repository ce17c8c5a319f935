"""The agency behind the portal: one file, ``content/co-quan.yaml``, that says who publishes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields

_TELEPHONE = re.compile(r"[+(]?\d(?=.*\d.*\d).*")  # perhaps more than one, or with words behind it
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+")


class AgencyError(ValueError):
    """What is said of the agency cannot be used. ``key`` names the entry, "" when one is missing."""

    def __init__(self, message: str, key: str = "") -> None:
        super().__init__(message)
        self.key = key


@dataclass(frozen=True)
class Agency:
    """Who publishes, in words shown to readers.

    Attributes:
        name: the portal's name ("Cổng thông tin cải cách hành chính").
        province: "tỉnh Lạc Giang".
        short_name: for narrow places and feeds.
        agency: legal name of the body in charge.
        superior: the body above it.
        demonstration: the notice of a portal whose content is invented; "" on a real one.
    """

    name: str
    agency: str
    province: str = ""
    short_name: str = ""
    superior: str = ""
    licence: str = ""
    responsible: str = ""
    address: str = ""
    telephone: str = ""
    hotline: str = ""
    email: str = ""
    demonstration: str = ""

    @classmethod
    def from_mapping(cls, data: Mapping[str, str]) -> Agency:
        """Read what a file says of the agency.

        Raises:
            AgencyError: an entry is unknown, missing, or not the telephone number or mail address it should be.
        """
        known = {field.name: field for field in fields(cls)}
        for key, value in data.items():
            if key not in known:
                raise AgencyError(f"không có mục «{key}»; chỉ có các mục {', '.join(known)}", key)
            if value and key in ("telephone", "hotline") and not _TELEPHONE.fullmatch(value):
                raise AgencyError(f"«{value}» ở mục «{key}» không phải số điện thoại", key)
            if value and key == "email" and not _MAIL.fullmatch(value):
                raise AgencyError(f"«{value}» ở mục «{key}» không phải địa chỉ thư điện tử", key)
        for name, field in known.items():
            if field.default is MISSING and not data.get(name):
                raise AgencyError(f"mục «{name}» thiếu hoặc để trống", name if name in data else "")
        return cls(**data)

    @property
    def full_name(self) -> str:
        """The portal's name with its province."""
        return f"{self.name} {self.province}".strip()
