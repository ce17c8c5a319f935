"""A reader with the tools of an article: text size, ground and font, sharing, saving, printing."""

import re

import pytest
from playwright.sync_api import expect

from tests.browsing import PHONE, before_each_page, keep, remember, root_font, wider_than_window

pytestmark = pytest.mark.browser

ARTICLE = "article with picture, table and footnotes"
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


@pytest.fixture
def article(addresses):
    return addresses[ARTICLE]


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


@pytest.mark.parametrize("zoom", [79, 250, -1, "x", None, {"a": 1}])
def test_a_stored_text_size_that_makes_no_sense_counts_for_nothing(reader, article, zoom):
    page = reader(prepare=lambda context: remember(context, zoom=zoom))
    page.goto(article)
    expect(percent(page)).to_have_text("100%")
    assert page.evaluate("document.documentElement.style.fontSize") == ""
    assert page.diary.troubles == []


@pytest.mark.parametrize("stored", ["{", "null", "[]", '"dark"', "7"])
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


def test_sharing_uses_the_devices_own_way_where_there_is_one(reader, article):
    closed = "Promise.reject(new DOMException('closed by the reader', 'AbortError'))"
    stub = f"navigator.share = data => {{ window.shared = data; return {closed}; }};"
    page = reader(prepare=lambda context: before_each_page(context, stub))
    page.goto(article)
    assert page.locator(".share__links:visible").count() == 0
    page.get_by_role("button", name="Chia sẻ").first.click()
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    title = page.get_by_role("heading", level=1).inner_text()
    shared = page.evaluate("shared")
    assert shared["url"] == canonical
    assert shared["title"].split() == title.split()
    assert page.diary.troubles == []


def test_sharing_elsewhere_is_a_list_of_plain_links(reader, article):
    page = reader()
    page.goto(article)
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert page.locator(".share__button:visible").count() == 0
    share = page.locator(".article-tools--top .share")
    share.locator("summary").click()
    links = {link.inner_text().strip(): link.get_attribute("href") for link in share.get_by_role("link").all()}
    assert list(links) == ["Zalo", "Facebook", "Thư điện tử"]
    assert links["Zalo"].startswith("https://button-share.zalo.me/share_external?")
    assert links["Facebook"].startswith("https://www.facebook.com/sharer/sharer.php?u=http")
    assert links["Thư điện tử"].startswith("mailto:?subject=")
    assert canonical.rsplit("/", 2)[1] in links["Facebook"]
    assert share.get_by_role("link").first.get_attribute("rel") == "noopener nofollow"
    assert page.diary.troubles == []


def copy_link(page):
    share = page.locator(".article-tools--top .share")
    share.locator("summary").click()
    share.get_by_role("button", name="Sao chép liên kết").click()
    return share.locator("[data-copy-status]")


def test_copying_the_link_says_so(reader, portal, article):
    page = reader(permissions=["clipboard-read", "clipboard-write"])
    page.goto(article)
    expect(copy_link(page)).to_have_text("Đã sao chép")
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert page.evaluate("navigator.clipboard.readText()") == canonical


@pytest.mark.parametrize(
    "refusal",
    [
        "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));",
        "Object.defineProperty(navigator, 'clipboard', { value: undefined });",
    ],
    ids=["refused", "no clipboard"],
)
def test_a_link_that_cannot_be_copied_is_shown(reader, article, refusal):
    page = reader(prepare=lambda context: before_each_page(context, refusal))
    page.goto(article)
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    expected = f"Không sao chép được. Hãy tự chọn và sao chép địa chỉ: {canonical}"
    expect(copy_link(page)).to_have_text(expected)
    assert page.diary.troubles == []


@pytest.mark.parametrize("kind", [ARTICLE, "withdrawn article", "page"])
def test_print_is_the_article_and_its_address(reader, addresses, kind):
    page = reader(color_scheme="dark")
    page.goto(addresses[kind])
    page.emulate_media(media="print")
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    expect(page.get_by_text(canonical, exact=True)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for gone in ("nav", "aside", "button", "form", "summary", ".footer", ".skip-link"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    colours = (
        "() => [getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert page.evaluate(colours) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_a_printed_article_is_pages_of_a4(reader, article):
    page = reader()
    page.goto(article)
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert len(boxes) >= 1
    for box in boxes:
        assert [float(side) for side in box] == pytest.approx([595.3, 841.9], abs=1.5)


def test_print_opens_the_browsers_own_dialogue(reader, article):
    page = reader(prepare=lambda context: before_each_page(context, "window.print = () => { window.printed = true; };"))
    page.goto(article)
    page.get_by_role("button", name="In bài").click()
    assert page.evaluate("printed")


def test_a_saved_article_is_one_file_that_opens_anywhere(reader, article, tmp_path, chromium):
    page = reader()
    page.goto(article)
    with page.expect_download() as download:
        page.get_by_role("button", name="Lưu bài").click()
    name = download.value.suggested_filename
    assert name == article.strip("/").rsplit("/")[-1] + ".html"
    file = tmp_path / name
    download.value.save_as(file)
    assert page.diary.troubles == []
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    html = file.read_text("utf-8")
    assert html.count(canonical) >= 1
    for other in ("<script", "<link", "<button", " onclick", " hidden", 'src="/', 'href="/'):
        assert other not in html, other

    copy = reader(offline=True)
    copy.goto(file.as_uri())
    body = " ".join(copy.locator("body").inner_text().split())
    for part in page.locator(".article h1, .article__sapo, .article__text p, .article__text td").all():
        assert " ".join(part.inner_text().split()) in body
    assert copy.evaluate("[...document.images].length") > 0
    assert copy.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    assert [url for url in copy.diary.asked if not url.startswith(("file:", "data:"))] == []
    assert copy.get_by_text(canonical).count() == 1
    assert copy.title() == page.title()
