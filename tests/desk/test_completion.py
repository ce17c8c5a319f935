"""The Tab key in a real bash: commands, options, categories, articles."""

import shutil
import subprocess
import sys

import pytest

from tests.building import ROOT
from tests.commands import desk, variables
from tests.content import article, write

# Asks bash for the completions of a line that is being typed, as the Tab key does.
_PRESS_TAB = """
eval "$(desk completion bash)"
complete -p desk > /dev/null || exit 3
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_desk_completion desk
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def press_tab(tmp_path):
    """Return a function from the words of a line to what the Tab key offers for the last one."""
    program = write(tmp_path, {"bin/desk": f'#!/bin/sh\nexec {sys.executable} -m desk "$@"\n'}) / "bin/desk"
    program.chmod(0o755)
    path = f"{program.parent}:{variables()['PATH']}"

    def press(*words):
        command = ["bash", "--norc", "-c", _PRESS_TAB, "bash", "desk", *words]
        result = subprocess.run(
            command, env=variables(PATH=path), cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
        )
        assert result.stderr == ""
        return result.stdout.split()

    return press


def test_tab_completes_commands(press_tab):
    assert press_tab("s") == ["search", "status", "serve"]


def test_tab_completes_options_and_kinds(press_tab):
    assert press_tab("new", "--no") == ["--no-input"]
    assert press_tab("new", "--kind", "") == ["hop", "thong-bao", "van-ban", "anh"]


def test_tab_completes_categories_of_the_content_folder_by_their_slugs(press_tab, tmp_path):
    content = write(tmp_path / "khac", {"chuyen-muc.yaml": "- Đất đai\n- Đầu tư\n- Y tế\n"})

    assert press_tab("new", "--content", str(content), "--category", "d") == ["dat-dai", "dau-tu"]
    assert "chuyen-doi-so" in press_tab("new", "--category", "chu")


def test_tab_completes_articles_by_path_and_by_file_name(press_tab, tmp_path):
    content = write(
        tmp_path / "content", {"tin-tuc/2026/hop-a.md": article(), "tin-tuc/2026/hop-b.md": article(), "trang/x.md": ""}
    )
    started = ("preview", "--content", str(content))

    assert press_tab(*started, "content/tin") == ["content/tin-tuc/2026/hop-a.md", "content/tin-tuc/2026/hop-b.md"]
    assert press_tab(*started, "hop-b") == ["hop-b.md"]
    assert press_tab(*started, "khong") == []


def test_a_broken_list_of_categories_does_not_spoil_the_line(press_tab, tmp_path):
    content = write(tmp_path / "hong", {"chuyen-muc.yaml": "- [\n"})

    assert press_tab("new", "--content", str(content), "--category", "d") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script_that_it_can_read(shell):
    result = desk("completion", shell)

    assert result.returncode == 0
    assert "_DESK_COMPLETE" in result.stdout
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=result.stdout, text=True, check=True, capture_output=True)
