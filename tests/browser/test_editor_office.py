"""The editor of a whole office, as plain files on its own web server."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browsing import Diary
from tests.building import ROOT
from tests.content import write
from tests.writing import fetch_editor

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("kind", "button"), [("gitlab", "GitLab"), ("gitea", "Gitea")])
def test_an_office_logs_in_at_its_own_server(chromium, serve, tmp_path, kind, button):
    """Decap checks its configuration before it shows the door."""
    fetch_editor()
    content = write(tmp_path / "content", {"chuyen-muc.yaml": "- Cải cách hành chính\n"})
    command = [sys.executable, "-m", "desk", "edit-office", "--content", str(content), "--kind", kind]
    options = {
        "server": "https://git.lacgiang.example",
        "repository": "a/b",
        "application": "c",
        "site": "https://x.vn",
    }
    command += [part for name, value in options.items() for part in (f"--{name}", value)]
    subprocess.run([*command, "--into", str(tmp_path / "quan-tri")], check=True, cwd=ROOT, capture_output=True)
    context = chromium.new_context(base_url=serve(tmp_path).url, bypass_csp=True)
    diary, page = Diary(context), context.new_page()
    page.goto("/quan-tri/")
    expect(page.get_by_role("button", name=f"Vào bằng tài khoản {button}")).to_be_visible()
    assert diary.troubles == []
    context.close()
