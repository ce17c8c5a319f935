"""The search page where the browser does not search: no script, an old browser, a lost script; a live service."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browsing import before_each_page
from tests.building import soup, words
from tests.search_page import SEARCH, field, heading

pytestmark = pytest.mark.browser


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
