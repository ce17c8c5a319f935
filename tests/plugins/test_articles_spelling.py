"""Spelling: what is told of Vietnamese prose, where, and what is left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.articles.checks import Written
from plugins.articles.checks.prose import blanked
from plugins.articles.checks.spelling import misspelt
from plugins.articles.checks.spelling_data import make
from plugins.articles.checks.words import counts, offsets, tokens
from plugins.articles.headers import parse
from portal.article import Body
from tests.building import ROOT
from tests.content import article, codes, load, load_one, write

PLANTS = {
    name: [line.split("\t") for line in (ROOT / f"tests/spelling/{name}.tsv").read_text("utf-8").splitlines()]
    for name in ("planted", "blind", "blind-2")
}


def found(source, *, lang="vi", names=frozenset()):
    """Return the findings of *source*, a whole file."""
    source = unicodedata.normalize("NFC", source)
    return list(misspelt(Written(parse(source, "a.md"), None, Body("", ""), {}, lang, names)))


def told(text, **options):
    """Return what is told of *text*, the body of an article."""
    return [problem.found for problem in found(article(body=text), **options)]


@pytest.mark.parametrize("name", PLANTS)
def test_of_fifty_planted_mistakes_more_than_forty_are_told_on_their_line(name):
    plants = PLANTS[name]
    source = article(body="\n\n".join(sentence for *_, sentence in plants))
    lines = source.split("\n")
    by_line = {}
    for problem in found(source):
        by_line.setdefault(problem.line, []).append(problem.found)
    hits = meant = 0
    for _, wrong, right, sentence in plants:
        words = [word for word in wrong.split() if word not in right.split()]
        here = [text for text in by_line.pop(lines.index(sentence) + 1, []) if any(word in text for word in words)]
        hits += bool(here)
        meant += any(word in text for text in here for word in right.split() if word not in wrong.split())
    assert len(plants) == 50
    assert hits >= 44
    assert meant >= 42
    assert not by_line  # nothing is told of the lines that hold no mistake


def test_the_portals_own_articles_raise_no_false_alarm():
    articles = sorted((ROOT / "content/tin-tuc").rglob("*.md"))
    assert [problem for path in articles for problem in found(path.read_text("utf-8"))] == []
    assert len(articles) > 60


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Quy định liên quan đến hoạt đông kinh doanh.", "«hoạt đông» có thể viết sai; ý bạn là «hoạt động»?"),
        ("Hai bên chia sẽ dữ liệu.", "«chia sẽ» có thể viết sai; ý bạn là «chia sẻ»?"),
        ("Các ban, nghành đã báo cáo.", "«nghành» không phải chữ tiếng Việt; ý bạn là «ngành»?"),
        ("Hồ sơ đươcj trả trước hẹn.", "«đươcj» không phải chữ tiếng Việt; ý bạn là «được»?"),
        ("Mọi hoạtđộng đều được ghi lại.", "«hoạtđộng» không phải chữ tiếng Việt; ý bạn là «hoạt động»?"),
        ("Nghành y tế tiêm phòng.", "«Nghành» không phải chữ tiếng Việt; ý bạn là «Ngành»?"),
    ],
)
def test_a_mistake_is_told_with_what_was_meant(text, line):
    assert told(text) == [line]


@pytest.mark.parametrize(
    "text",
    [
        "Ông Krông Văn Nô và bà Đinh Thị Ngân Hàng ở buôn Ðắk Plei dự họp.",
        "Mở trang https://nghành.example/hoạt-đông rồi gửi về nghành@co-quan.example.",
        "Dán mã `hoạt đông` vào [tệp mẫu](/van-ban/nghành.pdf).",
        "Quyết định số 178/QĐ-UBND của UBND tỉnh về CCHC.",
        "Thêm 12 ki-lô-mét đường và 3 héc-ta ôtô, rađa.",
        "Tải file PDF qua email, dùng laptop, wifi hoặc internet; how to own that.",
        "Ủy ban hoà giải, khoẻ mạnh; uỷ ban hòa giải, khỏe mạnh.",
        "HỌP SƠ KẾT CÔNG TÁC",
    ],
)
def test_names_addresses_codes_and_foreign_words_are_left_alone(text):
    assert told(text) == []


def test_the_same_mistake_is_told_once_where_it_first_stands(tmp_path):
    body = "Một dòng.\n\nCác nghành họp.\n\nBa nghành nữa."
    _, problems = load_one(tmp_path, article(body=body))
    assert codes(problems) == [("BV150", 8)]


def test_title_and_summary_are_read_too():
    problems = found(article("Hổ trợ doanh nghiệp", summary="Sở hổ trợ người dân."))
    assert [(problem.line, problem.found[:9]) for problem in problems] == [(1, "«Hổ trợ» "), (4, "«hổ trợ» ")]


def test_english_articles_are_not_read():
    assert told("Các nghành họp.", lang="en") == []


def test_a_text_without_marks_is_told_once():
    assert told("Trung tam phuc vu hanh chinh cong phuc vu nguoi dan tot hon") == [
        "chữ «tam phuc vu hanh chinh…» viết không dấu"
    ]


def test_a_title_that_lost_its_marks_is_told_once():
    problems = found(article("Ket qua thuc hien phat trien du lieu quý I", body="Chữ."))
    assert [(problem.code, problem.line) for problem in problems] == [("BV152", 1)]


def test_what_the_portal_calls_right_is_not_told(tmp_path):
    files = {"tin-tuc/a.md": article(body="Xã có hoạt đông riêng, nghành riêng.")}
    assert len(load(write(tmp_path, files))[1]) == 2
    files["ten-rieng.yaml"] = "# tên\n- Hoạt đông\n- nghành\n"
    assert load(write(tmp_path, files))[1] == []
    files["ten-rieng.yaml"] = "- đông riêng\n"
    assert len(load(write(tmp_path, files))[1]) == 1


@given(st.text(max_size=300))
def test_any_text_can_be_read(text):
    assert all(1 <= problem.line <= text.count("\n") + 6 for problem in found(article(body=text.replace("\r", ""))))


@given(st.text(max_size=200))
def test_tokens_are_found_where_they_stand(text):
    parts = tokens(text)
    places = offsets(text, parts)
    assert places == sorted(places)
    assert all(text.startswith(part, place) for part, place in zip(parts, places, strict=True) if part != "¶")


@given(st.text(alphabet="ab [](){}<>`\n:/.@#é", max_size=80))
def test_blanking_keeps_every_line_and_offset(text):
    bare = blanked(text)
    assert len(bare) == len(text)
    assert all(one in (other, " ") for one, other in zip(bare, text, strict=True))
    assert bare.count("\n") == text.count("\n")


def test_counts_are_packed_as_they_are_read(tmp_path, monkeypatch):
    laws = write(tmp_path / "laws", {"a.txt": "Xoà tóc. Xòa tóc. Nghành, nghành."})
    words, pairs = make.count(sorted(laws.glob("*.txt")), [])
    assert (words["xòa"], pairs["xòa", "tóc"]) == (2, 2)
    assert "nghành" not in words
    (tmp_path / "pairs.bin").write_bytes(make.packed(words, pairs))
    assert make.packed(words, pairs) == (tmp_path / "pairs.bin").read_bytes()
    monkeypatch.setattr("plugins.articles.checks.words.DATA", tmp_path / "pairs.bin")
    known = counts.__wrapped__()
    assert known.ids["xoà"] == known.ids["xòa"]
    assert known.followers[known.ids["xòa"]][known.ids["tóc"]] == 2  # twice, in half powers of two
    assert [known.words[number] for number in known.alike["xoa"]] == ["xòa", "xóa"]


def test_what_ships_is_small():
    assert (ROOT / "plugins/articles/checks/spelling_data/pairs.bin").stat().st_size < 400_000
