"""A reader sets the page up: text size, ground and font."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARTICLE
from tests.browsing import PHONE, before_each_page, keep, remember, root_font, wider_than_window

pytestmark = pytest.mark.browser

# Elements whose text does not fit into them and is cut there. A row's sapo has two lines on a phone at any size.
CUT_TEXT = """() => [...document.querySelectorAll("body *")].filter(element => {
    const style = getComputedStyle(element);
    const clips = [style.overflowX, style.overflowY].some(way => way === "hidden" || way === "clip");
    const meant = element.closest(".visually-hidden, .reading-settings__word, .row__summary, svg");
    const outside = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
    return clips && outside && !meant && element.checkVisibility() && element.clientWidth;
}).map(element => element.className)"""
# Writes down what the page's root looks like when its body begins, before anything of it can be painted.
WATCH_ROOT = """new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    const root = document.documentElement;
    window.atBody = [root.dataset.theme, root.dataset.font, root.style.fontSize];
}).observe(document, { childList: true, subtree: true });
addEventListener("DOMContentLoaded", () => {
    window.atContent = document.documentElement.dataset.theme;
});"""


def larger(page):
    return page.get_by_role("button", name="Phóng to chữ")


def smaller(page):
    return page.get_by_role("button", name="Thu nhỏ chữ")


def percent(page):
    return page.locator("[data-zoom-percent]").first


def text_size(page):
    return page.locator(".article__text p").first.evaluate("element => parseFloat(getComputedStyle(element).fontSize)")


def open_settings(page):
    page.locator(".reading-settings summary").click()


def test_plus_makes_the_text_a_tenth_larger_and_says_so(reader, article):
    page = reader()
    page.goto(article)
    before = text_size(page)
    width = page.locator(".article__text p").first.bounding_box()["height"]
    expect(percent(page)).to_have_text("100%")
    larger(page).click()
    expect(percent(page)).to_have_text("110%")
    expect(page.locator("[data-zoom-status]")).to_have_text("Cỡ chữ 110%")
    assert text_size(page) == pytest.approx(before * 1.1, abs=0.05)
    assert page.locator(".article__text p").first.bounding_box()["height"] > width
    smaller(page).click()
    smaller(page).click()
    expect(percent(page)).to_have_text("90%")
    assert text_size(page) == pytest.approx(before * 0.9, abs=0.05)


def test_the_text_size_is_remembered_on_the_next_page_and_after_reload(reader, article, addresses):
    page = reader()
    page.goto(article)
    before = root_font(page)
    larger(page).click()
    larger(page).click()
    page.reload()
    expect(percent(page)).to_have_text("120%")
    page.goto(addresses["corrected article"])
    expect(percent(page)).to_have_text("120%")
    page.goto("/")
    assert root_font(page) == pytest.approx(before * 1.2, abs=0.05)
    page.goto(article)
    open_settings(page)
    page.get_by_role("button", name="Trở về cỡ chữ thường").click()
    expect(percent(page)).to_have_text("100%")
    assert root_font(page) == before
    page.reload()
    assert root_font(page) == before


@pytest.mark.parametrize(("start", "button", "limit"), [(190, larger, 200), (90, smaller, 80)], ids=["200", "80"])
def test_the_text_size_stops_at_its_limits(reader, article, start, button, limit):
    page = reader(prepare=lambda context: remember(context, zoom=start))
    page.goto(article)
    for _ in range(3):
        button(page).focus()
        page.keyboard.press("Enter")
    expect(percent(page)).to_have_text(f"{limit}%")
    expect(button(page)).to_have_attribute("aria-disabled", "true")
    expect(button(page)).to_be_focused()
    page.reload()
    expect(percent(page)).to_have_text(f"{limit}%")


@pytest.mark.parametrize("zoom", [79, 250, "x", None])
def test_a_stored_text_size_that_makes_no_sense_counts_for_nothing(reader, article, zoom):
    page = reader(prepare=lambda context: remember(context, zoom=zoom))
    page.goto(article)
    expect(percent(page)).to_have_text("100%")
    assert page.evaluate("document.documentElement.style.fontSize") == ""
    assert page.diary.troubles == []


@pytest.mark.parametrize("stored", ["{", "null", "[]", '"dark"'])
def test_a_broken_store_leaves_a_page_that_works_and_can_be_changed(reader, article, stored):
    page = reader(prepare=lambda context: keep(context, stored))
    page.goto(article)
    larger(page).click()
    expect(percent(page)).to_have_text("110%")
    page.reload()
    expect(percent(page)).to_have_text("110%")
    assert page.diary.troubles == []


def test_a_browser_that_stores_nothing_still_changes_the_page(reader, article):
    refuse = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    page = reader(prepare=lambda context: before_each_page(context, refuse))
    page.goto(article)
    larger(page).click()
    expect(percent(page)).to_have_text("110%")
    assert page.diary.troubles == []


@pytest.mark.parametrize(
    "kind", ["home", ARTICLE, "article with the longest title", "all articles", "accessibility page"]
)
def test_at_200_per_cent_on_a_phone_nothing_is_cut(reader, addresses, kind):
    page = reader(viewport=PHONE, prepare=lambda context: remember(context, zoom=200))
    page.goto(addresses[kind])
    assert root_font(page) == 32
    assert wider_than_window(page) == []
    assert page.evaluate(CUT_TEXT) == []


def test_ground_and_font_are_remembered_and_stand_before_the_first_paint(reader, article):
    page = reader(prepare=lambda context: before_each_page(context, WATCH_ROOT))
    page.goto(article)
    assert page.evaluate("atBody") == [None, None, ""]
    open_settings(page)
    page.get_by_label("Nền tối").check()
    page.get_by_label("Chữ có chân").check()
    larger(page).click()
    for address in (article, "/"):
        page.goto(address)
        assert page.evaluate("atBody") == ["dark", "serif", "110%"]
        assert page.evaluate("atContent") == "dark"
    page.goto(article)
    open_settings(page)
    expect(page.get_by_label("Nền tối")).to_be_checked()
    expect(page.get_by_label("Chữ có chân")).to_be_checked()
    page.get_by_label("Theo thiết bị").check()
    page.get_by_label("Chữ không chân").check()
    page.reload()
    assert page.evaluate("atBody") == [None, None, "110%"]


def test_a_serif_font_is_really_another_font(reader, article):
    page = reader()
    page.goto(article)
    family = "getComputedStyle(document.querySelector('.article__text p')).fontFamily"
    before = page.evaluate(family)
    open_settings(page)
    page.get_by_label("Chữ có chân").check()
    assert page.evaluate(family) != before
    assert "serif" in page.evaluate(family)


def test_the_reading_settings_close_on_escape_and_on_a_click_elsewhere(reader, article):
    page = reader()
    page.goto(article)
    details = page.locator(".reading-settings")
    open_settings(page)
    page.get_by_label("Nền sáng").focus()
    page.keyboard.press("Escape")
    expect(details).not_to_have_attribute("open", "")
    expect(details.locator("summary")).to_be_focused()
    open_settings(page)
    page.get_by_role("heading", level=1).click()
    expect(details).not_to_have_attribute("open", "")
