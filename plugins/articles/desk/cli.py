"""Commands of the desk: `desk new`, `desk status`, `desk report`. Each loads what it needs when it runs.

Those that read all content are given by `desk` what builds remember of it (click's ``obj``).
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from portal.problem import PortalError, Problems

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from plugins.articles.desk.site import Read
    from portal.article import Term

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[3]

content_option = click.option(
    "--content", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT / "content",
    help="Thư mục nội dung (mặc định: content).",
)  # fmt: skip


def _complete_category(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the slugs of categories: names have spaces, which shells part words at."""
    from click.shell_completion import CompletionItem

    with suppress(PortalError):
        terms = _categories(context.params.get("content") or ROOT / "content") or ()
        return [CompletionItem(term.slug, help=term.name) for term in terms if term.slug.startswith(begun)]
    return []


def _complete_kind(_context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from plugins.articles.desk.kinds import KINDS

    return [CompletionItem(kind.name, help=kind.label) for kind in KINDS.values() if kind.name.startswith(begun)]


@click.command(help="Tạo một bài mới ở dạng bản nháp, có sẵn các chỗ để điền. Không bao giờ ghi đè tệp đã có.")
@click.argument("words", metavar="[TIÊU ĐỀ]", nargs=-1)
@click.option("--kind", default=None, shell_complete=_complete_kind, help="hop, thong-bao, van-ban hoặc anh.")
@click.option("--category", default=None, shell_complete=_complete_category, help="Tên hoặc địa chỉ chuyên mục.")
@click.option("--author", default=None, envvar="DESK_AUTHOR", help="Tác giả; nhiều người thì cách bằng dấu phẩy.")
@click.option("--date", default=None, help="Ngày đăng, như 20/07/2026 2:05 CH (mặc định: bây giờ).")
@click.option("--no-input", is_flag=True, help="Không hỏi gì; thiếu gì thì lấy mặc định.")
@content_option
def new(content: Path, words: tuple[str, ...], *, no_input: bool, **asked: str | None) -> None:
    """Begin an article; ask for what the command line does not say."""
    from plugins.articles.desk import asking, new

    may_ask = not no_input and sys.stdin is not None  # None where a program closed it: nobody could answer
    try:
        article = asking.settle(
            asking.Asked(" ".join(words) or None, **asked), _categories(content), _now(), may_ask=may_ask
        )
        path = new.write(content, article, new.new_identity())
    except PortalError as error:
        _end(error)
    shown = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else path
    print(f"{shown} → điền các chỗ [… …], xem thử: desk preview {path.stem}, rồi xóa dòng Status để đăng.")


@click.command(help="Xem bài nào đang viết, hẹn giờ, bị giữ lại vì lỗi, và bài mới đăng.")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON cho chương trình khác.")
@content_option
@click.pass_obj
def status(remembering: Any, content: Path, *, as_json: bool) -> None:
    """Print where every article stands."""
    from plugins.articles.desk import status

    state = _look(remembering, content, lambda read, found: status.status_of(read, found, _now(), content.name))
    if as_json:
        print(json.dumps(status.as_json(state), ensure_ascii=False, indent=1))
    else:
        print(status.as_table(state, shutil.get_terminal_size((120, 24)).columns))


@click.command(help="Đếm bài theo tháng, tác giả, chuyên mục và ghi ra tệp .xlsx. Không nói kỳ nào thì là tháng trước.")
@click.option("--month", default="", help="Một tháng: 2026-03 hoặc 03/2026.")
@click.option("--from", "first", default="", help="Từ ngày, như 01/01/2026.")
@click.option("--to", "last", default="", help="Đến hết ngày (mặc định: hôm nay).")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), default=None,
    help="Tệp ghi ra (mặc định: bao-cao-….xlsx ở thư mục hiện tại).",
)  # fmt: skip
@content_option
@click.pass_obj
def report(remembering: Any, month: str, first: str, last: str, output: Path | None, content: Path) -> None:
    """Write the report of one period."""
    from plugins.articles.desk import report, workbook

    try:
        period = report.period_of(month, first, last, _now().date())
        file = output or Path(f"bao-cao-{report.name_of(period)}.xlsx")
        workbook.check_target(file)  # before the work
        made = _look(remembering, content, lambda read, found: workbook.Report.of(read.site, period, found))
        workbook.save(made, file)
    except PortalError as error:
        _end(error)
    if made.held:
        print(f"{made.held} tệp có lỗi nên chưa tính → xem: desk check", file=sys.stderr)
    print(f"{file}: {len(made.lines)} bài. {made.title}.")


def _categories(content: Path) -> tuple[Term, ...] | None:
    """Return the categories of *content*; None where none are laid down."""
    from plugins.articles.data import BrokenDataError, read_categories
    from plugins.articles.files import ContentFolder

    problems = Problems()
    categories = read_categories(ContentFolder(content), problems)
    if problems.errors:
        raise BrokenDataError(str(problems.errors[0]))
    return categories


def _look(remembering: Any, content: Path, make: Callable[[Read, Problems], T]) -> T:
    """Return what *make* makes of *content* as it stands, and of what is wrong there."""
    from plugins.articles.desk.site import site_of

    problems = Problems()

    def work(memory: Any, read_all: Any) -> T:
        problems.clear()  # a second time, where what was remembered is damaged
        return make(site_of(content, _now(), problems, memory, read_all), problems)

    try:
        found: T = remembering(content, work)
    except PortalError as error:
        print(problems.report(), file=sys.stderr)
        _end(error)
    return found


def _now() -> datetime:
    from portal.clock import read_now  # late: the Tab key needs no clock

    return read_now(os.environ)


def _end(error: PortalError) -> NoReturn:
    print(error, file=sys.stderr)
    raise SystemExit(error.exit_code)
