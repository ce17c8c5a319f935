"""`desk serve`: an editor writes, saves, and sees."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.building import EPOCH, ROOT
from tests.content import article, write

pytestmark = pytest.mark.browser

DESK = [sys.executable, "-m", "desk"]
PAGE = "/tin-tuc/2024/03/09/hop-so-ket/"


class Preview:
    """`desk serve` in a process group of its own, as a terminal starts it."""

    def __init__(self, folder, port):
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self._output = (folder / "printed.txt").open("w+")
        command = [*DESK, "serve", "--content", folder / "content", "--output", folder / "output", "--port", str(port)]
        self._process = subprocess.Popen(
            command,
            cwd="/",
            env={"SOURCE_DATE_EPOCH": EPOCH, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)},
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def printed(self):
        return Path(self._output.name).read_text("utf-8")

    def wait_for(self, text, times=1):
        """Wait until *text* was printed *times* times."""
        end = time.monotonic() + 60
        while self.printed().count(text) < times:
            assert self._process.poll() is None, self.printed()
            assert time.monotonic() < end, self.printed()
            time.sleep(0.05)

    def wait_for_a_build(self):
        """Wait until a build runs; return its process as a path."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        end = time.monotonic() + 20
        while time.monotonic() < end:
            for number in children.read_text().split():
                if b"pelican" in Path("/proc", number, "cmdline").read_bytes():
                    time.sleep(0.1)  # until the preview, too, knows that it has started one
                    return Path("/proc", number)
            time.sleep(0.01)
        raise AssertionError(self.printed())

    def interrupt(self):
        """Press Ctrl-C: every process of the group gets the signal. Return the exit status."""
        os.killpg(self._process.pid, signal.SIGINT)
        return self._process.wait(timeout=20)

    def processes(self):
        """Tell whether a process of the group is left."""
        try:
            os.killpg(self._process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def close(self):
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._output.close()


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture
def preview(tmp_path):
    """Return a running preview of one article whose first build is done."""
    write(tmp_path / "content", {"tin-tuc/a.md": article(body="Nội dung lúc đầu.")})
    running = Preview(tmp_path, free_port())
    running.wait_for("Xem tại")
    yield running
    running.close()


def test_an_editor_sees_each_save_in_the_open_browser(preview, reader, tmp_path):
    page = reader(base=preview.url)
    page.goto(PAGE)
    expect(page.get_by_text("Nội dung lúc đầu.")).to_be_visible()
    for text in ("Câu vừa sửa.", "Sửa thêm lần nữa."):
        write(tmp_path / "content", {"tin-tuc/a.md": article(body=text)})
        expect(page.get_by_text(text)).to_be_visible(timeout=20_000)
    assert page.diary.troubles == []


def test_a_mistake_is_told_and_mended_while_the_preview_goes_on(preview, reader, tmp_path):
    page = reader(base=preview.url)
    page.goto(PAGE)
    write(tmp_path / "content", {"tin-tuc/b.md": article("Bài thứ hai", date="31/02/2024")})
    preview.wait_for("content/tin-tuc/b.md:2")
    expect(page.get_by_text("Nội dung lúc đầu.")).to_be_visible()
    write(tmp_path / "content", {"tin-tuc/b.md": article("Bài thứ hai", date="2024-03-10")})
    expect(page.get_by_role("link", name="Bài thứ hai").first).to_be_visible(timeout=20_000)


def test_an_address_that_is_not_there_answers_404_with_the_portals_page(preview, reader):
    page = reader(base=preview.url)
    assert page.goto("/khong-co/").status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Không tìm thấy trang")
    assert page.goto("/../pelicanconf.py").status == 404


def test_ctrl_c_leaves_no_process_and_frees_the_port(preview, reader):
    page = reader(base=preview.url)
    page.goto(PAGE)
    status = preview.interrupt()
    assert status in {0, 130}
    assert not preview.processes()
    assert "Traceback" not in preview.printed()
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # the closed connections of the browser may linger
        again.bind(("127.0.0.1", preview.port))


def test_ctrl_c_during_a_build_leaves_nothing_either(preview, tmp_path):
    write(tmp_path / "content", {"tin-tuc/a.md": article(body="Đang dựng thì dừng.")})
    build = preview.wait_for_a_build()
    assert preview.interrupt() in {0, 130}
    assert not preview.processes()
    assert not build.exists()
    assert "Traceback" not in preview.printed()


def test_a_port_in_use_is_said_in_one_line(preview, tmp_path):
    other = Preview(tmp_path, preview.port)
    try:
        assert other._process.wait(timeout=30) == 2
        assert f"Không mở được cổng mạng {preview.port}" in other.printed()
        assert "Traceback" not in other.printed()
    finally:
        other.close()
