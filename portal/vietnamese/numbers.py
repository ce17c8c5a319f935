"""Numbers as Vietnamese write them: a full stop between thousands, a comma before decimals."""

from __future__ import annotations

_UNITS = ("byte", "KB", "MB", "GB")


def show_count(number: int) -> str:
    """Return ``1.384``."""
    return f"{number:,}".replace(",", ".")


def show_size(size: int) -> str:
    """Return a file's size in units of 1,000 bytes: ``48 KB``, ``1,2 MB``.

    Whole numbers below a megabyte, one decimal from there on.
    """
    value = float(size)
    unit = 0
    while round(value) >= 1000 and unit < len(_UNITS) - 1:
        value /= 1000
        unit += 1
    text = f"{value:.1f}".replace(".", ",").removesuffix(",0") if unit >= 2 else str(round(value))
    return f"{text} {_UNITS[unit]}"
