"""Bodies: what Markdown becomes."""

import re

import pytest

from tests.content import codes


def test_a_picture_alone_becomes_a_figure_with_caption_and_credit(make):
    soup, body, source = make('![Phòng họp](/anh/hop.png "Quang cảnh buổi họp. Ảnh: Lục Bảo")')
    figure = soup.figure
    assert figure["class"] == ["figure"]
    assert figure.img["alt"] == "Phòng họp"
    assert (figure.img["width"], figure.img["height"]) == ("1200", "800")
    assert figure.source["type"] == "image/webp"
    assert figure.figcaption.get_text() == "Quang cảnh buổi họp. Ảnh: Lục Bảo"
    assert figure.find("span", class_="figure__credit").get_text() == "Ảnh: Lục Bảo"
    assert [picture.source for picture in body.pictures] == ["anh/hop.png"]
    assert not source.problems


def test_an_upright_picture_says_so(make):
    soup, _, _ = make("![Kho](/anh/kho.png)")
    assert soup.figure["class"] == ["figure", "figure--upright"]


def test_a_picture_without_words_is_told(make):
    _, _, source = make("\n\n![](/anh/hop.png)")
    assert codes(source.problems) == [("BV032", 8)]


def test_a_table_scrolls_in_a_named_frame_and_its_figures_line_up(make):
    soup, _, _ = make("Bảng 1. Kết quả\n\n| Cấp | Tỉ lệ |\n|---|---|\n| Tỉnh | 91,2% |\n| Xã | 1.384 |\n")
    frame = soup.find("div", class_="table-frame")
    assert (frame["tabindex"], frame["role"]) == ("0", "region")
    assert frame["aria-label"]
    assert frame.table.caption.get_text() == "Bảng 1. Kết quả"
    assert [cell.get("class") for cell in frame.find_all("th")] == [None, ["is-number"]]
    assert all(cell["scope"] == "col" for cell in frame.find_all("th"))
    assert [cell.get("class") for cell in frame.find_all("td")] == [None, ["is-number"], None, ["is-number"]]
    assert soup.find("p") is None


def test_headings_have_ids_of_their_words_and_none_twice(make):
    soup, _, _ = make("# Đầu tư\n\n## Đầu tư\n\n### Số 05/NQ-CP\n\nx")
    assert [(tag.name, tag["id"]) for tag in soup.find_all(re.compile("^h[1-6]$"))] == [
        ("h2", "muc-dau-tu"),
        ("h2", "muc-dau-tu-2"),
        ("h3", "muc-so-05-nq-cp"),
    ]


def test_footnotes_and_admonitions_come_through(make):
    soup, _, _ = make('Chữ[^1].\n\n!!! note "Cần biết"\n    Nội dung.\n\n[^1]: Chú thích.\n')
    assert soup.find("div", class_="footnote").get_text(strip=True).startswith("Chú thích.")
    assert soup.find("a", class_="footnote-ref")["href"] == "#fn:1"
    assert soup.find(id="fn:1")
    assert soup.find("div", class_="admonition")["class"] == ["admonition", "note"]
    assert soup.find("p", class_="admonition-title").get_text() == "Cần biết"


def test_a_link_to_a_document_says_type_and_size(make):
    soup, body, _ = make("[Kế hoạch](/van-ban/ke-hoach.pdf)")
    assert soup.a["href"] == "/van-ban/ke-hoach.pdf"
    assert soup.a["class"] == ["attachment"]
    assert soup.a.get_text() == "Kế hoạch (PDF, 48 KB)"
    assert [(item.title, item.size) for item in body.attachments] == [("Kế hoạch", 48_211)]


def test_pelicans_spellings_of_a_file_mean_the_same(make):
    for spelling in ("{static}/van-ban/ke-hoach.pdf", "{attach}../van-ban/ke-hoach.pdf", "van-ban/ke-hoach.pdf"):
        soup, _, source = make(f"[x]({spelling})")
        assert soup.a["href"] == "/van-ban/ke-hoach.pdf"
        assert not source.problems


def test_an_outside_link_stays_and_is_marked(make):
    soup, _, _ = make("[Cổng DVC](https://dichvucong.gov.vn/x?a=1&b=2)")
    assert soup.a["href"] == "https://dichvucong.gov.vn/x?a=1&b=2"
    assert soup.a["rel"] == ["external", "noopener"]


def test_the_first_use_of_an_abbreviation_is_explained_and_listed(make):
    soup, body, _ = make("UBND tỉnh bàn về CCHC. UBND xã cũng vậy.", around=("TT&TT",))
    assert [(tag.get_text(), tag["title"]) for tag in soup.find_all("abbr")] == [
        ("UBND", "Ủy ban nhân dân"),
        ("CCHC", "cải cách hành chính"),
    ]
    assert body.abbreviations == (
        ("TT&TT", "thông tin và truyền thông"),
        ("UBND", "Ủy ban nhân dân"),
        ("CCHC", "cải cách hành chính"),
    )


@pytest.mark.parametrize(
    "text",
    ["Thủ tục hành chính (TTHC) giảm. TTHC mới.", "Quyết định số 178/QĐ-UBND", "[UBND](https://vidu.vn)", "`UBND`"],
)
def test_an_abbreviation_is_left_alone_where_text_number_link_or_code_has_it(make, text):
    soup, _, _ = make(text)
    assert soup.abbr is None


def test_an_abbreviation_that_the_text_defines_is_not_listed(make):
    _, body, _ = make("Cải cách hành chính (CCHC) và UBND (Ủy ban nhân dân) tỉnh.")
    assert body.abbreviations == ()


def test_plain_text_has_a_line_a_block(make):
    _, body, _ = make("## Mục\n\nMột **hai**.\n\n- ba\n- bốn\n\n> năm")
    assert body.text == "Mục\nMột hai.\nba\nbốn\nnăm"


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("| Xã | Số |\n|---|---|\n| An Khê | **2** |", "Xã\nSố\nAn Khê\n2"),
        ("- một\n    - hai\n    - ba\n- bốn", "một\nhai\nba\nbốn"),
        ("- một\n\n    đoạn hai\n\n- ba", "một\nđoạn hai\nba"),
        ("1. một\n2. hai", "một\nhai"),
        ("> trước\n>\n> - trong", "trước\ntrong"),
        ("Cuộc họp[^1].\n\n[^1]: Ngày 5 tháng 3.", "Cuộc họp.\nNgày 5 tháng 3."),
        ("Số 5, đường A  \nphường B<br>tỉnh C", "Số 5, đường A phường B tỉnh C"),
        ("<div>một <p>hai</p> ba</div>", "một\nhai\nba"),
    ],
    ids=["framed-table", "list-in-list", "paragraph-in-item", "only-a-list", "list-in-quotation", "footnote",
         "line-breaks", "words-round-a-block"],
)  # fmt: skip
def test_plain_text_has_each_word_once(make, markdown, text):
    _, body, _ = make(markdown)
    assert body.text == text
