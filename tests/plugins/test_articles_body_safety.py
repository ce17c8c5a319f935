"""Bodies: what can never come through, and what costs nothing however it is written."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.articles.body import BodyMaker
from plugins.articles.figures import split_credit
from plugins.articles.files import ContentFolder
from plugins.articles.glossary import Glossary
from plugins.articles.headers import Source
from plugins.articles.links import resolve
from plugins.articles.markup import TAGS, clean
from plugins.articles.references import References
from portal.data_file import Value
from tests.bodies import GLOSSARY
from tests.content import codes

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
    _, body, source = make(f"Trước.\n\n{attack}\n\nSau.")
    assert_safe(body.html)
    assert "Trước." in body.text
    assert "Sau." in body.text or any(problem.code == "BV039" for problem in source.problems)
    assert "bí mật" not in body.html


def test_forbidden_markup_is_told_with_its_line(make):
    _, body, source = make("Chữ.\n\n<iframe src='x'></iframe>")
    assert codes(source.problems) == [("BV043", 8)]
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


def test_no_escape_brings_a_control_character_into_a_page(make):
    _, body, source = make("a &#2;latest_news:&#3; b &#x2 c\n\n![Họp &#xFFFF;](/anh/hop.png 'x &#1;')")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", body.html + body.text)
    assert "latest_news" in body.text
    assert codes(source.problems) == [("BV003", 6), ("BV003", 6), ("BV003", 6), ("BV003", 8), ("BV003", 8)]
    assert all(problem.severity == "error" for problem in source.problems)


@pytest.mark.parametrize("text", ["UBND &#xfffe; x", "UBND \uffff x", "&#&#2;2;", "x &#0;", "<p title='&#2;'>x</p>"])
def test_what_no_tree_can_hold_is_told_and_not_a_crash(make, text):
    _, body, source = make(text)
    assert ("BV003", 6) in codes(source.problems)
    assert not re.search("[\x00-\x08\ufffe\uffff]", body.html)


def test_a_reference_to_an_ordinary_character_stays(make):
    _, body, source = make("A&#9;B &#272; &#x110; `&#2;`")
    assert body.text == "A B Đ Đ &#2;"
    assert not source.problems


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Trước.\n\n</body></html>\n\nSau.", "body"),
        ("<!DOCTYPE html><html><frameset>\n\nTrước.\n\nSau.", "!doctype"),
        ("<html><body><p>Trước.</p></body>\n<p>Sau.</p>", "body"),
        ("Trước.\n\n</bo<body>dy>\n\nSau.", "body"),
        ("Trước.\n\n<p>x</p></BODY >\n\nSau.", "body"),
    ],
)
def test_the_tags_of_a_whole_document_lose_nothing_and_are_told(make, text, tag):
    _, body, source = make(text)
    assert "Trước." in body.text
    assert "Sau." in body.text
    assert {problem.code for problem in source.problems} == {"BV039"}
    assert any(problem.found.endswith(f"<{tag}>") for problem in source.problems)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{'    ' * level}- x" for level in range(300)),
        "1. " * 3000 + "x",
        "<div>" * 300 + "x" + "</div>" * 300 + "<p>Sau.</p>",
        "> " * 2000 + "x",
    ],
)
def test_what_is_nested_too_deep_is_told_and_the_next_body_is_whole(make, text):
    assert codes(make(text)[2].problems) == [("BV051", 6)]
    assert make("- Sau.")[1].html == "<ul>\n<li>Sau.</li>\n</ul>"


@pytest.mark.parametrize("text", ["[" * 20_000, "[^" * 5_000, "[a](b " * 5_000, "x <a " * 5_000, "![" * 5_000])
def test_brackets_without_end_are_refused_before_they_cost_time(make, text):
    assert codes(make(f"[Chữ](/a/).\n\n{text}")[2].problems) == [("BV050", 8)]


def test_many_brackets_that_have_their_ends_are_no_fault(make):
    _, body, source = make("[a](/b) (c) " * 800)
    assert len(body.html) > 8_000
    assert not source.problems


def test_a_link_written_as_html_is_settled_whatever_stands_before_its_address(make):
    _, body, _ = make('<a title="a > b" href="/tin-tuc/2026/nen.md#muc-a">Nền</a> và [x](/a.md "t")')
    seen = []
    html = resolve(body.html, lambda path: seen.append(path) or "/tin-tuc/nen/")
    assert seen == ["tin-tuc/2026/nen.md", "a.md"]
    assert "cong-tin:" not in html
    assert BeautifulSoup(html, "html.parser").a["href"] == "/tin-tuc/nen/#muc-a"
    assert resolve(body.html, lambda path: None) == "<p>Nền và x</p>"


def test_a_control_character_in_an_address_is_a_dead_link_told_as_written(make):
    _, body, source = make("[x](/tin-tuc/%00.md) [y](/a%01/)")
    assert [problem.code for problem in source.problems] == ["BV036", "BV036"]
    assert not re.search(r"[\x00-\x08]", "".join(problem.found for problem in source.problems))
    assert body.text == "x y"


def test_no_english_word_is_added_to_a_vietnamese_text(make):
    soup, body, _ = make("Chữ[^1].\n\n!!! note\n    Nội dung.\n\n!!! danger\n    Kẻo.\n\n[^1]: Chú thích.\n")
    assert [tag.get_text() for tag in soup.find_all(class_="admonition-title")] == ["Ghi chú", "Cẩn trọng"]
    back = soup.find("a", class_="footnote-backref")
    assert (back.get_text(), back["title"]) == ("Trở lại", "Trở lại chỗ có chú thích 1")
    assert "↩" not in body.html + body.text
    assert "Trở lại" not in body.text


def test_an_english_text_has_english_words_around_it_and_no_vietnamese_abbreviations(tmp_path):
    maker = BodyMaker(References(ContentFolder(tmp_path)), Glossary(GLOSSARY))
    text = "[x](https://vidu.vn) UBND[^1]\n\n!!! note\n    A.\n\n| a |\n|---|\n| 1 |\n\n[^1]: b"
    source = Source("content/tin-tuc/a.md", fields={"lang": [Value("en", 1)]}, body=text)
    body = maker.make(source, "tin-tuc/a.md").body
    assert body.abbreviations == ()
    for words in ("(opens another website)", ">Note<", ">Back<", 'aria-label="Table of figures'):
        assert words in body.html


@pytest.mark.parametrize(
    "text", ["## A\n\n## A\n\n## A 2", "## A 2\n\n## A\n\n## A", "<a id='muc-a'></a>\n\n## A\n\n## A"]
)
def test_no_two_ids_are_the_same(make, text):
    soup, _, _ = make(text)
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == 3
    assert len(set(ids)) == 3


def test_a_footnote_may_have_any_name(make):
    soup, _, source = make("A[^chú thích] B[^số-2] C[^chú thích].\n\n[^chú thích]: Một.\n[^số-2]: Hai.\n")
    links = [tag["href"] for tag in soup.find_all("a")]
    assert links[:3] == ["#fn:1", "#fn:2", "#fn:1"]
    assert len(links) == 6
    for href in links:
        assert soup.find(id=href[1:]), href
    assert not source.problems


def test_a_caption_of_spaces_or_of_any_length_costs_nothing(make):
    assert split_credit(" " * 30_000 + "Ảnh: A") == ("", "Ảnh: A")
    assert split_credit("a" * 30_000 + ". Ảnh: A") == ("a" * 30_000 + ".", "Ảnh: A")
    assert len(split_credit("Ảnh: " * 10_000)[1]) <= 400


def test_only_its_own_meaning_beside_it_defines_an_abbreviation(make):
    listed = [short for short, _ in make("Cải cách (CCHC, TTHC) ở UBND (xem bảng 1).")[1].abbreviations]
    assert listed == ["CCHC", "TTHC", "UBND"]
    assert make("Thủ tục  hành\nchính của tỉnh (TTHC; xem dưới), UBND (tức Ủy ban nhân dân)")[1].abbreviations == ()


def test_parentheses_that_never_close_cost_nothing(make):
    text = ("UBND (" + "x " * 20 + "\n\n") * 400
    assert make(text)[1].abbreviations


def test_a_thousand_abbreviations_in_one_paragraph_are_explained(tmp_path):
    glossary = Glossary({f"A{number}": "nghĩa" for number in range(1100)})
    maker = BodyMaker(References(ContentFolder(tmp_path)), glossary)
    body = maker.make(Source("a.md", body=" ".join(f"A{number}" for number in range(1100))), "a.md").body
    assert body.html.count("<abbr") == 1100


def test_only_a_numbered_table_line_becomes_its_caption(make):
    table = "| a |\n|---|\n| 1 |\n"
    assert make(f"Bảng lương mới có từ tháng 7.\n\n{table}")[0].caption is None
    assert make(f"Bảng 12: Lương\n\n{table}")[0].caption.get_text() == "Bảng 12: Lương"


def test_a_heading_of_a_row_stays_one(make):
    rows = '<tr><th>a</th><th>b</th></tr><tr><th scope="row">Tỉnh</th><td>1.384</td></tr>'
    soup, _, _ = make(f"<table>{rows}</table>")
    assert [tag["scope"] for tag in soup.find_all("th")] == ["col", "col", "row"]
    assert soup.td["class"] == ["is-number"]


def test_a_picture_written_as_html_is_not_wrapped_twice(make):
    soup, body, _ = make('<picture><source srcset="x.webp"><img src="/anh/hop.png" alt="Họp"></picture>')
    assert len(soup.find_all("picture")) == len(body.pictures) == 1
    assert len(soup.find_all("source")) == 1
    assert soup.source["srcset"].startswith("/anh/")


def test_nothing_empty_is_left_behind(make):
    _, body, _ = make('<p class="x">a</p>\n\n<p></p>\n\n<script>x</script>\n\n<span class="y">b</span> `class=""`')
    assert "<p></p>" not in body.html
    assert body.html.replace('<code>class=""</code>', "").count("class=") == 0
    assert '<code>class=""</code>' in body.html


def test_an_outside_link_says_so_to_those_who_hear_it(make):
    soup, body, _ = make("[Cổng DVC](https://dichvucong.gov.vn/)")
    assert soup.a["class"] == ["external"]
    assert soup.a.find("span", class_="visually-hidden").get_text() == " (mở trang web khác)"
    assert body.text == "Cổng DVC"


PIECES = ["<body>", "</html>", "<frameset>", "<!--", "-->", "&#2;", "&#xffff;", "<table>", "<td>", "<p>", "</div>",
          "\n\n", "    ", "- ", "> ", "[^1]", "[^1]: ", "!!! note\n", "# ", "<a href='#x'>", "<picture>", "<source>",
          "<img src=/anh/hop.png>", "<li id=fn:1>", "<?x ", "<![CDATA[", "UBND", "| a |\n|---|\n", "x",
          "`", "["]  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_whatever_is_pasted_there_is_a_body_that_is_safe(make, pieces):
    _, body, _ = make("".join(pieces))
    assert_safe(body.html)
    assert_safe(clean(body.html))
