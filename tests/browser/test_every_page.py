"""Every kind of page on every width: quiet, alone, whole, reachable for everybody."""

from io import BytesIO

import pytest
from PIL import Image

from tests.browser.conftest import ARTICLE, KINDS
from tests.browsing import DESKTOP, PHONE, layout_shift, remember, scroll_through, wider_than_window
from tests.building import ROOT

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules/axe-core/axe.min.js"
# What axe finds, a line each: rule, element, why.
RUN_AXE = """async options => (await axe.run(document, options)).violations.flatMap(rule =>
    rule.nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary.replaceAll("\\n", " ")}`))"""
EVERYTHING = {"resultTypes": ["violations"], "preload": False}
# The themes differ in colours only, so that the second and third run need no other rules. High contrast is held to AAA.
DARK = EVERYTHING | {"runOnly": ["color-contrast", "link-in-text-block"]}
CONTRAST = EVERYTHING | {"runOnly": ["color-contrast-enhanced", "link-in-text-block"]}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_quiet_asks_nobody_else_and_fits_every_window(reader, portal, addresses, kind):
    # The gallery is for developers and never stands on a public server: its examples hold pictures as data.
    page = reader(viewport=DESKTOP, bypass_csp=kind == "gallery")
    page.goto(addresses[kind])
    for viewport in (DESKTOP, PHONE, {"width": 320, "height": 640}):
        page.set_viewport_size(viewport)
        scroll_through(page)
        assert wider_than_window(page) == [], viewport
    # A browser reports the page itself when its status is 404.
    expected = [f"error: {portal.url}{addresses[kind]}: 404"] if kind == "not found" else []
    assert page.diary.troubles == expected
    assert [url for url in page.diary.asked if not url.startswith(f"{portal.url}/")] == []


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("kind", ["home", ARTICLE, "accessibility page"])
def test_nothing_moves_while_a_page_appears(reader, addresses, kind, viewport):
    """Pictures, tools and settings have their room from the start. Fonts are the next test's."""
    page = reader(viewport=viewport)
    page.route("**/*.woff2", lambda route: route.abort())
    page.goto(addresses[kind])
    scroll_through(page)
    assert layout_shift(page) == 0


@pytest.mark.parametrize("kind", ["home", ARTICLE])
def test_fonts_that_come_late_move_next_to_nothing(reader, addresses, kind):
    page = reader(viewport=PHONE)
    waiting, arrived = [], []
    page.route("**/*.woff2", lambda route: route.continue_() if arrived else waiting.append(route))
    page.goto(addresses[kind], wait_until="domcontentloaded")
    page.wait_for_timeout(200)  # painted with the fonts of the device
    arrived.append(True)
    for route in waiting:
        route.continue_()
    assert page.evaluate("document.fonts.ready.then(fonts => fonts.check('16px \"Be Vietnam Pro\"'))")
    # 0.1 is where a browser's makers begin to call a page restless.
    assert layout_shift(page) < 0.05


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_in_light_dark_and_high_contrast(reader, addresses, kind):
    page = reader(viewport=PHONE if kind == "home" else DESKTOP)
    page.goto(addresses[kind])
    page.evaluate(AXE.read_text("utf-8"))
    for theme, rules in (("light", EVERYTHING), ("dark", DARK), ("contrast", CONTRAST)):
        page.evaluate("theme => readingSettings.set('theme', theme)", theme)
        assert page.evaluate("document.documentElement.dataset.theme") == theme
        assert page.evaluate(RUN_AXE, rules) == [], theme


@pytest.mark.parametrize("kind", ["home", ARTICLE, "all articles"])
def test_axe_finds_nothing_on_a_phone_with_everything_open(reader, addresses, kind):
    page = reader(viewport=PHONE)
    page.goto(addresses[kind])
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate(RUN_AXE, EVERYTHING) == []


def test_an_address_that_is_not_there_answers_404_with_a_page_that_helps(reader):
    page = reader()
    response = page.goto("/khong-co/trang-nay/")
    assert response.status == 404
    assert page.get_by_role("heading", level=1).inner_text() == "Không tìm thấy trang"
    page.get_by_role("main").get_by_role("link", name="trang chủ").click()
    page.wait_for_url("**/")


def test_a_former_address_leads_to_the_article_without_script(reader):
    page = reader(java_script_enabled=False)
    page.goto("/vi/news/van-ban/tam-thu-tuc-uy-quyen-cho-xa-1245.html")
    page.wait_for_url("**/tin-tuc/2026/03/05/tam-thu-tuc-nay-nop-va-lay-ket-qua-ngay-tai-xa/")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Tám thủ tục")


def test_the_tab_of_a_page_has_an_icon(reader):
    page = reader()
    page.goto("/")
    icon = page.request.get(page.locator("link[rel=icon]").get_attribute("href"))
    assert icon.status == 200
    assert icon.headers["content-type"].startswith("image/")


@pytest.mark.parametrize("kind", ["home", ARTICLE])
def test_a_device_set_to_dark_gets_a_dark_page_without_script_or_choice(reader, addresses, kind):
    page = reader(color_scheme="dark", java_script_enabled=False)
    page.goto(addresses[kind])
    assert brightness(page, "html", "backgroundColor") < 0.1
    assert brightness(page, "h1:not(.visually-hidden), .lead__title a", "color") > 0.7


def test_the_readers_choice_is_stronger_than_the_device(reader):
    page = reader(color_scheme="dark", prepare=lambda context: remember(context, theme="light"))
    page.goto("/")
    assert brightness(page, "html", "backgroundColor") > 0.9


def test_nothing_is_animated_for_a_reader_who_wants_no_motion(reader, addresses):
    page = reader(reduced_motion="reduce")
    page.goto(addresses[ARTICLE])
    moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter(element => {
        const style = getComputedStyle(element);
        const times = [style.transitionDuration, style.animationDuration].join().split(",");
        return times.some(time => parseFloat(time) > 0.01) || style.scrollBehavior === "smooth";
    }).map(element => element.outerHTML.slice(0, 80))""")
    assert moving == []


def test_forced_colours_keep_text_icons_and_edges(reader, addresses):
    page = reader(forced_colors="active", color_scheme="dark")
    page.goto(addresses[ARTICLE])
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    icon, text = page.evaluate("""() => [".article-tools__step .icon", ".article__text p"].map(selector => {
        const style = getComputedStyle(document.querySelector(selector));
        return selector.endsWith("icon") ? style.stroke : style.color;
    })""")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") not in {icon, text}
    assert len(Image.open(BytesIO(page.screenshot())).getcolors(1 << 24)) > 20
    edge = page.locator(".article-tools__zoom").evaluate("element => getComputedStyle(element).borderTopStyle")
    assert edge == "solid"


def brightness(page, selector, name):
    """Return the relative luminance (0 black, 1 white) of a colour of the first element that *selector* finds."""
    colour = page.locator(selector).first.evaluate(
        """(element, name) => {
            const context = new OffscreenCanvas(1, 1).getContext("2d");
            context.fillStyle = getComputedStyle(element)[name];
            context.fillRect(0, 0, 1, 1);
            return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
        }""",
        name,
    )
    parts = [value / 255 for value in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
