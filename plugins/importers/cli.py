"""Command of importers: `desk import`."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.vietnamese.dates import ZONE

if TYPE_CHECKING:
    from plugins.importers.run import Outcome

ROOT = Path(__file__).resolve().parents[2]


@click.command("import", help="Nhập bài từ tệp Word (.docx) và từ trang của cổng cũ (.html), từng tệp hoặc cả thư mục.")
@click.argument("paths", metavar="TỆP…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--content", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT / "content",
    help="Thư mục nội dung (mặc định: content).",
)  # fmt: skip
@click.option("--category", default="", help="Chuyên mục cho mọi bài được nhập.")
@click.option("--publish", is_flag=True, help="Đăng ngay bài có đủ ngày và chuyên mục; không có thì để bản nháp.")
@click.option("--dry-run", is_flag=True, help="Chỉ báo sẽ làm gì, không ghi tệp nào.")
@click.option("--json", "is_json", is_flag=True, help="In kết quả dạng JSON.")
def import_command(
    paths: tuple[Path, ...], content: Path, category: str, publish: bool, dry_run: bool, is_json: bool
) -> None:
    """Import *paths* and report; ends with 1 if a file was refused, 2 for no room, no right, no such category."""
    # Here, not above: no other command should wait for what reads Word documents.
    from plugins.importers.placing import Wish
    from plugins.importers.report import as_json, show, summary
    from plugins.importers.run import find_sources, import_all

    content = content.resolve()
    wish = Wish(_known(category, content), publish, _today().year)
    outcomes = []
    for outcome in import_all(find_sources(list(paths)), content, wish, is_rehearsal=dry_run):
        outcomes.append(outcome)
        if not is_json:
            click.echo(show(outcome, content.name, is_rehearsal=dry_run))
    click.echo(
        json.dumps(list(map(as_json, outcomes)), ensure_ascii=False, indent=2)
        if is_json
        else summary(outcomes, is_rehearsal=dry_run)
    )
    raise SystemExit(_status(outcomes))


def _status(outcomes: list[Outcome]) -> int:
    from plugins.importers.codes import NOT_WRITTEN

    refused = [outcome.problems for outcome in outcomes if outcome.status == "refused"]
    if any(problem.code == NOT_WRITTEN.code for problems in refused for problem in problems):
        return 2
    return int(bool(refused))


def _known(category: str, content: Path) -> str:
    """Return *category* as the portal writes it."""
    from plugins.importers.run import read_categories

    names = read_categories(content)
    found = next((name for name in names if name.casefold() == category.strip().casefold()), None)
    if category and names and found is None:
        click.echo(f"Không có chuyên mục «{category}» → chọn một trong: {', '.join(names)}", err=True)
        raise SystemExit(2)
    return found or category


def _today() -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), ZONE) if epoch.isdecimal() else datetime.now(ZONE)
