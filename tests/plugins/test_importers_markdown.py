"""What the importers write comes out of the portal's own Markdown reader word for word."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.articles.body import BodyMaker
from plugins.articles.files import ContentFolder
from plugins.articles.glossary import Glossary
from plugins.articles.headers import Source
from plugins.articles.references import References
from plugins.importers.blocks import LINE_BREAK, Cell, Listing, Paragraph, Quote, Run, Table, Text
from plugins.importers.cleaning import join_runs
from plugins.importers.markdown import to_markdown

# What Markdown, its extensions and HTML could read something into, between words.
MARKS = [
    "*", "**", "_", "__", "`", "``", "#", "##", "+", "-", "--", "---", "===", "=", ">", "<", "</", "<b>", "<!--",
    "-->", "&", "&amp;", "&#65;", "&nbsp", "|", "||", "[", "]", "[1]", "[^1]", "[a](b)", "](", "][", "]:", "(", ")",
    "!", "!!!", "![", "1.", "2)", "12. ", "{", "}", "{#a}", "{: .b}", "\\", "\\\\", "\\*", '"', "'", ":", ":---",
    "---:", "~~", "^", "$", "http://a.vn/b_c_d", "<http://a.vn>", "a@b.vn", "35,03%", "1.384/3.003", "422/QĐ-TTg",
    "…", "...", "–", "note",
]  # fmt: skip
pieces = st.one_of(st.sampled_from(MARKS), st.sampled_from(["họp", "Điều", "tỉnh", "x", "2023", " ", " ", " ", "  "]))
texts = st.lists(pieces, min_size=1, max_size=9).map("".join)
runs = st.builds(
    Run, texts, bold=st.booleans(), italic=st.booleans(), struck=st.booleans(),
    raised=st.sampled_from(["", "", "sup", "sub"]),
    href=st.sampled_from(["", "", "", "https://lacgiang.example/a_(b)?c=1&d=2"]),
)  # fmt: skip
lines = st.lists(st.one_of(runs, runs, runs, st.just(Run(LINE_BREAK))), min_size=1, max_size=6).map(join_runs)
paragraphs = st.builds(Paragraph, lines).filter(lambda paragraph: paragraph.text)
headings = st.builds(Paragraph, lines, level=st.integers(2, 4)).filter(lambda heading: heading.text)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """Return a function from Markdown to the tree of the page that the portal makes of it."""
    maker = BodyMaker(References(ContentFolder(tmp_path_factory.mktemp("content"))), Glossary({}))

    def show(markdown):
        raw = maker.make(Source("content/tin-tuc/a.md", body=markdown, body_line=1), "tin-tuc/a.md")
        soup = BeautifulSoup(raw.body.html, "html.parser")
        for added in soup.select(".visually-hidden, .attachment__meta, .footnote-backref"):
            added.decompose()
        return soup

    return show


def words(soup):
    """Return the words of a page in order."""
    for block in soup(["p", "li", "td", "th", "h2", "h3", "h4", "br", "blockquote"]):
        block.insert_before("\n")
        block.append("\n")
    for line in soup("br"):
        line.replace_with("\n")
    return soup.get_text().split()


def said(*blocks):
    return [word for block in blocks for word in block.text.split()]


@given(st.lists(st.one_of(paragraphs, headings), min_size=1, max_size=4))
def test_paragraphs_and_headings_keep_their_words(page, blocks):
    markdown = to_markdown(Text(tuple(blocks)))
    soup = page(markdown)
    assert words(soup) == said(*blocks), markdown
    assert [tag.name for tag in soup if tag.name] == [f"h{block.level}" if block.level else "p" for block in blocks]


@given(st.lists(paragraphs, min_size=1, max_size=4), st.booleans(), st.integers(1, 12))
def test_items_of_lists_keep_their_words(page, items, is_ordered, start):
    listing = Listing(tuple((item,) for item in items), is_ordered, start if is_ordered else 1)
    markdown = to_markdown(Text((listing,)))
    soup = page(markdown)
    assert words(soup) == said(*items), markdown
    assert len(soup.select("ol > li" if is_ordered else "ul > li")) == len(items)


@given(paragraphs, paragraphs, paragraphs, paragraphs)
def test_lists_in_lists_and_items_of_paragraphs_keep_their_words(page, first, second, third, fourth):
    inner = Listing(((second,), (third,)), is_ordered=True)
    nested = Listing(((first, inner), (fourth,)))
    soup = page(to_markdown(Text((nested, first, Listing(((second, third), (fourth,)))))))
    assert words(soup) == said(first, second, third, fourth, first, second, third, fourth)


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(paragraphs, min_size=width, max_size=width), min_size=2, max_size=4)
    )
)
def test_cells_of_tables_keep_their_words(page, rows):
    head, *others = rows
    table = Table((
        tuple(Cell((cell,), is_header=True) for cell in head),
        *(tuple(Cell((cell,)) for cell in row) for row in others),
    ))  # fmt: skip
    markdown = to_markdown(Text((table,)))
    soup = page(markdown)
    shown = [[words(cell) for cell in row(["td", "th"])] for row in soup("tr")]
    assert shown == [[said(cell) for cell in row] for row in rows], markdown


@given(st.lists(paragraphs, min_size=1, max_size=3), paragraphs)
def test_quotations_and_footnotes_keep_their_words(page, quoted, noted):
    reference = Paragraph((Run("Theo"), Run("", note="a"), Run(" báo cáo")))
    markdown = to_markdown(Text((Quote(tuple(quoted)), reference), {"a": (noted,)}))
    soup = page(markdown)
    note = soup.select_one(".footnote").extract()
    soup.select_one(".footnote-ref").decompose()
    assert words(soup) == [*said(*quoted), "Theo", "báo", "cáo"], markdown
    assert words(note) == said(noted), markdown


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 19/7, CCHC đạt 35,03%; 1.384/3.003 nhiệm vụ theo 422/QĐ-TTg…",
        "Mức <5% & hơn, ten_tep_moi.docx [1] (a + b) - c! #",
        "+84 229 và -5 độ",
    ],
)
def test_text_that_needs_no_escape_gets_none(text):
    assert to_markdown(Text((Paragraph((Run(text),)),))) == text


def test_what_begins_a_line_is_escaped_once():
    marks = ["1. Họp", "# Họp", "- Họp", "> Họp", "+ Họp"]
    written = [to_markdown(Text((Paragraph((Run(mark),)),))) for mark in marks]
    assert written == ["1\\. Họp", "\\# Họp", "\\- Họp", "\\> Họp", "\\+ Họp"]
    assert not re.search(r"\\.\\", "".join(written))
