"""The clock: read once, so that a whole run is of one moment."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime

from portal.problem import ConfigError
from portal.vietnamese.dates import ZONE


def read_now(environment: Mapping[str, str]) -> datetime:
    """Return the moment of the build: SOURCE_DATE_EPOCH if set, else the clock; in Viet Nam, cut to the minute.

    Raises:
        ConfigError: SOURCE_DATE_EPOCH is not a whole number of seconds.
    """
    given = environment.get("SOURCE_DATE_EPOCH")
    try:
        seconds = int(given) if given else int(time.time())
        return datetime.fromtimestamp(seconds - seconds % 60, UTC).astimezone(ZONE)
    except (ValueError, OverflowError, OSError):
        raise ConfigError("SOURCE_DATE_EPOCH", given, "số giây kể từ năm 1970", "môi trường") from None
