"""Commands that read all content know what builds and checks read before them."""

import json
import os
import shutil

import pytest

from tests.commands import desk
from tests.content import age, article, write
from tests.previewing import own_project


@pytest.fixture
def project(tmp_path, warm_cache):
    """Return a copy of the portal's code with content of its own."""
    project = own_project(tmp_path / "project", warm_cache)
    write(project / "content", {"tin-tuc/a.md": article("Bài số 1")})
    age(project / "content")
    return project


def run(project, *arguments):
    result = desk(*arguments, cwd=project, PYTHONPATH=str(project))
    assert result.returncode == 0, result.stderr
    return result.stdout


def latest(project, *arguments):
    return [entry["title"] for entry in json.loads(run(project, "status", "--json", *arguments))["latest"]]


def test_a_source_that_was_read_is_not_read_again(project):
    run(project, "check")
    path = project / "content/tin-tuc/a.md"
    before = path.stat()
    # As no editor can change it: the same size, the same time.
    path.write_text(path.read_text("utf-8").replace("Bài số 1", "Bài số 2"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert latest(project) == ["Bài số 1"]

    shutil.rmtree(project / ".cache/sites")
    assert latest(project) == ["Bài số 2"]


def test_a_damaged_memory_costs_time_only(project):
    run(project, "check")
    (store,) = project.glob(".cache/sites/*/store.sqlite")
    store.write_bytes(b"khong phai kho" * 100)

    assert latest(project) == ["Bài số 1"]


def test_a_folder_that_is_not_built_here_leaves_nothing_here(project, tmp_path):
    other = write(tmp_path / "khac", {"tin-tuc/b.md": article("Nơi khác")})

    assert latest(project, "--content", str(other)) == ["Nơi khác"]
    assert not (project / ".cache/sites").exists()
