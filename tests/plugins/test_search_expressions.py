"""Editors' expressions: what each asks for, and that whatever is typed has a reading."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.search.editors.expressions import DEEPEST, LONGEST, MOST_TERMS, read_expression
from plugins.search.editors.periods import days, period
from plugins.search.editors.search import search_expression, suggest
from portal.article import Attachment, Term
from tests.plugins.searching import Archive
from tests.samples import SERVICES, moment

PIECES = [
    *"()[]\"*?:.,;-+/\\&|!~^'<>{}=\n\t\0\x1b\u200b\u202e\ud800“”«»",
    " ", "  ", "AND", "OR", "NOT", "VÀ", "HOẶC", "KHÔNG", "tieu-de:", "ngay:", "so:", "xyz:", "nhan:", "chuyen-muc:",
    "2024", "2024-13", "..", "[", "TO", "cải", "cach*", "422/QĐ-TTg", "cải cách", "<script>", "a" * 60,
    "🎉", "𝒳", "ngày 30 tháng 2 năm 2024", "99999999999999999999",
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    archive = Archive()
    plan = Attachment("van-ban/a.pdf", "/a.pdf", "Kế hoạch năm", "PDF", 1, number="12/KH-UBND", kind="Kế hoạch")
    archive.put("dat", "Sổ đỏ cấp trong 15 ngày theo 42/2022/NĐ-CP.", title="Thủ tục đất đai",
                published=moment("2023-12-31 23:59"), tags=(Term("chu-de", "Đất đai", "dat-dai"),))  # fmt: skip
    archive.put("hop", "Cải cách hành chính được bàn.\nCải tiến cách làm.", title="Họp tỉnh",
                published=moment("2024-01-01 00:00"), attachments=(plan,))  # fmt: skip
    archive.put("mang", "Hành chính công ngày 20 tháng 7 năm 2023, thu 1.384 tỷ. AND OR.", title="Cổng dịch vụ",
                published=moment("2024-06-30 12:00"), category=SERVICES)  # fmt: skip
    folder = tmp_path_factory.mktemp("index")
    archive.update(folder)
    return folder


def ask(folder, expression, **options):
    answer = search_expression(folder, expression, **options)
    return [one.identity for one in answer.found], answer.notes


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("hành chính", ["mang", "hop"]),
        ("HANH  chinh", ["mang", "hop"]),
        ("ha\u0300nh chi\u0301nh", ["mang", "hop"]),
        ("cải cách", ["hop"]),
        ('"cải cách"', ["hop"]),
        ("“cải cách hành chính”", ["hop"]),
        ('"cách cải"', []),
        ('"bàn cải"', []),  # not over the end of a line
        ("hành VÀ chính VÀ công", ["mang"]),
        ("hành AND công", ["mang"]),
        ("đất HOẶC công", ["mang", "dat"]),
        ("đất OR bàn hành", ["hop", "dat"]),
        ("hành KHÔNG công", ["hop"]),
        ("hành NOT (công HOẶC đất)", ["hop"]),
        ("KHÔNG hành", ["dat"]),
        ("NOT NOT hành", ["mang", "hop"]),
        ("NOT " * 201 + "hành", ["dat"]),
        ("(đất HOẶC bàn) VÀ (hành HOẶC sổ)", ["hop", "dat"]),
        ("tieu-de:đất", ["dat"]),
        ("Tiêu-đề: đất", ["dat"]),
        ("title:sổ", []),
        ('title:"thủ tục"', ["dat"]),
        ('title:"tục thủ"', []),
        ("tieu-de:(đất HOẶC họp)", ["hop", "dat"]),
        ("chuyen-muc:dich-vu-cong", ["mang"]),
        ('category:"Dịch vụ công"', ["mang"]),
        ("chuyên-mục:cải-cách*", ["hop", "dat"]),
        ("nhan:dat-dai", ["dat"]),
        ('tag:"Đất đai"', ["dat"]),
        ("loai:ke-hoach", ["hop"]),
        ("so:42/2022/NĐ-CP", ["dat"]),
        ("so:42/2022", ["dat"]),
        ("so:42", ["dat"]),
        ("so:42/2022/N*", ["dat"]),
        ("so:12/kh-ubnd", ["hop"]),
        ("so:2022", []),
        ("số: 12/KH-UBND", ["hop"]),
        ("42/2022/nđ-cp", ["dat"]),
        ("42/2022", ["dat"]),
        ("20/07/2023", ["mang"]),
        ("1384", ["mang"]),
        ("so:1384", ["mang"]),
        ("1.384", ["mang"]),
        ("hàn*", ["mang", "hop"]),
        ("ch* VÀ tie*", ["hop"]),
        ("ngay:2023", ["dat"]),
        ("ngay:2024", ["mang", "hop"]),
        ("ngày:2024-01", ["hop"]),
        ("date:1/2024", ["hop"]),
        ("ngay:01/01/2024", ["hop"]),
        ("ngay:31/12/2023", ["dat"]),
        ("ngay:2023..2024", ["mang", "hop", "dat"]),
        ("ngay:2024..2023", ["mang", "hop", "dat"]),
        ("ngay:2024-02..", ["mang"]),
        ("ngay:..2023-12", ["dat"]),
        ("ngay:[2024-01 TO 2024-06]", ["mang", "hop"]),
        ("ngay:[2024-01 ĐẾN 2024-05]", ["hop"]),
        ("ngay:[* TO 2023]", ["dat"]),
        ("hành ngay:(2023 HOẶC 2024-06)", ["mang"]),
        ("thủ-tục", ["dat"]),
        ("và", []),
    ],
)
def test_an_expression_asks_for(folder, expression, found):
    assert ask(folder, expression) == (found, ())


@pytest.mark.parametrize(
    ("expression", "found", "note"),
    [
        ('"cải cách', ["hop"], "Thiếu dấu ngoặc kép đóng"),
        ("(đất HOẶC bàn", ["hop", "dat"], "Thiếu dấu đóng ngoặc"),
        ("đất) bàn", [], "Thừa dấu đóng ngoặc"),
        ("đất HOẶC", ["dat"], "HOẶC cần một vế"),
        ("HOẶC đất", ["dat"], "HOẶC cần một vế"),
        ("VÀ đất", ["dat"], "VÀ cần một vế"),
        ("đất KHÔNG", ["dat"], "Sau «KHÔNG» chưa có gì"),
        ("đất tieu-de:", ["dat"], "Sau «tieu-de:» chưa có gì"),
        ("abc:đất", [], "Không có trường «abc»"),
        ("đất ngay:2024-13", ["dat"], "Không đọc được ngày"),
        ("đất ngay:30/02/2024", ["dat"], "Không đọc được ngày"),
        ("đ*t", [], "Dấu * chỉ dùng được ở cuối từ"),
        ("đất c*", ["dat"], "cần ít nhất hai chữ"),
        ("*", [], "Hãy gõ ít nhất một từ"),
        ("", [], "Hãy gõ ít nhất một từ"),
        ("()", [], "Hãy gõ ít nhất một từ"),
        ("!!! ???", [], "Hãy gõ ít nhất một từ"),
        ("AND", [], "Hãy gõ ít nhất một từ"),
        ("đất " * 400, ["dat"], f"chỉ đọc {LONGEST} ký tự đầu"),
        ("đất " * (MOST_TERMS + 1), ["dat"], f"chỉ đọc {MOST_TERMS} từ đầu"),
        ("(" * (DEEPEST + 1) + "đất", ["dat"], "Biểu thức lồng quá"),
        ("tieu-de:(" * 30 + "đất", ["dat"], "Biểu thức lồng quá"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_left_out_with_a_note(folder, expression, found, note):
    identities, notes = ask(folder, expression)
    assert identities == found
    assert any(note in line for line in notes), notes
    assert all("\n" not in line and len(line) < 300 for line in notes)


def test_category_and_days_narrow_an_answer(folder):
    new_year = moment("2024-01-01 00:00").date()
    assert ask(folder, "hành", category="dich-vu-cong")[0] == ["mang"]
    assert ask(folder, "hành", category="Dịch vụ công")[0] == ["mang"]
    assert ask(folder, "", category="dich-vu-cong") == (["mang"], ())
    assert ask(folder, "", date_from=new_year)[0] == ["mang", "hop"]
    assert ask(folder, "", date_to=new_year)[0] == ["hop", "dat"]
    assert ask(folder, "", date_from=new_year, date_to=new_year)[0] == ["hop"]
    assert ask(folder, "đất HOẶC hành", date_to=new_year, limit=1)[0] == ["hop"]
    assert ask(folder, "*", category="dich-vu-cong")[0] == []


def test_a_period_holds_its_last_day_whole():
    day = moment("2024-02-29 00:00")
    assert period("2024-02") == period("01/02/2024..29/02/2024") == days(day.date().replace(day=1), day.date())
    assert period("29/02/2024") == days(day.date(), day.date())
    assert period("..") is None
    assert period("2024..2025..2026") is None


@settings(max_examples=400, deadline=2000)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60))
def test_whatever_is_typed_has_an_answer(folder, text):
    answer = search_expression(folder, text)
    assert answer.total <= 3
    assert all("\n" not in note and "\x1b" not in note for note in answer.notes)
    suggest(folder, text)


def test_ten_thousand_characters_of_anything_have_an_answer(folder):
    chance = random.Random(1)
    for _ in range(20):
        text = "".join(chance.choices(PIECES, k=4000))[:10_000]
        assert search_expression(folder, text).notes
        assert read_expression(text).notes


def test_words_near_a_word_are_suggested_by_how_many_articles_hold_them(folder):
    assert suggest(folder, "chinhh") == ["chinh"]
    assert suggest(folder, "hanhchin") == []
    assert suggest(folder, "Cảii")[0] == "cai"
    assert suggest(folder, "hinh") == ["chinh", "hanh", "tinh"]  # two articles, two, one
    assert suggest(folder, "hinh", limit=1) == ["chinh"]
    assert suggest(folder, "2022x") == ["2022", "2023"]  # letters for letters, figures for figures
    assert suggest(folder, "hi") == []
