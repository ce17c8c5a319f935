"""Dates: what editors write, what readers see."""

from datetime import datetime, timedelta

import pytest
from babel.dates import format_datetime
from hypothesis import given
from hypothesis import strategies as st

from portal.vietnamese.dates import (
    ZONE,
    DateError,
    names_time,
    parse_date,
    show_date,
    show_date_line,
    show_moment,
    show_month,
    show_since,
    show_time,
)

moments = st.datetimes(datetime(1980, 1, 1), datetime(2099, 12, 31)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=ZONE)
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023-07-20 14:05", "2023-07-20T14:05:00+07:00"),
        ("2023-07-20T14:05:30+07:00", "2023-07-20T14:05:00+07:00"),
        ("2023-07-20T14:05Z", "2023-07-20T21:05:00+07:00"),
        ("2023-07-20", "2023-07-20T00:00:00+07:00"),
        ("20/07/2023", "2023-07-20T00:00:00+07:00"),
        ("20/7/2023", "2023-07-20T00:00:00+07:00"),
        ("08/01/2024 2:01 CH", "2024-01-08T14:01:00+07:00"),
        ("08/01/2024 12:00 CH", "2024-01-08T12:00:00+07:00"),
        ("08/01/2024 12:05 SA", "2024-01-08T00:05:00+07:00"),
        ("08/01/2024 14:01", "2024-01-08T14:01:00+07:00"),
        ("20 - 07 - 2023", "2023-07-20T00:00:00+07:00"),
        ("20.07.2023", "2023-07-20T00:00:00+07:00"),
        ("ngày 20 tháng 7 năm 2023", "2023-07-20T00:00:00+07:00"),
        ("  20/07/2023   8:06 sa ", "2023-07-20T08:06:00+07:00"),
        ("29/02/2024", "2024-02-29T00:00:00+07:00"),
        ("20/07/2026 - 14:05", "2026-07-20T14:05:00+07:00"),
        ("20 - 07 - 2026 – 2:05 CH", "2026-07-20T14:05:00+07:00"),
        ("Ngày 20/07/2026", "2026-07-20T00:00:00+07:00"),
        ("2024-01-01 10:00 +09:30", "2024-01-01T07:30:00+07:00"),
    ],
)
def test_a_date_is_read_day_first_in_every_form_that_editors_use(written, meant):
    assert parse_date(written).isoformat() == meant


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("20/07/23", "bốn chữ số"),
        ("30/02/2024", "không có trong lịch"),
        ("29/02/2023", "không có trong lịch"),
        ("13/13/2024", "không có trong lịch"),
        ("07/20/2023", "không có trong lịch"),
        ("20/07/2023 25:00", "không có thật"),
        ("20/07/2023 13:00 CH", "từ 1 đến 12"),
        ("20/07/2023 0:30 SA", "từ 1 đến 12"),
        ("2023-07", "không đọc được"),
        ("hôm qua", "không đọc được"),
        ("", "không đọc được"),
        ("20/07/20230", "bốn chữ số"),
        ("20/07/0023", "ngoài khoảng"),
        ("٢٠/٠٧/٢٠٢٣", "không đọc được"),
        ("2024-01-01 10:00 +99:99", "múi giờ"),
        ("2024-01-01 10:00 -24:00", "múi giờ"),
        ("2024-01-01 10:00:60", "không có thật"),
        ("2024-01-01 10:00:99", "không có thật"),
    ],
)
def test_a_date_that_does_not_exist_is_refused_with_a_reason(written, reason):
    with pytest.raises(DateError, match=reason):
        parse_date(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("20/07/2026", False), ("Ngày 20/07/2026", False), ("2026-07-20", False), ("hôm qua", False),
        ("2026-07-20 00:00", True), ("20/07/2026 - 14:05", True), ("ngày 20 tháng 7 năm 2026, 8h05", True),
    ],
)  # fmt: skip
def test_a_date_is_known_to_name_a_time_or_none(written, expected):
    assert names_time(written) is expected


@given(moments)
def test_what_is_shown_can_be_read_back(moment):
    assert parse_date(show_moment(moment)) == moment


@given(moments)
def test_the_shown_moment_is_that_of_the_unicode_locale_data(moment):
    """Babel's vi data is the oracle: twelve hours, SA and CH, the hour not padded."""
    assert show_moment(moment) == format_datetime(moment, "dd/MM/yyyy h:mm a", tzinfo=ZONE, locale="vi")


@pytest.mark.parametrize(("hour", "shown"), [(0, "12:05 SA"), (11, "11:05 SA"), (12, "12:05 CH"), (23, "11:05 CH")])
def test_noon_is_afternoon_and_midnight_is_morning(hour, shown):
    assert show_time(datetime(2025, 3, 9, hour, 5, tzinfo=ZONE)) == shown


def test_the_date_line_has_zeros_and_spaced_hyphens():
    assert show_date_line(datetime(2023, 7, 5, tzinfo=ZONE)) == "05 - 07 - 2023"


def test_a_moment_of_another_zone_is_shown_in_viet_nam():
    utc = datetime.fromisoformat("2023-12-31T18:00:00+00:00")
    assert show_date(utc) == "01/01/2024"


def test_a_month_has_its_words():
    assert show_month(2023, 7) == "tháng 7 năm 2023"


def test_the_zone_has_no_summer_time():
    assert {datetime(2024, month, 1, tzinfo=ZONE).utcoffset() for month in range(1, 13)} == {timedelta(hours=7)}


def test_since_when_names_the_minute_only_where_it_is_not_midnight():
    assert show_since(parse_date("12/03/2026")) == "12/03/2026"
    assert show_since(parse_date("12/03/2026 0:05")) == "12/03/2026 12:05 SA"
