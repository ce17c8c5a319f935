"""Bodies: what Markdown becomes, and what can never come through."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.articles.body import BodyMaker
from plugins.articles.files import ContentFolder
from plugins.articles.headers import Source
from plugins.articles.markup import TAGS, clean
from plugins.articles.references import References
from plugins.articles.tree import Glossary
from tests.content import codes, draw, write

GLOSSARY = {
    "CCHC": "cải cách hành chính",
    "TTHC": "thủ tục hành chính",
    "UBND": "Ủy ban nhân dân",
    "TT&TT": "thông tin và truyền thông",
}


@pytest.fixture
def make(tmp_path):
    """Return a function from Markdown to (soup, body, source)."""
    draw(tmp_path / "anh/hop.png")
    draw(tmp_path / "anh/kho.png", (1000, 1500))
    write(tmp_path, {"van-ban/ke-hoach.pdf": b"x" * 48_211})
    maker = BodyMaker(References(ContentFolder(tmp_path)), Glossary(GLOSSARY))

    def run(markdown, around=()):
        source = Source("content/tin-tuc/bai.md", body=markdown, body_line=6)
        raw = maker.make(source, "tin-tuc/bai.md", around=around)
        return BeautifulSoup(raw.body.html, "html.parser"), raw.body, source

    return run


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


ATTACKS = [
    "<script>zqx()</script>",
    '<img src=x onerror="zqx()">',
    '<img src="https://vidu.vn/a.png">',
    '<img src="//vidu.vn/a.png">',
    '<a href="javascript:zqx()">x</a>',
    '<a href=" java\nscript:zqx()">x</a>',
    '<a href="&#106;avascript:zqx()">x</a>',
    "[x](javascript:zqx())",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:zqx())",
    "[x](cong-tin:tin-tuc/a.md)",
    "[x](//vidu.vn/)",
    "<iframe src='https://vidu.vn'></iframe>",
    "<style>body{display:none}</style>",
    '<p style="position:fixed">x</p>',
    "<svg><script>zqx()</script></svg>",
    "<svg onload=zqx()>",
    "<math><mtext><table><mglyph><style><img src=x onerror=zqx()>",
    "<form action='https://vidu.vn'><input name=a></form>",
    "<object data='https://vidu.vn/a.swf'></object>",
    "<link rel=stylesheet href='https://vidu.vn/a.css'>",
    "<meta http-equiv=refresh content='0;url=https://vidu.vn'>",
    "<base href='https://vidu.vn/'>",
    "<video src='https://vidu.vn/a.mp4' autoplay></video>",
    "</div></main><h1 id=main>x</h1>",
    "<p id='main' class='site-header'>x</p>",
    "<!-- bí mật nội bộ -->x",
    "<!--# include virtual='/etc/passwd' -->",
    "x {: onclick=zqx() style=color:red #main }",
    "<details ontoggle=zqx() open>x</details>",
    '<a href="#x" onclick="zqx()" target="_blank">x</a>',
    "<img srcset='https://vidu.vn/a.png 1x' src='/anh/a-1-2.jpg'>",
    "<picture><source srcset='https://vidu.vn/a.webp'><img src='/anh/a-1-2.jpg'></picture>",
    "<noscript><p title='</noscript><img src=x onerror=zqx()>'></noscript>",
    "<template><img src=x onerror=zqx()></template>",
    "<xmp><img src=x onerror=zqx()></xmp>",
    "<plaintext><img src=x onerror=zqx()>",
    "<textarea></textarea><img src=x onerror=zqx()>",
]


def assert_safe(html):
    """Assert that *html* holds nothing that runs, hides, imitates the page or asks another host."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        assert tag.name in TAGS
        for name, value in tag.attrs.items():
            assert not name.startswith("on")
            assert name not in {"style", "srcdoc", "formaction", "target", "data"}
            if name in {"src", "srcset"}:
                assert all(part.strip().startswith("/anh/") for part in value.split(","))
            if name == "href":
                assert re.match(r"(?:https?://|mailto:|tel:|#|/|cong-tin:)", value), value
            if name == "id":
                assert re.match(r"(?:muc-|fn)", value)
    assert "<!--" not in html


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_runs_or_asks_another_host_comes_through(make, attack):
    _, body, _ = make(f"Trước.\n\n{attack}\n\nSau.")
    assert_safe(body.html)
    assert "bí mật" not in body.html


def test_forbidden_markup_is_told_with_its_line(make):
    _, body, source = make("Chữ.\n\n<iframe src='x'></iframe>")
    assert codes(source.problems) == [("BV039", 8)]
    assert body.text == "Chữ."


def test_an_unsafe_link_keeps_its_words_and_is_told(make):
    soup, _, source = make("[bấm](javascript:zqx())")
    assert soup.get_text() == "bấm"
    assert soup.a is None
    assert codes(source.problems) == [("BV038", 6)]


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("<>/\"'=&#;:()[]!*_`|- \n\tascriptonxfgđạ1"), max_size=200))
def test_whatever_is_written_the_cleaned_html_is_safe(text):
    assert_safe(clean(text))


def test_cleaning_twice_changes_nothing(make):
    _, body, _ = make(
        "## Mục\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![Họp](/anh/hop.png)\n\nUBND & <b>x</b>[^1]\n\n[^1]: y"
    )
    assert clean(body.html) == body.html
