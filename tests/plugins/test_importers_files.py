"""Importing twice, importing what is broken, and what is written where."""

import io
import json
import os
import random
import re
import subprocess
import sys
import time
import zipfile
from mmap import mmap
from pathlib import Path

import docx
import pytest

from plugins.importers.guard import guarded
from plugins.importers.manuscript import RefusedError
from plugins.importers.placing import Wish
from tests.building import ROOT
from tests.content import codes, load, write
from tests.plugins.import_samples import picture_bytes
from tests.plugins.importing import DATA, import_document, new_document, run, saved

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
PAGE = (
    '<html><head><title>Họp</title></head><body><h1>Họp</h1><div class="bodytext"><p>{}</p></div></body></html>'.format(
        "Nội dung bài họp của tỉnh Lạc Giang. " * 5
    )
)


def document(text="Nội dung bài viết của tỉnh Lạc Giang.", picture=None):
    made = new_document(text)
    if picture is not None:
        made.add_paragraph().add_run().add_picture(io.BytesIO(picture_bytes(picture)))
    return saved(made)


def files(content):
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in content.rglob("*") if path.is_file()}


def desk(*arguments, **options):
    command = [sys.executable, "-m", "desk", "import", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, **options)


def test_importing_again_changes_nothing(tmp_path):
    sources = {"a.docx": document(picture=1), "b.html": PAGE}
    first = run(tmp_path, sources)
    before = files(tmp_path / "content")
    again = run(tmp_path, sources)
    assert files(tmp_path / "content") == before
    assert [imported.outcome.status for imported in again] == ["already", "already"]
    assert [imported.outcome.article for imported in again] == [imported.outcome.article for imported in first]


def test_what_an_editor_changed_since_is_never_written_over(tmp_path):
    source = {"a.docx": document()}
    (imported,) = run(tmp_path, source)
    file = tmp_path / "content" / imported.outcome.article
    moved = file.with_name("ten-khac.md")
    moved.write_text(imported.source.replace("Nội dung", "Đã sửa").replace("Title: Họp", "Title: Sửa"), "utf-8")
    file.unlink()
    (again,) = run(tmp_path, source)
    assert again.outcome.article == "tin-tuc/2023/ten-khac.md"
    assert "Đã sửa" in moved.read_text("utf-8")
    assert not file.exists()


def test_another_source_of_the_same_title_gets_a_name_of_its_own(tmp_path):
    both = run(tmp_path, {"a.docx": document(), "b.docx": document("Bản thứ hai của bài viết.")})
    assert [imported.outcome.article for imported in both] == [
        "tin-tuc/2023/hop-giao-ban-thang-bay.md", "tin-tuc/2023/hop-giao-ban-thang-bay-2.md",
    ]  # fmt: skip
    assert both[1].told == ["NB014"]


def test_equal_bytes_are_imported_once(tmp_path):
    both = run(tmp_path, dict.fromkeys(("a.docx", "b.docx"), document()))
    assert [imported.outcome.status for imported in both] == ["imported", "already"]


def test_a_picture_that_is_there_already_is_not_kept_twice(tmp_path):
    write(tmp_path / "content", {"anh/cu/hop.png": picture_bytes(1)})
    (imported,) = run(tmp_path, {"a.docx": document(picture=1)})
    assert imported.outcome.pictures == ()
    assert "](/anh/cu/hop.png)" in imported.body


def test_a_file_that_has_the_name_of_a_picture_is_left_alone(tmp_path):
    taken = "anh/2023/hop-giao-ban-thang-bay-1.png"
    write(tmp_path / "content", {taken: b"cua nguoi khac"})
    (imported,) = run(tmp_path, {"a.docx": document(picture=1)})
    assert imported.outcome.pictures == ("anh/2023/hop-giao-ban-thang-bay-1-2.png",)
    assert (tmp_path / "content" / taken).read_bytes() == b"cua nguoi khac"


def test_an_import_is_a_draft_unless_it_is_to_be_published(tmp_path):
    (imported,) = run(tmp_path, {"a.docx": document()}, Wish("Chuyển đổi số"))
    assert imported.head.endswith("Status: draft")
    site, problems = load(
        write(tmp_path / "content", {"tin-tuc/khac.md": "Title: A\nDate: 1/1/2024\nCategory: Chuyển đổi số\n\nb\n"})
    )
    assert [article.title for article in site.articles] == ["A"]
    assert ("BV013", 5) not in codes(problems)


def zipped(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return target.getvalue()


def with_entity():
    with zipfile.ZipFile(io.BytesIO(document())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "bb">]>', 1)
    return zipped(parts)


BROKEN = {
    "khong-phai-zip.docx": (b"hello", "NB002"),
    "rong.docx": (b"", "NB002"),
    "cut.docx": (document()[:-3000], "NB002"),
    "zip-khac.docx": (zipped({"a.txt": "x"}), "NB002"),
    "thuc-the.docx": (with_entity(), "NB002"),
    "mat-khau.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "NB003"),
    "cu-doi-ten.docx": (OLE, "NB001"),
    "cu.doc": (OLE, "NB001"),
    "khac.odt": (b"PK", "NB001"),
    "bom.docx": (zipped({"word/document.xml": b" " * 40_000_000}), "NB004"),
    "khong-co-chu.docx": (saved(docx.Document()), "NB006"),
    "sau.html": ("<div class=bodytext>" + "<div>" * 400 + "chữ " * 20, "NB005"),
    "rac.html": (bytes(range(256)) * 20, "NB005"),
    "ngau-nhien.html": (random.Random(7).randbytes(20_000), "NB005"),
    "ngau-nhien-ngan.html": (b"<p>" + random.Random(7).randbytes(600), "NB005"),
    "chi-co-tieu-de.html": ("<html><body><h1>Họp giao ban</h1></body></html>", "NB006"),
    "rong.html": ("<html><body><p>ngắn</p></body></html>", "NB006"),
    "dai.html": ("<div class=bodytext><p>" + "một bài dài quá " * 70_000 + "</p></div>", "NB004"),
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """Return what became of each broken file, imported together with two good ones."""
    sources = {name: data for name, (data, _) in BROKEN.items()} | {"aa-tot.docx": document(), "z-tot.html": PAGE}
    return {Path(i.outcome.source).name: i.outcome for i in run(tmp_path_factory.mktemp("hong"), sources)}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_in_one_line(broken, name):
    outcome = broken[name]
    assert (outcome.status, [problem.code for problem in outcome.problems]) == ("refused", [BROKEN[name][1]])
    assert name in str(outcome.problems[0])
    assert "\n" not in str(outcome.problems[0])


def test_broken_files_keep_no_other_from_being_imported(broken):
    assert broken["aa-tot.docx"].status == broken["z-tot.html"].status == "imported"


def test_a_file_of_a_hundred_megabytes_is_refused_unread(tmp_path):
    (tmp_path / "nguon").mkdir()
    with (tmp_path / "nguon/to.docx").open("wb") as file:
        file.truncate(100_000_000)
    (imported,) = run(tmp_path, {})
    assert imported.told == ["NB004"]


@pytest.mark.parametrize(
    ("work", "seconds", "code"),
    [
        (lambda: time.sleep(600), 2, "NB007"),
        (lambda: os._exit(1), 60, "NB007"),
        (lambda: bytearray(10**11), 60, "NB007"),
        (lambda: 1 / 0, 60, "NB005"),
    ],
)
def test_reading_ends_whatever_happens(work, seconds, code):
    with pytest.raises(RefusedError) as caught:
        guarded(work, seconds=seconds)
    assert caught.value.code.code == code


def test_an_article_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    content = write(tmp_path / "content", DATA)
    (tmp_path / "ngoai").mkdir()
    (content / "tin-tuc").mkdir()
    (content / "tin-tuc/2023").symlink_to(tmp_path / "ngoai")
    (imported,) = run(tmp_path, {"a.docx": document(picture=1)})
    assert imported.told == ["NB008"]
    assert list(files(content)) == ["chuyen-muc.yaml"]
    assert not list((tmp_path / "ngoai").iterdir())


def test_the_head_of_an_imported_article_passes_the_check(tmp_path):
    imported = import_document(tmp_path, new_document("Nội dung bài viết."))
    _, problems = load(tmp_path / "content")
    assert codes(problems) == [("BV015", 1)]
    assert "Imported: " in imported.head


def test_the_command_reports_and_tells_by_its_exit_status(tmp_path):
    content = write(tmp_path / "content", DATA)
    write(tmp_path / "nguon", {"a.docx": document(picture=1), "b.doc": OLE})
    result = desk(tmp_path / "nguon", "--content", content, "--category", "chuyển đổi số", "--publish")
    first, told, refused, last = result.stdout.strip().split("\n")
    assert first.endswith("→ content/tin-tuc/2023/hop-giao-ban-thang-bay.md (đăng): 13 chữ, 1 ảnh mới")
    assert told.startswith("  content/tin-tuc/2023/hop-giao-ban-thang-bay.md:9: NB020 ")
    assert ": NB001 " in refused
    assert last == "Đã nhập 1 bài; 1 tệp không nhập được; 1 chỗ cần người xem lại."
    assert (result.returncode, result.stderr) == (1, "")
    again = desk(tmp_path / "nguon/a.docx", "--content", content)
    assert again.returncode == 0
    assert "đã nhập từ trước, giữ nguyên content/tin-tuc/2023/hop-giao-ban-thang-bay.md" in again.stdout


def test_a_rehearsal_writes_nothing_and_says_the_same(tmp_path):
    content = write(tmp_path / "content", DATA)
    write(tmp_path / "nguon", {"a.docx": document(picture=1), "b.docx": document("Bản hai của bài.")})
    told = json.loads(desk(tmp_path / "nguon", "--content", content, "--dry-run", "--json").stdout)
    assert list(files(content)) == ["chuyen-muc.yaml"]
    done = json.loads(desk(tmp_path / "nguon", "--content", content, "--json").stdout)
    assert told == done
    assert [outcome["article"] for outcome in done] == [
        "tin-tuc/2023/hop-giao-ban-thang-bay.md", "tin-tuc/2023/hop-giao-ban-thang-bay-2.md",
    ]  # fmt: skip


def test_a_content_folder_that_cannot_be_written_ends_with_two_and_words(tmp_path):
    content = write(tmp_path / "content", DATA | {"tin-tuc": "một tệp, không phải thư mục"})
    write(tmp_path, {"a.docx": document()})
    result = desk(tmp_path / "a.docx", "--content", content)
    assert (result.returncode, result.stderr) == (2, "")
    assert re.search(
        r"NB008 không ghi được bài .* \((đã có tệp cùng tên|một phần đường dẫn không phải thư mục)\)", result.stdout
    )


@pytest.mark.parametrize("arguments", [["khong-co.docx"], [], ["{}", "--category", "Không có"]])
def test_wrong_usage_ends_with_two(tmp_path, arguments):
    content = write(tmp_path / "content", DATA)
    write(tmp_path, {"a.docx": document()})
    result = desk(
        *[str(tmp_path / "a.docx") if argument == "{}" else argument for argument in arguments], "--content", content
    )
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_names_of_files_need_not_be_utf8(tmp_path):
    (tmp_path / "nguon").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/nguon/b\xe0i.docx")).write_bytes(b"x")
    result = desk(tmp_path / "nguon", "--content", write(tmp_path / "content", DATA))
    assert (result.returncode, result.stderr) == (1, "")
    assert "/nguon/b\ufffdi.docx:1: NB002 " in result.stdout


def test_address_space_that_a_process_has_reserved_is_not_held_against_a_file():
    """Libraries reserve gigabytes that they never use: numpy, Go's runtime."""
    with mmap(-1, 2_500_000_000):
        assert guarded(len, b"x") == 1
