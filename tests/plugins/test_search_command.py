"""`desk search`: the same answers as the page, whatever is typed. `tests/desk/test_search.py` has its options."""

from __future__ import annotations

import json
import subprocess

import pytest
from click.testing import CliRunner

from plugins.search.cli import search
from plugins.search.index.addresses import FOLDER
from plugins.search.query import SearchIndex
from tests.building import ROOT
from tests.commands import COMMAND, variables
from tests.plugins import judged
from tests.plugins.static_index import on_disk
from tests.plugins.test_search_in_node import HOSTILE


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return on_disk(tmp_path_factory.mktemp("judged"), judged.files())


def run(site, *arguments):
    return CliRunner().invoke(search, ["--site", str(site), *arguments])


def told(site, *arguments):
    result = run(site, "--json", *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


@pytest.mark.parametrize("text", [text for text, _ in judged.queries()][::4])
def test_the_command_finds_what_the_page_finds(site, text):
    answer, found = SearchIndex(site).search(text), told(site, text)
    assert [result["url"] for result in found["results"]] == [result.url for result in answer.results]
    assert (found["total"], found["read_as"]) == (answer.total, answer.query.read_as)


@pytest.mark.parametrize("arguments", [["--category", "Không có"], ["--from", "32/13/2024"], ["--limit", "0"], []])
def test_what_cannot_be_asked_is_refused_with_status_2(site, arguments):
    result = run(site, *(["hoa", *arguments] if arguments else []))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


def test_parts_that_cannot_be_read_are_told(site, tmp_path):
    files = {path: b"" if "/0-" in path else content for path, content in judged.files().items()}
    assert len(files) > len([path for path in files if path.startswith(f"{FOLDER}/the/")])
    result = run(on_disk(tmp_path, files), "một cửa")
    assert result.exit_code == 0
    assert "không đọc được" in result.output


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_hostile_text_is_answered(site, form):
    # What is no text is for the test of bytes: `desk` itself sees to that.
    for text in (text.encode(errors="replace").decode() for text in HOSTILE):
        result = run(site, *form, "--", text)
        assert result.exit_code == 0, (text, result.output)


@pytest.mark.parametrize("form", ["--json", "--limit=3"])
def test_bytes_that_are_no_text_are_answered(site, form):
    command = [*COMMAND, "search", form, "--site", str(site), b"c\xe1i c\xff\xfech", "hoa"]
    result = subprocess.run(
        command, cwd=ROOT, env=variables(PYTHONIOENCODING="utf-8:strict"), capture_output=True, check=False, timeout=60
    )
    assert result.returncode == 0, result.stderr.decode()
