"""A reader takes an article along: shares, copies its address, prints, saves."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARTICLE
from tests.browsing import before_each_page

pytestmark = pytest.mark.browser


def test_sharing_uses_the_devices_own_way_where_there_is_one(reader, article):
    closed = "Promise.reject(new DOMException('closed by the reader', 'AbortError'))"
    stub = f"navigator.share = data => {{ window.shared = data; return {closed}; }};"
    page = reader(prepare=lambda context: before_each_page(context, stub))
    page.goto(article)
    assert page.locator("details.share").count() == 0
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


@pytest.mark.parametrize("own_way", [False, True], ids=["list", "device"])
def test_below_the_text_sharing_is_the_same_as_above(reader, article, own_way):
    stub = "navigator.share = data => { window.shared = data; return Promise.resolve(); };"
    page = reader(prepare=(lambda context: before_each_page(context, stub)) if own_way else None)
    page.goto(article)
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    below = page.locator(".article-tools--bottom")
    if own_way:
        below.get_by_role("button", name="Chia sẻ").click()
        assert page.evaluate("shared.url") == canonical
        return
    below.locator("summary").click()
    above = page.locator(".article-tools--top .share li a")
    addresses = [link.get_attribute("href") for link in above.all()]
    assert [link.get_attribute("href") for link in below.locator("li a:visible").all()] == addresses
    expect(below.get_by_role("button", name="Sao chép liên kết")).to_be_visible()
    assert page.locator("#chia-se").count() == 1


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
