"""`desk search`: what an editor is told, from a built site."""

import json

import pytest

from plugins.search import told
from plugins.search.query import Filters
from tests.building import built
from tests.commands import desk
from tests.content import article, write

SOURCES = {
    "chuyen-muc.yaml": "- Cải cách hành chính\n- Đất đai\n",
    "viet-tat.yaml": "CCHC: cải cách hành chính\n",
    "tin-tuc/2024/ke-hoach.md": article(
        "Kế hoạch cải cách hành chính", date="2024-03-01 08:00", category="Cải cách hành chính", summary="Tám chỉ tiêu."
    ),
    "tin-tuc/2025/dat.md": article(
        "Cấp sổ đỏ theo Quyết định 12/QĐ-UBND", date="2025-04-02 08:00", category="Đất đai", summary="Bớt ba ngày."
    ),
    "tin-tuc/2026/hop.md": article(
        "Họp về hồ sơ đất", date="2026-05-03 08:00", category="Đất đai", summary="Họp tháng."
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return a small site, built, and its folder of state."""
    folder = tmp_path_factory.mktemp("search")
    write(folder / "content", SOURCES)
    built(folder / "content", folder / "site", settings={"CACHE_PATH": str(folder / "cache")})
    return folder


@pytest.fixture
def search(made):
    def run(*arguments):
        return desk("search", "--site", made / "site", *arguments)

    return run


def answer(search, *arguments):
    result = search("--json", *arguments)
    assert (result.returncode, result.stderr) == (0, "")
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("kế hoạch", "Kế hoạch cải cách hành chính"),
        ("ke hoach", "Kế hoạch cải cách hành chính"),
        ("cari cachs", "Kế hoạch cải cách hành chính"),
        ("CCHC", "Kế hoạch cải cách hành chính"),
        ("12/QĐ-UBND", "Cấp sổ đỏ theo Quyết định 12/QĐ-UBND"),
    ],
)
def test_the_best_result_is_told_first(search, typed, title):
    assert answer(search, typed)["results"][0]["title"] == title


def test_words_need_no_quotes(search):
    assert answer(search, "so", "do", "theo", "quyet", "dinh")["query"] == "so do theo quyet dinh"


def test_json_tells_how_the_query_was_read_and_how_much_there_is(search):
    told_json = answer(search, "ddaats")
    assert (told_json["read_as"], told_json["total"], told_json["missing"]) == ("đất", 1, 0)
    assert told_json["results"][0].keys() == {"url", "title", "date", "summary", "category", "kind", "score"}


def test_lines_for_people_have_title_day_category_address_and_summary(search):
    lines = search("ke hoach").stdout.splitlines()
    assert lines == [
        "1 bài có đủ các từ.",
        "",
        "Kế hoạch cải cách hành chính",
        "  01/03/2024 · Cải cách hành chính · /tin-tuc/2024/03/01/ke-hoach-cai-cach-hanh-chinh/",
        "  Tám chỉ tiêu.",
    ]


@pytest.mark.parametrize("category", ["Đất đai", "dat-dai", "đất ĐAI"])
def test_a_category_is_asked_for_by_name_or_address(search, category):
    assert {one["category"] for one in answer(search, "đất", "--category", category)["results"]} == {"Đất đai"}


def test_an_unknown_category_is_told_with_those_that_there_are(search):
    result = search("đất", "--category", "Y tế")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "--category: không có chuyên mục «Y tế» → chọn một trong: Cải cách hành chính; Đất đai.\n"


def test_days_are_written_as_vietnamese_write_them(search):
    found = answer(search, "đất", "--from", "1/5/2026", "--to", "2026-05-03")["results"]
    assert [one["date"] for one in found] == ["2026-05-03"]


def test_a_day_that_is_none_is_told(search):
    result = search("đất", "--from", "31/02/2026")
    assert result.returncode == 2
    assert result.stderr == "--from: ngày «31/02/2026» không có trong lịch → viết như 20/07/2026 hoặc 2026-07-20.\n"


def test_days_in_the_wrong_order_are_told(search):
    result = search("đất", "--from", "2026-05-03", "--to", "2026-05-01")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "--from: ngày bắt đầu ở sau ngày kết thúc (--to) → đổi chỗ hai ngày.\n"


def test_nothing_found_is_told_with_a_remedy(search):
    result = search("xyzxyz")
    assert result.returncode == 0
    assert "Không tìm thấy bài nào" in result.stdout


def test_a_folder_without_an_index_is_told(tmp_path):
    result = desk("search", "--site", tmp_path, "đất")
    assert result.returncode == 1
    assert "muc-luc.bin" in result.stderr
    assert "desk build" in result.stderr


@pytest.mark.parametrize(
    ("expression", "titles"),
    [
        ("tieu-de:đất", ["Họp về hồ sơ đất"]),
        ("so:12", ["Cấp sổ đỏ theo Quyết định 12/QĐ-UBND"]),
        ("ngay:2024", ["Kế hoạch cải cách hành chính"]),
        ('"hồ sơ đất" HOẶC kế*', ["Họp về hồ sơ đất", "Kế hoạch cải cách hành chính"]),
    ],
)
def test_an_expression_finds_what_it_says_newest_first(made, expression, titles):
    found = told.by_expression(expression, Filters(), 10, made / "cache", made / "site")
    assert [one.title for one in found.results] == titles


def test_an_expression_keeps_to_category_and_days(made):
    found = told.by_expression("đất HOẶC hoạch", Filters(category="dat-dai"), 10, made / "cache", made / "site")
    assert [one.date for one in found.results] == ["2026-05-03"]


def test_a_word_that_is_nowhere_gets_words_that_are_near(made):
    found = told.by_expression("hoachh", Filters(), 10, made / "cache", made / "site")
    assert "hoach" in found.suggestions
    assert "Có phải bạn tìm: hoach" in found.as_text()


def test_an_expression_that_cannot_be_read_is_told_and_breaks_nothing(made):
    found = told.by_expression('("', Filters(), 10, made / "cache", made / "site")
    assert found.results == ()
    assert found.notes
