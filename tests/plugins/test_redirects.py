"""Redirects: what stands at former addresses, and what nginx is told of them."""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.articles.aliases import AliasError, read_alias
from plugins.redirects.forms import NGINX_MAP, nginx_map, page
from portal.addresses import output_path
from tests.building import built, files
from tests.content import article, write
from tests.nginx import Nginx

PRESENT = "/tin-tuc/2024/03/09/hop-so-ket/"
ALIASES = (
    "/cu/a.html", "/cu/b/", "/Pages/Tin tức (2).aspx/", "/vi/-/x_1,2~3;y=1@2&z+!*:/", "/cu/" + "dài" * 40 + "/",
    "/" + "a" * 198 + "/" + "b" * 199 + "/",
)  # fmt: skip


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    """Return a site whose article has been at many addresses."""
    root = tmp_path_factory.mktemp("redirects")
    source = article(aliases="\n  ".join(quote(alias) for alias in ALIASES))
    return built(write(root / "content", {"tin-tuc/a.md": source, "tin-tuc/b.md": article("Bài B")}), root / "output")


def test_a_page_at_every_former_address_sends_readers_on(output):
    for alias in ALIASES:
        stub = BeautifulSoup((output / output_path(alias)).read_text("utf-8"), "html.parser")
        assert stub.find("meta", {"http-equiv": "refresh"})["content"] == f"0; url={PRESENT}"
        assert stub.find("link", rel="canonical")["href"] == f"http://127.0.0.1:8000{PRESENT}"
        assert stub.find("meta", {"name": "robots"})["content"] == "noindex"
        assert stub.a["href"] == PRESENT
        assert stub.a.get_text(strip=True)
        assert stub.html["lang"] == "vi"
        assert stub.title.string == stub.h1.string
        assert not stub.find_all("script")


def test_nginx_sends_every_former_address_on_and_answers_all_others(output, tmp_path):
    with Nginx(output, tmp_path / "nginx") as nginx:
        for alias in ALIASES:
            written = [alias] if alias.endswith(".html") else [alias, alias.rstrip("/")]
            assert [nginx.moved(quote(path)) for path in written] == [PRESENT] * len(written)
        assert nginx.moved("/CU/A.html?x=1") == PRESENT
        assert nginx.moved("/") is nginx.moved(PRESENT) is nginx.moved("/tin-tuc/2024/03/09/bai-b/") is None
        assert nginx.errors == ""  # which tells of every file that is not there, too
        assert nginx.moved("/cu/khong-co/") is nginx.moved("/cu/") is None
        assert b"cu/a.html" not in nginx.get(f"/{NGINX_MAP}")


def test_a_site_without_former_addresses_has_an_empty_map_that_nginx_reads(tmp_path):
    output = built(write(tmp_path / "content", {"tin-tuc/a.md": article()}), tmp_path / "output")
    assert (output / NGINX_MAP).read_bytes() == b""
    with Nginx(output, tmp_path / "nginx") as nginx:
        assert nginx.moved(PRESENT) is None
        assert nginx.errors == ""


def test_the_map_is_sorted_whatever_the_order():
    former = dict.fromkeys(ALIASES, PRESENT)
    backwards = dict(reversed(former.items()))
    assert nginx_map(former) == nginx_map(backwards)
    assert nginx_map({"/b/": "/x/", "/a.html": "/y/"}) == '"/a.html" "/y/";\n"/b" "/x/";\n"/b/" "/x/";\n'


@pytest.mark.parametrize("address", ['/a"b', "/a\\b", "/a$uri", "/a\nb", "/a{b}", "a", ""])
def test_the_map_holds_nothing_that_nginx_would_read_otherwise(address):
    for redirects in ({address: "/x/"}, {"/x/": address}):
        with pytest.raises(ValueError, match="not an address"):
            nginx_map(redirects)


def test_words_of_an_address_cannot_leave_the_page():
    stub = page("https://vidu.example", '/"><script>')
    assert "<script>" not in stub


@given(st.text(max_size=60).map("/".__add__))
def test_whatever_is_accepted_as_a_former_address_can_be_written(text):
    try:
        alias = read_alias(text)
    except AliasError:
        return
    assert read_alias(alias) == alias
    line, *_ = nginx_map({alias: "/x/"}).splitlines()
    assert line.endswith('" "/x/";')
    path = output_path(alias)
    assert ".." not in path.split("/")
    assert path.lower().endswith((".html", ".htm"))


def test_a_former_address_that_is_given_up_goes_and_one_that_becomes_a_page_is_that_page(tmp_path):
    content = write(tmp_path / "content", {"tin-tuc/a.md": article(aliases="/cu/, /tin-tuc/2024/05/01/mai/")})
    output = built(content, tmp_path / "output")
    assert {"cu/index.html", "tin-tuc/2024/05/01/mai/index.html"} <= set(files(output))
    write(content, {"tin-tuc/a.md": article(aliases="/tin-tuc/2024/05/01/mai/")})
    write(content, {"tin-tuc/mai.md": article("Mai", date="2024-05-01")})
    built(content, output)
    assert "cu/index.html" not in files(output)
    assert "refresh" not in (output / "tin-tuc/2024/05/01/mai/index.html").read_text("utf-8")
    assert (output / NGINX_MAP).read_bytes() == b""
