"""`desk edit`: the browser editor beside the preview."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from plugins.editor.cms import ADDRESS
from plugins.editor.vendor import VendorError, install, is_installed
from plugins.incremental_build.cli import ROOT, content_option, output_option, run_preview


@click.command(help="Soạn bài trong trình duyệt, ở http://127.0.0.1:8000/quan-tri/bai-viet/, kèm trang xem thử.")
@content_option
@output_option
@click.option("--port", default=8000, show_default=True, help="Cổng mạng.")
def edit(content: Path, output: Path, port: int) -> None:
    """Serve the editor and the preview, until Ctrl-C."""
    # Late: other commands do without Markdown and pictures.
    from desk.editor import make_editor

    vendored = ROOT / ".cache" / "editor"
    try:
        if not is_installed(vendored):
            print("Đang tải trình soạn bài (một lần, khoảng 16 MB)…", flush=True)
            install(vendored)
    except VendorError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
    editor = make_editor(content, output, settings=ROOT / "pelicanconf.py", vendored=vendored, port=port)
    print(f"Soạn bài tại http://127.0.0.1:{port}{ADDRESS}", flush=True)
    run_preview(content, output, port, {ADDRESS: editor})
