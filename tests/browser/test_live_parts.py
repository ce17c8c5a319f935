"""What changes on a page by itself: the urgent notice and the number of readers online."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from portal.vietnamese.dates import ZONE
from tests.browsing import PHONE
from tests.building import EPOCH, built, soup
from tests.content import article, write

pytestmark = pytest.mark.browser

NOW = datetime.fromtimestamp(int(EPOCH), ZONE)
END = NOW + timedelta(minutes=5)
NOTICE = f"text: Cổng dừng nhận hồ sơ để bảo trì.\nurl: /tin-tuc/\nuntil: {END:%d/%m/%Y %H:%M}\n"
ANSWERS = {
    "error": {"status": 500, "body": "{}"},
    "not json": {"status": 200, "body": "<html>"},
    "words": {"status": 200, "body": '{"online": "nhiều"}'},
    "negative": {"status": 200, "body": '{"online": -1}'},
    "fraction": {"status": 200, "body": '{"online": 6.5}'},
    "markup": {"status": 200, "body": '{"online": "<b>68</b>"}'},
    "nothing": {"status": 200, "body": "null"},
}


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """Return a small content folder with a notice that ends in five minutes."""
    files = {"tin-tuc/a.md": article(), "thong-bao-khan.yaml": NOTICE}
    return write(tmp_path_factory.mktemp("live") / "content", files)


@pytest.fixture(scope="module")
def with_stub(content, tmp_path_factory):
    settings = {"ONLINE_VISITORS_PROVIDER": "stub", "ONLINE_VISITORS_STUB": 67}
    return built(content, tmp_path_factory.mktemp("stub") / "output", settings=settings)


@pytest.fixture(scope="module")
def with_service(content, tmp_path_factory):
    settings = {"ONLINE_VISITORS_PROVIDER": "live"}
    return built(content, tmp_path_factory.mktemp("service") / "output", settings=settings)


def at(moment):
    """Return what gives a context's pages a clock that stands at *moment* and goes on when told to."""

    def prepare(context):
        context.clock.install(time=moment - timedelta(seconds=1))
        context.clock.pause_at(moment)

    return prepare


def test_an_urgent_notice_stands_on_every_page_until_its_minute_and_goes_by_itself(reader, serve, with_stub):
    server = serve(with_stub)
    for address in ("/", "/tin-tuc/2024/03/09/hop-so-ket/", "/khong-co/"):
        page = reader(base=server.url, viewport=PHONE, prepare=at(END - timedelta(seconds=90)))
        page.goto(address)
        notice = page.get_by_role("region", name="Thông báo khẩn")
        expect(notice).to_contain_text("Cổng dừng nhận hồ sơ để bảo trì.")
        page.clock.run_for(89_000)
        expect(notice).to_be_visible()
        page.clock.run_for(2_000)
        expect(notice).to_be_hidden()


def test_a_page_of_an_old_build_opened_after_the_minute_hides_the_notice_at_once(reader, serve, with_stub):
    page = reader(base=serve(with_stub).url, prepare=at(END))
    page.goto("/")
    assert page.locator(".urgent-notice").count() == 1
    expect(page.locator(".urgent-notice")).to_be_hidden()


def test_a_notice_without_script_says_until_when_it_holds(reader, serve, with_stub):
    page = reader(base=serve(with_stub).url, java_script_enabled=False)
    page.goto("/")
    expect(page.locator(".urgent-notice time")).to_have_attribute("datetime", END.isoformat(timespec="minutes"))


def test_a_build_after_the_minute_has_no_notice(content, tmp_path):
    output = built(content, tmp_path / "output", environment={"SOURCE_DATE_EPOCH": str(int(END.timestamp()))})
    assert soup(output, "/").find(class_="urgent-notice") is None
    assert "bảo trì" not in (output / "index.html").read_text("utf-8")


def test_the_stubs_number_is_shown_and_its_file_gives_the_same(reader, serve, with_stub):
    server = serve(with_stub)
    page = reader(base=server.url)
    with page.expect_response("**/api/visitors.json") as answer:
        page.goto("/")
    assert answer.value.json() == {"online": 67, "window_seconds": 300}
    expect(page.locator(".online-visitors")).to_have_text("67 người đang online")
    assert page.diary.troubles == []


def test_the_services_number_replaces_the_words(reader, serve, with_service):
    page = reader(base=serve(with_service).url)
    answer = {"online": 1384, "window_seconds": 300}
    page.route("**/api/visitors", lambda route: route.fulfill(json=answer))
    page.goto("/")
    expect(page.locator(".online-visitors")).to_have_text("1.384 người đang online")
    page.unroute("**/api/visitors")
    page.route("**/api/visitors", lambda route: route.fulfill(json=answer | {"online": 68}))
    page.goto("/tin-tuc/")
    expect(page.locator(".online-visitors")).to_have_text("68 người đang online")
    assert page.diary.troubles == []


@pytest.mark.parametrize("answer", [*ANSWERS, "no network"])
def test_an_answer_that_makes_no_sense_leaves_the_words(reader, serve, with_service, answer):
    page = reader(base=serve(with_service).url)
    with page.expect_request("**/api/visitors"):
        if answer == "no network":
            page.route("**/api/visitors", lambda route: route.abort())
        else:
            page.route("**/api/visitors", lambda route: route.fulfill(**ANSWERS[answer]))
        page.goto("/")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".online-visitors")).to_have_text("Chưa có số liệu")
    assert [trouble for trouble in page.diary.troubles if "exception" in trouble] == []


def test_without_a_provider_nobody_is_asked(reader):
    page = reader()
    page.goto("/")
    expect(page.locator(".online-visitors")).to_have_text("Chưa có số liệu")
    assert [url for url in page.diary.asked if "/api/" in url] == []
