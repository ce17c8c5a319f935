"""The words around commands: help, and what is wrong with a command line. Click's own are English."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

import click

_HEADINGS = {"Options": "Tùy chọn", "Commands": "Lệnh"}
_WORDS = {
    "Show this message and exit.": "In hướng dẫn này.", "[default: ": "[mặc định: ", "[OPTIONS]": "[TÙY CHỌN]",
    "COMMAND [ARGS]...": "LỆNH …", " TEXT": " CHỮ", " DIRECTORY": " THƯ MỤC", " FILE": " TỆP", " INTEGER": " SỐ",
}  # fmt: skip
_ANY = re.compile("|".join(map(re.escape, _WORDS)))


class Help(click.HelpFormatter):
    """Writes help as click does, with Vietnamese words around what commands say of themselves."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: ARG002  # an English one
        """Write how a command is called."""
        super().write_usage(prog, _said(args), "Cách dùng: ")

    def write_heading(self, heading: str) -> None:
        """Write what stands above a list."""
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of options or commands."""
        super().write_dl([(_said(name), _said(words)) for name, words in rows], col_max, col_spacing)


class Context(click.Context):
    """A context whose help is `Help`."""

    formatter_class = Help


def _said(text: str) -> str:
    return _ANY.sub(lambda found: _WORDS[found[0]], text)


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
