"""Joins the commands of all features into one program."""

from __future__ import annotations

import click

from desk.edit import edit, edit_office
from plugins.articles.cli import check, due
from plugins.incremental_build.cli import build, serve


@click.group(help="Bàn biên tập của Cổng Tin. Thêm --help sau tên lệnh để xem cách dùng.")
def main() -> None:
    """Run one command."""


for command in (build, check, due, edit, edit_office, serve):
    main.add_command(command)
