"""`desk check`: everything that a build would tell, without building. Joins what the features check."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import click

from plugins.articles.cli import ROOT, check_all, check_some, content_option
from plugins.incremental_build.cli import read_all, with_memory
from plugins.photos.cli import check as check_photos
from plugins.urgent_notice.cli import check as check_urgent_notice
from portal.annotations import FORMS
from portal.build import Build
from portal.build.memory import Memory, NoMemory
from portal.clock import read_now

_CACHE = ROOT / ".cache"


@click.command(help="Kiểm tra mọi bài và trang, hoặc chỉ các BÀI được nêu, không dựng gì. Có lỗi: kết thúc với mã 1.")
@click.argument("articles", nargs=-1, metavar="[BÀI]…", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@content_option
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), default=ROOT / "output",
    help="Thư mục xuất của cổng này: dùng lại những gì lần dựng trước đã đọc.",
)  # fmt: skip
@click.option("--json", "form", flag_value="json", help="In JSON cho chương trình khác đọc.")
@click.option("--format", "form", type=click.Choice([*FORMS]), help="In theo dạng của GitHub, GitLab hoặc JSON.")
def check(articles: tuple[Path, ...], content: Path, output: Path, form: str | None) -> None:
    """Print the findings and end with status 1 when one is an error."""
    build = Build(now=read_now(os.environ), content=content, cache=_CACHE)
    if articles:
        check_some(build, articles)
        check_urgent_notice(build)
    else:
        with_memory(_CACHE, content, output, partial(_check_site, build))
    if form:
        click.echo(FORMS[form](build.problems))
    else:
        click.echo(build.problems.report() or "Không có lỗi nào.")
    raise SystemExit(1 if build.problems.errors else 0)


def _check_site(build: Build, memory: Memory) -> None:
    build.problems.clear()
    build.memory = memory
    build.in_parallel = None if isinstance(memory, NoMemory) else read_all
    site = check_all(build)
    check_urgent_notice(build)
    if site is not None:
        check_photos(site, build)
