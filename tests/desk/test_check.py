"""`desk check`: what it tells, in which form, with which exit status, and that builds and it share what was read."""

import json
import subprocess
import sys

import pytest

from tests.building import EPOCH, ROOT, build, files
from tests.content import age, article, write

WRONG = article("Bài sai", date="30/02/2024")


@pytest.fixture
def content(tmp_path):
    """Return a content folder with a good and a wrong article."""
    return write(tmp_path / "content", {"tin-tuc/dung.md": article("Bài đúng"), "tin-tuc/sai.md": WRONG})


def check(*arguments):
    """Run the command with *arguments*."""
    command = [sys.executable, "-m", "desk", "check", *map(str, arguments)]
    variables = {"SOURCE_DATE_EPOCH": EPOCH}
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False, timeout=120)


def test_a_mistake_is_told_and_the_exit_status_says_so(content, tmp_path):
    result = check("--content", content, "--output", tmp_path / "output")
    assert result.returncode == 1
    assert "content/tin-tuc/sai.md:2: BV016 " in result.stdout
    assert result.stderr == ""


def test_content_without_mistakes_is_called_so(content, tmp_path):
    (content / "tin-tuc/sai.md").unlink()
    result = check("--content", content, "--output", tmp_path / "output")
    assert (result.returncode, result.stdout) == (0, "Không có lỗi nào.\n")


def test_single_articles_are_checked_without_the_others(content):
    wrong = check("--content", content, content / "tin-tuc/sai.md")
    right = check("--content", content, content / "tin-tuc/dung.md")
    assert (wrong.returncode, wrong.stdout.count("BV016")) == (1, 1)
    assert (right.returncode, right.stdout) == (0, "Không có lỗi nào.\n")


def test_an_article_that_lies_elsewhere_is_refused(content, tmp_path):
    write(tmp_path, {"ngoai.md": article()})
    result = check("--content", content, tmp_path / "ngoai.md")
    assert result.returncode == 1
    assert "ngoai.md:1: BV004 " in result.stdout


def test_a_data_file_is_checked_with_all_data_files_and_one_that_is_none_says_so(content):
    write(content, {"chuyen-muc.yaml": "- name: Cải cách hành chính\n  descripton: mô tả\n"})
    run = check("--content", content, content / "chuyen-muc.yaml")
    assert run.returncode == 0
    assert "content/chuyen-muc.yaml:2: BV090" in run.stdout
    assert "BV004" not in run.stdout
    write(content, {"thong-bao-khan.yaml": "text: a\n", "khac.yaml": "a: b\n"})
    assert "content/thong-bao-khan.yaml:1: TB004" in check("--content", content, content / "thong-bao-khan.yaml").stdout
    assert "content/khac.yaml:1: BV094" in check("--content", content, content / "khac.yaml").stdout


def test_other_programs_get_json_or_annotations(content):
    arguments = ("--content", content, content / "tin-tuc/sai.md")
    (found,) = json.loads(check(*arguments, "--json").stdout)
    assert (found["path"], found["line"], found["code"]) == ("content/tin-tuc/sai.md", 2, "BV016")
    assert check(*arguments, "--format", "github").stdout.startswith("::error file=content/tin-tuc/sai.md,line=2,")
    assert json.loads(check(*arguments, "--format", "gitlab").stdout)[0]["check_name"] == "BV016"


def test_a_build_and_a_check_tell_the_same_and_share_what_was_read(content, tmp_path):
    output = tmp_path / "output"
    settings = {"CACHE_PATH": str(ROOT / ".cache"), "COMPONENT_GALLERY": False}
    age(content)
    built = build(content, output, settings=settings)
    site = files(output)

    checked = check("--content", content, "--output", output)
    again = build(content, output, settings=settings)

    assert built.stderr.strip() == checked.stdout.strip()
    assert again.stdout.startswith("Không có gì đổi")
    assert files(output) == site


def test_a_policy_of_strictness_lets_one_mistake_stop_all(content, tmp_path):
    settings = {"CACHE_PATH": str(tmp_path / "cache"), "COMPONENT_GALLERY": False, "ARTICLES_POLICY": "strict"}
    held = build(content, tmp_path / "output", settings=settings)
    assert held.returncode == 1
    assert "BV016" in held.stderr
    assert held.stderr.endswith("chính sách strict); trang lần trước được giữ nguyên.\n")
    assert not (tmp_path / "output/index.html").exists()

    (content / "tin-tuc/sai.md").unlink()
    assert build(content, tmp_path / "output", settings=settings).returncode == 0


def test_a_site_that_lost_a_fifth_of_its_articles_is_kept_unless_that_is_meant(tmp_path):
    content, output = tmp_path / "content", tmp_path / "output"
    settings = {"CACHE_PATH": str(tmp_path / "cache"), "COMPONENT_GALLERY": False}
    days = {
        f"tin-tuc/{number}.md": article(f"Bài số {number}", date=f"2024-01-{number % 28 + 1}") for number in range(60)
    }
    assert build(write(content, days), output, settings=settings).returncode == 0
    before = files(output)
    for number in range(13):
        (content / f"tin-tuc/{number}.md").unlink()

    refused = build(content, output, settings=settings)
    assert refused.returncode == 1
    assert "content: BV048 chỉ còn 47 bài, lần trước 60 bài → " in refused.stderr
    assert files(output) == before

    assert build(content, output, settings=settings | {"ARTICLES_ALLOW_FEWER": True}).returncode == 0
    assert len(files(output)) < len(before)
    assert build(content, output, settings=settings).returncode == 0
