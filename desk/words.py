"""The words around commands: help, and what is wrong with a command line. Click's own are English."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

import click

_HEADINGS = {"Options": "Tùy chọn", "Commands": "Lệnh"}
_WORDS = {
    "Show this message and exit.": "In hướng dẫn này.", "[default: ": "[mặc định: ", "[OPTIONS]": "[TÙY CHỌN]",
    "COMMAND [ARGS]...": "LỆNH …", "[required]": "[bắt\u00a0buộc]",
    " TEXT": " CHỮ", " DIRECTORY": " THƯ MỤC", " FILE": " TỆP", " INTEGER RANGE": " SỐ",
    " INTEGER": " SỐ",
}  # fmt: skip
_ANY = re.compile("|".join(map(re.escape, _WORDS)))
_RANGE = re.compile("([0-9]+)<=x<=([0-9]+)")


# What click says of a value that it refuses, and what is said instead.
_CAUSES = {
    "does not exist": "không có {what} «{value}»", "is a file": "«{value}» là tệp, cần thư mục",
    "is a directory": "«{value}» là thư mục, cần tệp", "is not readable": "không có quyền đọc «{value}»",
    "is not writable": "không có quyền ghi «{value}»", "is not one of": "không có «{value}»{choices}",
    "is not a valid integer": "«{value}» không phải số", "is not in the range": "{value} ngoài khoảng{range}",
}  # fmt: skip
_REFUSED = re.compile(
    rf"^(?:(?P<kind>File|Directory|Path) )?(?P<quote>['\"]?)(?P<value>.*)(?P=quote) (?P<cause>{'|'.join(_CAUSES)})\b",
    re.DOTALL,
)
_EXTRA = re.compile(r"unexpected extra arguments? \((.*)\)", re.DOTALL)


class BadValue(click.BadParameter):
    """A value refused by a check of our own, in Vietnamese."""


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
    return _RANGE.sub(r"từ \1 đến \2", _ANY.sub(lambda found: _WORDS[found[0]], text))


def told(error: click.UsageError, commands: Sequence[str]) -> str:
    """Return one line in Vietnamese: what is wrong, and what to do; *commands* are those that there are."""
    command = error.ctx.command_path if error.ctx else "desk"
    return f"{_found(error, commands)} → xem cách dùng: {command} --help"


def _found(error: click.UsageError, commands: Sequence[str]) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"Không có tùy chọn «{error.option_name}»{_hint(error.possibilities or ())}"
    if isinstance(error, click.BadParameter):
        return _refused(error)
    if isinstance(error, click.BadOptionUsage):
        needs = "requires an argument" in error.message
        return f"Tùy chọn «{error.option_name}» {'cần một giá trị' if needs else 'viết chưa đúng'}"
    unknown = getattr(error, "command_name", None)
    if unknown:
        return f"Không có lệnh «{unknown}»{_hint(difflib.get_close_matches(unknown, commands, n=1))}"
    extra = _EXTRA.search(error.message)
    return f"Thừa «{extra[1]}»" if extra else "Dòng lệnh viết chưa đúng"


def _refused(error: click.BadParameter) -> str:
    """Return why a value is refused or that it is missing, the option as it is typed."""
    if isinstance(error, click.MissingParameter):
        return f"Thiếu «{_name(error)}»{_choices(error)}"
    if isinstance(error, BadValue):
        return error.message
    found = _REFUSED.search(error.message)
    if found is None:
        return f"Giá trị của «{_name(error)}» không dùng được{_choices(error)}"
    what = "thư mục" if found["kind"] == "Directory" else "tệp"
    bounds = _RANGE.search(error.message)
    span = f" từ {bounds[1]} đến {bounds[2]}" if bounds else ""
    cause = _CAUSES[found["cause"]].format(what=what, value=found["value"], choices=_choices(error), range=span)
    return f"{_name(error)}: {cause}" if isinstance(error.param, click.Option) else cause[:1].upper() + cause[1:]


def _choices(error: click.BadParameter) -> str:
    of = error.param.type if error.param else None
    return f", chọn một trong: {', '.join(of.choices)}" if isinstance(of, click.Choice) else ""


def _name(error: click.BadParameter) -> str:
    """Return the option as it is typed, or what help calls an argument."""
    if isinstance(error.param, click.Argument):
        return (error.param.metavar or "").strip("[]…")
    names = error.param.opts if error.param else ()
    return error.param_hint if isinstance(error.param_hint, str) else (names[-1] if names else "")


def _hint(possible: Sequence[str]) -> str:
    return f", ý bạn là «{possible[0]}»?" if possible else ""
