"""The command line as a whole: its list, its start, its words for what is typed wrong."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from desk.main import COMMANDS, desk
from tests.building import ROOT
from tests.commands import COMMAND, variables, without_waiting
from tests.commands import desk as run

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
            "--content: không có thư mục «không-có» → xem cách dùng: desk status --help",
        ),
        (("report", "--month"), "Tùy chọn «--month» cần một giá trị → xem cách dùng: desk --help"),
        (("import", "khong/co.docx"), "Không có tệp «khong/co.docx» → xem cách dùng: desk import --help"),
        (("check", "tests"), "«tests» là thư mục, cần tệp → xem cách dùng: desk check --help"),
        (
            ("status", "--content", "Makefile"),
            "--content: «Makefile» là tệp, cần thư mục → xem cách dùng: desk status --help",
        ),
        (
            ("check", "--format", "xml"),
            "--format: không có «xml», chọn một trong: json, github, gitlab → xem cách dùng: desk check --help",
        ),
        (
            ("preview", "--port", "80000"),
            "--port: 80000 ngoài khoảng từ 1 đến 65535 → xem cách dùng: desk preview --help",
        ),
        (
            ("search", "--limit", "0", "đất"),
            "--limit: 0 ngoài khoảng từ 1 đến 100 → xem cách dùng: desk search --help",
        ),
        (("edit", "--port", "99999"), "--port: 99999 ngoài khoảng từ 1 đến 65535 → xem cách dùng: desk edit --help"),
        (("serve", "--port", "web"), "--port: «web» không phải số → xem cách dùng: desk serve --help"),
        (
            ("completion",),
            "Thiếu «bash|zsh|fish», chọn một trong: bash, zsh, fish → xem cách dùng: desk completion --help",
        ),
        (("next", "thừa"), "Thừa «thừa» → xem cách dùng: desk next --help"),
    ],
    ids=[
        "near-command", "no-command", "option", "no-folder", "no-value", "no-file", "folder-for-file",
        "file-for-folder", "choice", "port", "limit", "port-of-editor", "no-number", "missing", "too-many",
    ],
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
        "required",
    )
    assert [word for word in english if word in told] == []


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "ascii"])
@pytest.mark.parametrize("name", ["status", "--help", "khong-co"])
def test_words_come_out_whole_whatever_the_code_page(encoding, name):
    assert run(name, PYTHONIOENCODING=encoding).stdout == run(name).stdout
    assert run(name, PYTHONIOENCODING=encoding).stderr == run(name).stderr


@pytest.mark.parametrize("name", ["status", "check", "--help"])
def test_an_output_without_room_is_told_in_one_line(name):
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [*COMMAND, name], cwd=ROOT, env=variables(), stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert result.returncode == 1
    assert without_waiting(result.stderr) == "Không in được kết quả (đĩa đầy) → xem lại nơi nhận kết quả.\n"


def test_a_reader_that_has_seen_enough_is_no_trouble():
    script = f"{sys.executable} -m desk status | true; exit ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", script], cwd=ROOT, env=variables(), capture_output=True, check=False)

    assert result.stderr == b""
    assert result.returncode in (0, 1)


def test_ctrl_c_ends_a_build_with_one_line(tmp_path):
    """As a terminal does it: the signal goes to the whole group."""
    for seconds in (0, 0.1, 0.3):
        process = subprocess.Popen(
            [*COMMAND, "build", "--output", str(tmp_path / "output")], cwd=ROOT, env=variables(),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, process_group=0,
        )  # fmt: skip
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while not children.read_text():
            time.sleep(0.01)
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=120)

        assert process.returncode in (1, 130), err
        # A build that was just telling what it found may still get to its end.
        assert err.startswith("\nĐã dừng theo yêu cầu"), err
        assert "Traceback" not in out + err
        assert "Keyboard" not in out + err


@pytest.mark.parametrize("place", ["/proc/x", "content", "Makefile/x"])
def test_an_output_folder_that_cannot_be_used_is_told_with_the_option_as_it_is_typed(place):
    result = run("build", "--output", place)

    told = result.stderr.splitlines()[-1]
    assert (result.returncode, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr
    assert "--output" in told
    assert "[Errno" not in told


def test_an_address_is_told_only_once_its_port_is_open(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        script = "import sys; from pathlib import Path; from plugins.incremental_build.cli import run_preview;"
        script += f" run_preview(Path('content'), Path(sys.argv[1]), {port}, {{}}, 'Soạn bài tại')"
        result = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / "output")], cwd=ROOT, env=variables(), capture_output=True,
            text=True, check=False,
        )  # fmt: skip

    assert (result.returncode, result.stdout) == (2, "")
    told = f"Không mở được cổng mạng {port} (đang có chương trình khác dùng) → chọn cổng khác bằng --port.\n"
    assert result.stderr == told
