"""The urgent notice: from its minute to its minute, and every mistake told with its line."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from plugins.urgent_notice import plugin
from plugins.urgent_notice.notice import UrgentNotice, read_notice
from plugins.urgent_notice.provider import UrgentNotices
from tests.samples import NOW, FakePelican, make_site, moment

MINUTE = timedelta(minutes=1)
GOOD = """\
# Thông báo bảo trì
text: Cổng dừng tiếp nhận hồ sơ để bảo trì.
url: /tin-tuc/2024/01/10/bao-tri/
from: 10/01/2024 8:00 SA
until: 2024-01-10 17:30
"""
NOTICE = UrgentNotice(
    "Cổng dừng tiếp nhận hồ sơ để bảo trì.",
    until=moment("2024-01-10 17:30"),
    begins=moment("2024-01-10 08:00"),
    url="/tin-tuc/2024/01/10/bao-tri/",
)


def shown_at(notice: UrgentNotice | None, now: Any) -> UrgentNotice | None:
    """Return what the template gets at *now*."""
    got: list[Any] = []
    provider = UrgentNotices(
        make_site([], now=now), lambda template, values: got.append((template, values)) or "", notice
    )
    assert provider.variant(None) == ""
    provider.html("")
    ((template, values),) = got
    assert template == "fragments/urgent_notice.html"
    assert list(values) == ["notice"]
    return values["notice"]


def problems_of(text: str) -> list[tuple[int, str]]:
    notice, problems = read_notice(text, "content/thong-bao-khan.yaml")
    assert notice is None or not problems
    assert all(problem.path == "content/thong-bao-khan.yaml" and problem.severity == "error" for problem in problems)
    return [(problem.line, problem.code) for problem in problems]


def test_a_notice_is_read_with_vietnamese_and_iso_dates():
    assert read_notice(GOOD, "content/thong-bao-khan.yaml") == (NOTICE, [])


def test_only_the_text_and_its_end_are_needed():
    notice, problems = read_notice("text: Nghỉ Tết\nuntil: 20/01/2024 12:00 CH\n", "x.yaml")

    assert (notice, problems) == (UrgentNotice("Nghỉ Tết", moment("2024-01-20 12:00")), [])


def test_the_text_is_nfc_and_one_line():
    notice, _ = read_notice("text: >\n  Ho\u0323p\n  kha\u0302\u0309n\nuntil: 20/01/2024 12:00 CH\n", "x.yaml")

    assert notice is not None
    assert notice.text == "Họp khẩn"


def test_an_empty_file_is_no_notice_and_no_mistake():
    assert read_notice("", "x.yaml") == read_notice("# chưa có gì\n", "x.yaml") == (None, [])


def test_it_shows_from_its_minute_until_its_minute():
    assert shown_at(NOTICE, NOTICE.begins - MINUTE) is None
    assert shown_at(NOTICE, NOTICE.begins) == NOTICE
    assert shown_at(NOTICE, NOTICE.until - MINUTE) == NOTICE
    assert shown_at(NOTICE, NOTICE.until) is None


def test_without_a_beginning_it_shows_at_once():
    assert shown_at(UrgentNotice("a", NOW + MINUTE), NOW - timedelta(days=400)) is not None


def test_without_a_notice_the_template_gets_none():
    assert shown_at(None, NOW) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("text: [a\n", [(2, "TB002")]),
        ("text: Lưu ý: bảo trì\n", [(1, "TB002")]),
        ("- text\n", [(1, "TB002")]),
        ("text: a\ntext: b\nuntil: 20/01/2024 5:00 CH\n", [(2, "TB002")]),
        ("text: a\nuntil: 20/01/2024 5:00 CH\nlink: /x/\n", [(3, "TB003")]),
        ("url: /x/\n", [(1, "TB004"), (1, "TB004")]),
        ("text:\nuntil: 20/01/2024 5:00 CH\n", [(1, "TB004")]),
        ("text: [a, b]\nuntil: 20/01/2024 5:00 CH\n", [(1, "TB005")]),
        ("text: {a: b}\nuntil: 20/01/2024 5:00 CH\n", [(1, "TB005")]),
        ('text: "a\\x02latest_news:\\x03"\nuntil: 20/01/2024 5:00 CH\n', [(1, "TB002")]),
        ('text: "a\\x9b"\nuntil: 20/01/2024 5:00 CH\n', [(1, "TB002")]),
        ("text: a\nuntil: 31/02/2024 5:00 CH\n", [(2, "TB006")]),
        ("text: a\nuntil: 20/01/24 5:00 CH\n", [(2, "TB006")]),
        ("text: a\nuntil: mai\nfrom: nay\n", [(2, "TB006"), (3, "TB006")]),
        ("text: a\nuntil: 20/01/2024\n", [(2, "TB007")]),
        ("text: a\nfrom: 20/01/2024 5:00 CH\nuntil: 20/01/2024 17:00\n", [(2, "TB008")]),
        ("text: a\nuntil: 20/01/2024 5:00 CH\nurl: http://x.example/\n", [(3, "TB009")]),
        ("text: a\nuntil: 20/01/2024 5:00 CH\nurl: javascript:alert(1)\n", [(3, "TB009")]),
        ("text: a\nuntil: 20/01/2024 5:00 CH\nurl: //x.example/\n", [(3, "TB009")]),
        ("text: a\nuntil: 20/01/2024 5:00 CH\nurl: /\\x.example\n", [(3, "TB009")]),
        ("text: a\nuntil: 20/01/2024 5:00 CH\nurl: tin-tuc/\n", [(3, "TB009")]),
        ("\x00text: a\n", [(1, "TB002")]),
        ("until: mai\nurl: x\nla: 1\n", [(1, "TB004"), (1, "TB006"), (2, "TB009"), (3, "TB003")]),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_notice_is_not_shown(text, expected):
    assert problems_of(text) == expected


def test_a_foreign_address_needs_https():
    notice, problems = read_notice("text: a\nuntil: 20/01/2024 5:00 CH\nurl: https://chinhphu.vn/a?b=1\n", "x")

    assert not problems
    assert notice is not None
    assert notice.url == "https://chinhphu.vn/a?b=1"


def joined(tmp_path: Path, content: bytes | None) -> Any:
    folder = tmp_path / "content"
    folder.mkdir()
    if content is not None:
        (folder / "thong-bao-khan.yaml").write_bytes(content)
    pelican = FakePelican(folder)
    plugin.join_build(pelican)
    return pelican.build


def test_the_build_learns_when_a_notice_comes_and_goes(tmp_path):
    build = joined(tmp_path, GOOD.encode())

    assert build.due == [NOTICE.begins, NOTICE.until]
    assert build.next_due(make_site([])) == NOTICE.until
    assert not len(build.problems)


def test_no_file_is_no_problem(tmp_path):
    build = joined(tmp_path, None)

    assert build.due == []
    assert not len(build.problems)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"text: \x90\x81\n", "text: Hà Nội".encode("latin-1", "replace")])
def test_a_broken_encoding_is_a_problem_and_not_a_crash(tmp_path, content):
    build = joined(tmp_path, content)

    assert [(problem.path, problem.code) for problem in build.problems] == [("content/thong-bao-khan.yaml", "BV002")]


def test_a_notice_saved_in_another_encoding_is_shown_and_told(tmp_path):
    build = joined(tmp_path, GOOD.encode("utf-16"))

    assert [(problem.line, problem.code, problem.severity) for problem in build.problems] == [(1, "BV009", "warning")]
    assert build.due == [NOTICE.begins, NOTICE.until]


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    build = joined(tmp_path, b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())

    assert not len(build.problems)
    assert build.due[-1] == NOTICE.until


def test_a_link_out_of_the_content_folder_is_not_followed(tmp_path):
    (tmp_path / "secret.yaml").write_text(GOOD)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "thong-bao-khan.yaml").symlink_to(tmp_path / "secret.yaml")
    pelican = FakePelican(tmp_path / "content")

    plugin.join_build(pelican)

    assert [problem.code for problem in pelican.build.problems] == ["BV006"]
    assert pelican.build.due == []
