"""The preview's processes: one that builds, forks for each build, and nothing left at the end."""

import os
import signal
import socket
import time

import pytest

from tests.content import article, write
from tests.previewing import Preview, builds_wait, free_port, own_project

PAGE = "/tin-tuc/2024/03/09/hop-so-ket/"


def save(root, text):
    write(root / "content", {"tin-tuc/a.md": article(body=text)})


def break_code(project, line):
    """Let every build in *project* run *line*; return what mends it."""
    code = project / "plugins/listings/plugin.py"
    good = code.read_text("utf-8")
    place = "    build: Build = pelican.build\n"
    assert place in good
    code.write_text(good.replace(place, f"{place}    {line}\n", 1), "utf-8")
    return lambda: code.write_text(good, "utf-8")


@pytest.fixture
def project(tmp_path, warm_cache):
    return own_project(tmp_path / "project", warm_cache)


@pytest.fixture
def preview(tmp_path, project):
    """Return a running preview of one article whose first build is done, by code that a test may edit."""
    save(tmp_path, "Nội dung lúc đầu.")
    running = Preview(tmp_path, free_port(), project)
    running.wait_for("Xem tại")
    yield running
    running.close()


def test_saves_are_built_by_forks_of_one_process(preview, tmp_path):
    builder = preview.builder()
    for text in ("Lần một.", "Lần hai."):
        save(tmp_path, text)
        preview.wait_until(lambda text=text: text in preview.page(PAGE))
    assert preview.builder() == builder


def test_a_save_by_a_file_beside_and_a_rename_is_one_build(preview, tmp_path):
    def builds(number):
        before = preview.builds()
        beside = tmp_path / "content/tin-tuc/.a.md.tmp"
        beside.write_text(article(body=f"Ghi cạnh, lần {number}."), "utf-8")
        beside.replace(tmp_path / "content/tin-tuc/a.md")
        preview.wait_until(lambda: f"Ghi cạnh, lần {number}." in preview.page(PAGE))
        time.sleep(1)  # a second build would have begun by now
        return preview.builds() - before

    # A busy machine may halt the test for longer between the two than any editor takes.
    assert any(builds(number) == 1 for number in range(5))


def test_a_change_of_code_or_settings_starts_the_builder_anew(preview, project, tmp_path):
    builder = preview.builder()
    mend = break_code(project, "raise RuntimeError('ô hô')")
    preview.wait_until(lambda: "ô hô" in preview.page(PAGE))
    assert "Nội dung lúc đầu." in preview.page(PAGE)
    assert preview.builder() != builder
    mend()
    preview.wait_until(lambda: "ô hô" not in preview.page(PAGE))
    # Twice by a rename: the second one is seen only if the watch follows the first.
    settings = project / "pelicanconf.py"
    good = settings.read_text("utf-8")
    for number in (1, 2):
        beside = write(project, {"beside.py": f"{good}\nLATEST_NEWS_LIMIT = 'số {number}'\n"}) / "beside.py"
        beside.replace(settings)
        preview.wait_until(lambda number=number: f"số {number}" in preview.page(PAGE))


def test_a_warning_of_code_is_fatal_as_in_a_build_of_its_own(preview, project):
    break_code(project, "import logging; logging.getLogger('x').warning('mã sai')")
    preview.wait_until(lambda: "mã sai" in preview.page(PAGE))
    assert "Warning or error encountered" in preview.page(PAGE)


def test_code_that_cannot_be_read_is_told_and_mended(preview, project, tmp_path):
    code = project / "plugins/listings/plugin.py"
    good = code.read_text("utf-8")
    code.write_text(good + "\nđây không phải mã\n", "utf-8")
    preview.wait_until(lambda: "SyntaxError" in preview.page(PAGE))
    code.write_text(good, "utf-8")
    preview.wait_until(lambda: "SyntaxError" not in preview.page(PAGE))
    save(tmp_path, "Sau khi sửa mã.")
    preview.wait_until(lambda: "Sau khi sửa mã." in preview.page(PAGE))


def test_a_builder_that_was_killed_is_started_again_by_the_next_save(preview, tmp_path):
    os.kill(preview.builder(), signal.SIGKILL)
    save(tmp_path, "Sau khi bị giết.")
    preview.wait_until(lambda: "Sau khi bị giết." in preview.page(PAGE))
    assert preview.printed().count("Chương trình dựng bị dừng đột ngột; đã khởi động lại.") == 1


def test_a_build_that_was_killed_is_told_and_the_next_save_builds(preview, project, tmp_path):
    builder = preview.builder()
    with builds_wait(project):
        save(tmp_path, "Bị giết giữa chừng.")
        os.kill(preview.wait_for_a_build(), signal.SIGKILL)
    preview.wait_until(lambda: "Chưa dựng được" in preview.page(PAGE))
    assert "Chưa dựng được; trang vẫn là bản dựng lần trước." in preview.printed()
    save(tmp_path, "Lần sau.")
    preview.wait_until(lambda: "Lần sau." in preview.page(PAGE) and "Chưa dựng được" not in preview.page(PAGE))
    assert preview.builder() == builder


def test_ctrl_c_leaves_no_process_and_frees_the_port(preview):
    with socket.create_connection(("127.0.0.1", preview.port)) as browser:
        browser.sendall(b"GET /_xem-truoc?1 HTTP/1.0\r\n\r\n")
        assert preview.interrupt() in {0, 130}
    assert preview.processes() == []
    assert "Traceback" not in preview.printed()
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # the closed connection may linger
        again.bind(("127.0.0.1", preview.port))


def test_ctrl_c_during_a_build_leaves_nothing_either(preview, project, tmp_path):
    with builds_wait(project):
        save(tmp_path, "Đang dựng thì dừng.")
        preview.wait_for_a_build()
        assert preview.interrupt() in {0, 130}
    assert preview.processes() == []
    assert "Traceback" not in preview.printed()


def test_ctrl_c_while_the_first_build_loads_leaves_nothing_either(project, tmp_path):
    save(tmp_path, "Chưa dựng gì.")
    starting = Preview(tmp_path, free_port(), project)
    try:
        starting.wait_until(lambda: len(starting.processes()) > 1)
        assert starting.interrupt() in {0, 130}
        assert starting.processes() == []
        assert "Traceback" not in starting.printed()
    finally:
        starting.close()


def test_a_preview_that_was_killed_takes_its_builder_along(preview):
    os.kill(preview.process.pid, signal.SIGKILL)
    preview.process.wait()
    preview.wait_until(lambda: preview.processes() == [])


def test_a_port_in_use_is_said_in_one_line(preview, tmp_path):
    other = Preview(tmp_path, preview.port)
    try:
        assert other.process.wait(timeout=120) == 2
        assert other.printed().count("\n") == 1
        assert f"Không mở được cổng mạng {preview.port}" in other.printed()
        assert other.processes() == []
    finally:
        other.close()
