"""Whole builds: the command line, the exit status, the bytes."""

import os
import shutil
from datetime import datetime

import pytest

from tests.building import EPOCH, ROOT, build, built, files
from tests.content import article, draw, write


@pytest.fixture
def content(tmp_path):
    """Return a small content folder: two articles, a picture, a page."""
    draw(tmp_path / "content/anh/hop.png", (600, 400))
    return write(
        tmp_path / "content",
        {
            "tin-tuc/a.md": article(picture="/anh/hop.png", picture_alt="Họp", tags="Một cửa"),
            "tin-tuc/b.md": article("Bài thứ hai", date="2024-04-01"),
            "trang/gioi-thieu.md": "Title: Giới thiệu\n\nCổng thử.\n",
        },
    )


def test_pelicans_own_command_builds_from_any_folder_with_an_empty_environment(content, tmp_path):
    result = build(content, tmp_path / "output")
    assert result.returncode == 0, result.stdout + result.stderr
    assert (tmp_path / "output/tin-tuc/2024/03/09/hop-so-ket/index.html").is_file()
    assert "WARNING" not in result.stderr


def test_same_input_gives_same_bytes_whatever_the_machine(content, tmp_path):
    one = built(content, tmp_path / "one", environment={"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"})
    other_cache = {"CACHE_PATH": str(tmp_path / "cache")}
    environment = {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"}
    two = built(content, tmp_path / "two", environment=environment, settings=other_cache)
    assert files(one) == files(two)


def test_files_that_did_not_change_keep_their_time_and_gone_pages_go(content, tmp_path):
    output = built(content, tmp_path / "output")
    kept = output / "tin-tuc/2024/03/09/hop-so-ket/index.html"
    os.utime(kept, (1_000_000_000, 1_000_000_000))
    (content / "tin-tuc/b.md").unlink()
    built(content, output)
    assert not (output / "tin-tuc/2024/04").exists()
    assert (output / "anh").is_dir()
    assert kept.stat().st_mtime != 1_000_000_000  # "Tin mới nhất" on it changed
    os.utime(kept, (1_000_000_000, 1_000_000_000))
    built(content, output)
    assert kept.stat().st_mtime == 1_000_000_000


def test_an_incremental_build_equals_a_clean_one(content, tmp_path):
    output = built(content, tmp_path / "output")
    source = content / "tin-tuc/a.md"
    source.write_text(source.read_text("utf-8").replace("Nội dung", "Nội dung mới"), "utf-8")
    built(content, output)
    assert files(output) == files(built(content, tmp_path / "clean"))


def test_a_folder_of_somebody_else_is_refused(content, tmp_path):
    other = write(tmp_path / "home", {"luan-van.txt": "quan trọng"})
    result = build(content, other)
    assert result.returncode == 2
    assert files(other) == {"luan-van.txt": "quan trọng".encode()}
    assert "Traceback" not in result.stderr
    assert "không phải do lần dựng trước tạo ra" in result.stderr


def test_an_editors_mistakes_are_told_in_one_run_and_the_rest_is_built(content, tmp_path):
    write(
        content,
        {
            "tin-tuc/khong-tieu-de.md": article(""),
            "tin-tuc/ngay-sai.md": article("Ngày sai", date="31/02/2024"),
            "tin-tuc/anh-mat.md": article("Ảnh mất", picture="/anh/mat.jpg"),
            "tin-tuc/ma-hoa.md": "Title: Hành chính".encode("latin-1"),
        },
    )
    result = build(content, tmp_path / "output")
    assert result.returncode == 1
    lines = result.stderr.strip().splitlines()
    assert lines[0] == "4 lỗi biên tập:"
    assert [line.strip().split(": ")[0] for line in lines[1:5]] == [
        "content/tin-tuc/anh-mat.md:5",
        "content/tin-tuc/khong-tieu-de.md:1",
        "content/tin-tuc/ma-hoa.md:1",
        "content/tin-tuc/ngay-sai.md:2",
    ]
    assert all(" → " in line for line in lines[1:5])
    assert "Traceback" not in result.stdout + result.stderr
    assert (tmp_path / "output/tin-tuc/2024/03/09/hop-so-ket/index.html").is_file()


def test_an_empty_content_folder_leaves_the_last_site_alone(content, tmp_path):
    output = built(content, tmp_path / "output")
    before = files(output)
    empty = tmp_path / "empty"
    empty.mkdir()
    result = build(empty, output)
    assert result.returncode == 1
    assert "BV005" in result.stderr
    assert "Traceback" not in result.stderr
    assert files(output) == before


@pytest.mark.parametrize(
    ("name", "value"),
    [("LATEST_NEWS_LIMIT", 500), ("LISTINGS_PER_PAGE", "hai mươi"), ("ONLINE_VISITORS_PROVIDER", "magic")],
)
def test_a_setting_that_cannot_be_used_ends_with_one_line_and_status_two(content, tmp_path, name, value):
    result = build(content, tmp_path / "output", settings={name: value})
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stderr.startswith(name)


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("{{ nothing_of_this_name }}", "base.html:1"),
        ("{% if %}", "base.html:1"),
        ("{% include 'gone.html' %}", "gone.html"),
    ],
    ids=["undefined name", "syntax", "missing template"],
)
def test_a_broken_template_is_told_with_its_place_and_no_traceback(content, tmp_path, broken, told):
    theme = shutil.copytree(ROOT / "theme", tmp_path / "theme")
    base = theme / "templates/base.html"
    base.write_text(broken + base.read_text("utf-8"), "utf-8")
    result = build(content, tmp_path / "output", settings={"THEME": str(theme)})
    assert result.returncode == 1
    assert "mẫu giao diện lỗi" in result.stderr
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_a_future_article_leaves_no_trace_before_its_minute(content, tmp_path):
    due = datetime.fromtimestamp(int(EPOCH) + 60).astimezone().isoformat()
    draw(content / "anh/mai.png", (700, 300))
    write(content, {"tin-tuc/mai.md": article("Việc ngày mai", date=due, picture="/anh/mai.png", picture_alt="x")})
    write(
        content, {"tin-tuc/nhap.md": article("Bản nháp kín", status="draft", picture="/anh/mai.png", picture_alt="x")}
    )
    output = built(content, tmp_path / "output")
    everything = b"".join([*files(output).values(), *(name.encode() for name in files(output))])
    for trace in ("Việc ngày mai", "viec-ngay-mai", "Bản nháp kín", "mai-"):
        assert trace.encode() not in everything
    built(content, output, environment={"SOURCE_DATE_EPOCH": str(int(EPOCH) + 60)})
    assert "Việc ngày mai" in (output / "index.html").read_text("utf-8")
    assert "Bản nháp kín" not in (output / "index.html").read_text("utf-8")


def test_a_new_article_touches_the_newest_list_page_only(tmp_path):
    """Forty articles of one category: the archive page of the oldest twenty never changes again."""
    content = write(
        tmp_path / "content",
        {f"tin-tuc/{n}.md": article(f"Bài {n}", date=f"2024-01-{n // 2 + 1:02} {n % 2 + 8}:00") for n in range(40)},
    )
    output = built(content, tmp_path / "output")
    newest, archived = (
        output / "chuyen-muc/cai-cach-hanh-chinh" / path for path in ("index.html", "trang/1/index.html")
    )
    before = archived.read_text("utf-8")
    assert before.count('<article class="row') == 20
    assert "Bài mới" not in newest.read_text("utf-8")
    write(content, {"tin-tuc/moi.md": article("Bài mới", date="2024-02-01")})
    built(content, output)
    assert "Bài mới" in newest.read_text("utf-8")
    assert _without_months(archived.read_text("utf-8")) == _without_months(before)


def _without_months(page):
    """Return *page* without the side's list of months, a fragment that all list pages share."""
    start = page.index('<section class="months"')
    return page[:start] + page[page.index("</section>", start) :]
