"""What a query is taken for: keys of an input method, codes, numbers, days, abbreviations; and what its total says."""

import pytest

from plugins.search.query import Filters, SearchIndex
from tests.content import article, load, write
from tests.plugins.static_index import clean, on_disk

USUAL = {f"tin-tuc/{n}.md": article(f"Họp lần {n} ở tỉnh", body="Tai nạn, mã số, tết, cò, phí.") for n in range(30)}
SOURCES = USUAL | {
    "viet-tat.yaml": "DVCTT: dịch vụ công trực tuyến\n",
    "tin-tuc/xe.md": article("Xe taxi", body="Xe taxi phải có đồng hồ.", date="2023-07-19 08:00"),
    "tin-tuc/khi.md": article("Khí CO2", body="Bớt khí CO2 ở lò gạch.", date="2023-07-21 08:00"),
    "tin-tuc/ngay.md": article("Họp báo", body="Không nói gì.", date="2023-07-20 08:00"),
    "tin-tuc/nhac.md": article("Nhắc", body="Như đã nói ngày 20 tháng 7 năm 2023.", date="2023-08-01 08:00"),
    "tin-tuc/so.md": article("Số liệu", body="Có 1.384 hồ sơ. " + "Dài dòng. " * 3000, date="2023-08-02 08:00"),
    "tin-tuc/qd.md": article(
        "Ban hành", body="Quyết định 67/2014/QH13. " + "Thêm chữ. " * 3000, date="2023-08-03 08:00"
    ),
    "tin-tuc/gan.md": article("Số 67 của QH14", body="67 năm 2014, 2014 QH14.", date="2023-08-04 08:00"),
    "tin-tuc/mang.md": article("Nộp hồ sơ", body="Dịch vụ công trực tuyến.", date="2023-08-05 08:00"),
    "tin-tuc/duoc.md": article("Luật dược", body="Dược sĩ.", date="2023-08-06 08:00"),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("meaning")
    write(folder / "content", SOURCES)
    site, _ = load(folder / "content")
    return SearchIndex(on_disk(folder / "site", clean(site)))


def titles(index, text):
    return [result.card.title for result in index.search(text).results]


@pytest.mark.parametrize("text", ["taxi", "CO2", "khí CO2", "A80", "PA06", "a4"])
def test_codes_and_words_that_the_site_holds_mean_themselves(index, text):
    assert index.search(text).query.read_as == ""


@pytest.mark.parametrize(("text", "title"), [("taxi", "Xe taxi"), ("co2", "Khí CO2"), ("khí CO2", "Khí CO2")])
def test_what_means_itself_is_found(index, text, title):
    assert titles(index, text)[0] == title


@pytest.mark.parametrize(("text", "meant"), [("maz", ""), ("max soos", "mã số"), ("hop5 tinh3", "họp tỉnh")])
def test_keys_are_read_where_the_word_that_they_mean_is_there(index, text, meant):
    assert index.search(text).query.read_as == meant


def test_who_writes_a_vietnamese_letter_needs_no_keys_read(index):
    assert index.search("họp max soos").query.read_as == ""


@pytest.mark.parametrize("text", ["20/7/2023", "20-07-2023", "ngày 20 tháng 7 năm 2023"])
def test_a_day_finds_what_was_published_on_it_and_what_names_it(index, text):
    answer = index.search(text)
    assert {result.card.title for result in answer.results[:2]} == {"Họp báo", "Nhắc"}
    if "ngày" not in text:
        assert answer.total == 2


@pytest.mark.parametrize("text", ["67/2014/QH13", "67 2014 qh13", "qh13"])
def test_a_number_is_found_in_however_long_a_text(index, text):
    assert titles(index, text)[0] == "Ban hành"


@pytest.mark.parametrize("text", ["1.384", "1384", "1.384 hồ sơ"])
def test_a_figure_counts_with_its_points_or_without(index, text):
    answer = index.search(text)
    assert (answer.results[0].card.title, answer.total) == ("Số liệu", 1)


def test_an_abbreviation_is_there_where_its_long_form_is(index):
    answer = index.search("DVCTT")
    assert (answer.total, titles(index, "DVCTT")[0]) == (1, "Nộp hồ sơ")


def test_a_total_counts_words_with_the_marks_that_were_typed(index):
    assert index.search("dược").total == 1
    assert index.search("duoc").total >= 1


def test_a_total_is_exact_only_where_nothing_was_left_out(index):
    assert index.search("taxi").is_exact
    assert index.search("taxi", Filters(kind="tin-bai")).is_exact


def test_the_same_query_ranks_alike_however_many_are_asked_for(index):
    few, many = (index.search("họp tỉnh taxi", limit=limit).results for limit in (5, 40))
    assert few == many[:5]
    assert index.search("họp tỉnh taxi", limit=5, skip=5).results == many[5:10]
