"""Addresses: the contract with bookmarks."""

from datetime import datetime
from urllib.parse import unquote

import pytest

from portal import addresses
from portal.vietnamese.dates import ZONE


def test_an_article_lives_under_its_day_in_viet_nam():
    late_in_utc = datetime.fromisoformat("2023-07-19T20:00:00+00:00")
    assert addresses.article_url(late_in_utc, "hop") == "/tin-tuc/2023/07/20/hop/"


@pytest.mark.parametrize(
    ("url", "path"),
    [("/", "index.html"), ("/404.html", "404.html"), ("/tro-nang/", "tro-nang/index.html")],
)
def test_a_page_is_a_file_that_any_server_finds(url, path):
    assert addresses.output_path(url) == path


def test_a_value_in_a_query_keeps_its_letters_and_nothing_that_would_end_it():
    said = addresses.in_query('Mức <5% & "hơn" a+b=c;d#e')
    assert said == "Mức%20%3C5%25%20%26%20%22hơn%22%20a%2Bb%3Dc%3Bd%23e"
    assert unquote(said) == 'Mức <5% & "hơn" a+b=c;d#e'
    assert addresses.in_query("https://vidu.example/a/?b") == "https://vidu.example/a/?b"


def test_every_first_segment_of_the_portal_is_reserved():
    urls = [
        addresses.NEWS, addresses.ARCHIVE, addresses.SEARCH, addresses.FEEDS_PAGE, addresses.SITE_MAP,
        addresses.LICENCES, addresses.TAGS, addresses.AUTHORS,
        addresses.CORRECTIONS, addresses.GALLERY, addresses.VISITORS_API, addresses.NOT_FOUND,
        addresses.feed_url("rss"), addresses.article_url(datetime(2023, 7, 20, tzinfo=ZONE), "x"),
        *(addresses.term_url(kind, "x") for kind in ("chuyen-muc", "chu-de", "tac-gia", "dong-su-kien")),
    ]  # fmt: skip
    assert {url.split("/")[1] for url in urls} <= addresses.RESERVED_SEGMENTS


def test_the_suffix_of_a_second_article_comes_from_its_identity_alone():
    # The value itself is the contract: the address must be the same on every machine and in every year.
    assert addresses.disambiguated("hop", "tin-tuc/2023/a.md") == "hop-f7efbc"
    assert addresses.disambiguated("tin", "tin-tuc/2023/a.md") == "tin-f7efbc"
    assert addresses.disambiguated("hop", "tin-tuc/2023/a.md", 8).startswith("hop-f7efbc")
    assert addresses.disambiguated("hop", "a") != addresses.disambiguated("hop", "b")
    assert addresses.disambiguated("hop", "a").startswith("hop-")
    assert len(addresses.disambiguated("hop", "a")) == len("hop-") + 6
