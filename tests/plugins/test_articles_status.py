"""`desk status`: where every article stands."""

import json

from plugins.articles.desk.site import site_of
from plugins.articles.desk.status import LATEST, as_table, status_of
from portal.build.memory import NoMemory
from portal.problem import Problems
from tests.commands import desk
from tests.content import NOW, article, write


def one_of_each(root):
    return write(
        root / "content",
        {
            "tin-tuc/da-dang.md": article("Đã đăng"),
            "tin-tuc/thu-hoi.md": article("Thu hồi", withdrawn="2024-03-10 08:00 | Sai số liệu"),
            "tin-tuc/nhap.md": article("Đang viết", status="draft", date="2026-12-01 08:00"),
            "tin-tuc/nhap-hong.md": article("", status="draft"),
            "tin-tuc/hen-sau.md": article("Hẹn sau", date="2027-01-02 08:00"),
            "tin-tuc/hen-truoc.md": article("Hẹn trước", date="2026-12-02 08:00"),
            "tin-tuc/hen-hong.md": article("Hẹn hỏng", date="2026-12-03 08:00", body="Chữ.\n\n![Ảnh](/anh/x.png)"),
            "tin-tuc/hong.md": article("Hỏng", date="31/02/2024"),
            "trang/gioi-thieu.md": "Title: Giới thiệu\nStatus: draft\n\nChữ.\n",
        },
    )


def state_of(content):
    problems = Problems()
    return status_of(site_of(content, NOW, problems, NoMemory()), problems, NOW, content.name)


def names(entries):
    return [entry.path.rpartition("/")[2] for entry in entries]


def test_every_source_stands_where_it_belongs_and_nowhere_else(tmp_path):
    state = state_of(one_of_each(tmp_path))

    assert names(state.drafts) == ["nhap-hong.md", "nhap.md", "gioi-thieu.md"]
    assert names(state.scheduled) == ["hen-truoc.md", "hen-sau.md"]
    assert [(found.path, found.line, found.code) for found in state.held] == [
        ("content/tin-tuc/hen-hong.md", 8, "BV030"),
        ("content/tin-tuc/hong.md", 2, "BV016"),
    ]
    assert names(state.latest) == ["da-dang.md"]
    assert state.published == 1


def test_the_latest_are_the_newest_ones_and_few(tmp_path):
    content = write(
        tmp_path, {f"tin-tuc/{n}.md": article(f"Bài {n}", date=f"2024-03-{n:02} 08:00") for n in range(1, 9)}
    )

    state = state_of(content)

    assert names(state.latest) == ["8.md", "7.md", "6.md", "5.md", "4.md"][:LATEST]
    assert state.published == 8


def test_a_folder_with_nothing_published_still_tells_of_its_drafts(tmp_path):
    content = write(tmp_path / "content", {"tin-tuc/nhap.md": article("Đang viết", status="draft")})

    assert names(state_of(content).drafts) == ["nhap.md"]


def test_the_table_cuts_titles_between_words_and_never_paths(tmp_path):
    title = "Hội nghị sơ kết công tác cải cách hành chính sáu tháng đầu năm"
    content = write(tmp_path / "content", {"tin-tuc/a.md": article(title), "tin-tuc/b.md": article("", date="x")})

    narrow, wide = (as_table(state_of(content), width).splitlines() for width in (70, 200))

    assert wide[-1] == f"  09/03/2024 8:15 SA   content/tin-tuc/a.md  {title}"
    assert narrow[-1] == "  09/03/2024 8:15 SA   content/tin-tuc/a.md  Hội nghị sơ kết công..."
    assert "  content/tin-tuc/b.md:1 BV016 trường «Date»: không đọc được ngày «x»" in narrow


def test_the_command_prints_the_table_or_json(tmp_path):
    content = one_of_each(tmp_path)

    table, told = desk("status", "--content", content), desk("status", "--content", content, "--json")

    assert (table.returncode, told.returncode, table.stderr, told.stderr) == (0, 0, "", "")
    assert [line for line in table.stdout.splitlines() if not line.startswith(" ")] == [
        "Bản nháp (3)", "Hẹn giờ đăng (2)", "Bị giữ lại vì lỗi (2)", "Mới đăng (1)",
    ]  # fmt: skip
    state = json.loads(told.stdout)
    assert state["scheduled"][0] == {
        "path": "content/tin-tuc/hen-truoc.md", "title": "Hẹn trước", "date": "2026-12-02T08:00:00+07:00",
    }  # fmt: skip
    assert [found["code"] for found in state["held"]] == ["BV030", "BV016"]
    assert state["published"] == 1
    assert state["now"] == "2026-11-23T07:00:00+07:00"


def test_a_broken_data_file_is_told_and_ends_with_1(tmp_path):
    content = write(tmp_path / "content", {"chuyen-muc.yaml": "- [\n", "tin-tuc/a.md": article()})

    result = desk("status", "--content", content)

    assert (result.returncode, result.stdout) == (1, "")
    assert "content/chuyen-muc.yaml:" in result.stderr
    assert "Traceback" not in result.stderr
