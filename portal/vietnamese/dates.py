"""Dates as Vietnamese write them: read from headers, shown on pages.

One zone, Asia/Ho_Chi_Minh; the day always before the month; hours with SA (sáng) and CH (chiều). No locale is used.
"""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

_TIME = (
    r"(?:(?:[ T,]+| [-–] )(?P<hour>[0-9]{1,2})[:h](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r"(?: *(?P<half>SA|CH|AM|PM))?)?"
)
_OFFSET = r"(?: *(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2}))?"
_FORMS = tuple(
    re.compile(date + _TIME + _OFFSET, re.IGNORECASE)
    for date in (
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})",
        r"(?:ngày )?(?P<day>[0-9]{1,2}) ?[/.-] ?(?P<month>[0-9]{1,2}) ?[/.-] ?(?P<year>[0-9]+)",
        r"(?:ngày )?(?P<day>[0-9]{1,2}) tháng (?P<month>[0-9]{1,2}),? năm (?P<year>[0-9]+)",
    )
)
# Nothing on a state portal is older than the first one (1997) or lies past a reader's lifetime; a slip of a key is.
_EARLIEST_YEAR, _LATEST_YEAR = 1945, 2100


class DateError(ValueError):
    """A date that cannot be read. The message says in Vietnamese what is wrong with it."""


def parse_date(text: str) -> datetime:
    """Read a date, with or without a time, and return it in ``ZONE``, cut to the minute.

    Forms: ``2023-07-20 14:05`` (ISO, offset allowed), ``20/07/2023``, ``20/07/2023 2:05 CH``, ``20/07/2023 - 14:05``,
    ``20 - 07 - 2023``, ``ngày 20 tháng 7 năm 2023``, ``ngày 20/07/2023``. Without a time it is midnight.

    Raises:
        DateError: another form, a two-digit year, a day, an hour or an offset that does not exist.

    >>> parse_date("08/01/2024 2:01 CH").isoformat()
    '2024-01-08T14:01:00+07:00'
    """
    match = _match(text)
    text = " ".join(text.split())
    if match is None:
        raise DateError(f"không đọc được ngày «{text}»")
    if len(match["year"]) != 4:
        raise DateError(f"ngày «{text}» phải ghi năm bằng bốn chữ số")
    year, month, day = (int(match[part]) for part in ("year", "month", "day"))
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise DateError(f"năm {year} trong «{text}» nằm ngoài khoảng {_EARLIEST_YEAR}–{_LATEST_YEAR}")
    hour, minute = _time_of_day(match, text)
    try:
        moment = datetime(year, month, day, hour, minute, tzinfo=ZONE)
    except ValueError:
        raise DateError(f"ngày «{text}» không có trong lịch") from None
    if match["offset"]:
        offset = "+00:00" if match["offset"].upper() == "Z" else match["offset"]
        try:
            moment = datetime.fromisoformat(f"{moment:%Y-%m-%dT%H:%M}{offset}").astimezone(ZONE)
        except (ValueError, OverflowError):
            raise DateError(f"múi giờ trong «{text}» không có thật") from None
    return moment


def names_time(text: str) -> bool:
    """Return whether the date *text*, in a form of `parse_date`, says at what time of the day."""
    match = _match(text)
    return match is not None and match["hour"] is not None


def _match(text: str) -> re.Match[str] | None:
    text = " ".join(text.split())
    return next((found for form in _FORMS if (found := form.fullmatch(text))), None)


def _time_of_day(match: re.Match[str], text: str) -> tuple[int, int]:
    hour, minute = int(match["hour"] or 0), int(match["minute"] or 0)
    half = (match["half"] or "").upper()
    if half:
        if not 1 <= hour <= 12:
            raise DateError(f"giờ trong «{text}» phải từ 1 đến 12 khi ghi SA hoặc CH")
        hour = hour % 12 + (12 if half in ("CH", "PM") else 0)
    if hour > 23 or minute > 59 or int(match["second"] or 0) > 59:
        raise DateError(f"giờ trong «{text}» không có thật")
    return hour, minute


def show_date(moment: datetime) -> str:
    """Return ``20/07/2023``."""
    local = moment.astimezone(ZONE)
    return f"{local.day:02}/{local.month:02}/{local.year:04}"


def show_date_line(moment: datetime) -> str:
    """Return ``20 - 07 - 2023``, the form under an article's title."""
    return show_date(moment).replace("/", " - ")


def show_time(moment: datetime) -> str:
    """Return ``2:05 CH``: twelve hours, the hour not padded; noon is 12:00 CH, midnight 12:00 SA."""
    local = moment.astimezone(ZONE)
    return f"{local.hour % 12 or 12}:{local.minute:02} {'SA' if local.hour < 12 else 'CH'}"


def show_moment(moment: datetime) -> str:
    """Return ``20/07/2023 2:05 CH``, the form of "Tin mới nhất"."""
    return f"{show_date(moment)} {show_time(moment)}"


def show_since(moment: datetime) -> str:
    """Return since when, as people say it: the day alone for midnight, else with the minute.

    >>> show_since(parse_date("12/03/2026")), show_since(parse_date("12/03/2026 17:00"))
    ('12/03/2026', '12/03/2026 5:00 CH')
    """
    local = moment.astimezone(ZONE)
    return show_moment(moment) if local.hour or local.minute else show_date(moment)


def show_month(year: int, month: int) -> str:
    """Return ``tháng 7 năm 2023``."""
    return f"tháng {month} năm {year}"
