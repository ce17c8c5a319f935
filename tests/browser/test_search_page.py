"""A reader searches: while typing, with filters, by keyboard, on a bad network, and where nothing can search."""

from __future__ import annotations

import json
import re
import struct
import unicodedata

import brotli
import pytest
from playwright.sync_api import expect

from plugins.search.index.addresses import MANIFEST
from plugins.search.index.deflate import deflated, inflated
from tests.browser.test_every_page import AXE, CONTRAST, DARK, EVERYTHING, RUN_AXE
from tests.browsing import DESKTOP, PHONE, before_each_page, layout_shift, remember, wider_than_window
from tests.building import soup, words

pytestmark = pytest.mark.browser

SEARCH = "/tim-kiem/"
REFORM = "cải cách hành chính"
CARDS = re.compile("/tim-kiem/du-lieu/the/")
DATA = re.compile("/tim-kiem/du-lieu/")
PARTS = re.compile(r"/tim-kiem/du-lieu/\d")  # lists of words; the rest is the manifest, cards and the lexicon
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


def field(page):
    return page.locator("#tim-kiem")


def heading(page):
    return page.locator("[data-part=heading]")


def choice(page, name):
    return page.get_by_role("combobox", name=name)


def results(page):
    return page.locator("[data-part=list] > li")


def titles(page):
    return [" ".join(title.split()) for title in results(page).locator("h3").all_inner_texts()]


def parameters(page):
    return page.evaluate("Object.fromEntries(new URLSearchParams(location.search))")


def search_for(page, text, **parameters):
    """Open the search page with *text* in its address, and wait for the answer."""
    page.goto(SEARCH + "?" + page.evaluate("given => String(new URLSearchParams(given))", {"q": text, **parameters}))
    expect(heading(page)).to_contain_text(f"“{text[:80]}")
    expect(page.locator("[data-part=busy]")).to_be_hidden()


def all_shown(page):
    """Press "Xem thêm" while it is there, and check that all results that have every word came, each once."""
    more = page.get_by_role("button", name="Xem thêm kết quả")
    while more.is_visible():
        known = results(page).count()
        more.click()
        expect(results(page).nth(known)).to_be_visible()
    addresses = results(page).get_by_role("link").evaluate_all("links => links.map(link => link.pathname)")
    assert len(set(addresses)) == len(addresses)
    whole = page.evaluate("""() => {
        const rows = [...document.querySelectorAll("[data-part=list] > li")];
        const end = rows.findIndex(row => row.querySelector("[data-part=near]"));
        const isWhole = row => row.querySelector(".row__meta > :last-child").hidden;
        return rows.slice(0, end < 0 ? rows.length : end).filter(isWhole).length;
    }""")
    assert str(whole) == heading(page).inner_text().split()[0]


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


def test_results_whose_cards_are_lost_are_tried_again_and_the_focus_stays(reader):
    page = reader()
    search_for(page, REFORM)
    page.route(CARDS, lambda route: route.abort())
    more = page.locator("[data-part=more]")
    more.focus()
    page.keyboard.press("Enter")
    expect(more).to_have_text("Chưa tải được. Thử lại")
    expect(more).to_be_focused()
    expect(results(page)).to_have_count(10)
    page.unroute(CARDS)
    page.keyboard.press("Enter")
    expect(results(page).nth(10).get_by_role("link")).to_be_focused()
    assert results(page).count() > 10
    all_shown(page)


def test_a_card_of_the_first_results_that_was_lost_comes_with_the_next_ones(reader):
    page = reader()
    lost = []

    def lose_one(route):
        lost.append(route.request.url)
        # Twice: the page asks for all again, once, in case the site was published anew meanwhile.
        route.abort() if route.request.url == lost[0] and lost.count(lost[0]) < 3 else route.continue_()

    page.route(CARDS, lose_one)
    search_for(page, REFORM)
    expect(results(page)).to_have_count(9)
    all_shown(page)
    assert lost.count(lost[0]) == 3


def test_a_search_that_is_overtaken_loads_no_cards(reader):
    page = reader()
    search_for(page, "một cửa")
    held, cards = [], []
    page.route(PARTS, lambda route: held.append(route))  # noqa: PLW0108  # Playwright cannot wrap a builtin
    field(page).fill("nghị quyết")
    expect(page.get_by_text("Đang tìm…")).to_be_visible()
    page.on("request", lambda request: CARDS.search(request.url) and cards.append(request.url))
    field(page).fill("một cửa")
    expect(heading(page)).to_contain_text("“một cửa”")
    assert held
    for route in held:
        route.continue_()
    page.wait_for_timeout(400)
    assert cards == []


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


def test_the_page_works_offline_with_what_is_loaded_and_says_what_is_not(reader):
    page = reader()
    search_for(page, "một")
    field(page).fill("một cửa")
    expect(heading(page)).to_contain_text("“một cửa”")
    known = titles(page)
    page.context.set_offline(True)
    field(page).fill("một")
    expect(heading(page)).to_contain_text("“một”")
    field(page).fill("một cửa")
    expect(heading(page)).to_contain_text("kết quả cho “một cửa”")
    assert titles(page) == known
    field(page).fill("nghị quyết")
    expect(heading(page)).to_have_text("Chưa tìm được “nghị quyết”")
    expect(page.get_by_text("Thiết bị đang mất kết nối.")).to_be_visible()
    page.context.set_offline(False)  # what was asked comes by itself
    expect(heading(page)).to_contain_text("kết quả cho “nghị quyết”")
    expect(page.get_by_text("Thiết bị đang mất kết nối.")).to_be_hidden()


def test_without_an_index_one_line_says_so_and_trying_again_helps(reader):
    page = reader()
    page.route(DATA, lambda route: route.fulfill(status=503))
    page.goto(SEARCH + "?q=h%E1%BB%93+s%C6%A1")
    expect(heading(page)).to_have_text("Chưa tìm được “hồ sơ”")
    expect(page.get_by_text("Chưa tải được dữ liệu tìm kiếm.")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Chuyển đổi số")).to_be_visible()
    page.unroute(DATA)
    page.get_by_role("button", name="Thử lại").click()
    expect(heading(page)).to_contain_text("kết quả cho “hồ sơ”")
    expect(heading(page)).to_be_focused()
    expect(page.get_by_text("Chưa tải được dữ liệu tìm kiếm.")).to_be_hidden()


def test_missing_parts_are_told_in_one_line_and_tried_again(reader):
    page = reader()
    lost = []

    def lose_one(route):
        if not lost or route.request.url in lost:
            lost.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    page.route(PARTS, lose_one)
    page.goto(SEARCH + "?q=chuyen+doi+so")
    expect(page.get_by_text("Một phần dữ liệu tìm kiếm chưa tải được; kết quả có thể thiếu.")).to_be_visible()
    assert results(page).count()
    page.unroute(PARTS)
    page.get_by_role("button", name="Thử lại").click()
    expect(heading(page)).to_contain_text("kết quả cho “chuyen doi so”")
    expect(page.get_by_text("Một phần dữ liệu")).to_be_hidden()
    expect(results(page)).to_have_count(10)


def of_an_older_site(manifest):
    """Return *manifest* with other names of shards, as one that the site had before it was published anew."""
    raw = bytearray(inflated(manifest))
    (size,) = struct.unpack_from(">I", raw)
    bits = json.loads(raw[4 : 4 + size])["tiers"][0][-1]
    for place in range(4 + size, 4 + size + (2 << bits), 2):
        raw[place] ^= 0x55 * (raw[place : place + 2] != b"\0\0")
    return deflated(bytes(raw))


def test_a_page_that_stood_open_while_the_site_was_published_anew_searches_on(reader, site):
    page = reader()
    old = of_an_older_site((site / MANIFEST).read_bytes())
    page.route(re.compile("muc-luc"), lambda route: route.fulfill(body=old))
    with page.expect_response(re.compile("muc-luc")):
        page.goto(SEARCH)
    page.unroute(re.compile("muc-luc"))
    field(page).fill("chuyen doi so")
    expect(results(page)).to_have_count(10)
    expect(page.get_by_text("Một phần dữ liệu")).to_be_hidden()
    years = page.get_by_label("Năm").locator("option").all_inner_texts()
    assert len(set(years)) == len(years)


def test_on_a_slow_network_the_last_results_stay_and_late_answers_are_dropped(reader):
    page = reader()
    search_for(page, "một cửa")
    known = titles(page)
    place = heading(page).bounding_box()["y"]
    held = []

    def hold(route):
        held.append(route)

    page.route(PARTS, hold)
    field(page).fill("nghị quyết")
    expect(page.get_by_text("Đang tìm…")).to_be_visible()
    assert titles(page) == known
    expect(page.locator("[data-part=list]")).to_have_attribute("aria-busy", "true")
    assert heading(page).bounding_box()["y"] == place
    late = list(held)
    field(page).fill("một cửa")
    expect(heading(page)).to_contain_text("“một cửa”")
    expect(page.get_by_text("Đang tìm…")).to_be_hidden()
    assert late
    for route in late:
        route.continue_()
    page.wait_for_timeout(300)
    expect(heading(page)).to_contain_text("“một cửa”")
    expect(page.locator("[data-part=list]")).not_to_have_attribute("aria-busy", "true")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("query", ["", "?q=cai+cach", "?q=qwrtzp"], ids=["nothing", "results", "none"])
def test_nothing_moves_while_the_page_appears(reader, query, viewport):
    page = reader(viewport=viewport)
    page.route("**/*.woff2", lambda route: route.abort())
    page.goto(SEARCH + query)
    page.wait_for_timeout(500)
    # The footer alone, at the foot of a high window. Makers of browsers call a page restless from 0.1 on.
    assert layout_shift(page) < 0.05


def test_without_script_the_page_explains_and_leads_to_every_article(reader):
    page = reader(java_script_enabled=False)
    page.goto(SEARCH + "?q=a")
    main = page.get_by_role("main")
    expect(main.get_by_text("Tìm kiếm ở đây cần trình duyệt đời mới và có bật JavaScript")).to_be_visible()
    expect(main.get_by_text("Cách tìm")).to_be_hidden()
    expect(main.locator("select, [data-part]").locator("visible=true")).to_have_count(0)
    for name in ("Chuyển đổi số", "Mọi chủ đề", "Tháng 11"):
        expect(main.get_by_role("link", name=name)).to_be_visible()


def test_an_old_browser_is_told_the_same(reader):
    page = reader(prepare=lambda context: before_each_page(context, "delete window.DecompressionStream;"))
    page.goto(SEARCH)
    page.goto(SEARCH + "?q=h%E1%BB%93+s%C6%A1", wait_until="load")
    # At once, not after the two seconds that a script is waited for.
    assert page.get_by_text("Tìm kiếm ở đây cần trình duyệt đời mới và có bật JavaScript").is_visible()
    expect(field(page)).to_have_value("hồ sơ")
    expect(page.get_by_role("main").get_by_role("link", name="Tháng 11")).to_be_visible()
    assert page.diary.troubles == []


def test_a_lost_script_is_told_at_once_and_not_laid_to_the_browser(reader):
    page = reader()
    page.route("**/assets/search-*.js", lambda route: route.abort())
    page.goto(SEARCH + "?q=h%E1%BB%93+s%C6%A1", wait_until="load")
    assert page.get_by_text("Chưa tải được chương trình tìm kiếm. Mời tải lại trang").is_visible()
    expect(field(page)).to_have_value("hồ sơ")
    expect(page.get_by_text("Tìm kiếm ở đây cần trình duyệt đời mới")).to_be_hidden()


def test_with_a_live_service_the_form_asks_it_where_there_is_no_script(reader, serve, workshop):
    workshop.settings["SEARCH_SERVICE"] = True
    workshop.built()
    page = reader(serve(workshop.output).url, java_script_enabled=False)
    page.goto(SEARCH)
    expect(page.get_by_text("máy chủ sẽ trả kết quả")).to_be_visible()
    field(page).fill("hồ sơ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/api/search?q=h%E1%BB%93+s%C6%A1")


def test_with_script_the_page_answers_itself_also_where_there_is_a_service(reader, serve, workshop):
    workshop.settings["SEARCH_SERVICE"] = True
    workshop.built()
    page = reader(serve(workshop.output).url)
    page.goto(SEARCH)
    field(page).fill("qwrtzp")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Không tìm thấy bài nào cho “qwrtzp”")
    expect(heading(page)).to_be_focused()


def test_where_no_feature_searches_the_page_says_so(workshop):
    workshop.settings["PLUGINS"] = [
        f"plugins.{name}"
        for name in ("articles", "listings", "assets", "photos", "latest_news", "online_visitors", "urgent_notice")
    ]
    workshop.built()
    page = soup(workshop.output, SEARCH)
    assert "Ô tìm kiếm chưa trả kết quả." in words(page.main)
    assert not page.find("script", src=lambda source: "search" in source)


def test_the_script_is_small_and_loaded_where_one_searches_only(reader, site):
    page = reader()
    page.goto("/")
    assert [url for url in page.diary.asked if "/assets/search" in url or "/du-lieu/" in url] == []
    (script,) = (site / "assets").glob("search-*.js")
    assert len(brotli.compress(script.read_bytes(), quality=11)) <= 10_000


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


def test_what_a_cache_holds_is_not_asked_for_again_but_for_the_manifest(reader, serve, site):
    server = serve(site)
    page = reader(server.url)
    search_for(page, REFORM)
    server.requests.clear()
    page.reload()
    expect(heading(page)).to_contain_text("kết quả cho")
    assert {path for path, _ in server.requests if DATA.search(path)} == {"/tim-kiem/du-lieu/muc-luc.bin"}


def test_in_print_the_marks_are_a_rule_alone(reader):
    page = reader()
    search_for(page, REFORM)
    page.emulate_media(media="print")
    style = page.locator("[data-part=list] mark").first.evaluate(
        "mark => [getComputedStyle(mark).backgroundColor, getComputedStyle(mark).borderBottomStyle]"
    )
    assert style == ["rgba(0, 0, 0, 0)", "solid"]
