"""Any HTML: no word is lost on the way from a page of an old portal to a page of this one, and reading never fails."""

import contextlib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.importers.manuscript import RefusedError
from plugins.importers.portal_page import read_page
from tests.plugins.test_importers_markdown import page, words

assert page  # the fixture

TAGS = [
    "p", "div", "span", "b", "i", "em", "strong", "font", "a", "ul", "ol", "li", "table", "tr", "td", "th",
    "blockquote", "h2", "h3", "center", "sup", "sub", "s", "pre", "section", "dl", "dd", "u", "small", "o:p", "caption",
    "thead", "tbody",
]  # fmt: skip
said = st.lists(
    st.sampled_from([
        "họp", "Điều", "1.", "-", "#", "*", "a_b", "[1]", "<5%", "|", "35,03%", "…", "...", "\xa0", "\n", "&", ">",
    ]),
    min_size=1, max_size=5,
).map(lambda pieces: " ".join(pieces).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))  # fmt: skip
attributes = st.sampled_from(
    ["", "", "", ' align="center"', ' class="MsoNormal"', ' style="font-weight:bold"', ' href="https://a.example/b(c)"',
     ' colspan="2"', ' rowspan="2"', ' start="3"', ' class="caption"']
)  # fmt: skip
trees = st.recursive(
    st.one_of(said, said, st.just("<br>")),
    lambda inner: st.builds(
        lambda tag, attribute, inside, closed: f"<{tag}{attribute}>{''.join(inside)}{f'</{tag}>' if closed else ''}",
        st.sampled_from(TAGS), attributes, st.lists(inner, max_size=4), st.sampled_from([True, True, True, False]),
    ),
    max_leaves=25,
)  # fmt: skip


def read(html: str):
    head = "<head><title>Trang thử nghiệm</title></head>"
    data = f"<html>{head}<body><div class='bodytext'>{html}</div></body></html>".encode()
    return read_page(data, Path("khong-co/trang.html"), Path("khong-co"), ())


def letters(text: str) -> str:
    """Return what is said, without spaces and the marks of lists in cells."""
    return "".join(text.split()).replace("–", "")


@given(st.lists(trees, min_size=1, max_size=4).map("".join))
def test_no_word_of_any_page_is_lost(page, html):
    text = f"<p>{'Mở đầu bài viết của tỉnh ' * 4}</p>{html}"
    manuscript = read(text)
    assert not [note for note in manuscript.notes if note.code.code == "NB040"]
    soup = BeautifulSoup(text, "lxml")
    shown = letters(" ".join(words(page(manuscript.body))))
    assert sorted(shown) == sorted(letters(soup.get_text())), manuscript.body


@given(st.text(max_size=300), st.binary(max_size=300))
def test_reading_any_page_ends_with_a_manuscript_or_a_refusal(text, data):
    for content in (text.encode("utf-8", "surrogatepass"), data, f"<p>{text}</p>".encode("utf-8", "replace")):
        with contextlib.suppress(RefusedError):
            read_page(b"<div class=bodytext>" + content * 3, Path("khong-co/a.html"), Path("khong-co"), ())


def test_a_refusal_comes_through_whole_from_another_process():
    with pytest.raises(RefusedError) as caught:
        read("")
    assert caught.value.__reduce__()[1] == (caught.value.code, caught.value.values)
