"""Writing, abbreviations, personal data, titles: what is told, where, and what is left alone."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.articles.checks import Written
from plugins.articles.checks.abbreviations import unexplained
from plugins.articles.checks.personal_data import masked, personal_data
from plugins.articles.checks.spelling import misspelt
from plugins.articles.checks.titles import keys
from plugins.articles.checks.writing import faults_of_writing
from plugins.articles.headers import parse
from portal.article import Body
from tests.content import article, codes, found, load, load_one, write

GLOSSARY = {"UBND": "Ủy ban nhân dân", "TTHC": "thủ tục hành chính"}


def told(check, text="", *, lang="vi", contacts=frozenset(), **fields):
    """Return (code, line) of what *check* tells of an article with the body *text*; its first line is line 6."""
    source = parse(unicodedata.normalize("NFC", article(body=text, **fields)), "a.md")
    written = Written(source, None, Body("", ""), GLOSSARY, lang, contacts=contacts)
    return codes(list(check(written)))


@pytest.mark.parametrize("words", ["tại đây", "Tại đây.", "xem thêm", "click vào đây", "link", "**Xem chi tiết**"])
def test_a_link_says_where_it_leads(words):
    assert told(faults_of_writing, f"Mẫu đơn.\n\nTải [{words}](/van-ban/a.pdf).") == [("BV100", 8)]
    assert told(faults_of_writing, "Tải [mẫu đơn tại đây](/van-ban/a.pdf), ![đây](/anh/a.png).") == []


def test_an_address_is_no_name_of_a_link():
    assert told(faults_of_writing, "[https://a.example/b](https://a.example/b)") == [("BV100", 6)]
    assert told(faults_of_writing, "Xem <https://a.example/b>.") == [("BV100", 6)]


def test_headings_go_down_a_level_at_a_time():
    assert told(faults_of_writing, "## Một\n\n### Hai\n\nChữ.\n\n## Ba") == []
    assert told(faults_of_writing, "### Một\n\n## Hai\n\n#### Ba") == [("BV101", 6), ("BV101", 10)]
    assert told(faults_of_writing, "# Một\n\nChữ.") == [("BV102", 6)]
    assert told(faults_of_writing, "```\n# chú thích\n```") == []


def test_a_bold_paragraph_is_no_heading():
    assert told(faults_of_writing, "Chữ.\n\n**Kết quả bước đầu**\n\nChữ.") == [("BV103", 8)]
    assert told(faults_of_writing, "**Thưa bà, việc gì khó nhất?**\n\nChữ.\n\n**Hai.** Chữ đậm ở đầu.") == []


def test_thousands_are_written_one_way():
    text = "Các bộ ban hành 178 văn bản, địa phương 2054 văn bản.\n\nĐã xong 1.384 nhiệm vụ."
    assert told(faults_of_writing, text) == [("BV104", 6)]
    assert told(faults_of_writing, "Có 2054 văn bản và 12500 lượt.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2023, giai đoạn 2021 - 2025, từ 2019 đến 2030, ngày 4/4/2022, Quyết định 1234/QĐ-UBND",
        "Công văn số 5120, mã hồ sơ 20231105, điện thoại 0200 000 0000, tổng đài 1900 6035, QCVN 1010",
        "Ghi 6 tháng đầu năm 2023 hồ sơ trả đúng hẹn, học kỳ 2022-2023, tỉ lệ 35,1234",
    ],
)
def test_years_documents_telephones_and_codes_are_no_thousands(text):
    assert told(faults_of_writing, f"Đã xong 1.384 nhiệm vụ. {text}.") == []


def test_a_decimal_has_a_comma():
    assert told(faults_of_writing, "Chữ.\n\nĐạt 35.03%, vốn 2.3 tỷ đồng.") == [("BV105", 8), ("BV105", 8)]
    assert told(faults_of_writing, "Đạt 35,03% ở mục 2.1 ngày 12.5.2023, 1.384 người, giờ 7.30.") == []


def test_a_title_is_short_and_reads_like_a_sentence_without_its_stop():
    assert told(faults_of_writing, "Chữ.", title="HỌP SƠ KẾT CÔNG TÁC") == [("BV106", 1)]
    assert told(faults_of_writing, "Chữ.", title="Họp " * 40) == [("BV107", 1)]
    assert told(faults_of_writing, "Chữ.", title="Họp sơ kết.") == [("BV109", 1)]
    assert told(faults_of_writing, "Chữ.", title="UBND tỉnh họp...") == []


def test_a_summary_is_no_second_article():
    assert told(faults_of_writing, "Chữ.", summary="chữ " * 61) == [("BV108", 4)]
    assert told(faults_of_writing, "Chữ.", summary="chữ " * 60) == []


def test_figures_are_told_in_vietnamese_only():
    assert told(faults_of_writing, "1.384 tasks, 2054 persons, 35.03%.", lang="en") == []


def test_an_abbreviation_is_explained_once_where_it_first_stands():
    assert told(unexplained, "Chữ.\n\nBan GPMB họp, GPMB xong.") == [("BV120", 8)]
    assert told(unexplained, "Giải phóng mặt bằng (GPMB). Ban GPMB họp.") == []
    assert told(unexplained, "GPMB (giải phóng mặt bằng) xong; sau đây gọi tắt là TKKK. TKKK họp.") == []


@pytest.mark.parametrize(
    "text",
    [
        "UBND tỉnh, TTHC cấp xã",
        "Quyết định 178/QĐ-UBND, 05/2023/TT-BNV, quý IV, Điều XII, lúc 7:30 SA",
        "BAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH TỈNH HỌP",
        "Gửi PDF qua USB, quét mã QR, phòng COVID-19, bị B, tổ A",
        "[tệp](https://a.example/TKKK) `TKKK` https://TKKK.example",
    ],
)
def test_known_ones_numbers_of_documents_and_shouting_need_no_explanation(text):
    assert told(unexplained, f"{text}.") == []


def test_abbreviations_of_english_articles_are_left_alone():
    assert told(unexplained, "The GPMB meets.", lang="en") == []


@pytest.mark.parametrize("number", ["0912345678", "091 234 5678", "0912.345.678", "+84 912 345 678", "0352-345-678"])
def test_a_mobile_number_is_told_and_never_whole(number):
    source = parse(article(body=f"Chữ.\n\nGọi ông Ba, {number}."), "a.md")
    (problem,) = personal_data(Written(source, None, Body("", ""), {}))
    assert (problem.code, problem.line) == ("BV130", 8)
    assert number not in str(problem)
    assert "…" in problem.found


@pytest.mark.parametrize(
    "text",
    [
        "Tổng đài 1022, 1900 1234, 18001090; điện thoại 0200 000 0000, 024 3825 1234",
        "Đường dây nóng 0912 345 678",
        "Quyết định 0912345678/QĐ, mã hồ sơ H12-0912345678, số tiền 912.345.678 đồng, 1.384.000.000",
        "Ngày 12/05/2023, tỉ lệ 0,352345678",
    ],
)
def test_numbers_of_offices_documents_and_sums_are_nobodys(text):
    assert told(personal_data, text) == []


def test_identity_numbers_are_told():
    assert told(personal_data, "Số định danh 001200012345.") == [("BV131", 6)]
    assert told(personal_data, "Ông A, 036 085 001 234, trú tại.") == [("BV131", 6)]
    assert told(personal_data, "CMND số 145678901 cấp ngày.") == [("BV131", 6)]
    assert told(personal_data, "Mã 999999999999, 145678901 lượt.") == []


def test_private_mail_and_accounts_are_told_the_agencys_own_is_not():
    assert told(personal_data, "Gửi nguyenvana@gmail.com.") == [("BV132", 6)]
    assert told(personal_data, "Gửi bientap@lacgiang.example.") == []
    assert told(personal_data, "Gửi so@gmail.com.", contacts=frozenset({"so@gmail.com"})) == []
    assert told(personal_data, "STK: 0123 4567 8901, ngân hàng A.") == [("BV133", 6)]


def test_a_masked_value_keeps_its_ends_only():
    assert masked("0912 345 678") == "091…78"
    assert masked("nguyenvana@gmail.com") == "n…@gmail.com"


def test_one_title_twice_is_told_at_the_newer_with_the_others_path(tmp_path):
    files = {
        "tin-tuc/a.md": article("Đẩy mạnh cải cách hành chính"),
        "tin-tuc/b.md": article("Cải cách hành chính: đẩy mạnh", date="2024-05-09"),
        "tin-tuc/c.md": article("Cải cách hành chính đẩy lùi", date="2024-06-09"),
    }
    site, problems = load(write(tmp_path, files))
    assert len(site.articles) == 3
    assert found(problems) == [("tin-tuc/b.md", "BV140", "warning")]
    assert "tin-tuc/a.md" in problems[0].found


@pytest.mark.parametrize(
    ("first", "second", "days", "code"),
    [
        ("Tập huấn phần mềm một cửa cho cán bộ xã", "Tập huấn phần mềm một cửa cho cán bộ phường", 3, "BV141"),
        ("Tập huấn phần mềm một cửa cho cán bộ xã", "Tập huấn phần mềm một cửa cho cán bộ phường", 9, None),
        ("Kết quả giải quyết hồ sơ tháng 7", "Kết quả giải quyết hồ sơ tháng 8", 3, None),
        ("Kết quả giải quyết hồ sơ quý I", "Kết quả giải quyết hồ sơ quý II", 3, None),
        ("Kiểm tra công vụ tại xã Hạ Lĩnh", "Kiểm tra công vụ tại xã Hạ Long", 3, None),
        ("Họp giao ban", "Họp sơ kết", 0, None),
    ],
)
def test_titles_that_differ_by_a_word_are_told_within_a_week(tmp_path, first, second, days, code):
    files = {
        "tin-tuc/a.md": article(first, date="2024-05-01 08:00"),
        "tin-tuc/b.md": article(second, date=f"2024-05-{1 + days:02} 08:00"),
    }
    _, problems = load(write(tmp_path, files))
    assert found(problems) == ([("tin-tuc/b.md", code, "warning")] if code else [])


def test_the_keys_of_a_title_know_neither_case_nor_marks_nor_order():
    assert keys("Bàn giải pháp") == keys("BẢN GIẢI PHÁP!")
    assert keys("giải pháp bản")[0] == keys("Bàn giải pháp")[0]
    assert keys("Họp bàn giải pháp mới")[2] == keys("Họp ban giải pháp mới")[2]
    assert keys("Tập huấn cho xã")[1] == keys("Tập huấn cho phường")[1]


def test_what_is_found_comes_with_the_build(tmp_path):
    body = "Tải [tại đây](/van-ban/a.pdf), gọi 0912345678."
    files = {"tin-tuc/bai.md": article(body=body), "van-ban/a.pdf": b"%PDF-1.4"}
    site, problems = load(write(tmp_path, files))
    assert codes(problems) == [("BV100", 6), ("BV130", 6)]
    assert len(site.articles) == 1


@given(st.text(max_size=300))
def test_any_text_can_be_checked(text):
    for check in (faults_of_writing, unexplained, personal_data):
        assert all(line >= 1 for _, line in told(check, text))


@pytest.mark.parametrize(
    "text",
    ["(", "[a", "](", "**a", "0 ", "A&", "<a", "1.", "a@", "a.@", "# ", "091", "STK 1", "`", "_a", "\n\n**", "nghàn"],
)
def test_no_text_takes_long(text):
    before = time.process_time()
    for check in (faults_of_writing, unexplained, personal_data, misspelt):
        told(check, text * 20_000)
    assert time.process_time() - before < 3


def test_the_seed_page_is_read_as_an_editor_reads_it(tmp_path):
    body = (
        "Các bộ đã ban hành 178 văn bản, các địa phương đã ban hành 2054 văn bản. Đã hoàn thành 296/845 nhiệm vụ, đạt "
        "35,03%; các tỉnh đã hoàn thành 1.384/3.003 nhiệm vụ. Theo Quyết định số 422/QĐ-TTg ngày 4/4/2022, quy định "
        "liên quan đến hoạt đông kinh doanh."
    )
    _, problems = load_one(tmp_path, article(body=body))
    assert [problem.code for problem in problems] == ["BV104", "BV151"]
