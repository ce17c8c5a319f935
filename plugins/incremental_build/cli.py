"""Commands of the builder: `desk build`, `desk serve` and `desk preview`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plugins.incremental_build.config import VERIFY
from plugins.incremental_build.engine import read_all
from plugins.incremental_build.kept import state_folder, with_memory
from plugins.incremental_build.progress import show_cursor
from portal.build.digest import digest
from portal.problem import PortalError
from portal.system import STOPS, undisturbed

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from portal.web import Route

__all__ = ["build", "pelican_arguments", "preview", "read_all", "serve", "state_folder", "with_memory"]

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
@click.option("--cho-phep-giam", "fewer", is_flag=True, help="Vẫn dựng khi mất quá 20 % số bài so với lần trước.")
def build(content: Path, output: Path, *, verify: bool, fewer: bool) -> None:
    """Build once."""
    wanted = [f"{name}=true" for name, asked in ((VERIFY.name, verify), ("ARTICLES_ALLOW_FEWER", fewer)) if asked]
    closely = ["-e", *wanted] if wanted else []
    command = [sys.executable, "-m", "pelican", *pelican_arguments(content, output), *closely]
    raise SystemExit(_run(command))


def _run(command: list[str]) -> int:
    """Run *command* and return its status; Ctrl-C, or the end of a terminal, ends it and its workers without a word.

    It has a process group of its own, as Python and Pelican answer Ctrl-C in English and at length.
    """
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, signal.default_int_handler)
    process = None
    try:
        with undisturbed():
            process = subprocess.Popen(command, process_group=0)  # noqa: S603  # our own command line
        return process.wait()
    except KeyboardInterrupt:
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)  # one is enough
        if process:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait()
        show_cursor()
        print("\nĐã dừng theo yêu cầu; trang chưa dựng xong, lần dựng sau làm tiếp.", file=sys.stderr)
        return 130


@click.command(help="Dựng, mở ở http://127.0.0.1:8000 và dựng lại mỗi khi lưu; trình duyệt tự tải lại.")
@content_option
@output_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Cổng mạng.")
def serve(content: Path, output: Path, port: int) -> None:
    """Build, serve, and build again on every save, until Ctrl-C."""
    run_preview(content, output, port, {})


def run_preview(content: Path, output: Path, port: int, routes: Mapping[str, Route], told: str = "") -> None:
    """Build, serve, and build again on every save, until Ctrl-C; *routes* answer what begins with their prefix.

    *told* is said once the port is open.
    """
    _preview(pelican_arguments(content, output), content, output, port, routes=routes, told=told)


def _complete_article(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the paths of articles: whole ones, or from the file's name on."""
    from click.shell_completion import CompletionItem

    from portal.sources import completed

    return [CompletionItem(path) for path in completed(context.params.get("content") or ROOT / "content", begun)]


@click.command(help="Xem thử bài chưa đăng (bản nháp, bài hẹn giờ) trên máy này; lưu tệp nào, trang tự tải lại.")
@click.argument("article", metavar="[BÀI]", default="", shell_complete=_complete_article)
@content_option
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Cổng mạng.")
@click.option("--open", "opens", is_flag=True, help="Mở luôn trong trình duyệt.")
def preview(article: str, content: Path, port: int, *, opens: bool) -> None:
    """Serve a site with what is not published, built into the cache: never into an output folder."""
    from plugins.incremental_build.pointer import Pointer
    from portal.sources import find_source

    try:
        source = find_source(content, article) if article else ""
    except PortalError as error:
        print(error, file=sys.stderr)
        raise SystemExit(error.exit_code) from None
    output = ROOT / ".cache" / "previews" / digest(str(content.resolve()))
    arguments = [*pelican_arguments(content, output), "-e", "ARTICLES_UNPUBLISHED=true"]
    _preview(arguments, content, output, port, Pointer(output, source, opens=opens).point)


def _nothing(_url: str) -> None:
    pass


def _preview(
    arguments: list[str],
    content: Path,
    output: Path,
    port: int,
    after_build: Callable[[str], None] = _nothing,
    routes: Mapping[str, Route] | None = None,
    told: str = "",
) -> None:
    # Late: most commands, and the shell's completion, do without a web server.
    from plugins.incremental_build.builder import Builder
    from plugins.incremental_build.preview import Preview

    start = partial(Builder, arguments, ROOT)
    code = [ROOT / name for name in ("plugins", "portal", "pelicanconf.py", "publishconf.py")]
    shown = [content.absolute(), ROOT / "theme"]
    opened = Preview(output, port, start, shown, code, after_build, routes)
    if told:
        print(told, flush=True)
    opened.run()
