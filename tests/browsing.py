"""What tests ask of a page in a real browser."""

from __future__ import annotations

import json

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

# Where theme/static/settings.js keeps the reader's choices.
STORE = "cai-dat-doc"
# Milliseconds. Machines are shared, and slow at times; a wait ends as soon as its condition holds.
PATIENCE = 60_000
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}

_WIDER_THAN_WINDOW = """() => [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1 && element.checkVisibility())
    .filter(element => !element.closest(".table-frame, pre, .visually-hidden, .skip-link"))
    .map(element => `${element.tagName.toLowerCase()}.${element.className}`).slice(0, 5)"""
_SHIFT = """() => new Promise(resolve => {
    let sum = 0;
    const observer = new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }));
    observer.observe({ type: "layout-shift", buffered: true });
    setTimeout(() => { observer.disconnect(); resolve(sum); }, 200);
})"""


class Diary:
    """Keeps what went wrong in the pages of *context*.

    Attributes:
        troubles: errors and warnings of the console, exceptions, failed requests.
        asked: the address of every request.

    """

    def __init__(self, context: BrowserContext) -> None:
        self.troubles: list[str] = []
        self.asked: list[str] = []
        context.on("page", self._follow)
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("requestfailed", self._miss)

    def _follow(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.troubles.append(f"exception: {error}"))
        page.on("console", self._hear)

    def _miss(self, request: Request) -> None:
        # Leaving a page breaks off what it still asks for: no failure.
        if request.failure != "net::ERR_ABORTED":
            self.troubles.append(f"{request.url}: {request.failure}")

    def _hear(self, message: ConsoleMessage) -> None:
        kind, text, place = message.type, message.text, message.location["url"]
        if kind in {"error", "warning"}:
            self.troubles.append(f"{kind}: {place}: {'404' if 'status of 404' in text else text}")


def before_each_page(context: BrowserContext, script: str) -> None:
    """Run *script* in every page of *context* before its own; not in about:blank, which has no storage."""
    context.add_init_script(f"if (location.protocol !== 'about:') {{ {script} }}")


def remember(context: BrowserContext, **choices: object) -> None:
    """Let *context* start with the reading settings *choices*, as if made on an earlier visit."""
    keep(context, json.dumps(choices))


def keep(context: BrowserContext, text: str) -> None:
    """Let *context* start with *text* where the reading settings are stored, whatever it is."""
    before_each_page(
        context, f'localStorage.getItem("{STORE}") ?? localStorage.setItem("{STORE}", {json.dumps(text)});'
    )


def wider_than_window(page: Page) -> list[str]:
    """Return the elements that stick out of the window; [] when the page does not scroll sideways."""
    if page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
        return []
    return page.evaluate(_WIDER_THAN_WINDOW) or ["?"]


def scroll_through(page: Page) -> None:
    """Go down the whole page, so that lazy pictures load, and back up. A picture that cannot be shown raises."""
    page.evaluate("""async () => {
        for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
            scrollTo(0, y);
            await new Promise(requestAnimationFrame);
        }
        const shown = [...document.images].filter(image => image.checkVisibility());
        await Promise.all(shown.map(image => image.decode()));
        scrollTo(0, 0);
    }""")


def layout_shift(page: Page) -> float:
    """Return how much of the page has moved by itself since it was opened."""
    return float(page.evaluate(_SHIFT))


def root_font(page: Page) -> float:
    """Return the size of 1rem in CSS pixels."""
    return float(page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"))
