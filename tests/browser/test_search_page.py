"""A reader searches: while typing, with filters, by keyboard, with whatever is typed."""

from __future__ import annotations

import re
import unicodedata

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import AXE, CONTRAST, DARK, EVERYTHING, RUN_AXE
from tests.browsing import DESKTOP, PHONE, layout_shift, remember, wider_than_window
from tests.search_page import REFORM, SEARCH, all_shown, choice, field, heading, parameters, results, search_for, titles

pytestmark = pytest.mark.browser


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "</title><b>",
    "(.*)+[a-z]{9}\\",
    "“ngoặc ' kép \" lẻ",
    "*?~ AND OR NOT a:b",
    "😀 🇻🇳 👩‍👩‍👧",
    "\u0000\u0007\u200b\u202e\ufeff",
    "\ud800",
    "...,;:!?",
    "%F0%%20&q=a#b",
    "a" * 10_000,
    "từ " * 3_000,
]


ELEMENTS = """() => [...document.querySelectorAll("main *")].map(element =>
    [...element.attributes].some(({ name }) => /^on|^style/.test(name)) ? "attribute" : element.localName)"""


@pytest.mark.parametrize(
    "typed",
    [REFORM, "cai cach hanh chinh", unicodedata.normalize("NFD", REFORM), "CẢI CÁCH HÀNH CHÍNH"],
    ids=["marks", "no marks", "decomposed", "capitals"],
)
def test_results_come_while_one_types_and_show_what_was_found(reader, typed):
    page = reader()
    page.goto(SEARCH)
    field(page).focus()
    page.keyboard.insert_text(typed)  # one input event, as from pasting
    expect(heading(page)).to_have_text(re.compile(f"^\\d+ kết quả cho “{typed}”$"))
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value(typed)
    assert parameters(page) == {"q": typed}
    assert page.title().startswith(f"{typed} - Tìm kiếm")
    first = results(page).first
    assert first.locator("mark").first.inner_text().lower() == REFORM
    expect(first.locator("time")).to_have_text("18/12/2025")
    assert page.diary.troubles == []


def test_every_key_brings_results_without_losing_the_place(reader):
    page = reader()
    page.goto(SEARCH)
    before = page.evaluate("history.length")
    field(page).focus()
    page.keyboard.type("mot cua", delay=30)
    expect(heading(page)).to_contain_text("“mot cua”")
    assert page.locator("[data-part=list] mark").first.inner_text().lower() == "một cửa"
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("x")
    expect(field(page)).to_have_value("mot cuxa")
    expect(field(page)).to_be_focused()
    # Keys replace the address; only the first of a new query may add one.
    assert page.evaluate("history.length") - before <= 1


def test_what_is_loaded_already_is_shown_without_waiting(reader):
    page = reader(prepare=lambda context: context.clock.install())
    search_for(page, "một")
    field(page).fill("một cửa")
    expect(heading(page)).to_contain_text("“một cửa”")
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    field(page).fill("một")  # no timer runs now
    expect(heading(page)).to_contain_text("“một”")


def test_letters_typed_without_an_input_method_are_understood(reader):
    page = reader()
    search_for(page, "cari cachs hanhf chinhs")
    expect(page.get_by_text(f"Hiểu là: {REFORM}")).to_be_visible()
    typed = titles(page)
    search_for(page, REFORM)
    assert titles(page) == typed
    expect(page.get_by_text("Hiểu là:")).to_be_hidden()


def test_a_number_of_a_document_is_found_first_and_marked_whole(reader):
    page = reader()
    search_for(page, "178/QĐ-UBND")
    assert "178" in titles(page)[0]
    assert "178/QĐ-UBND" in page.locator("[data-part=list] mark").all_inner_texts()


def test_what_an_abbreviation_means_is_marked_too(reader):
    page = reader()
    search_for(page, "CCHC")
    marks = [mark.lower() for mark in page.locator("[data-part=list] mark").all_inner_texts()]
    assert REFORM in marks


def test_filters_narrow_the_results_and_stand_in_the_address(reader):
    page = reader()
    search_for(page, "hồ sơ")
    everything = heading(page).inner_text()
    choice(page, "Năm").select_option("2024")
    expect(heading(page)).not_to_have_text(everything)
    assert parameters(page) == {"q": "hồ sơ", "nam": "2024"}
    assert {date[-4:] for date in results(page).locator("time").all_inner_texts()} == {"2024"}
    category = choice(page, "Chuyên mục").locator("option").nth(1)
    choice(page, "Chuyên mục").select_option(category.get_attribute("value"))
    expect(page).to_have_url(re.compile(category.get_attribute("value")))
    name = category.inner_text()
    expect(results(page).locator(".row__meta span:visible").first).to_have_text(name)
    page.go_back()
    expect(choice(page, "Chuyên mục")).to_have_value("")
    expect(choice(page, "Năm")).to_have_value("2024")
    page.get_by_role("button", name="Xóa bộ lọc").click()
    expect(heading(page)).to_have_text(everything)
    expect(heading(page)).to_be_focused()
    expect(page.get_by_role("button", name="Xóa bộ lọc")).to_be_hidden()
    assert parameters(page) == {"q": "hồ sơ"}


def test_filters_are_read_from_the_address_and_unknown_ones_count_as_all(reader):
    page = reader(viewport=PHONE)
    search_for(page, "hồ sơ", nam="2024", loai="khong-co")
    # On a phone they are folded, and the button tells that they are in use.
    expect(choice(page, "Năm")).to_be_hidden()
    page.get_by_text("Lọc kết quả (1)").click()
    expect(choice(page, "Năm")).to_have_value("2024")
    expect(choice(page, "Loại tin")).to_have_value("")
    assert {date[-4:] for date in results(page).locator("time").all_inner_texts()} == {"2024"}


def test_all_is_done_with_the_keyboard_alone(reader):
    page = reader()
    page.goto(SEARCH)
    field(page).focus()
    page.keyboard.type("hồ sơ")
    page.keyboard.press("Enter")
    expect(heading(page)).to_be_focused()
    expect(heading(page)).to_contain_text("“hồ sơ”")
    page.keyboard.press("Tab")
    expect(results(page).first.get_by_role("link")).to_be_focused()
    page.keyboard.press("ArrowDown")  # scrolls, as on any page
    expect(results(page).first.get_by_role("link")).to_be_focused()
    first = titles(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/tin-tuc/**")
    page.go_back()
    expect(heading(page)).to_contain_text("“hồ sơ”")
    expect(field(page)).to_have_value("hồ sơ")
    expect(results(page)).to_have_count(10)
    assert titles(page) == first


def test_more_results_follow_and_the_focus_stands_at_the_first_of_them(reader):
    page = reader()
    search_for(page, REFORM)
    expect(results(page)).to_have_count(10)
    page.get_by_role("button", name="Xem thêm kết quả").focus()
    page.keyboard.press("Enter")
    expect(results(page).nth(10).get_by_role("link")).to_be_focused()
    assert len(set(titles(page))) >= results(page).count() - 1  # two articles have one title
    all_shown(page)


def test_half_a_syllable_is_no_word_while_one_types(reader):
    page = reader()
    page.goto(SEARCH)
    field(page).press_sequentially("th")
    page.wait_for_timeout(1200)
    expect(page.get_by_role("heading", name="Cách tìm")).to_be_visible()
    field(page).fill("")
    field(page).press_sequentially("thủ t")
    expect(heading(page)).to_contain_text("kết quả cho “thủ”")
    field(page).press_sequentially("ục")
    expect(heading(page)).to_contain_text("kết quả cho “thủ tục”")
    field(page).fill("cchc")  # no syllable: it counts once one pauses
    expect(heading(page)).to_contain_text("“cchc”")
    field(page).fill("thủ t")
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text("“thủ t”")


def test_another_text_is_suggested_after_a_longer_pause_or_at_once_when_sent(reader):
    page = reader(prepare=lambda context: context.clock.install())
    suggestions = page.locator("[data-part=suggestions]")
    search_for(page, "cai cahc hanh")  # from the address: at once
    expect(suggestions).to_have_text("Có phải bạn tìm: cai cach hanh")
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    field(page).fill("cai cahc chinh")
    page.clock.run_for(850)
    expect(heading(page)).to_contain_text("“cai cahc chinh”")
    expect(suggestions).to_be_hidden()
    page.clock.run_for(800)
    expect(suggestions).to_have_text("Có phải bạn tìm: cai cach chinh")


def test_on_a_phone_the_first_key_brings_the_field_to_the_top(reader):
    page = reader(viewport=PHONE)
    page.goto(SEARCH)
    field(page).press_sequentially("hồ sơ")
    expect(heading(page)).to_contain_text("“hồ sơ”")
    assert page.locator("main form").bounding_box()["y"] < 30
    page.evaluate("scrollTo(0, 0)")
    field(page).evaluate("field => field.focus({ preventScroll: true })")
    field(page).evaluate("field => field.dispatchEvent(new InputEvent('input', { bubbles: true }))")
    assert page.evaluate("scrollY") == 0


def test_back_and_forward_go_through_the_queries_that_were_sent(reader):
    page = reader()
    page.goto(SEARCH)
    for query in ("một cửa", "chữ ký số"):
        field(page).fill("")
        field(page).press_sequentially(query)
        page.keyboard.press("Enter")
        expect(heading(page)).to_be_focused()
        expect(heading(page)).to_contain_text(f"“{query}”")
    page.go_back()
    expect(heading(page)).to_contain_text("“một cửa”")
    expect(field(page)).to_have_value("một cửa")
    page.go_forward()
    expect(heading(page)).to_contain_text("“chữ ký số”")
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", name="Cách tìm")).to_be_visible()
    expect(field(page)).to_have_value("")


def test_an_empty_field_shows_how_to_search_and_the_examples_work(reader):
    page = reader()
    search_for(page, "hồ sơ")
    field(page).fill("")
    expect(page.get_by_role("heading", name="Cách tìm")).to_be_visible()
    expect(heading(page)).to_be_hidden()
    assert parameters(page) == {}
    examples = page.locator("[data-start] a")
    for number in range(examples.count()):
        example = examples.nth(number).inner_text()
        examples.nth(number).click()
        expect(heading(page)).to_contain_text("kết quả cho")
        expect(heading(page)).to_contain_text(example)
        page.go_back()
        expect(page.get_by_role("heading", name="Cách tìm")).to_be_visible()


def test_nothing_found_leads_on(reader):
    page = reader()
    search_for(page, "qwrtzp", nam="2024")
    expect(heading(page)).to_have_text("Không tìm thấy bài nào cho “qwrtzp” trong phạm vi đã lọc")
    main = page.get_by_role("main")
    expect(main.locator("[data-part=none] li:visible").first).to_contain_text("Xóa bộ lọc")
    expect(main.get_by_role("link", name="hỏi Ban Biên tập")).to_be_visible()
    expect(main.get_by_role("link", name="Chuyển đổi số")).to_be_visible()
    expect(main.get_by_role("link", name="Tháng 11")).to_be_visible()
    main.get_by_text("tìm ở mọi chuyên mục").get_by_role("button").click()
    assert parameters(page) == {"q": "qwrtzp"}
    expect(main.get_by_text("tìm ở mọi chuyên mục")).to_be_hidden()
    expect(heading(page)).to_have_text("Không tìm thấy bài nào cho “qwrtzp”")


def test_where_no_article_has_all_words_the_page_says_so(reader):
    page = reader()
    search_for(page, "hồ sơ qwrtzp")
    expect(heading(page)).to_have_text("Không bài nào có đủ các từ “hồ sơ qwrtzp”")
    expect(results(page).first.get_by_text("Các bài chỉ có một số từ:")).to_be_visible()
    status = "Không bài nào có đủ các từ “hồ sơ qwrtzp”. Các bài chỉ có một số từ:"
    expect(page.get_by_role("status").filter(has_text=status)).to_have_count(1)
    expect(results(page)).to_have_count(10)


def test_the_number_of_results_is_spoken_once_after_a_pause(reader):
    page = reader(prepare=lambda context: context.clock.install())
    search_for(page, "một")
    expect(page.get_by_role("status").filter(has_text="“một”")).to_have_count(1)
    page.evaluate("""() => {
        window.spoken = [];
        const status = document.querySelector("[data-part=status]");
        new MutationObserver(() => spoken.push(status.textContent)).observe(status, { childList: true });
    }""")
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    for text in ("một cửa", "một cửa liên"):
        field(page).fill(text)
        page.clock.run_for(300)
        expect(heading(page)).to_contain_text(f"“{text}”")
    assert page.evaluate("spoken") == []
    page.clock.run_for(1000)
    notes = page.locator("[data-part=near]:visible").all_inner_texts()
    assert page.evaluate("spoken") == [". ".join([heading(page).inner_text(), *notes])]


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: ascii(query)[:20])
def test_no_query_breaks_the_page_or_lands_in_it_as_markup(reader, query):
    page = reader()
    page.goto(SEARCH)
    known = page.evaluate(ELEMENTS)
    field(page).evaluate(
        "(field, text) => { field.value = text; field.dispatchEvent(new InputEvent('input', { bubbles: true })); }",
        query,
    )
    page.wait_for_timeout(400)
    assert len(parameters(page).get("q", "")) <= 200
    page.reload()  # the query comes from the address now
    page.wait_for_timeout(400)
    assert set(page.evaluate(ELEMENTS)) <= {*known, "article", "h3", "li", "mark", "option", "time"}
    assert wider_than_window(page) == []
    assert page.diary.troubles == []


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("query", ["", "?q=cai+cach", "?q=qwrtzp"], ids=["nothing", "results", "none"])
def test_nothing_moves_while_the_page_appears(reader, query, viewport):
    page = reader(viewport=viewport)
    page.route("**/*.woff2", lambda route: route.abort())
    page.goto(SEARCH + query)
    page.wait_for_timeout(500)
    # The footer alone, at the foot of a high window. Makers of browsers call a page restless from 0.1 on.
    assert layout_shift(page) < 0.05


@pytest.mark.parametrize("query", ["cai cach hanh chinh", "qwrtzp"], ids=["results", "none"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_whatever_was_found(reader, query, viewport):
    page = reader(viewport=viewport)
    search_for(page, query, nam="2024")
    page.evaluate("document.querySelectorAll('main details').forEach(details => { details.open = true; })")
    page.evaluate(AXE.read_text("utf-8"))
    for theme, rules in (("light", EVERYTHING), ("dark", DARK), ("contrast", CONTRAST)):
        page.evaluate("theme => readingSettings.set('theme', theme)", theme)
        assert page.evaluate(RUN_AXE, rules) == [], theme


@pytest.mark.parametrize("query", ["cai cach hanh chinh", "qwrtzp" * 30], ids=["results", "one long word"])
def test_the_page_fits_a_narrow_window_and_large_text(reader, query):
    page = reader(viewport={"width": 320, "height": 640})
    search_for(page, query)
    assert wider_than_window(page) == []
    page = reader(viewport=PHONE, prepare=lambda context: remember(context, zoom=200))
    search_for(page, query)
    page.get_by_text("Lọc kết quả").click()
    assert wider_than_window(page) == []
    menu, search = (page.locator(f".header__{name}").bounding_box() for name in ("menu summary", "search"))
    assert search["y"] >= menu["y"] + menu["height"]


def test_in_print_the_marks_are_a_rule_alone(reader):
    page = reader()
    search_for(page, REFORM)
    page.emulate_media(media="print")
    style = page.locator("[data-part=list] mark").first.evaluate(
        "mark => [getComputedStyle(mark).backgroundColor, getComputedStyle(mark).borderBottomStyle]"
    )
    assert style == ["rgba(0, 0, 0, 0)", "solid"]
