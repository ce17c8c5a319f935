"""Commands of the builder: `desk build` and `desk serve`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click

from plugins.incremental_build.builder import Builder
from plugins.incremental_build.config import VERIFY
from plugins.incremental_build.preview import Preview
from portal.web import Route

ROOT = Path(__file__).resolve().parents[2]


def pelican_arguments(content: Path, output: Path) -> list[str]:
    """Return what Pelican's command line is given for one build.

    Warnings of code or theme are fatal; problems of content are not.
    """
    return [
        str(content.absolute()), "-s", str(ROOT / "pelicanconf.py"), "-o", str(output.absolute()),
        "--fatal", "warnings", "--log-handler", "plain",
    ]  # fmt: skip


content_option = click.option(
    "--content", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT / "content",
    help="Thư mục nội dung (mặc định: content).",
)  # fmt: skip
output_option = click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), default=ROOT / "output",
    help="Thư mục xuất (mặc định: output).",
)  # fmt: skip


@click.command(help="Dựng toàn bộ cổng vào thư mục xuất. Kết thúc với mã 1 nếu có bài lỗi.")
@content_option
@output_option
@click.option(
    "--verify", is_flag=True, help="Đọc lại từng tệp đã xuất để tìm tệp bị sửa lén, thay vì chỉ xem cỡ và giờ sửa."
)
def build(content: Path, output: Path, *, verify: bool) -> None:
    """Build once."""
    closely = ["-e", f"{VERIFY.name}=true"] if verify else []
    command = [sys.executable, "-m", "pelican", *pelican_arguments(content, output), *closely]
    raise SystemExit(subprocess.call(command))  # noqa: S603  # our own command line


@click.command(help="Dựng, mở ở http://127.0.0.1:8000 và dựng lại mỗi khi lưu; trình duyệt tự tải lại.")
@content_option
@output_option
@click.option("--port", default=8000, show_default=True, help="Cổng mạng.")
def serve(content: Path, output: Path, port: int) -> None:
    """Build, serve, and build again on every save, until Ctrl-C."""
    run_preview(content, output, port, {})


def run_preview(content: Path, output: Path, port: int, routes: Mapping[str, Route]) -> None:
    """Build, serve, and build again on every save, until Ctrl-C; *routes* answer what begins with their prefix."""
    start = partial(Builder, pelican_arguments(content, output), ROOT)
    code = [ROOT / name for name in ("plugins", "portal", "pelicanconf.py", "publishconf.py")]
    shown = [content.absolute(), ROOT / "theme"]
    Preview(output, port, start, shown=shown, code=code, routes=routes).run()
