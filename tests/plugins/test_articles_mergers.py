"""Articles: bodies that were merged or dissolved, and what articles that name them say."""

import pytest

from portal.article import MergedBody
from tests.content import NOW, article, load, write
from tests.samples import moment

MERGED = """- name: Sở Thông tin và Truyền thông
  abbreviations: Sở TT&TT, Sở TTTT
  date: 01/03/2025
  successor: Sở Khoa học và Công nghệ
  note: Giấy phép vẫn dùng được.
- name: Sở Khoa học
  date: 01/03/2025
"""


def merged(root, body="", merged=MERGED, now=NOW, **fields):
    """Return the bodies of which the only article tells that they are no more, and what was found."""
    source = article(body=body or "Nội dung.", **fields)
    site, problems = load(write(root / "content", {"don-vi-da-sap-nhap.yaml": merged, "tin-tuc/a.md": source}), now)
    return site.articles[0].merged, problems


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Sở Thông tin và Truyền thông họp"},
        {"summary": "Theo Sở TTTT."},
        {"body": "Giám đốc Sở TT&TT Khúc Hữu Nhẫn nói."},
        {"body": "Việc của **Sở Thông\ntin và Truyền thông**."},
        {"body": "| Việc | Nơi |\n|---|---|\n| Một | Sở TT&TT |"},
        {"body": "(Sở TT&TT)."},
    ],
)
def test_an_article_that_names_a_merged_body_says_so(tmp_path, fields):
    shown, problems = merged(tmp_path, **fields)
    body = ("Sở Thông tin và Truyền thông", moment("2025-03-01 00:00"), "Sở Khoa học và Công nghệ")
    assert shown == (MergedBody(*body, "Giấy phép vẫn dùng được."),)
    assert problems == []


@pytest.mark.parametrize(
    "body",
    [
        "sở thông tin và truyền thông",
        "Sở TT&TTX",
        "12/QĐ-Sở TT&TT/VP",
        "Sở Thông tin và Truyền thông2",
        "Sở Khoa học và Công nghệ họp.",  # the successor's name holds the name of another one that is no more
        "Tân Sở TTTTK",
    ],
)
def test_a_name_inside_a_longer_one_is_another_name(tmp_path, body):
    assert merged(tmp_path, body=body)[0] == ()


def test_an_article_of_the_day_of_the_merger_or_later_says_nothing(tmp_path):
    assert merged(tmp_path, body="Sở TT&TT", date="2025-03-01 08:00")[0] == ()
    assert merged(tmp_path, body="Sở TT&TT", date="2025-02-28 23:59")[0] != ()


def test_a_merger_that_lies_ahead_is_told_from_its_day_on(tmp_path):
    ahead = "- name: Sở Nội vụ\n  date: 25/11/2026\n"
    assert merged(tmp_path, body="Sở Nội vụ", merged=ahead)[0] == ()
    assert load(tmp_path / "content")[0].next_due == moment("2026-11-25 00:00")
    assert merged(tmp_path, body="Sở Nội vụ", merged=ahead, now=moment("2026-11-25 00:00"))[0] != ()


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ("- name: Sở Nội vụ\n", 1),
        ("- date: 01/03/2025\n", 1),
        ("- name: Sở Nội vụ\n  date: 32/03/2025\n", 2),
        ("- name: Sở Nội vụ\n  date: 01/03/2025\n  when: x\n", 3),
        ("- Sở Nội vụ\n", 1),
        ("- name: Sở Xây dựng\n  date: 01/03/2025\n- name: A\n  abbreviations: Sở Xây dựng\n  date: 01/03/2025\n", 3),
    ],
    ids=["no date", "no name", "no such day", "unknown key", "not a mapping", "a name twice"],
)
def test_a_wrong_entry_is_told_and_left_out_and_the_others_count(tmp_path, entry, line):
    shown, problems = merged(tmp_path, body="Sở TT&TT", merged=entry + MERGED)
    assert len(shown) == 1
    assert [(p.code, p.line, p.severity, p.path) for p in problems] == [
        ("BV076", line, "warning", "content/don-vi-da-sap-nhap.yaml")
    ]
