"""The command line as a whole: its list, its start, its words for what is typed wrong."""

import json
import subprocess
import sys

import click
import pytest

from desk.main import COMMANDS, desk
from tests.building import ROOT
from tests.commands import desk as run
from tests.commands import variables

# What no command may load before it is asked to work.
_HEAVY = {"pelican", "lxml", "markdown", "PIL", "jinja2", "watchfiles", "xlsxwriter", "http.server"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_that_is_listed_is_there_and_has_help_in_words(name):
    command = desk.get_command(click.Context(desk), name)

    assert command is not None
    assert command.name == name
    assert command.help
    assert COMMANDS[name][1].endswith(".")


def test_the_list_of_commands_is_shown_without_loading_any():
    script = "import sys; from desk.main import desk; desk.main(['--help'], standalone_mode=False); print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", script], env=variables(), cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert all(f"  {name} " in result.stdout for name in COMMANDS)
    loaded = set(result.stdout.splitlines()[-1].split())
    assert not {name for name in loaded if name.startswith("plugins.")}
    assert not _HEAVY & loaded


@pytest.mark.parametrize("name", ["new", "status", "report", "preview", "build", "serve", "completion"])
def test_a_command_that_is_only_asked_about_loads_no_heavy_library(name):
    script = f"import sys; from desk.main import desk; desk.main(['{name}', '--help'], standalone_mode=False)"
    script += "; import json; print(json.dumps(sorted(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", script], env=variables(), cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert not _HEAVY & set(json.loads(result.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("stauts",), "Không có lệnh «stauts», ý bạn là «status»? → xem cách dùng: desk --help"),
        (("báo",), "Không có lệnh «báo» → xem cách dùng: desk --help"),
        (("new", "--knd", "hop"), "Không có tùy chọn «--knd», ý bạn là «--kind»? → xem cách dùng: desk new --help"),
        (
            ("status", "--content", "không-có"),
            "Giá trị của «--content» không dùng được → xem cách dùng: desk status --help",
        ),
        (("report", "--month"), "Tùy chọn «--month» viết chưa đúng → xem cách dùng: desk --help"),
        (("completion",), "Thiếu «shell» → xem cách dùng: desk completion --help"),
        (("next", "thừa"), "Dòng lệnh viết chưa đúng → xem cách dùng: desk next --help"),
    ],
    ids=["near-command", "no-command", "option", "value", "no-value", "missing", "too-many"],
)  # fmt: skip
def test_what_is_typed_wrong_is_told_in_one_vietnamese_line(arguments, told):
    result = run(*arguments)

    assert (result.returncode, result.stdout, result.stderr) == (2, "", f"{told}\n")


def test_desk_alone_shows_the_list():
    assert run().stdout == run("--help").stdout


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_has_no_word_of_english(name):
    told = run(*filter(None, [name]), "--help").stdout

    assert told.startswith("Cách dùng: desk")
    assert "In hướng dẫn này." in told
    english = (
        "Usage",
        "Options",
        "Commands",
        "OPTIONS",
        "COMMAND",
        "TEXT",
        "DIRECTORY",
        "FILE",
        "INTEGER",
        "default",
        "exit",
    )
    assert [word for word in english if word in told] == []
