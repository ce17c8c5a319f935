"""What `desk search` prints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from plugins.search.index.addresses import state_folder
from plugins.search.query import Filters, SearchIndex
from portal.problem import PortalError
from portal.vietnamese.dates import ZONE, DateError, parse_date, show_date
from portal.vietnamese.numbers import show_count
from portal.vietnamese.slug import slugify
from portal.vietnamese.text import cut

_SUMMARY = 160  # code points: two lines of a terminal
_FEW = 3  # results; so few may mean a slip of a key


class WrongConditionError(PortalError):
    """A condition that nothing can meet: a category that the site does not have, a day that is none."""

    exit_code = 2


@dataclass(frozen=True)
class Found:
    """One result. Empty texts, and a score of 0, where an expression found it: its index does not know them."""

    url: str
    title: str
    date: str
    summary: str = ""
    category: str = ""
    kind: str = ""
    score: float = 0.0


@dataclass(frozen=True)
class Told:
    """An answer, ready to be printed.

    Attributes:
        total_is_exact: False: about so many.
        missing: parts of the index that could not be read.
        notes: on how the query was read.
    """

    query: str
    read_as: str
    total: int
    total_is_exact: bool
    missing: int
    suggestions: tuple[str, ...]
    notes: tuple[str, ...]
    results: tuple[Found, ...]

    def as_json(self) -> str:
        """Return it as JSON, in one object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    def as_text(self) -> str:
        """Return it as lines for people."""
        return "\n".join([*self.notes, *self._about(), *map(_lines, self.results)])

    def _about(self) -> Iterator[str]:
        if self.read_as:
            yield f"Hiểu là: {self.read_as}"
        if self.missing:
            yield f"Có {self.missing} phần của chỉ mục không đọc được, có thể thiếu kết quả → dựng lại: desk build"
        if self.suggestions:
            yield f"Có phải bạn tìm: {'; '.join(self.suggestions)}"
        if not self.results:
            yield "Không tìm thấy bài nào. Thử bớt từ, hoặc bỏ các điều kiện."
        elif self.total == 0:
            yield "Không bài nào có đủ các từ; gần nhất là:"
        else:
            yield f"{'' if self.total_is_exact else 'Khoảng '}{show_count(self.total)} bài có đủ các từ."


def as_readers(index: SearchIndex, text: str, filters: Filters, limit: int) -> Told:
    """Return what readers find."""
    answer = index.search(text, filters, limit=limit)
    few = answer.total < _FEW
    names = dict(index.categories)
    return Told(
        answer.query.text,
        answer.query.read_as,
        answer.total,
        answer.is_exact,
        answer.missing,
        tuple(index.suggest(answer.query.read_as or text)) if few else (),
        (),
        tuple(
            Found(
                card.url, card.title, card.day, card.summary, names.get(card.category, ""), card.kind, round(score, 4)
            )
            for card, score in answer.results
        ),
    )


def by_expression(text: str, filters: Filters, limit: int, cache: Path, site: Path) -> Told:
    """Return what an expression finds in the index for editors, newest first.

    Raises:
        PortalError: there is no such index, or it is damaged.
    """
    from plugins.search.editors.search import search_expression, suggest

    answer = search_expression(
        state_folder(cache, site),
        text,
        category=filters.category or None,
        date_from=filters.first,
        date_to=filters.last,
        limit=limit,
    )
    results = tuple(Found(found.url, found.title, _day(found.minute)) for found in answer.found)
    is_exact = True
    near = () if results or not text.strip().isalpha() else tuple(suggest(state_folder(cache, site), text))
    return Told(text, "", answer.total, is_exact, 0, near, answer.notes, results)


def category_of(index: SearchIndex, asked: str) -> str:
    """Return the slug of the category whose name or slug is *asked*, "" for "".

    Raises:
        WrongConditionError: the site has none.
    """
    if not asked:
        return ""
    for slug, name in index.categories:
        if slugify(asked) in (slug, slugify(name)):
            return slug
    known = "; ".join(name for _, name in index.categories)
    raise WrongConditionError(f"--category: không có chuyên mục «{asked}» → chọn một trong: {known}.")


def day_of(option: str, asked: str) -> date | None:
    """Return the day that *asked* says, None for "".

    Raises:
        WrongConditionError: it says none; the message names *option*.
    """
    try:
        return parse_date(asked).date() if asked else None
    except DateError as error:
        raise WrongConditionError(f"{option}: {error} → viết như 20/07/2026 hoặc 2026-07-20.") from None


def in_order(first: date | None, last: date | None) -> tuple[date | None, date | None]:
    """Return both days.

    Raises:
        WrongConditionError: the first is later than the last.
    """
    if first and last and first > last:
        raise WrongConditionError("--from: ngày bắt đầu ở sau ngày kết thúc (--to) → đổi chỗ hai ngày.")
    return first, last


def _day(minute: int) -> str:
    return datetime.fromtimestamp(minute * 60, UTC).astimezone(ZONE).date().isoformat()


def _lines(found: Found) -> str:
    day = show_date(datetime.combine(date.fromisoformat(found.date), datetime.min.time(), ZONE)) if found.date else ""
    about = " · ".join(filter(None, (day, found.category, found.url)))
    lines = [f"\n{found.title}", f"  {about}"]
    return "\n".join([*lines, f"  {cut(found.summary, _SUMMARY)}"] if found.summary else lines)
