"""`desk edit`: the browser editor beside the preview; `desk edit-office`: the same for a whole office."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import click

from desk import words
from plugins.editor.cms import ADDRESS, office_config
from plugins.editor.page import write_office
from plugins.editor.vendor import VendorError, install, is_installed
from plugins.incremental_build.cli import ROOT, content_option, output_option, run_preview
from portal.problem import PortalError

_ADDRESS = re.compile(r"https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:/[\w./~-]*)?", re.IGNORECASE | re.ASCII)
_ONE_WORD = re.compile(r"[\w./~-]+")


@click.command(help="Soạn bài trong trình duyệt, ở http://127.0.0.1:8000/quan-tri/bai-viet/, kèm trang xem thử.")
@content_option
@output_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Cổng mạng.")
def edit(content: Path, output: Path, port: int) -> None:
    """Serve the editor and the preview, until Ctrl-C."""
    # Late: other commands do without Markdown and pictures.
    from desk.editor import make_editor

    vendored = _installed()
    editor = make_editor(content, output, settings=ROOT / "pelicanconf.py", vendored=vendored, port=port)
    told = f"Soạn bài tại http://127.0.0.1:{port}{ADDRESS}"
    run_preview(content, output, port, {ADDRESS: editor}, told)


def _address(_: click.Context, option: click.Parameter, given: str) -> str:
    """Return *given* without a slash at its end if it is the https address of a server; it goes into scripts."""
    address = given.strip().rstrip("/")
    if not _ADDRESS.fullmatch(address):
        raise words.BadValue(f"{option.opts[0]}: «{given}» không phải địa chỉ https, như https://lacgiang.example")
    return address


def _one_word(_: click.Context, option: click.Parameter, given: str) -> str:
    """Return *given* if it is one word: a name of a repository, an application, a branch."""
    if not _ONE_WORD.fullmatch(given.strip()):
        raise words.BadValue(f"{option.opts[0]}: «{given}» để trống hoặc có dấu cách, ký tự lạ")
    return given.strip()


@click.command("edit-office", help="Ghi ra thư mục trình soạn bài cho cả cơ quan, qua GitLab hoặc Gitea của cơ quan.")
@content_option
@click.option("--kind", type=click.Choice(["gitlab", "gitea"]), required=True, help="Loại máy chủ mã nguồn.")
@click.option("--server", required=True, callback=_address, help="Địa chỉ máy chủ, như https://git.lacgiang.example.")
@click.option("--repository", required=True, callback=_one_word, help="Kho bài, như van-phong/cong-tin.")
@click.option("--application", required=True, callback=_one_word, help="Mã ứng dụng (OAuth, PKCE) mà máy chủ cấp.")
@click.option("--site", required=True, callback=_address, help="Địa chỉ cổng, như https://lacgiang.example.")
@click.option("--branch", default="main", show_default=True, callback=_one_word, help="Nhánh được đăng.")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), required=True, help="Thư mục nhận kết quả.")
def edit_office(
    content: Path, kind: Any, server: str, repository: str, application: str, site: str, branch: str, into: Path
) -> None:
    """Write the editor as plain files for a web server of the office."""
    from desk.editor import category_names

    if into.resolve().is_relative_to(content.resolve()):
        print(f"{into}: nằm trong thư mục nội dung → chọn thư mục khác bằng --into.", file=sys.stderr)
        raise SystemExit(2)
    try:
        config = office_config(
            category_names(content), kind=kind, server=server, repository=repository, application=application,
            site=site, branch=branch,
        )  # fmt: skip
        write_office(into, config, _installed())
    except PortalError as error:
        print(error, file=sys.stderr)
        raise SystemExit(error.exit_code) from None
    print(f"Đã ghi trình soạn bài vào {into}.")


def _installed() -> Path:
    """Return the folder of Decap CMS, fetched if need be; end with status 2 when it cannot be had."""
    vendored = ROOT / ".cache" / "editor"
    try:
        if not is_installed(vendored):
            print("Đang tải trình soạn bài (một lần, khoảng 16 MB)…", flush=True)
            install(vendored)
    except VendorError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
    return vendored
