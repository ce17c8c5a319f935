"""Searches as a browser meets them: what it fetches, and how long it waits."""

from __future__ import annotations

import statistics
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Browser, Page, sync_playwright

from bench.search.systems import Answers, sent_bytes
from portal.addresses import SEARCH, SEARCH_DATA
from tests.serving import StaticServer

CHROMIUM = "/usr/bin/chromium"
# Pagefind compiles WebAssembly, which the portal's own policy refuses.
_NO_POLICY: dict[str, str] = {}
_PATIENCE_MS = 120_000
# After the results, in case that more is fetched.
_REST_MS = 500
# Whether what stands in the page are the results of a text: its title says of which, cut at 200 characters.
_SHOWS = """text => {
    const sought = text.normalize().replaceAll(/\\s+/g, " ").slice(0, 200).trim();
    const isBusy = document.querySelector(".search-results [data-part=busy]").checkVisibility();
    return document.title.normalize().startsWith(`${sought} - `) && !isBusy;
}"""
# From the event of the key until results stand in the page; a frame later they are on the screen.
_WATCH = f"""text => {{
    globalThis.watched = {{ key: 0, shown: 0 }};
    const shows = {_SHOWS};
    addEventListener("input", () => {{ watched.key = performance.now(); }}, {{ capture: true, once: true }});
    new MutationObserver(() => {{ if (shows(text)) watched.shown ||= performance.now(); }})
        .observe(document.querySelector(".search-results"), {{ childList: true, subtree: true, characterData: true }});
}}"""


@dataclass(frozen=True)
class Fetched:
    """Bytes that a browser fetched, compressed, medians over the queries; the page itself is left out.

    Attributes:
        first: for a two-word query in a fresh browser, the script and the result cards included.
        further: for another two-word query in the same page.
        headline: for the title of an article, in a fresh browser.
    """

    first: float
    further: float
    headline: float


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a headless Chromium until the end of the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def slug_of(url: str) -> str:
    """Return the last segment of *url*."""
    return url.rstrip("/").rpartition("/")[2]


class SearchPage(ABC):
    """A page that searches, in a browser; each `open` is that of a reader who was never here."""

    path = "/"

    def __init__(self, browser: Browser, server: StaticServer) -> None:
        self._browser = browser
        self._server = server
        self._opened: Page | None = None

    @property
    def page(self) -> Page:
        """The open page."""
        if self._opened is None:
            raise LookupError("open() comes first")
        return self._opened

    def open(self) -> None:
        """Begin anew."""
        if self._opened is not None:
            self._opened.context.close()
        self._server.requests.clear()
        self._opened = self._browser.new_context().new_page()
        self._opened.set_default_timeout(_PATIENCE_MS)
        self._opened.goto(self._server.url + self.path)
        self.settle()

    @abstractmethod
    def settle(self) -> None:
        """Wait until the page can search."""

    @abstractmethod
    def find(self, text: str) -> list[str]:
        """Return the slugs of the first ten results."""

    @abstractmethod
    def counts(self, path: str) -> bool:
        """Tell whether the file at *path* is fetched for the search."""

    def fetched(self) -> int:
        """Return the bytes of all that was fetched for the search since `open`, each file counted once."""
        return fetched_bytes(self._server, self.counts)


class PagefindPage(SearchPage):
    """The page of `pagefind_page.js`."""

    def settle(self) -> None:
        """Wait for its script."""
        self.page.wait_for_function("'ask' in globalThis")

    def find(self, text: str) -> list[str]:
        """Ask it, with the fragments of ten results."""
        urls: list[str] = self.page.evaluate("text => ask(text)", text)
        return [slug_of(url) for url in urls]

    def counts(self, path: str) -> bool:
        """Count all but the page and the icon that a browser asks for."""
        return path.startswith("/pagefind/")


class OurPage(SearchPage):
    """The portal's search page, used as a reader does: by its field."""

    path = SEARCH
    field = "#tim-kiem"
    results = ".search-results [data-part=list] h3 a"

    def settle(self) -> None:
        """Wait for its script."""
        self.page.wait_for_selector(self.field)
        self.page.wait_for_load_state("networkidle")

    def find(self, text: str) -> list[str]:
        """Paste *text* into the field; return the slugs once they are shown and nothing more is fetched."""
        self.page.fill(self.field, text)
        self.page.wait_for_function(f"text => ({_SHOWS})(text)", arg=text)
        self.page.wait_for_timeout(_REST_MS)
        urls: list[str] = self.page.eval_on_selector_all(self.results, "links => links.map(link => link.href)")
        return [slug_of(url.partition("?")[0]) for url in urls[:10]]

    def counts(self, path: str) -> bool:
        """Count the script and the data; the page and what all pages share are there without a search."""
        return path.startswith(SEARCH_DATA) or ("search" in path and path.endswith(".js"))

    def wait(self, text: str) -> float:
        """Type the last letter of *text*, the others being there; return milliseconds until the list is new."""
        self.find(text[:-1])
        self.page.evaluate(_WATCH, text)
        self.page.locator(self.field).press_sequentially(text[-1])
        self.page.wait_for_function("watched.shown")
        return float(self.page.evaluate("watched.shown - watched.key"))


def fetched_bytes(server: StaticServer, counts: Callable[[str], bool]) -> int:
    """Return the bytes of what was asked of *server* and *counts* (by its path), each file once."""
    paths = dict.fromkeys(unquote(path) for path, status in server.requests if status == HTTPStatus.OK)
    files = (server.root / path.lstrip("/") for path in paths if counts(path))
    return sum(sent_bytes(file) for file in files if file.is_file())


def answers_of_pagefind(site: Path, texts: Sequence[str]) -> Answers:
    """Return what Pagefind on *site* finds for each of *texts*."""
    with StaticServer(site, security=_NO_POLICY) as server, chromium() as browser:
        page = PagefindPage(browser, server)
        page.open()
        return {text: page.find(text) for text in texts}


def bytes_of_pagefind(site: Path, words: Sequence[str], headlines: Sequence[str]) -> Fetched:
    """Return what Pagefind on *site* fetches for pairs of *words* (two-word queries) and for *headlines*."""
    with StaticServer(site, security=_NO_POLICY) as server, chromium() as browser:
        return measured(PagefindPage(browser, server), words, headlines)


def bytes_of_ours(site: Path, words: Sequence[str], headlines: Sequence[str]) -> Fetched:
    """Return what the portal's search page on *site* fetches; see `bytes_of_pagefind`."""
    with StaticServer(site, compress=True) as server, chromium() as browser:
        return measured(OurPage(browser, server), words, headlines)


def waits_of_ours(site: Path, words: Sequence[str]) -> list[float]:
    """Return milliseconds from the last key of each of *words* to new results, when all was asked once before."""
    with StaticServer(site, compress=True) as server, chromium() as browser:
        page = OurPage(browser, server)
        page.open()
        for text in words:
            page.find(text)
        return [page.wait(text) for text in words]


def measured(page: SearchPage, words: Sequence[str], headlines: Sequence[str]) -> Fetched:
    """Return the medians: every query of *words* is first once, and the next one further."""
    first, further, whole = [], [], []
    for text, following in zip(words, [*words[1:], words[0]], strict=True):
        page.open()
        page.find(text)
        first.append(page.fetched())
        page.find(following)
        further.append(page.fetched() - first[-1])
    for text in headlines:
        page.open()
        page.find(text)
        whole.append(page.fetched())
    return Fetched(*(statistics.median(found) for found in (first, further, whole)))
