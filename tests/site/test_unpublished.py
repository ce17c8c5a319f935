"""A preview of what is not published: whole in the portal's theme, on this machine only, no trace of it elsewhere."""

import json
import os
import subprocess
import sys

import pytest

from tests.building import EPOCH, ROOT, built, files, soup, words
from tests.commands import desk
from tests.content import article, draw, write
from tests.previewing import Preview, free_port, own_project

DRAFT, SCHEDULED = "/tin-tuc/2026/12/24/bai-mat/", "/tin-tuc/2027/01/05/bai-hen/"
# Words that stand nowhere else.
SECRETS = (b"bai-mat", "Bài mật".encode(), "mật ngữ".encode(), b"bai-hen", "Bài hẹn".encode(), b"anh-mat", b"xem-truoc")


def secret_content(root):
    draw(root / "content/anh/anh-mat.png", (400, 300))
    return write(
        root / "content",
        {
            "tin-tuc/a.md": article(body="Nội dung đã đăng."),
            "tin-tuc/mat.md": article(
                "Bài mật", status="draft", date="2026-12-24 08:00", tags="Thẻ mật ngữ",
                body="Chữ.\n\n![Ảnh](/anh/anh-mat.png)",
            ),
            "tin-tuc/hen.md": article("Bài hẹn", date="2027-01-05 08:00"),
            "trang/gioi-thieu.md": "Title: Giới thiệu\nStatus: draft\n\nTrang chưa xong.\n",
        },
    )  # fmt: skip


def pelican(content, output, cache, *, settings="pelicanconf.py", **more):
    """Build with what is not published; *more* are settings."""
    values = {"ARTICLES_UNPUBLISHED": True, "CACHE_PATH": str(cache), **more}
    command = [
        sys.executable, "-m", "pelican", str(content), "-s", str(ROOT / settings), "-o", str(output),
        "--fatal", "warnings", "--log-handler", "plain",
        "-e", *(f"{name}={json.dumps(value)}" for name, value in values.items()),
    ]  # fmt: skip
    environment = {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def previewed(tmp_path_factory, warm_cache):
    """Return the output of a build with what is not published."""
    root = tmp_path_factory.mktemp("previewed")
    output = warm_cache / "previews/thu"
    result = pelican(secret_content(root), output, warm_cache)
    assert result.returncode == 0, result.stdout + result.stderr
    return output


@pytest.mark.parametrize(("address", "why"), [(DRAFT, "Bản nháp."), (SCHEDULED, "Hẹn đăng lúc 05/01/2027 8:00 SA.")])
def test_an_unpublished_article_stands_in_the_theme_and_says_what_it_is(previewed, address, why):
    page = soup(previewed, address)

    assert words(page.select_one(".article .notice")) == f"Bản xem trước – chưa đăng. {why}"
    assert page.select_one("header.site-header, header")
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"


def test_a_draft_page_says_what_it_is_and_what_is_published_bears_no_mark(previewed):
    assert "Bản xem trước – chưa đăng. Bản nháp." in words(soup(previewed, "/gioi-thieu/"))
    assert "Bản xem trước" not in words(soup(previewed, "/tin-tuc/2024/03/09/hop-so-ket/"))


def test_the_preview_tells_where_each_source_stands(previewed):
    known = json.loads((previewed / "xem-truoc.json").read_bytes())

    assert {source: (found["url"], bool(found["note"])) for source, found in known.items()} == {
        "tin-tuc/a.md": ("/tin-tuc/2024/03/09/hop-so-ket/", False),
        "tin-tuc/mat.md": (DRAFT, True),
        "tin-tuc/hen.md": (SCHEDULED, True),
        "trang/gioi-thieu.md": ("/gioi-thieu/", True),
    }


def test_a_build_after_a_preview_has_no_trace_of_it(previewed, tmp_path, warm_cache):
    """Though both share pictures, style and translated templates."""
    content = secret_content(tmp_path)

    after = files(built(content, tmp_path / "output", settings={"CACHE_PATH": str(warm_cache)}))
    clean = files(built(content, tmp_path / "clean", settings={"CACHE_PATH": str(tmp_path / "own-cache")}))

    assert after == clean
    assert [(path, secret) for path, content in after.items() for secret in SECRETS if secret in content] == []
    assert [path for path in after for secret in SECRETS if secret.decode() in path] == []


def test_a_preview_that_builds_what_changed_is_that_of_a_first_build(workshop):
    write(workshop.content, {"tin-tuc/nhap.md": article("Nháp", status="draft"), "tin-tuc/1.md": article("Sắp rút")})
    workshop.output = workshop.cache / "previews/thu"
    workshop.settings = {"ARTICLES_UNPUBLISHED": True}
    workshop.age()
    workshop.built()
    write(workshop.content, {"tin-tuc/nhap.md": article("Nháp"), "tin-tuc/1.md": article("Sắp rút", status="draft")})
    workshop.built()
    first = workshop.cache / "previews/lan-dau"

    assert workshop.build(output=first).status == 0

    assert files(workshop.output) == files(first)


def test_an_article_whose_minute_came_loses_its_mark_without_being_touched(workshop):
    write(workshop.content, {"tin-tuc/hen.md": article("Bài hẹn", date="2026-11-24 08:00")})
    workshop.output = workshop.cache / "previews/thu"
    workshop.settings = {"ARTICLES_UNPUBLISHED": True}
    workshop.age()
    workshop.built()
    address = "/tin-tuc/2026/11/24/bai-hen/"
    assert "chưa đăng" in words(soup(workshop.output, address))

    workshop.epoch += 2 * 86_400
    workshop.built()

    assert "chưa đăng" not in words(soup(workshop.output, address))


@pytest.mark.parametrize(
    ("settings", "more", "told"),
    [
        ("publishconf.py", {}, "ở cổng công khai: bản nháp chỉ xem được ở 127.0.0.1"),
        ("pelicanconf.py", {"SITEURL": "https://lacgiang.example"}, "bản nháp chỉ xem được ở 127.0.0.1"),
        ("pelicanconf.py", {"SITEURL": "http://127.0.0.1.lacgiang.example"}, "bản nháp chỉ xem được ở 127.0.0.1"),
        ("pelicanconf.py", {"ARTICLES_UNPUBLISHED": "có"}, "cần True hoặc False"),
    ],
    ids=["public-settings", "public-address", "address-that-begins-alike", "no-truth-value"],
)
def test_settings_that_lead_outside_are_refused_and_nothing_is_written(tmp_path, settings, more, told):
    output = tmp_path / "cache/previews/thu"

    result = pelican(secret_content(tmp_path), output, tmp_path / "cache", settings=settings, **more)

    assert result.returncode == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert not output.exists()


@pytest.mark.parametrize("where", ["output", "cache", "cache/../output"], ids=["beside", "cache-itself", "way-round"])
def test_an_output_folder_outside_the_cache_is_refused_and_left_as_it_is(tmp_path, where):
    (tmp_path / "cache").mkdir()

    result = pelican(secret_content(tmp_path), tmp_path / where, tmp_path / "cache")

    assert result.returncode == 2
    assert "hãy dùng lệnh desk preview" in result.stderr
    assert files(tmp_path / "cache") == {}
    assert not (tmp_path / "output").exists()


@pytest.fixture
def project(tmp_path, warm_cache):
    return own_project(tmp_path / "project", warm_cache)


def test_the_command_points_to_the_draft_builds_on_every_save_and_leaves_output_alone(tmp_path, project):
    content = secret_content(tmp_path)
    preview = Preview(tmp_path, free_port(), project, command=("preview", "mat", "--content", str(content)))
    try:
        preview.wait_for(f"{preview.url}{DRAFT}  Bản nháp. Bài mật")
        assert "Bản xem trước – chưa đăng." in preview.page(DRAFT)
        assert "Bản xem trước" not in preview.page(DRAFT, Host="noi-khac.example")
        elsewhere = preview.page(DRAFT, Host=f"127.0.0.1.noi-khac.example:{preview.port}")
        assert "Trang xem thử chỉ mở từ trình duyệt" in elsewhere
        assert "Bản xem trước" in preview.page(DRAFT, Host=f"localhost:{preview.port}")

        moved = article("Bài mật", status="draft", date="2026-12-25 08:00", body="Lần sửa thứ hai.")
        write(content, {"tin-tuc/mat.md": moved})

        preview.wait_for(f"{preview.url}/tin-tuc/2026/12/25/bai-mat/  Bản nháp.")
        assert "Lần sửa thứ hai." in preview.page("/tin-tuc/2026/12/25/bai-mat/")
        assert preview.interrupt() == 0
    finally:
        preview.close()
    assert not (tmp_path / "output").exists()
    assert not (project / "output").exists()
    assert {
        path.parts[0] for path in (found.relative_to(project / ".cache") for found in project.rglob("bai-mat"))
    } == {"previews"}


def test_an_article_that_is_not_there_is_told_before_anything_is_built(tmp_path):
    result = desk("preview", "khong-co", "--content", secret_content(tmp_path))

    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith("Không có bài «khong-co»")
