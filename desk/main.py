"""Joins the commands of all features into one program. A command's feature is loaded when the command runs."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from desk import words
from desk.remembering import remembering
from portal.system import finish_output, lost_output, reason_of, speak_utf8

# Name → where it lives and what `desk --help` says of it, in the order of an editor's day.
COMMANDS = {
    "new": ("plugins.articles.desk.cli:new", "Tạo một bài mới ở dạng bản nháp."),
    "preview": ("plugins.incremental_build.cli:preview", "Xem thử bài chưa đăng trên máy này."),
    "import": ("plugins.importers.cli:import_command", "Nhập bài từ tệp Word và từ trang của cổng cũ."),
    "check": ("desk.check:check", "Kiểm tra mọi bài và trang, không dựng gì."),
    "search": ("plugins.search.cli:search", "Tìm trong cổng đã dựng, như người đọc tìm."),
    "status": ("plugins.articles.desk.cli:status", "Xem bản nháp, bài hẹn giờ, bài bị giữ lại, bài mới đăng."),
    "next": ("desk.next:due", "In thời điểm kế tiếp cần dựng lại dù không ai sửa gì."),
    "build": ("plugins.incremental_build.cli:build", "Dựng toàn bộ cổng vào thư mục xuất."),
    "edit": ("desk.edit:edit", "Soạn bài trong trình duyệt, kèm trang xem thử."),
    "edit-office": ("desk.edit:edit_office", "Ghi ra trình soạn bài cho cả cơ quan, qua GitLab hoặc Gitea."),
    "serve": ("plugins.incremental_build.cli:serve", "Dựng, mở trên máy này và dựng lại mỗi khi lưu."),
    "report": ("plugins.articles.desk.cli:report", "Đếm bài theo tháng, tác giả, chuyên mục, ghi ra .xlsx."),
    "completion": ("desk.completion:completion", "In đoạn lệnh để phím Tab điền nốt tên lệnh và tên bài."),
}


class Desk(click.Group):
    """The commands of `COMMANDS`, each loaded when it is asked for: most of them need more than they tell of."""

    context_class = words.Context

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's own signature
        """Return the names, in their order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load and return one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        command.context_class = words.Context
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without loading any."""
        with formatter.section("Lệnh"):
            formatter.write_dl([(name, told) for name, (_, told) in COMMANDS.items()])


desk = Desk("desk", help="Bàn biên tập của Cổng Tin. Thêm --help sau tên lệnh để xem cách dùng.")


def main() -> None:
    """Run one command; what click or Python would say in English is said in Vietnamese."""
    speak_utf8()
    try:
        status = _run()
        told = finish_output()
    except OSError as error:
        status, told = 1, lost_output(error)
        if error.filename is not None:
            told = f"{error.filename}: không đọc hoặc ghi được ({reason_of(error)}) → xem lại tệp, quyền và chỗ trống."
    if told:
        print(told, file=sys.stderr)
    raise SystemExit(status or int(bool(told)))


def _run() -> int:
    """Run one command and return its exit status."""
    try:
        status = desk.main(sys.argv[1:] or ["--help"], prog_name="desk", standalone_mode=False, obj=remembering)
    except SystemExit as end:
        status = end.code
    except click.UsageError as error:
        print(words.told(error, list(COMMANDS)), file=sys.stderr)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("\nĐã dừng theo yêu cầu.", file=sys.stderr)
        return 1
    return status if isinstance(status, int) else 0
