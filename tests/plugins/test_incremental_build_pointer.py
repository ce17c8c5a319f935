"""Where in a preview an article stands, told again whenever it moves."""

import json

import pytest

from plugins.incremental_build.pointer import Pointer

URL = "http://127.0.0.1:8001"
PUBLISHED = {"url": "/tin-tuc/2026/01/01/a/", "title": "Đã đăng", "note": ""}
DRAFT = {"url": "/tin-tuc/2026/01/02/b/", "title": "Đang viết", "note": "Bản nháp."}


@pytest.fixture
def built(tmp_path):
    """Return a function that stands in for a build: it leaves where sources stand."""
    return lambda **found: (tmp_path / "xem-truoc.json").write_text(
        json.dumps({f"tin-tuc/{name}.md": item for name, item in found.items()})
    )


def test_one_article_is_pointed_at_once_and_again_when_it_moved(built, tmp_path, capsys):
    pointer = Pointer(tmp_path, "tin-tuc/b.md", opens=False)
    built(a=PUBLISHED, b=DRAFT)
    pointer.point(URL)
    pointer.point(URL)
    assert capsys.readouterr().out == f"{URL}/tin-tuc/2026/01/02/b/  Bản nháp. Đang viết\n"

    built(a=PUBLISHED, b=DRAFT | {"url": "/tin-tuc/2026/01/03/b/"})
    pointer.point(URL)
    assert capsys.readouterr().out == f"{URL}/tin-tuc/2026/01/03/b/  Bản nháp. Đang viết\n"


def test_an_article_that_cannot_be_read_is_told_until_it_can(built, tmp_path, capsys):
    pointer = Pointer(tmp_path, "tin-tuc/b.md", opens=False)
    pointer.point(URL)
    built(a=PUBLISHED)
    pointer.point(URL)
    built(a=PUBLISHED, b=PUBLISHED | {"url": "/b/"})
    pointer.point(URL)

    assert capsys.readouterr().out.splitlines() == [
        "Chưa xem được tin-tuc/b.md: sửa các lỗi ở trên rồi lưu.", f"{URL}/b/  Bài đã đăng. Đã đăng",
    ]  # fmt: skip


def test_without_a_name_all_that_is_unpublished_is_listed(built, tmp_path, capsys):
    pointer = Pointer(tmp_path, "", opens=False)
    built(a=PUBLISHED, b=DRAFT)
    pointer.point(URL)
    built(a=PUBLISHED)
    pointer.point(URL)

    assert capsys.readouterr().out.splitlines() == [
        f"{URL}/tin-tuc/2026/01/02/b/  Bản nháp. Đang viết", "Không có bản nháp hay bài hẹn giờ nào.",
    ]  # fmt: skip


def test_the_browser_is_opened_once_at_the_first_address(built, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    pointer = Pointer(tmp_path, "tin-tuc/b.md", opens=True)
    pointer.point(URL)  # nothing to open yet
    for day in ("02", "03"):
        built(b=DRAFT | {"url": f"/tin-tuc/2026/01/{day}/b/"})
        pointer.point(URL)

    assert opened == [f"{URL}/tin-tuc/2026/01/02/b/"]
