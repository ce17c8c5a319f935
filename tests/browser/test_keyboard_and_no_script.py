"""Readers without a mouse, and readers without script."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARTICLE
from tests.browsing import DESKTOP, PHONE, STORE

pytestmark = pytest.mark.browser

# What has the focus: where it stands, whether its focus shows, whether it is on the screen.
FOCUSED = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    return {
        place: window.stops.indexOf(element),
        name: element.outerHTML.slice(0, 120),
        marked: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none",
        seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
    };
}"""
# Everything that a reader can act on, in the order of the page; of a group of radio buttons the chosen one.
STOPS = """() => {
    const all = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    window.stops = [...document.querySelectorAll(all)].filter(element =>
        element.checkVisibility({ visibilityProperty: true }) && !(element.type === "radio" && !element.checked));
    return window.stops.length;
}"""


def walk(page):
    """Press Tab from the top until the page is left; return what got the focus, in order."""
    stops = page.evaluate(STOPS)
    walked = []
    for _ in range(stops + 5):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or (walked and focused["place"] == walked[0]["place"]):
            break
        walked.append(focused)
    return stops, walked


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("kind", ["home", ARTICLE, "all articles", "accessibility page", "search"])
def test_tab_goes_through_the_whole_page_in_order_and_shows_where_it_is(reader, addresses, kind, viewport):
    page = reader(viewport=viewport)
    page.goto(addresses[kind])
    stops, walked = walk(page)
    assert [stop["name"] for stop in walked if not stop["marked"]] == []
    assert [stop["name"] for stop in walked if not stop["seen"]] == []
    assert [stop["place"] for stop in walked] == list(range(stops))


def test_the_first_tab_shows_a_link_that_leads_past_the_header(reader, addresses):
    page = reader()
    page.goto(addresses[ARTICLE])
    link = page.get_by_role("link", name="Bỏ qua, đến nội dung chính")
    assert link.bounding_box()["y"] < 0
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_tools_work_from_the_keyboard(reader, addresses, key):
    page = reader()
    page.goto(addresses[ARTICLE])
    page.get_by_role("button", name="Phóng to chữ").focus()
    page.keyboard.press(key)
    expect(page.locator("[data-zoom-percent]")).to_have_text("110%")
    page.keyboard.press("Tab")
    page.keyboard.press(key)
    expect(page.locator(".reading-settings")).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Chữ có chân")).to_be_checked()
    assert page.evaluate("document.documentElement.dataset.font") == "serif"
    page.locator(".article-tools--top .share summary").focus()
    page.keyboard.press(key)
    expect(page.get_by_role("link", name="Chia sẻ qua Zalo")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Chia sẻ qua Zalo")).not_to_be_visible()
    expect(page.locator(".article-tools--top .share summary")).to_be_focused()


def test_the_categories_that_do_not_fit_drop_down_and_escape_closes_them(reader):
    page = reader()
    page.goto("/")
    more = page.locator(".navigation summary")
    hidden = page.locator(".navigation__more a")
    expect(hidden.first).not_to_be_visible()
    more.focus()
    page.keyboard.press("Enter")
    expect(hidden.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(hidden.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(hidden.first).not_to_be_visible()
    expect(more).to_be_focused()
    more.click()
    page.get_by_role("heading", level=2).first.click()
    expect(hidden.first).not_to_be_visible()


def test_a_wide_table_is_reached_and_scrolled_with_the_keyboard(reader, addresses):
    page = reader(viewport={"width": 320, "height": 640})
    page.goto(addresses[ARTICLE])
    frame = page.locator(".table-frame").first
    if frame.evaluate("element => element.scrollWidth <= element.clientWidth"):
        frame.evaluate("element => { element.querySelector('td, th').textContent = 'số'.repeat(200); }")
    frame.focus()
    expect(frame).to_be_focused()
    assert frame.get_attribute("role") == "region"
    assert frame.get_attribute("aria-label") or frame.get_attribute("aria-labelledby")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("element => element.scrollLeft > 0", arg=frame.element_handle())


def test_a_phone_without_script_goes_from_the_menu_to_a_category_an_article_and_back(reader):
    page = reader(viewport=PHONE, java_script_enabled=False, has_touch=True)
    page.goto("/")
    category = page.get_by_label("Chuyên mục", exact=True).get_by_role("link", name="Chuyển đổi số")
    expect(category).not_to_be_visible()
    page.get_by_text("Danh mục", exact=True).tap()
    category.tap()
    page.wait_for_url("**/chuyen-muc/chuyen-doi-so/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Chuyển đổi số")
    current = page.locator(".navigation a[aria-current]")
    expect(current).to_have_text("Chuyển đổi số")
    first = page.locator("main .row__title a").first
    title = " ".join(first.inner_text().split())
    first.tap()
    page.wait_for_url("**/tin-tuc/**")
    assert " ".join(page.get_by_role("heading", level=1).inner_text().split()) == title
    page.get_by_label("Vị trí trang").get_by_role("link", name="Chuyển đổi số").tap()
    page.wait_for_url("**/chuyen-muc/chuyen-doi-so/")
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chuyển đổi số")


def test_without_script_everything_can_be_read_and_no_dead_button_stands_there(reader, addresses):
    page = reader(java_script_enabled=False)
    page.goto(addresses[ARTICLE])
    for button in page.locator("main button:visible, [data-zoom]:visible, .reading-settings:visible").all():
        pytest.fail(f"needs script: {button.inner_text()}")
    expect(page.locator(".article__text p").first).to_be_visible()
    assert page.locator(".article__text :not(:visible):not(source, col, colgroup)").count() == 0
    expect(page.locator(".article__cover img")).to_be_visible()
    share = page.locator(".article-tools--top .share")
    share.locator("summary").click()
    expect(share.get_by_role("link", name="Chia sẻ qua Facebook")).to_be_visible()
    assert "url=http" in share.get_by_role("link", name="Chia sẻ qua Zalo").get_attribute("href")
    page.locator(".article-tools--bottom").get_by_role("link", name="Chia sẻ").click()
    expect(share).to_be_in_viewport()
    expect(page.locator(".latest-news")).to_be_visible()
    expect(page.locator(".online-visitors")).to_have_text("Chưa có số liệu")


def test_the_accessibility_page_without_script_promises_no_settings_it_cannot_give(reader, addresses):
    page = reader(java_script_enabled=False)
    page.goto(addresses["accessibility page"])
    assert page.locator("main input:visible, main button:visible").count() == 0


def test_the_way_back_to_the_top_works_without_script(reader, addresses):
    page = reader(viewport=PHONE, java_script_enabled=False)
    page.goto(addresses[ARTICLE])
    link = page.get_by_role("link", name="Về đầu trang")
    link.scroll_into_view_if_needed()
    link.click()
    expect(page.locator(".header__home")).to_be_in_viewport()


def test_nothing_is_stored_before_the_reader_chooses(reader, addresses):
    page = reader()
    page.goto(addresses[ARTICLE])
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.context.cookies() == []
    page.get_by_role("button", name="Phóng to chữ").click()
    assert page.evaluate("Object.keys(localStorage)") == [STORE]
