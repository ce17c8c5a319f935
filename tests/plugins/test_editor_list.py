"""The editor's list of articles: what it holds, marks and finds."""

import json

import pytest

from tests.content import article, write
from tests.editor_desk import PATH, make_backend, make_content, opened, saved


@pytest.fixture
def content(tmp_path):
    return make_content(tmp_path)


@pytest.fixture
def backend(content, tmp_path):
    return make_backend(content, tmp_path / "output")


def test_the_list_holds_the_heads_of_all_articles_and_no_texts(backend, content):
    write(content, {"tin-tuc/hong.md": "Không có phần đầu\n", "tin-tuc/.an.md": article(), "trang/x.md": article()})
    entries = backend.answer("entriesByFolder", {"folder": "content/tin-tuc"})
    assert [entry["file"]["path"] for entry in entries] == [PATH, "content/tin-tuc/hong.md"]
    heads = [json.loads(entry["data"]) for entry in entries]
    assert (heads[0]["title"], heads[0]["body"]) == ("Họp sơ kết", "")
    assert heads[1]["title"].startswith("(không đọc được)")


def test_the_list_marks_what_readers_do_not_have(backend, content):
    write(content, {"tin-tuc/a.md": article(status="draft"), "tin-tuc/b.md": article(withdrawn="2024-03-12 | Sai số")})
    entries = backend.answer("entriesByFolder", {})
    assert [json.loads(entry["data"])["mark"] for entry in entries] == ["", "Bản nháp · ", "Đã thu hồi · "]


def test_a_search_finds_words_not_scattered_letters(backend, content):
    write(content, {"tin-tuc/a.md": article("Họp giao ban tuần 48"), "tin-tuc/b.md": article("Giao lưu bạn bè, ban")})
    write(content, {"tin-tuc/c.md": article("Ghi chú về an toàn giao thông")})

    def found(words):
        entries = backend.answer("entriesByFolder", {"search": words})
        return [json.loads(entry["data"])["title"] for entry in entries]

    assert found("giao ban") == ["Họp giao ban tuần 48", "Giao lưu bạn bè, ban"]
    assert found("tuan 48 HOP") == ["Họp giao ban tuần 48"]
    assert found("không có") == []


def test_the_list_follows_what_is_saved_and_what_goes(backend, content):
    def titles():
        return [json.loads(entry["data"])["title"] for entry in backend.answer("entriesByFolder", {})]

    write(content, {"tin-tuc/hai.md": article("Bài hai")})
    assert titles() == ["Họp sơ kết", "Bài hai"]
    data, version = opened(backend)
    saved(backend, PATH, data | {"title": "Tên dài hơn trước"}, version)
    (content / "tin-tuc/hai.md").unlink()
    assert titles() == ["Tên dài hơn trước"]
