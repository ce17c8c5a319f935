"""The report as a workbook (.xlsx). The same counts give the same bytes; no text of an article is ever a formula."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from plugins.articles.desk.report import Count, Line, Month, Period, by_author, by_category, by_month, lines_of, total
from portal.problem import PortalError, Problems
from portal.site import Site
from portal.system import reason_of
from portal.vietnamese.dates import ZONE, show_date

SHEETS = ("Tổng hợp", "Theo tác giả", "Theo chuyên mục", "Danh sách")
NOTES = (
    "Bài tính vào tháng của ngày đăng. Bản nháp, bài hẹn giờ chưa tới và bài bị giữ lại vì lỗi không tính.",
    "Bài có nhiều tác giả được tính cho từng người, nên cộng các dòng ở «Theo tác giả» có thể nhiều hơn số bài.",
    "Bài đã thu hồi vẫn tính và ghi riêng ở cột «Đã thu hồi».",
    "Số chữ: các từ có chữ hoặc số trong nội dung bài, không kể tiêu đề và tóm tắt. Số ảnh: kể cả ảnh đại diện.",
)
# With one of these a spreadsheet takes what is typed for a formula; kept as text even when the cell is edited.
_MAY_BE_FORMULA = ("=", "+", "-", "@")
_LONGEST = 32_767  # characters in a cell
_A4 = 9
_NAME, _TITLE, _ADDRESS, _DAY, _NUMBER = 34, 60, 52, 17, 11  # widths in characters


class NotWrittenError(PortalError):
    """The file cannot be written."""

    exit_code = 2


@dataclass(frozen=True)
class Report:
    """What a workbook is made of; *held* is how many files a mistake keeps out of it."""

    period: Period
    agency: str
    lines: Sequence[Line]
    categories: Sequence[str]
    held: int = 0

    @classmethod
    def of(cls, site: Site | None, period: Period, problems: Problems) -> Report:
        """Return the report on *period* of *site*.

        Raises:
            PortalError: nothing at all is published.
        """
        if site is None:
            raise PortalError("Không có bài nào đã đăng → xem lại thư mục nội dung.")
        names = [term.name for term in site.categories]
        held = len({problem.path for problem in problems.errors})
        return cls(period, site.agency.agency, lines_of(site, period), names, held)

    @property
    def title(self) -> str:
        """Return what stands above it."""
        return f"Bài đăng từ {_day(self.period.first)} đến {_day(self.period.last)}"


def workbook(report: Report) -> bytes:
    """Return the file."""
    file = io.BytesIO()
    # In memory, else the time zone of the machine is part of the bytes.
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    # The day that the period ends, as the clock must not be part of the bytes.
    book.set_properties({"title": report.title, "company": report.agency,
                         "created": datetime.combine(report.period.last, time())})  # fmt: skip
    sheets = {name: _Sheet(book, name) for name in SHEETS}
    everything = total(report.lines, report.period)
    _fill_summary(sheets["Tổng hợp"], report, everything)
    months = report.period.months if len(report.period.months) > 1 else []
    for name, label, counts in (
        ("Theo tác giả", "Tác giả", by_author(report.lines, report.period)),
        ("Theo chuyên mục", "Chuyên mục", by_category(report.lines, report.period, report.categories)),
    ):
        sheets[name].header([(label, _NAME), *((_month(month), _NUMBER) for month in months), *_NUMBERS])
        sheets[name].counts(counts, months)
        sheets[name].counts([everything], months, style="total")
    sheets["Theo tác giả"].text(NOTES[1], skip=1)
    _fill_list(sheets["Danh sách"], report.lines)
    book.close()
    return file.getvalue()


def check_target(path: Path) -> None:
    """Make sure that a report may be written to *path*: nothing of another kind is ever replaced.

    Raises:
        NotWrittenError: its name is not that of a workbook, or something lies there that is none.
    """
    if path.suffix.lower() != ".xlsx":
        raise NotWrittenError(f"{path}: báo cáo là tệp .xlsx → ghi tên có đuôi .xlsx, như bao-cao.xlsx.")
    try:
        is_other = path.exists() and not (path.is_file() and _is_report(path))
    except OSError as error:
        raise NotWrittenError(f"{path}: không xem được ({reason_of(error)}) → chọn tên khác.") from None
    if is_other:
        raise NotWrittenError(f"{path}: đã có tệp khác không phải báo cáo .xlsx → chọn tên khác; không ghi đè.")


def _is_report(path: Path) -> bool:
    """Tell whether *path* is a workbook with the sheets of a report, whichever program saved it last."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("xl/workbook.xml") as part:
            parts = part.read(1_000_000).decode("utf-8", "replace")
    except (OSError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return False
    return all(f'name="{name}"' in parts for name in SHEETS)


def save(report: Report, path: Path) -> None:
    """Write the workbook of *report* to *path*, in the place of an older one.

    Raises:
        NotWrittenError: something else lies there, no right to, no room, or the old one is open in another program.
    """
    check_target(path)
    beside = path.with_name(f".{path.name}.tmp")
    try:
        beside.write_bytes(workbook(report))
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise NotWrittenError(
            f"{path}: không ghi được ({reason_of(error)}) → đóng tệp nếu đang mở, xem lại thư mục và quyền ghi."
        ) from None


_NUMBERS = (("Số bài", _NUMBER), ("Số chữ", _NUMBER), ("Số ảnh", _NUMBER), ("Đã thu hồi", _NUMBER))


def _fill_summary(sheet: _Sheet, report: Report, everything: Count) -> None:
    sheet.text(report.agency, style="strong")
    sheet.text(report.title, style="strong")
    sheet.text("")
    sheet.header([("Tháng", _NAME), *_NUMBERS])
    sheet.counts(by_month(report.lines, report.period), [])
    sheet.counts([everything], [], style="total")
    for number, note in enumerate(NOTES):
        sheet.text(note, skip=not number)


def _fill_list(sheet: _Sheet, lines: Iterable[Line]) -> None:
    sheet.header([
        ("STT", 6), ("Ngày đăng", _DAY), ("Tiêu đề", _TITLE), ("Chuyên mục", _NAME), ("Tác giả", _NAME),
        ("Địa chỉ", _ADDRESS), ("Số chữ", _NUMBER), ("Số ảnh", _NUMBER), ("Ghi chú", _NAME),
    ])  # fmt: skip
    for number, line in enumerate(lines, 1):
        sheet.row([
            number, line.published, line.title, line.category, ", ".join(line.authors), line.url, line.words,
            line.pictures, _remarks(line),
        ])  # fmt: skip


def _remarks(line: Line) -> str:
    remarks = [f"Đã thu hồi ngày {show_date(line.withdrawn)}"] if line.withdrawn else []
    if len(line.authors) > 1:
        remarks.append(f"{len(line.authors)} tác giả, tính cho từng người")
    return "; ".join(remarks)


class _Sheet:
    """A sheet that is written from above, row by row."""

    def __init__(self, book: Any, name: str) -> None:
        self._sheet = book.add_worksheet(name)
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        looks: dict[str, dict[str, Any]] = {
            "text": {"text_wrap": True, "valign": "top"},
            "header": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "bg_color": "#E8EEF4"},
            "strong": {"bold": True},
            "total": {"bold": True, "top": 1, "num_format": "#,##0"},
            "note": {},
            "number": {"num_format": "#,##0", "valign": "top"},
            "day": {"num_format": "dd/mm/yyyy hh:mm", "valign": "top", "align": "left"},
        }
        self._looks = {style: book.add_format(look) for style, look in looks.items()}
        self._kept_text = book.add_format({**looks["text"], "quote_prefix": True})
        self._next = 0

    def header(self, columns: Sequence[tuple[str, int]]) -> None:
        """Write the heads of *columns* (name, width), which stay in sight and stand on every printed page."""
        for number, (name, width) in enumerate(columns):
            self._sheet.set_column(number, number, width)
            self._sheet.write_string(self._next, number, name, self._looks["header"])
        self._sheet.repeat_rows(self._next)
        self._next += 1
        self._sheet.freeze_panes(self._next, 0)

    def text(self, text: str, *, style: str = "note", skip: int = 0) -> None:
        """Write a line of text, *skip* rows further down."""
        self._next += skip
        self.row([text], style=style)

    def counts(self, counts: Iterable[Count], months: Sequence[Month], *, style: str = "") -> None:
        """Write a row for each of *counts*, with a column for each of *months*."""
        for count in counts:
            numbers = [*(count.by_month[month] for month in months)]
            self.row([count.name, *numbers, count.articles, count.words, count.pictures, count.withdrawn], style=style)

    def row(self, cells: Sequence[str | int | datetime], *, style: str = "") -> None:
        """Write *cells* by what they are; nothing for ""."""
        for number, cell in enumerate(cells):
            if cell == "":
                continue
            if isinstance(cell, str):
                look = self._kept_text if cell.startswith(_MAY_BE_FORMULA) else self._looks[style or "text"]
                self._sheet.write_string(self._next, number, cell[:_LONGEST], look)
            elif isinstance(cell, datetime):
                moment = cell.astimezone(ZONE).replace(tzinfo=None)
                self._sheet.write_datetime(self._next, number, moment, self._looks["day"])
            else:
                self._sheet.write_number(self._next, number, cell, self._looks[style or "number"])
        self._next += 1


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _month(month: Month) -> str:
    return f"{month[1]:02}/{month[0]}"
