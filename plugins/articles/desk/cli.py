"""Commands of the desk: `desk new`, `desk status`, `desk report`. Each loads what it needs when it runs."""

from __future__ import annotations

import json
import os
import shutil
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from portal.problem import PortalError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from plugins.articles.desk.site import Read
    from portal.article import Term
    from portal.problem import Problems

ROOT = Path(__file__).resolve().parents[3]

_content = click.option(
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
@_content
def new(content: Path, words: tuple[str, ...], *, no_input: bool, **asked: str | None) -> None:
    """Begin an article; ask for what the command line does not say."""
    from plugins.articles.desk import asking, new

    try:
        article = asking.settle(
            asking.Asked(" ".join(words) or None, **asked), _categories(content), _now(), may_ask=not no_input
        )
        path = new.write(content, article, new.new_identity())
    except PortalError as error:
        _end(error)
    shown = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else path
    print(f"{shown} → điền các chỗ [… …], xem thử: desk preview {path.stem}, rồi xóa dòng Status để đăng.")


@click.command(help="Xem bài nào đang viết, hẹn giờ, bị giữ lại vì lỗi, và bài mới đăng.")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON cho chương trình khác.")
@_content
def status(content: Path, *, as_json: bool) -> None:
    """Print where every article stands."""
    from plugins.articles.desk import status

    found, read = _read(content)
    state = status.status_of(read, found, _now(), content.name)
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
@_content
def report(month: str, first: str, last: str, output: Path | None, content: Path) -> None:
    """Write the report of one period."""
    from plugins.articles.desk import report, workbook

    try:
        period = report.period_of(month, first, last, _now().date())
        found, read = _read(content)
        written = workbook.Report.of(read.site, period) if read.site else None
        file = output or Path(f"bao-cao-{report.name_of(period)}.xlsx")
        if written is not None:
            workbook.save(written, file)
    except PortalError as error:
        _end(error)
    if written is None:
        _end(PortalError("Không có bài nào đã đăng → xem lại thư mục nội dung."))
    if found.errors:
        held = len({problem.path for problem in found.errors})
        print(f"{held} tệp có lỗi nên chưa tính → xem: desk check", file=sys.stderr)
    print(f"{file}: {len(written.lines)} bài. {written.title}.")


def _categories(content: Path) -> tuple[Term, ...] | None:
    """Return the categories of *content*; None where none are laid down."""
    from plugins.articles.data import BrokenDataError, read_categories
    from plugins.articles.files import ContentFolder
    from portal.problem import Problems

    problems = Problems()
    categories = read_categories(ContentFolder(content), problems)
    if problems.errors:
        raise BrokenDataError(str(problems.errors[0]))
    return categories


def _read(content: Path) -> tuple[Problems, Read]:
    """Return what is wrong in *content* and what stands there."""
    from plugins.articles.desk.site import site_of
    from portal.build.memory import NoMemory
    from portal.problem import Problems

    problems = Problems()
    try:
        return problems, site_of(content, _now(), problems, NoMemory())
    except PortalError as error:
        print(problems.report(), file=sys.stderr)
        _end(error)


def _now() -> datetime:
    """Return the moment, in Viet Nam, cut to the minute; SOURCE_DATE_EPOCH sets it, as for a build."""
    from portal.vietnamese.dates import ZONE

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(epoch) if epoch.isdecimal() else int(datetime.now(UTC).timestamp())
    return datetime.fromtimestamp(seconds - seconds % 60, ZONE)


def _end(error: PortalError) -> NoReturn:
    print(error, file=sys.stderr)
    raise SystemExit(error.exit_code)
