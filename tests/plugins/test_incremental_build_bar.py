"""The bar above the pages of the preview, and what the preview keeps of pages that a mistake took away."""

from pathlib import Path

from bs4 import BeautifulSoup

from plugins.incremental_build.bar import bar
from plugins.incremental_build.builder import Outcome
from plugins.incremental_build.server import Seen
from tests.building import words


def drawn(status: int, told: str, **options: bool) -> BeautifulSoup:
    return BeautifulSoup(bar(Outcome(status, told), **options), "html.parser")


def test_a_build_that_went_well_and_told_nothing_has_no_bar():
    assert bar(Outcome(0, "")) == ""
    assert bar(Outcome(0, "\n \n")) == ""


def test_a_mistake_is_shown_open_with_its_place_and_remedy():
    page = drawn(1, "1 lỗi biên tập:\n  content/tin-tuc/a.md:2: BV016 ngày sai → ghi lại ngày\n")
    assert page.details.has_attr("open")
    assert words(page.summary) == "Bản dựng vừa rồi có lỗi"
    assert words(page.b) == "content/tin-tuc/a.md:2"
    assert words(page.li).endswith("BV016 ngày sai → ghi lại ngày")


def test_notes_alone_are_folded():
    page = drawn(0, "1 lưu ý:\n  content/a.md: BV030 ảnh chưa có lời → thêm\n")
    assert not page.details.has_attr("open")
    assert words(page.summary) == "Bản dựng vừa rồi có lưu ý"


def test_a_build_that_failed_as_a_whole_says_so_even_without_words():
    for status in (2, -9):
        assert words(drawn(status, "").summary) == "Chưa dựng được; trang vẫn là bản dựng lần trước"


def test_what_was_told_is_text_whatever_it_holds():
    page = drawn(1, "  <img src=x onerror=alert(1)>: </details><script>1</script>\n<b>&amp;</b>\n")
    assert page.find(["img", "script"]) is None
    assert page.b.string == "<img src=x onerror=alert(1)>"
    assert words(page.find_all("p")[-1]) == "<b>&amp;</b>"


def test_more_lines_than_a_page_can_bear_are_counted():
    page = drawn(1, "".join(f"  content/{number}.md: BV016 sai → sửa\n" for number in range(100)))
    assert len(page.find_all("li")) == 30
    assert words(page.find_all("p")[-1]) == "Còn 70 dòng nữa ở cửa sổ dòng lệnh."


def test_a_page_of_an_earlier_build_says_so():
    assert "Bạn đang xem bản trước đó." in words(drawn(1, "sai", is_old=True))
    assert "Bạn đang xem bản trước đó." not in words(drawn(1, "sai"))


def test_what_browsers_were_given_is_kept_up_to_a_limit(monkeypatch):
    monkeypatch.setattr("plugins.incremental_build.server._SEEN_BYTES", 10)
    seen = Seen()
    a, b, c = Path("a"), Path("b"), Path("c")
    seen.keep(a, b"12345")
    seen.keep(b, b"12345")
    seen.keep(a, b"1234")  # again: now b was given longest ago
    assert (seen.get(a), seen.get(b)) == (b"1234", b"12345")
    seen.keep(c, b"12")
    assert (seen.get(a), seen.get(b), seen.get(c)) == (b"1234", None, b"12")
    seen.keep(b, b"12345678901")  # more than all may take: given, not kept
    assert [seen.get(file) for file in (a, b, c)] == [None, None, None]
