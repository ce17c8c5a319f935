"""Hosts that a reader cannot reach: this machine, an office's own network, names that only it knows."""

from __future__ import annotations

import re

_OWN_NAMES = (".local", ".localhost", ".lan", ".internal", ".intranet", ".home", ".corp", ".test", ".invalid")
_NUMBERS = re.compile(r"[0-9.]+|0x[0-9a-f.]+")


def is_private(host: str) -> bool:
    """Return whether *host*, as it stands in an address (with a port or without), is no public one."""
    name = host.lower()
    if name.startswith("["):
        return not _is_global(name[1:].partition("]")[0].partition("%")[0])
    name = name.partition(":")[0].rstrip(".")
    if "." not in name:
        return True
    if name.endswith(_OWN_NAMES):
        return True
    return bool(_NUMBERS.fullmatch(name)) and not _is_global(name)


def _is_global(address: str) -> bool:
    from ipaddress import ip_address  # late: hardly any link has a number for a host

    try:
        return ip_address(address).is_global
    except ValueError:
        return False
