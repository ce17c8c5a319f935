"""`desk serve`: an editor writes, saves, and sees."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import FLAGS
from tests.browsing import PHONE, wider_than_window
from tests.content import NOW, article, write
from tests.previewing import Preview, free_port, own_project

pytestmark = pytest.mark.browser

PAGE = "/tin-tuc/2024/03/09/hop-so-ket/"


@pytest.fixture
def preview(tmp_path):
    """Return a running preview of two articles whose first build is done."""
    articles = {"a": article(body="Nội dung lúc đầu."), "c": article("Bài đứng yên", date="2024-01-02")}
    write(tmp_path / "content", {f"tin-tuc/{name}.md": text for name, text in articles.items()})
    running = Preview(tmp_path, free_port())
    running.wait_for("Xem tại")
    yield running
    running.close()


def test_an_editor_sees_each_save_in_the_open_browser(preview, reader, tmp_path):
    page = reader(base=preview.url)
    page.goto(PAGE)
    expect(page.get_by_text("Nội dung lúc đầu.")).to_be_visible()
    for text in ("Câu vừa sửa.", "Sửa thêm lần nữa."):
        write(tmp_path / "content", {"tin-tuc/a.md": article(body=text)})
        expect(page.get_by_text(text)).to_be_visible()
    expect(page.locator("#xem-truoc")).to_have_count(0)
    assert page.diary.troubles == []


def test_a_mistake_stands_above_the_last_good_page_until_it_is_mended(preview, reader, tmp_path):
    page = reader(base=preview.url, viewport=PHONE)
    page.goto(PAGE)
    write(tmp_path / "content", {"tin-tuc/a.md": article(body="Chưa ai thấy.", date="<b>31/02/2024</b>")})
    told = page.get_by_role("complementary", name="Xem trước")
    expect(told).to_contain_text("content/tin-tuc/a.md:2")
    expect(told).to_contain_text("<b>31/02/2024</b>")
    expect(told).to_contain_text("Bạn đang xem bản trước đó.")
    expect(page.get_by_text("Nội dung lúc đầu.")).to_be_visible()
    assert told.bounding_box()["y"] + told.bounding_box()["height"] <= page.locator(".header").bounding_box()["y"] + 1
    assert wider_than_window(page) == []
    assert "xem-truoc" not in "".join(path.read_text("utf-8") for path in (tmp_path / "output").rglob("*.html"))

    write(tmp_path / "content", {"tin-tuc/a.md": article(body="Đã sửa xong.")})
    expect(page.get_by_text("Đã sửa xong.")).to_be_visible()
    expect(told).to_have_count(0)
    assert page.diary.troubles == []


def test_other_pages_go_on_beside_a_mistake_and_say_it_too(preview, reader, tmp_path):
    page = reader(base=preview.url)
    page.goto("/")
    write(tmp_path / "content", {"tin-tuc/b.md": article("Bài thứ hai", date="31/02/2024")})
    expect(page.locator("#xem-truoc")).to_contain_text("content/tin-tuc/b.md:2")
    assert "content/tin-tuc/b.md:2" in preview.printed()
    write(tmp_path / "content", {"tin-tuc/b.md": article("Bài thứ hai", date="2024-03-10")})
    expect(page.get_by_role("link", name="Bài thứ hai").first).to_be_visible()


def test_a_page_that_was_taken_away_on_purpose_is_gone(preview, reader, tmp_path):
    write(tmp_path / "content", {"tin-tuc/b.md": article("Bài thứ hai")})
    page = reader(base=preview.url)
    page.goto(PAGE)
    (tmp_path / "content/tin-tuc/a.md").unlink()
    expect(page.get_by_role("heading", level=1)).to_have_text("Không tìm thấy trang")


def test_a_template_is_rendered_anew_and_a_broken_one_keeps_the_last_good_page(reader, tmp_path, warm_cache):
    project = own_project(tmp_path / "project", warm_cache)
    write(tmp_path / "content", {"tin-tuc/a.md": article(body="Nội dung lúc đầu.")})
    preview = Preview(tmp_path, free_port(), project)
    template = project / "theme/templates/article.html"
    good = template.read_text("utf-8")
    try:
        preview.wait_for("Xem tại")
        page = reader(base=preview.url)
        page.goto(PAGE)
        template.write_text(good.replace("{% block main %}", "{% block main %}<p>Mẫu mới.</p>", 1), "utf-8")
        expect(page.get_by_text("Mẫu mới.")).to_be_visible()
        template.write_text(good.replace("{% block main %}", "{% block main %}{{ }", 1), "utf-8")
        expect(page.locator("#xem-truoc")).to_contain_text("theme/templates/article.html")
        expect(page.get_by_text("Mẫu mới.")).to_be_visible()
        template.write_text(good, "utf-8")
        expect(page.locator("#xem-truoc")).to_have_count(0)
        expect(page.get_by_text("Mẫu mới.")).to_have_count(0)
        assert "Mã nguồn đã đổi" not in preview.printed()
    finally:
        preview.close()


def test_what_kept_the_first_build_from_any_site_is_shown_as_well(reader, tmp_path):
    write(tmp_path / "content", {"tin-tuc/a.md": article(), "chuyen-muc.yaml": "- ["})
    preview = Preview(tmp_path, free_port())
    try:
        preview.wait_for("Xem tại")
        page = reader(base=preview.url)
        assert page.goto("/").status == 404
        expect(page.locator("#xem-truoc")).to_contain_text("chuyen-muc.yaml")
        (tmp_path / "content/chuyen-muc.yaml").unlink()
        expect(page.get_by_role("link", name="Họp sơ kết").first).to_be_visible()
    finally:
        preview.close()


def test_an_address_that_is_not_there_answers_404_with_the_portals_page(preview, reader):
    page = reader(base=preview.url)
    assert page.goto("/khong-co/").status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Không tìm thấy trang")
    assert page.goto("/../pelicanconf.py").status == 404
    assert page.goto("/tin-tuc/2024/03/09/hop-so-ket").url == preview.url + PAGE


@contextmanager
def a_build_is_told(page, times=1):
    """Wait until *page* heard so often that a build ended, which the block brings about."""
    told = []

    def is_last(request):
        if "/_xem-truoc?" in request.url:
            told.append(request)
        return len(told) == times

    with page.expect_event("requestfinished", is_last):
        yield


def at_a_stopped_clock(context):
    context.clock.install(time=NOW - timedelta(seconds=1))
    context.clock.pause_at(NOW)


def test_a_click_in_the_moment_of_a_reload_is_not_lost(preview, reader, tmp_path):
    page = reader(base=preview.url, prepare=at_a_stopped_clock)
    page.goto("/")
    held = []

    def hold(route):
        held.append(route)

    page.route(f"**{PAGE}", hold)
    with page.expect_request(f"**{PAGE}"):
        page.get_by_role("link", name="Họp sơ kết").first.click(no_wait_after=True)
    with a_build_is_told(page):
        write(tmp_path / "content", {"tin-tuc/a.md": article(body="Câu vừa sửa.")})
    (asked,) = held
    asked.continue_()
    expect(page.get_by_text("Câu vừa sửa.")).to_be_visible()
    assert page.url == preview.url + PAGE


def test_a_press_becomes_a_click_before_the_page_reloads(preview, reader, tmp_path):
    page = reader(base=preview.url, prepare=at_a_stopped_clock)
    page.goto("/")
    page.get_by_role("link", name="Họp sơ kết").first.hover()
    page.mouse.down()
    with a_build_is_told(page):
        write(tmp_path / "content", {"tin-tuc/a.md": article(body="Câu vừa sửa.")})
    page.mouse.up()
    expect(page.get_by_text("Câu vừa sửa.")).to_be_visible()


def test_after_a_download_the_page_reloads_late_but_does(preview, reader, tmp_path):
    page = reader(base=preview.url, prepare=at_a_stopped_clock)
    page.goto("/")
    as_file = {"Content-Disposition": "attachment"}
    page.route(f"**{PAGE}", lambda route: route.fulfill(headers=as_file, body="Tệp"))
    with page.expect_download():
        page.get_by_role("link", name="Họp sơ kết").first.click()
    with a_build_is_told(page, times=2):  # and so was not taken for a reason to reload at once
        write(tmp_path / "content", {"tin-tuc/b.md": article("Bài thứ hai", date="2024-03-10")})
    expect(page.get_by_role("link", name="Bài thứ hai")).to_have_count(0)
    page.clock.fast_forward(10_000)
    expect(page.get_by_role("link", name="Bài thứ hai").first).to_be_visible()


def test_a_page_that_is_come_back_to_as_it_was_reloads(preview, playwright, tmp_path):
    browser = playwright.chromium.launch(
        executable_path="/usr/bin/chromium", args=FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    with browser:
        context = browser.new_context(base_url=preview.url)
        at_a_stopped_clock(context)
        page = context.new_page()
        page.add_init_script("addEventListener('pageshow', event => console.log('as it was', event.persisted))")
        page.route(f"**{PAGE}", keep)
        page.goto(PAGE)
        page.goto("/_xem-truoc.js")  # of no build
        with page.expect_console_message(lambda message: message.text == "as it was true"):
            page.evaluate("history.back()")
        write(tmp_path / "content", {"tin-tuc/a.md": article(body="Câu vừa sửa.")})
        expect(page.get_by_text("Câu vừa sửa.")).to_be_visible()


def keep(route):
    """Let a browser keep the page: others than Chromium do so without being told."""
    answer = route.fetch()
    route.fulfill(response=answer, headers={**answer.headers, "cache-control": "max-age=60"})
