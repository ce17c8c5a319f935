"""The progress of long work: a bar on a terminal, nothing anywhere else."""

import io
import subprocess
import sys

import pytest

from plugins.incremental_build import progress
from tests.building import ROOT
from tests.terminals import on_a_terminal

# Reads its pace and how much, then tells what came through.
_WORK = """
import sys, time
from plugins.incremental_build.progress import shown
pause, total = float(sys.argv[1]), int(sys.argv[2])
def work():
    for number in range(total):
        time.sleep(pause)
        yield number
assert list(shown(work(), total, "Đọc bài")) == list(range(total))
assert ("click" in sys.modules) == (sys.argv[3] == "bar")
"""


def at_work(*arguments: str) -> str:
    """Do the work with a terminal for its standard error; return what stands there in the end."""
    return on_a_terminal([sys.executable, "-c", _WORK, *arguments], ("stderr",), cwd=ROOT)


def test_long_work_on_a_terminal_shows_a_bar_that_reaches_its_end():
    told = at_work("0.015", "100", "bar")
    assert "Đọc bài  [" in told
    assert "100/100" in told
    assert told.rstrip().endswith("\x1b[?25h")  # the cursor is back


def test_work_of_less_than_a_second_shows_nothing():
    assert at_work("0", "2", "none") == ""


def test_no_work_shows_nothing():
    assert at_work("0", "0", "none") == ""


def test_without_a_terminal_long_work_shows_nothing():
    command = [sys.executable, "-c", _WORK, "0.015", "100", "none"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("seconds", "end"), [(-1.0, "\x1b[?25h\n"), (60.0, "")], ids=["with a bar", "before it"])
def test_an_error_of_the_work_passes_and_leaves_the_cursor_shown(seconds, end, monkeypatch):
    def broken():
        yield 1
        raise ValueError("hỏng")

    terminal = Terminal()
    monkeypatch.setattr(sys, "__stderr__", terminal)
    monkeypatch.setattr(progress, "_WORTH_SHOWING_SECONDS", seconds)
    with pytest.raises(ValueError, match="hỏng"):
        list(progress.shown(broken(), 3, "Dựng trang"))
    assert terminal.getvalue()[-len("\x1b[?25h\n") :] == end
