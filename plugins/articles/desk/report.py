"""Counting articles of a period by month, author and category, as offices pay and report by it.

An article counts in the month of its date in Viet Nam, once for each of its authors, and also when it was withdrawn
later: how many were is counted apart. Drafts, what waits for its minute and what a mistake holds back do not count.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.article import Article
from portal.problem import PortalError
from portal.site import Site
from portal.vietnamese.collation import sort_key
from portal.vietnamese.dates import ZONE, DateError, parse_date

NO_AUTHOR = "(không ghi tác giả)"
Month = tuple[int, int]

_MONTH = re.compile(r"(?:(?P<year>\d{4})-(?P<month>\d{1,2})|(?P<month2>\d{1,2})/(?P<year2>\d{4}))")
_WORD = re.compile(r"\S*\w\S*")


class PeriodError(PortalError):
    """A month or day that cannot be read."""

    exit_code = 2


@dataclass(frozen=True)
class Period:
    """Days in Viet Nam, both ends included."""

    first: date
    last: date

    @property
    def months(self) -> list[Month]:
        """Return every month that it touches, in order."""
        start, end = (day.year * 12 + day.month - 1 for day in (self.first, self.last))
        return [(number // 12, number % 12 + 1) for number in range(start, end + 1)]


def period_of(month: str, first: str, last: str, today: date) -> Period:
    """Return the period that the command line names: a month, or days; the month before *today* when it names none.

    Args:
        month: ``2026-03`` or ``03/2026``; "" when not given.
        first, last: days in any form of `parse_date`; the last one is *today* when not given.

    Raises:
        PeriodError: not readable, both ways at once, or it ends before it begins.
    """
    if month and (first or last):
        raise PeriodError("Chỉ dùng một trong hai: --month, hoặc --from và --to.")
    if last and not first:
        raise PeriodError("Thiếu --from → ghi cả hai, như --from 01/01/2026 --to 31/03/2026.")
    if first:
        period = Period(_day(first, "--from"), _day(last, "--to") if last else today)
        if period.last < period.first:
            raise PeriodError("Ngày ở --to sớm hơn ngày ở --from → xem lại hai ngày.")
        return period
    return _whole_month(month) if month else _whole_month(f"{today.replace(day=1) - timedelta(days=1):%Y-%m}")


def name_of(period: Period) -> str:
    """Return what a file of *period* is called by: ``2026-03``, or both days."""
    if period == _whole_month(f"{period.first:%Y-%m}"):
        return f"{period.first:%Y-%m}"
    return f"{period.first:%Y-%m-%d}-{period.last:%Y-%m-%d}"


def _day(text: str, option: str) -> date:
    try:
        return parse_date(text).date()
    except DateError as error:
        raise PeriodError(f"{option}: {error} → ghi như 01/03/2026 hoặc 2026-03-01.") from None


def _whole_month(text: str) -> Period:
    found = _MONTH.fullmatch(text.strip())
    year, month = (int(found["year"] or found["year2"]), int(found["month"] or found["month2"])) if found else (0, 0)
    if not (1945 <= year <= 2100 and 1 <= month <= 12):
        raise PeriodError(f"--month: không có tháng «{text}» → ghi như 2026-03 hoặc 03/2026.")
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True)
class Line:
    """One article as the report lists it.

    Attributes:
        authors: their names; `NO_AUTHOR` when none is given.
        url: root-relative.
        words: how many words the text has that hold a letter or digit, title and summary left out.
        pictures: how many different ones it shows, the cover included.
        withdrawn: since when it no longer stands.
    """

    published: datetime
    title: str
    category: str
    authors: tuple[str, ...]
    url: str
    words: int
    pictures: int
    withdrawn: datetime | None = None

    @property
    def month(self) -> Month:
        """Return year and month of its date in Viet Nam."""
        local = self.published.astimezone(ZONE)
        return local.year, local.month


@dataclass(frozen=True)
class Count:
    """What one author, category or month has in the period."""

    name: str
    by_month: dict[Month, int]
    articles: int
    words: int
    pictures: int
    withdrawn: int


def lines_of(site: Site, period: Period) -> list[Line]:
    """Return the articles of *period*, the oldest first."""
    chosen = [item for item in site.articles if period.first <= item.published.astimezone(ZONE).date() <= period.last]
    return [_line(article, site) for article in reversed(chosen)]


def _line(article: Article, site: Site) -> Line:
    shown = {picture.source for picture in site.shown_in(article.source).pictures}
    if article.picture:
        shown.add(article.picture.source)
    return Line(
        article.published,
        article.title,
        article.category.name,
        tuple(term.name for term in article.authors) or (NO_AUTHOR,),
        article.url,
        len(_WORD.findall(site.load_body(article.source).text)),
        len(shown),
        article.withdrawn.date if article.withdrawn else None,
    )


def by_month(lines: Sequence[Line], period: Period) -> list[Count]:
    """Return a count for each month of *period*, empty ones too, in order."""
    return [
        _count(f"{month:02}/{year}", [line for line in lines if line.month == (year, month)], period)
        for year, month in period.months
    ]


def by_author(lines: Sequence[Line], period: Period) -> list[Count]:
    """Return a count for each author with an article, in the Vietnamese order of names, `NO_AUTHOR` last."""
    names = {name for line in lines for name in line.authors}
    in_order = sorted(names, key=lambda name: (name == NO_AUTHOR, sort_key(name)))
    return [_count(name, [line for line in lines if name in line.authors], period) for name in in_order]


def by_category(lines: Sequence[Line], period: Period, categories: Iterable[str]) -> list[Count]:
    """Return a count for each of *categories*, empty ones too, in their order."""
    return [_count(name, [line for line in lines if line.category == name], period) for name in categories]


def total(lines: Sequence[Line], period: Period) -> Count:
    """Return the count of all articles, each once."""
    return _count("Cộng (mỗi bài một lần)", lines, period)


def _count(name: str, lines: Sequence[Line], period: Period) -> Count:
    months = Counter(line.month for line in lines)
    return Count(
        name,
        {month: months[month] for month in period.months},
        len(lines),
        sum(line.words for line in lines),
        sum(line.pictures for line in lines),
        sum(line.withdrawn is not None for line in lines),
    )
