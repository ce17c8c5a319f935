"""Articles: the content folder as a whole: data files, names of files, notes, what check tells."""

import os
import subprocess
import sys
import unicodedata
from datetime import timedelta

import pytest

from plugins.articles.data import BrokenDataError
from plugins.articles.loader import EmptySiteError, SiteLoader
from plugins.search.index.addresses import MANIFEST
from portal.build.memory import NoMemory
from portal.problem import Problems
from tests.building import EPOCH, ROOT, build, built, files
from tests.content import NOW, YAML, article, codes, draw, found, load, load_one, write

BROKEN_DATA = {
    "agency": ("co-quan.yaml", "name: [a\n"),
    "agency's colour of a key": ("co-quan.yaml", "- a\n"),
    "categories": ("chuyen-muc.yaml", "a: b\n"),
    "equal slugs": ("chuyen-muc.yaml", "- Tin\n- Tín\n"),
    "equal names": ("chuyen-muc.yaml", "- name: Tin\n- name: TIN\n  slug: khac\n"),
    "category without an address": ("chuyen-muc.yaml", "- Tin\n- '???'\n"),
    "not UTF-8": ("co-quan.yaml", b"name: \xff\n"),
}
# What a site can do without for a while.
LEFT_OUT_DATA = {
    "abbreviations": ("viet-tat.yaml", "UBND: a\nUBND: b\n"),
    "merged bodies": ("don-vi-da-sap-nhap.yaml", "- name: [\n"),
    "names": ("ten-rieng.yaml", "a: b\n"),
    "not UTF-8": ("viet-tat.yaml", b"UBND: \xff\n"),
}


@pytest.mark.parametrize(("name", "text"), LEFT_OUT_DATA.values(), ids=LEFT_OUT_DATA)
def test_a_broken_file_that_shapes_little_is_told_and_left_out(name, text, tmp_path):
    site, problems = load(write(tmp_path, {"tin-tuc/a.md": article(), name: text}))
    assert len(site.articles) == 1
    assert [(problem[0], problem[2]) for problem in found(problems)] == [(name, "error")]


@pytest.mark.parametrize(("name", "text"), BROKEN_DATA.values(), ids=BROKEN_DATA)
def test_a_broken_data_file_ends_the_run_and_is_told(name, text, tmp_path):
    root = write(tmp_path, {"tin-tuc/a.md": article(), name: text})
    problems = Problems()
    with pytest.raises(BrokenDataError):
        SiteLoader(root, now=NOW, problems=problems, site_name="Cổng", memory=NoMemory())
    assert [problem[0] for problem in found(problems)] == [name]
    assert problems.errors


def test_a_data_file_that_is_a_link_to_nowhere_is_broken_not_missing(tmp_path):
    root = write(tmp_path / "content", {"tin-tuc/a.md": article()})
    (root / "co-quan.yaml").symlink_to(tmp_path / "mat.yaml")
    with pytest.raises(BrokenDataError):
        load(root)


def test_a_broken_data_file_leaves_the_last_site_alone(tmp_path):
    content = write(tmp_path / "content", {"tin-tuc/a.md": article(), "viet-tat.yaml": "UBND: Ủy ban\n"})
    output = built(content, tmp_path / "output")
    before = files(output)
    write(content, {"viet-tat.yaml": "UBND: [\n"})
    result = build(content, output)
    assert result.returncode == 1
    assert "BV007" in result.stderr
    assert "Traceback" not in result.stderr
    after = files(output)
    # The glossary shapes how searches are understood, and nothing else here.
    assert {path for path in after.keys() | before.keys() if after.get(path) != before.get(path)} == {MANIFEST}


def test_abbreviations_without_one_line_of_meaning_are_told_and_left_out(tmp_path):
    glossary = 'UBND: Ủy ban nhân dân\nMOT: {a: b}\nHAI: [a, b]\nBA:\n"": Không\n'
    _, problems = load(write(tmp_path, {"tin-tuc/a.md": article(), "viet-tat.yaml": glossary}))
    assert codes(problems) == [("BV064", line) for line in (2, 3, 4, 5)]
    assert not any(problem.severity == "error" for problem in problems)


def test_names_that_would_be_lost_are_told(tmp_path):
    source = YAML.format("tags: [Một cửa, '!!!']\nauthor: {tên: An}\nfeatured: yes")
    site, problems = load_one(tmp_path, source)
    assert [term.name for term in site.articles[0].tags] == ["Một cửa"]
    assert sorted(codes(problems)) == [("BV062", 5), ("BV063", 6)]


def test_files_that_nothing_reads_are_told_but_not_those_that_articles_use(tmp_path):
    draw(tmp_path / "tin-tuc/hop.png", (600, 400))
    files = {
        "tin-tuc/a.md": article(picture="hop.png", picture_alt="x", attachments="/tin-tuc/dung.pdf | Tệp"),
        "tin-tuc/dung.pdf": b"%PDF", "tin-tuc/a.txt": "x", "tin-tuc/2024/b.docx": b"x", "tin-tuc/c.rst": "x",
        "trang/d.html": "x", "tin-tuc/.an": "x", "tin-tuc/a.md~": "x", "tin-tuc/khac.png": b"x",
    }  # fmt: skip
    _, problems = load(write(tmp_path, files))
    assert [problem.path.partition("/")[2] for problem in problems] == [
        "tin-tuc/2024/b.docx", "tin-tuc/a.txt", "tin-tuc/c.rst", "trang/d.html",
    ]  # fmt: skip
    assert {(problem.code, problem.severity) for problem in problems} == {("BV065", "warning")}


def test_tags_that_differ_by_marks_share_an_address_and_are_told(tmp_path):
    files = {
        "tin-tuc/a.md": article(tags="Lệ phí"),
        "tin-tuc/b.md": article("Hai", tags="Lệ phí, C#", author="An"),
        "tin-tuc/c.md": article("Ba", tags="Lễ phí, lễ phí, C++", author="AN"),
    }
    site, problems = load(write(tmp_path, files))
    assert [term.name for term in site.by_tag] == ["C#", "Lệ phí"]
    assert codes(problems) == [("BV066", 5), ("BV066", 5)]
    assert "«Lễ phí» và «Lệ phí»" in str(problems[1])


@pytest.mark.parametrize("folder", ["tin-tuc", "tin-tuc/2024"])
def test_a_linked_folder_is_refused_and_told(folder, tmp_path):
    write(tmp_path, {"kho/a.md": article("Kho")})
    root = write(tmp_path / "content", {"trang/p.md": "Title: Trang\n\nChữ.\n"})
    if "/" in folder:
        write(root, {"tin-tuc/b.md": article()})
    (root / folder).symlink_to(tmp_path / "kho")
    problems = Problems()
    loader = SiteLoader(root, now=NOW, problems=problems, site_name="Cổng", memory=NoMemory())
    if "/" in folder:
        assert [item.title for item in loader.load().articles] == ["Họp sơ kết"]
    else:
        with pytest.raises(EmptySiteError):
            loader.load()
    assert (folder, "BV068", "error") in found(problems)


def test_a_file_name_taken_apart_is_found_under_its_own_name(tmp_path):
    """Some systems store names in NFD: the same folder must give the same site everywhere."""
    apart = unicodedata.normalize("NFD", "họp.md")
    draw(tmp_path / "anh" / unicodedata.normalize("NFD", "ảnh họp.png"), (600, 400))
    files = {
        f"tin-tuc/{apart}": article("Họp", picture="/anh/ảnh họp.png", picture_alt="x"),
        "tin-tuc/b.md": article("Khác", body="[x](họp.md)"),
        f"van-ban/{unicodedata.normalize('NFD', 'kế hoạch.pdf')}": b"%PDF",
        "tin-tuc/c.md": article("Ba", attachments="/van-ban/kế hoạch.pdf | Tệp"),
    }
    site, problems = load(write(tmp_path, files))
    assert not problems
    assert {item.identity for item in site.articles} == {"tin-tuc/họp.md", "tin-tuc/b.md", "tin-tuc/c.md"}
    assert '<a href="/tin-tuc/2024/03/09/hop/">' in site.load_body("tin-tuc/b.md").html
    assert site.load_body("tin-tuc/họp.md").text == "Nội dung của bài."


def test_two_files_of_one_name_in_two_forms_are_told(tmp_path):
    files = {f"tin-tuc/{unicodedata.normalize(form, 'họp.md')}": article(form) for form in ("NFC", "NFD")}
    site, problems = load(write(tmp_path, files))
    assert [item.title for item in site.articles] == ["NFC"]
    assert found(problems) == [("tin-tuc/họp.md", "BV060", "error")]


def test_a_note_of_the_day_of_publication_needs_no_time(tmp_path):
    notes = {"modified": "09/03/2024", "corrections": "2024-03-09 | Sửa tên", "withdrawn": "Ngày 9/3/2024 | Sai"}
    site, problems = load_one(tmp_path, article(**notes))
    assert not problems
    published = site.articles[0].published
    assert site.articles[0].corrections[0].date == site.articles[0].withdrawn.date == published
    earlier = {"tin-tuc/bai.md": article(corrections="2024-03-09 08:14 | Sửa tên"), "tin-tuc/b.md": article("Khác")}
    _, problems = load(write(tmp_path / "content", earlier))
    assert codes(problems) == [("BV024", 5)]


@pytest.mark.parametrize(
    "note", [{"modified": "2026-11-24"}, {"corrections": "2026-11-24 | x"}, {"withdrawn": "2026-11-24 | x"}]
)
def test_a_note_that_lies_ahead_keeps_the_article_out_until_its_moment(note, tmp_path):
    write(tmp_path, {"tin-tuc/a.md": article(**note), "tin-tuc/b.md": article("Khác")})
    site, problems = load(tmp_path)
    assert [item.title for item in site.articles] == ["Khác"]
    assert codes(problems) == [("BV069", 5)]
    assert site.next_due == NOW + timedelta(hours=17)
    site, problems = load(tmp_path, site.next_due)
    assert len(site.articles) == 2
    assert not problems


def test_an_identity_of_a_scheduled_article_is_checked_before_it_is_due(tmp_path):
    files = {"tin-tuc/a.md": article(id="x1"), "tin-tuc/b.md": article("Mai", id="x1", date="2026-11-24")}
    site, problems = load(write(tmp_path, files))
    assert codes(problems) == [("BV023", 5)]
    assert site.next_due is None


def test_a_known_field_may_do_without_the_space_but_no_sentence_becomes_a_field(tmp_path):
    site, problems = load_one(tmp_path, article().replace("Title: ", "Title:"))
    assert site.articles[0].title == "Họp sơ kết"
    assert not problems
    _, problems = load(write(tmp_path, {"tin-tuc/a.md": article(), "tin-tuc/b.md": "Title: A\nLúc 8:30 họp\n\nx"}))
    assert ("BV011", 2) in codes(problems)


def test_check_tells_what_a_build_tells_at_the_moment_it_is_given(tmp_path):
    content = write(
        tmp_path / "content",
        {
            "tin-tuc/a.md": article(attachments="/van-ban/a b.pdf | Một\n    /van-ban/a-b.pdf | Hai"),
            "tin-tuc/mai.md": article("Mai", date="2026-11-24", body="[x](/tin-tuc/2024/03/09/hop-so-ket/)"),
            "van-ban/a b.pdf": b"%PDF 1", "van-ban/a-b.pdf": b"%PDF 2", "thong-bao-khan.yaml": "text: a\n",
        },
    )  # fmt: skip
    variables = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    command = [sys.executable, "-m", "desk", "check", "--content", str(content)]
    result = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    told = build(content, tmp_path / "output")
    assert "TL001" in result.stdout
    assert "TB004" in result.stdout
    assert result.stdout == told.stderr
    assert result.stderr == ""
    assert result.returncode == told.returncode == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "output"]


def test_the_next_moment_is_that_after_the_moment_it_is_given(tmp_path):
    content = write(tmp_path, {"tin-tuc/a.md": article(), "tin-tuc/mai.md": article("Mai", date="2026-11-24 08:00")})
    command = [sys.executable, "-m", "desk", "next", "--content", str(content)]
    told = [
        subprocess.run(command, cwd=ROOT, env={"SOURCE_DATE_EPOCH": epoch}, capture_output=True, text=True, check=True)
        for epoch in (EPOCH, str(int(EPOCH) + 2 * 86_400))
    ]
    assert told[0].stdout == "2026-11-24T08:00:00+07:00\t24/11/2026 8:00 SA\n"
    assert told[1].stdout == ""


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"tin-tuc/a.md": article(expires="25/11/2026 5:00 CH")}, "25/11/2026 5:00 CH"),
        ({"tin-tuc/a.md": article(pinned="25/11/2026")}, "26/11/2026 12:00 SA"),
        ({"don-vi-da-sap-nhap.yaml": "- name: Sở A\n  date: 25/11/2026\n"}, "25/11/2026 12:00 SA"),
        ({"thong-bao-khan.yaml": "text: Tin\nuntil: 25/11/2026 6:00 SA\n"}, "25/11/2026 6:00 SA"),
        ({"tin-tuc/b.md": article(date="24/11/2026"), "thong-bao-khan.yaml": "text: A\nuntil: 25/11/2026 6:00 SA\n"},
         "24/11/2026 12:00 SA"),
    ],
    ids=["an end", "a pin", "a merger", "the urgent notice", "the first of two"],
)  # fmt: skip
def test_the_next_moment_is_of_everything_that_the_clock_changes(tmp_path, files, told):
    content = write(tmp_path, {"tin-tuc/a.md": article()} | files)
    command = [sys.executable, "-m", "desk", "next", "--content", str(content)]
    said = subprocess.run(
        command, cwd=ROOT, env={"SOURCE_DATE_EPOCH": EPOCH}, capture_output=True, text=True, check=True
    )
    assert said.stdout.partition("\t")[2] == f"{told}\n"
