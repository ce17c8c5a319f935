"""One Chromium for all tests, a new context for each, and the demonstration site served as in public."""

import re

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browsing import DESKTOP, PATIENCE, Diary
from tests.building import files
from tests.serving import StaticServer

expect.set_options(timeout=PATIENCE)

# No sandbox: the tests may run as root in a container. The rest keeps Chromium from asking its maker's servers.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

ARTICLE = "article with picture, table and footnotes"
# Each kind of page and what tells one of its pages from the others: its address, or what its file contains.
KINDS = {
    "home": r"/",
    ARTICLE: ("article__cover", "<table", 'class="footnote'),
    "article with the longest title": r"/tin-tuc/\d{4}/.*",
    "withdrawn article": ("notice--withdrawn",),
    "corrected article": ("notice--correction",),
    "article with documents": ("attachments__facts",),
    "article of a short series": ('<ol class="series__parts"',),
    "article of a long series": ("Phần trước", "Phần sau"),
    "expired article": ("Tin đã hết hiệu lực",),
    "article on merged bodies": ("merged-bodies",),
    "category": r"/chuyen-muc/[a-z-]+/",
    "tag": r"/chu-de/[a-z-]+/",
    "series": r"/dong-su-kien/[a-z-]+/",
    "all series": r"/dong-su-kien/",
    "corrections": r"/dinh-chinh/",
    "author": r"/tac-gia/[a-z-]+/",
    "month": r"/luu-tru/\d{4}/\d\d/",
    "all articles": r"/tin-tuc/",
    "archive": r"/tin-tuc/trang/1/",
    "months": r"/luu-tru/",
    "tags": r"/chu-de/",
    "page": r"/gioi-thieu/",
    "accessibility page": r"/tro-nang/",
    "English page": r"/en/about/",
    "search": r"/tim-kiem/",
    "feeds": r"/theo-doi/",
    "licences": r"/ban-quyen/",
    "map of the portal": r"/so-do-cong/",
    "not found": r"/404.html",
    "gallery": r"/thanh-phan/",
}


@pytest.fixture(scope="session")
def addresses(site):
    """Return kind of page → address of one such page."""
    pages = {
        f"/{path.removesuffix('index.html')}": text.decode()
        for path, text in files(site).items()
        if path.endswith(".html")
    }
    found = {}
    for kind, mark in KINDS.items():
        if isinstance(mark, str):
            matches = [url for url in pages if re.fullmatch(mark, url)]
        else:
            matches = [
                url for url in pages if url.startswith("/tin-tuc/2") and all(part in pages[url] for part in mark)
            ]
        found[kind] = max(matches, key=len) if "longest" in kind else matches[0]
    return found | {"not found": "/khong-co/trang-nay/"}


@pytest.fixture
def article(addresses):
    """Return the address of an article that has everything."""
    return addresses[ARTICLE]


@pytest.fixture(scope="session")
def playwright():
    """Return what starts browsers."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright):
    """Return the one browser."""
    with playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS) as browser:
        yield browser


@pytest.fixture(scope="session")
def portal(site):
    """Return the server of the demonstration site."""
    with StaticServer(site) as server:
        yield server


@pytest.fixture
def serve():
    """Return a function that serves another folder until the test ends."""
    servers = []

    def start(root):
        servers.append(StaticServer(root).__enter__())
        return servers[-1]

    yield start
    for server in servers:
        server.__exit__(None, None, None)


@pytest.fixture
def reader(chromium, portal):
    """Return a function that gives a new reader's page: its own storage, *options* of the context, a ``diary``."""
    contexts = []

    def sit_down(base=portal.url, viewport=DESKTOP, prepare=None, **options):
        context = chromium.new_context(base_url=base, viewport=viewport, locale="vi-VN", **options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        diary = Diary(context)
        if prepare:
            prepare(context)
        page = context.new_page()
        page.diary = diary
        return page

    yield sit_down
    for context in contexts:
        context.close()
