"""The agency behind the portal: one file, ``content/co-quan.yaml``, that says who publishes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields

from portal.problem import ConfigError


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
    def from_mapping(cls, data: Mapping[str, object], *, where: str) -> Agency:
        """Read the YAML mapping of *where*; unknown and missing keys are refused by name."""
        known = {field.name: field for field in fields(cls)}
        for key, value in data.items():
            if key not in known:
                raise ConfigError(str(key), value, "một trong các mục " + ", ".join(known), where)
            if not isinstance(value, str):
                raise ConfigError(str(key), value, "chữ, đặt trong dấu nháy nếu chỉ có số", where)
        for name, field in known.items():
            if field.default is MISSING and not data.get(name):
                raise ConfigError(name, None, "một dòng chữ", where)
        return cls(**{key: str(value) for key, value in data.items()})

    @property
    def full_name(self) -> str:
        """The portal's name with its province."""
        return f"{self.name} {self.province}".strip()
