"""What is wrong with a command line, in the words of an office: click's own are English."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

import click


def told(error: click.UsageError, commands: Sequence[str]) -> str:
    """Return one line in Vietnamese: what is wrong, and what to do; *commands* are those that there are."""
    command = error.ctx.command_path if error.ctx else "desk"
    return f"{_found(error, commands)} → xem cách dùng: {command} --help"


def _found(error: click.UsageError, commands: Sequence[str]) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"Không có tùy chọn «{error.option_name}»{_hint(error.possibilities or ())}"
    if isinstance(error, click.MissingParameter):
        return f"Thiếu «{_name(error)}»"
    if isinstance(error, click.BadParameter):
        return f"Giá trị của «{_name(error)}» không dùng được"
    if isinstance(error, click.BadOptionUsage):
        return f"Tùy chọn «{error.option_name}» viết chưa đúng"
    given = error.ctx.args[:1] if error.ctx else []
    unknown = getattr(error, "command_name", None)
    if unknown:
        return f"Không có lệnh «{unknown}»{_hint(difflib.get_close_matches(unknown, commands, n=1))}"
    return f"Dòng lệnh viết chưa đúng{f' ở «{given[0]}»' if given else ''}"


def _name(error: click.BadParameter) -> str:
    names = error.param.opts if error.param else ()
    return error.param_hint if isinstance(error.param_hint, str) else (names[-1] if names else "")


def _hint(possible: Sequence[str]) -> str:
    return f", ý bạn là «{possible[0]}»?" if possible else ""
