"""`desk search`: asks the index of a built site, as readers do, or the index for editors with an expression."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from portal.problem import PortalError

ROOT = Path(__file__).resolve().parents[2]


@click.command(help="Tìm trong cổng đã dựng. Cùng cách xếp hạng như trang tìm kiếm; gõ không dấu cũng được.")
@click.argument("words", metavar="TỪ CẦN TÌM", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON cho chương trình khác.")
@click.option("--category", default="", help="Chỉ trong một chuyên mục: tên hoặc địa chỉ của nó.")
@click.option("--from", "first", default="", help="Từ ngày, như 01/01/2026.")
@click.option("--to", "last", default="", help="Đến hết ngày.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, help="Số kết quả (mặc định: 10).")
@click.option(
    "--expression", is_flag=True,
    help="Hiểu là biểu thức: VÀ, HOẶC, KHÔNG, \"cụm từ\", cach*, tieu-de:, so:, nhan:, ngay:2024..2025; bài mới trước.",
)  # fmt: skip
@click.option(
    "--site", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT / "output",
    help="Thư mục của cổng đã dựng (mặc định: output).",
)  # fmt: skip
def search(
    words: tuple[str, ...], site: Path, category: str, first: str, last: str, limit: int, *,
    expression: bool, as_json: bool,
) -> None:  # fmt: skip
    """Print what was found."""
    from plugins.search import told
    from plugins.search.query import Filters, SearchIndex

    text = " ".join(words)
    try:
        index = SearchIndex(site)
        days = told.in_order(told.day_of("--from", first), told.day_of("--to", last))
        filters = Filters(told.category_of(index, category), "", *days)
        if expression:
            found = told.by_expression(text, filters, limit, ROOT / ".cache", site)
        else:
            found = told.as_readers(index, text, filters, limit)
    except PortalError as error:
        print(error, file=sys.stderr)
        raise SystemExit(error.exit_code) from None
    print(found.as_json() if as_json else found.as_text())
