"""A reader searches where something is lost, late or old: the network, parts of the index, the site itself."""

from __future__ import annotations

import json
import re
import struct

import brotli
import pytest
from playwright.sync_api import expect

from plugins.search.index.addresses import MANIFEST
from plugins.search.index.deflate import deflated, inflated
from tests.search_page import CARDS, DATA, PARTS, REFORM, SEARCH, all_shown, field, heading, results, search_for, titles

pytestmark = pytest.mark.browser


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


def test_what_a_cache_holds_is_not_asked_for_again_but_for_the_manifest(reader, serve, site):
    server = serve(site)
    page = reader(server.url)
    search_for(page, REFORM)
    server.requests.clear()
    page.reload()
    expect(heading(page)).to_contain_text("kết quả cho")
    assert {path for path, _ in server.requests if DATA.search(path)} == {"/tim-kiem/du-lieu/muc-luc.bin"}


def test_the_script_is_small_and_loaded_where_one_searches_only(reader, site):
    page = reader()
    page.goto("/")
    assert [url for url in page.diary.asked if "/assets/search" in url or "/du-lieu/" in url] == []
    (script,) = (site / "assets").glob("search-*.js")
    assert len(brotli.compress(script.read_bytes(), quality=11)) <= 10_000
