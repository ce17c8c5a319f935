"""Every page of the demonstration site: whole, safe, linked, light."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote, urldefrag, urlsplit

import brotli
import pytest
from bs4 import BeautifulSoup

from portal.addresses import GALLERY
from tests.building import files

SITE_URL = "http://127.0.0.1:8000"
# Elements that make a browser ask for something, and the attribute that says what.
FETCHES = {
    "img": ("src", "srcset"), "source": ("src", "srcset"), "script": ("src",), "link": ("href",), "iframe": ("src",),
    "video": ("src", "poster"), "audio": ("src",), "form": ("action",), "object": ("data",), "embed": ("src",),
    "use": ("href",), "image": ("href",),
}  # fmt: skip


@pytest.fixture(scope="session")
def pages(site):
    """Return address → soup of every page that readers see: not of what stands at former addresses, nor of the gallery
    of components, which shows made-up samples."""
    found = {}
    for path, content in files(site).items():
        url = "/" + path.removesuffix("index.html")
        if path.endswith(".html") and url != GALLERY and b'http-equiv="refresh"' not in content:
            found[url] = BeautifulSoup(content, "html.parser")
    assert len(found) > 150
    return found


def test_no_place_of_a_fragment_is_left_in_any_file(site):
    for path, content in files(site).items():
        if path.endswith((".html", ".xml", ".css", ".js", ".json")):
            assert b"\x02" not in content, path
            assert b"\x03" not in content, path


def test_nothing_is_fetched_from_another_host(pages):
    for url, page in pages.items():
        for tag in page.find_all(list(FETCHES)):
            if tag.name == "link" and tag.get("rel", [""])[0] in {"canonical", "license"}:
                continue
            for name in FETCHES[tag.name]:
                for part in (tag.get(name) or "").split(","):
                    target = urlsplit(part.strip().split(" ")[0])
                    assert not target.netloc, f"{url}: <{tag.name} {name}={part}>"
                    assert target.scheme == "", f"{url}: <{tag.name} {name}={part}>"


def test_no_style_asks_another_host(site):
    for path, content in files(site).items():
        if path.endswith(".css"):
            assert b"@import" not in content
            for target in re.findall(rb"url\(([^)]*)\)", content):
                assert target.strip(b"'\"").startswith(b"/assets/"), (path, target)


def test_no_page_has_inline_script_style_or_handler(pages):
    for url, page in pages.items():
        assert not page.find_all("style"), url
        for script in page.find_all("script"):
            assert script.get("src"), url
        for tag in page.find_all(True):
            assert not any(name == "style" or name.startswith("on") for name in tag.attrs), f"{url}: {tag.name}"


def test_every_internal_link_leads_to_a_page_and_an_anchor(site, pages):
    existing = {"/" + path for path in files(site)}
    for url, page in pages.items():
        for tag in page.find_all(["a", "img", "source", "link", "script"]):
            for name in ("href", "src"):
                target = (tag.get(name) or "").removeprefix(SITE_URL)
                if not target or urlsplit(target).scheme or target.startswith("//"):
                    continue
                path, anchor = urldefrag(target)
                path = unquote(path.partition("?")[0]) or url
                file = path + "index.html" if path.endswith("/") else path
                assert file in existing, f"{url}: {target}"
                if anchor and path in pages:
                    assert pages[path].find(id=unquote(anchor)), f"{url}: {target}"


def test_every_page_has_one_title_one_heading_landmarks_and_a_language(pages):
    for url, page in pages.items():
        assert page.html.get("lang") in {"vi", "en"}, url
        assert page.title.get_text(strip=True), url
        assert len(page.find_all("h1")) == 1, url
        assert len(page.find_all("main")) == 1, url
        assert page.find("a", href="#" + page.main["id"]), url
        ids = [tag["id"] for tag in page.find_all(id=True)]
        assert len(ids) == len(set(ids)), f"{url}: {sorted(name for name in ids if ids.count(name) > 1)}"


def test_every_page_says_that_it_is_a_demonstration(pages):
    for url, page in pages.items():
        assert "Cổng minh họa: tỉnh, cơ quan và nhân vật đều không có thật." in page.footer.get_text(" "), url


def test_headings_go_down_one_level_at_a_time(pages):
    for url, page in pages.items():
        levels = [int(tag.name[1]) for tag in page.main.find_all(re.compile("^h[1-6]$"))]
        for above, below in pairwise(levels):
            assert below <= above + 1, f"{url}: h{above} then h{below}"


def test_every_picture_has_words_and_a_size(pages):
    for url, page in pages.items():
        for image in page.find_all("img"):
            assert image.has_attr("alt"), url
            assert image["width"].isdigit(), url
            assert image["height"].isdigit(), url


class _Balance(HTMLParser):
    VOID = frozenset(
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
    )

    def __init__(self):
        super().__init__()
        self.open = []
        self.wrong = []

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def test_every_element_is_closed_where_it_was_opened(site):
    for path, content in files(site).items():
        if path.endswith(".html"):
            balance = _Balance()
            balance.feed(content.decode())
            assert not balance.wrong, path
            assert not balance.open, path


def test_an_article_page_weighs_at_most_110_kilobytes(site, pages):
    """HTML, style, script and the two preloaded fonts, as a server with brotli sends them (1 KB = 1,000 bytes)."""
    contents = files(site)

    def sent(path):
        content = contents[path.lstrip("/")]
        return len(content if path.endswith(".woff2") else brotli.compress(content, quality=5))

    for url, page in pages.items():
        if not re.match(r"/tin-tuc/\d{4}/", url):
            continue
        scripts = [tag["src"] for tag in page.find_all("script")]
        styles = [tag["href"] for tag in page.find_all("link", rel="stylesheet")]
        fonts = [tag["href"] for tag in page.find_all("link", rel="preload")]
        script, style = sum(map(sent, scripts)), sum(map(sent, styles))
        total = sent(f"{url}index.html") + script + style + sum(map(sent, fonts))
        assert script <= 12_000, url
        assert style <= 15_000, url
        assert total <= 110_000, f"{url}: {total}"


def test_pictures_and_documents_are_published_only_when_something_published_shows_them(site):
    everything = b"".join(content for path, content in files(site).items() if path.endswith((".html", ".xml")))
    for path in files(site):
        if path.startswith(("anh/", "van-ban/")):
            assert path.encode() in everything, path
