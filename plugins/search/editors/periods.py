"""Periods: days, months and years as editors write them, and from when to when they last."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from plugins.search.editors.conditions import Published
from portal.vietnamese.dates import ZONE, DateError, parse_date

_YEAR = re.compile("[1-9][0-9]{3}")
_MONTH = re.compile(
    "(?P<year>[1-9][0-9]{3})-(?P<month>[0-9]{1,2})|(?P<month_first>[0-9]{1,2})[/-](?P<year_last>[1-9][0-9]{3})"
)
_BETWEEN = re.compile(r"\s*(?:\.\.+|…|(?<!\w)(?:TO|ĐẾN|đến)(?!\w))\s*")
_OPEN = ("", "*")
_EVER, _NEVER = -(2**40), 2**40  # minutes


def period(text: str) -> Published | None:
    """Read ``2024``, ``2024-03``, ``3/2024``, a day, or two of them with ``..`` or TO between; one may be left out.

    None where it cannot be read. Both ends belong to it; their order does not matter.

    >>> period("2024-02") == period("01/02/2024..29/02/2024")
    True
    """
    ends = [end.strip() for end in _BETWEEN.split(text.strip())]
    if len(ends) > 2 or all(end in _OPEN for end in ends):
        return None
    spans = [(_EVER, _NEVER) if end in _OPEN else _span(end) for end in ends]
    if any(span is None for span in spans):
        return None
    known = [span for span in spans if span]
    if "" in ends or "*" in ends:
        return Published(known[0][0], known[-1][1])
    return Published(min(first for first, _ in known), max(end for _, end in known))


def days(first: date | None, last: date | None) -> Published:
    """Return the period from the day *first* to the day *last*, both included; None leaves an end open."""
    return Published(
        _minute(first) if first else _EVER,
        _minute(last + timedelta(days=1)) if last else _NEVER,
    )


def _span(text: str) -> tuple[int, int] | None:
    """Return the first minute of a year, month or day, and the one after its last."""
    try:
        if _YEAR.fullmatch(text):
            return _minute(date(int(text), 1, 1)), _minute(date(int(text) + 1, 1, 1))
        month = _MONTH.fullmatch(text)
        if month:
            first = date(int(month["year"] or month["year_last"]), int(month["month"] or month["month_first"]), 1)
            return _minute(first), _minute((first + timedelta(days=31)).replace(day=1))
        day = parse_date(text).date()
        return _minute(day), _minute(day + timedelta(days=1))
    except (DateError, ValueError, OverflowError):
        return None


def _minute(day: date) -> int:
    """Return when *day* begins in Viet Nam, in minutes since 1970."""
    return int(datetime(day.year, day.month, day.day, tzinfo=ZONE).timestamp() // 60)
