"""Feeds as a contract: texts, ids, which articles, bytes that do not move, what a feed says of itself."""

from __future__ import annotations

import locale
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from plugins.feeds import plugin
from plugins.feeds.catalogue import addresses_of
from plugins.feeds.config import FeedsConfig
from plugins.feeds.directory import pages
from plugins.feeds.documents import LARGEST_DOCUMENT
from plugins.feeds.entries import tag_uri
from plugins.feeds.text import LONGEST_TEXT, absolute_html, full_text
from portal.article import Body, Withdrawal
from portal.problem import ConfigError
from portal.site import Shown
from tests.feed_rules import ATOM
from tests.feed_samples import (
    CONFIG,
    DECISION,
    FULL,
    FULL_BODY,
    LUC_BAO,
    PICTURE,
    PROJECT_06,
    PUBLISHED,
    SETTINGS,
    as_moment,
    full_site,
    identities,
    parsed,
    rss_texts,
    written,
)
from tests.samples import (
    AGENCY,
    NOW,
    REFORM,
    SERVICES,
    FakePelican,
    MemorySink,
    carry_out,
    make_article,
    make_site,
    moment,
    row_of_articles,
)

# The text of an entry


def test_the_text_says_what_the_page_says_in_its_order():
    text = full_text(FULL, FULL_BODY, CONFIG.site_url, picture=PICTURE)

    assert re.sub(r"<[^>]+>", "|", text).replace("||", "|").startswith("|Đính chính ngày 22/07/2023:| Số «35» nay là")
    order = [
        text.index(piece) for piece in ("Đính chính", "Dưới", "<figure>", "Đầu tư", "Tài liệu kèm theo", "Nguồn: Báo")
    ]
    assert order == sorted(order)


def test_addresses_become_absolute_wherever_they_stand():
    html = absolute_html(FULL_BODY.html, "https://lacgiang.example/tin-tuc/2023/07/20/muc-5-hon/")

    assert 'href="https://lacgiang.example/gioi-thieu/"' in html
    assert 'href="https://lacgiang.example/tin-tuc/2023/07/20/muc-5-hon/#fn1"' in html
    assert 'href="https://chinhphu.vn/"' in html
    assert 'href="mailto:a@lacgiang.example"' in html
    assert (
        '<img src="https://lacgiang.example/anh/a-800.jpg" srcset="https://lacgiang.example/anh/a-800.jpg 1x,'
        ' https://lacgiang.example/anh/a-1200.jpg 2x" alt="Biểu đồ">'
    ) in html


def test_only_what_means_something_elsewhere_is_kept():
    html = absolute_html(FULL_BODY.html, "https://lacgiang.example/")

    assert not re.search(r"<(picture|source)|\b(id|class|loading|tabindex|role)=", html)
    assert '<td colspan="2">1.384/3.003</td>' in html


def test_text_outside_elements_stays_text():
    assert absolute_html("a &lt;b&gt; &amp; c<p>d</p>e", "https://x.example/") == "a &lt;b&gt; &amp; c<p>d</p>e"
    assert absolute_html("", "https://x.example/") == ""


def test_a_document_that_the_text_links_to_is_not_listed_again():
    body = Body("<p>x</p>", "x", attachments=(DECISION,))

    assert "Tài liệu kèm theo" not in full_text(FULL, body, CONFIG.site_url, picture=None)


def test_text_in_another_language_says_so():
    article = make_article("e", lang="en")

    assert full_text(article, Body("<p>x</p>", "x"), "https://x.example", picture=None).startswith('<div lang="en">')


def test_an_atom_entry_tells_its_language_where_it_is_not_that_of_the_feed():
    document = written(make_site([make_article("e", lang="en"), make_article("v")]))["feeds/tat-ca.atom.xml"]

    feed = etree.fromstring(document)
    lang = "{http://www.w3.org/XML/1998/namespace}lang"

    assert feed.get(lang) == "vi"
    assert [entry.get(lang) for entry in feed.findall(f"{ATOM}entry")] == ["en", None]


# Identity


def test_an_id_survives_a_new_title_address_and_date():
    moved = replace(FULL, title="Tên khác", url="/tin-tuc/2024/01/01/khac/", published=moment("2024-01-01 00:00"))

    assert identities(written(make_site([moved]))["feeds/tat-ca.rss.xml"]) == identities(
        written(make_site([FULL]))["feeds/tat-ca.rss.xml"]
    )


@given(st.text(min_size=1), st.text(min_size=1))
@settings(max_examples=100)
def test_different_identities_give_different_valid_ids(one, other):
    try:
        ids = {tag_uri(CONFIG, one), tag_uri(CONFIG, other)}
    except UnicodeEncodeError:
        return  # a lone surrogate: no file name read as UTF-8 holds one
    assert len(ids) == len({one, other})
    assert all(re.fullmatch(r"tag:lacgiang\.example,2022:[0-9a-zA-Z;/?:@&=+$.\-_!~*'(),%]+", name) for name in ids)


def test_rss_and_atom_tell_the_same_id():
    documents = written(full_site())

    assert identities(documents["feeds/tat-ca.rss.xml"]) == identities(documents["feeds/tat-ca.atom.xml"])


# Which articles


def test_there_is_a_feed_of_everything_of_each_category_tag_and_author():
    assert sorted(path for path in written(full_site()) if path.endswith(".rss.xml")) == [
        "feeds/chu-de/de-an-06.rss.xml",
        "feeds/chuyen-muc/cai-cach-hanh-chinh.rss.xml",
        "feeds/chuyen-muc/dich-vu-cong.rss.xml",
        "feeds/tac-gia/ban-bien-tap.rss.xml",
        "feeds/tac-gia/luc-bao.rss.xml",
        "feeds/tat-ca.rss.xml",
    ]


def test_entries_stand_newest_first_and_those_of_one_minute_by_identity():
    same = [make_article(name, published=moment("2023-05-05 08:00")) for name in ("c", "a", "b")]
    site = make_site([*same, *row_of_articles(2)])

    ids = identities(written(site)["feeds/tat-ca.rss.xml"])

    assert [name.rpartition(":")[2] for name in ids] == ["a", "b", "c", "b2", "b1"]


def test_a_feed_holds_the_newest_articles_up_to_the_limit():
    site = make_site(row_of_articles(9))

    ids = identities(written(site, replace(CONFIG, limit=3))["feeds/tat-ca.atom.xml"])

    assert [name.rpartition(":")[2] for name in ids] == ["b9", "b8", "b7"]


def test_withdrawn_articles_are_in_no_feed_and_do_not_take_a_place():
    gone = make_article(
        "gone", published=moment("2023-12-31 08:00"), withdrawn=Withdrawal(NOW, "Sai."), tags=(PROJECT_06,)
    )
    site = make_site([gone, *row_of_articles(3)])

    documents = written(site, replace(CONFIG, limit=3))

    assert not any(b"gone" in document for document in documents.values())
    assert len(identities(documents["feeds/chuyen-muc/cai-cach-hanh-chinh.rss.xml"])) == 3
    assert identities(documents["feeds/chu-de/de-an-06.rss.xml"]) == []


def test_a_document_never_passes_the_limit_and_drops_the_oldest():
    body = Body("<p>" + "Cải cách & hành chính. " * 1000 + "</p>", "")
    site = make_site(row_of_articles(40), bodies=lambda _source: body)

    documents = written(site)
    ids = [name.rpartition(":")[2] for name in identities(documents["feeds/tat-ca.rss.xml"])]

    assert all(len(document) <= LARGEST_DOCUMENT for document in documents.values())
    assert len(documents["feeds/tat-ca.rss.xml"]) > LARGEST_DOCUMENT * 0.9
    assert ids == [f"b{n}" for n in range(40, 40 - len(ids), -1)]


def test_a_feed_is_as_new_as_the_entries_that_it_holds():
    row = row_of_articles(40)
    row[0] = replace(row[0], updated=moment("2023-12-31 23:59"))  # the oldest, which finds no room
    body = Body("<p>" + "Cải cách & hành chính. " * 1000 + "</p>", "")

    documents = written(make_site(row, bodies=lambda _source: body))

    feed = parsed(documents["feeds/tat-ca.atom.xml"])
    assert as_moment(feed.feed.updated_parsed) == row[-1].published


def test_an_article_longer_than_a_feed_may_be_gives_its_sapo_and_a_link():
    site = make_site([make_article("dai")], bodies=lambda _source: Body(f"<p>{'a ' * LONGEST_TEXT}</p>", ""))

    (text,) = rss_texts(written(site)["feeds/tat-ca.rss.xml"])

    assert text == (
        "<p>Tóm tắt bài dai.</p>"
        '<p><a href="https://lacgiang.example/tin-tuc/2023/07/20/bai-dai/">Đọc toàn văn trên cổng</a></p>'
    )


def test_words_for_screen_readers_are_not_shown_by_feed_readers():
    html = '<p><a href="https://a.vn/">A<span class="visually-hidden"> (mở trang web khác)</span></a></p>'
    assert absolute_html(html, "https://b.vn/x/") == '<p><a href="https://a.vn/">A</a></p>'


def test_a_body_is_loaded_once_for_all_feeds():
    loaded: list[str] = []

    def load(source: str) -> Body:
        loaded.append(source)
        return Body("<p>x</p>", "x")

    written(replace(make_site([FULL], bodies=load), shown_in=lambda _source: Shown()))

    assert loaded == [FULL.source]


# Bytes that do not move


def test_an_empty_feed_is_not_dated_by_the_clock():
    documents = written(make_site([]))

    assert b"lastBuildDate" not in documents["feeds/tat-ca.rss.xml"]
    assert (
        etree.fromstring(documents["feeds/tat-ca.atom.xml"]).findtext(f"{ATOM}updated") == "2022-01-01T00:00:00+07:00"
    )


def test_the_same_articles_give_the_same_bytes_at_any_moment():
    assert written(full_site(now=NOW)) == written(full_site(now=NOW + timedelta(days=9)))


@pytest.fixture
def odd_locale() -> Iterator[str]:
    before = locale.setlocale(locale.LC_ALL)
    for name in ("vi_VN.UTF-8", "de_DE.UTF-8", "C.UTF-8"):
        try:
            yield locale.setlocale(locale.LC_ALL, name)
            break
        except locale.Error:
            continue
    locale.setlocale(locale.LC_ALL, before)


def test_the_locale_of_the_process_neither_matters_nor_changes(odd_locale):
    in_locale = written(full_site())
    assert locale.setlocale(locale.LC_ALL) == odd_locale

    locale.setlocale(locale.LC_ALL, "C")
    assert in_locale == written(full_site())


# What a feed says of itself


def test_the_feed_of_a_term_bears_its_name_and_description():
    described = REFORM._replace(description="Tin về cải cách")
    site = make_site([make_article("a", category=described)], categories=(described, SERVICES))

    documents = written(site)

    reform = parsed(documents["feeds/chuyen-muc/cai-cach-hanh-chinh.rss.xml"]).feed
    services = parsed(documents["feeds/chuyen-muc/dich-vu-cong.rss.xml"]).feed
    assert reform.title == "Cải cách hành chính – Cổng cải cách hành chính tỉnh Lạc Giang"
    assert reform.subtitle == "Tin về cải cách."
    assert reform.link == "https://lacgiang.example/chuyen-muc/cai-cach-hanh-chinh/"
    assert services.subtitle == "Tin mới của Cổng cải cách hành chính tỉnh Lạc Giang: chuyên mục Dịch vụ công."


def test_a_demonstration_says_so_in_its_feeds_too():
    agency = replace(AGENCY, demonstration="Cổng minh họa: tỉnh, cơ quan và nhân vật đều không có thật.")

    documents = written(make_site([], agency=agency))

    assert all("không có thật" in document.decode() for document in documents.values())


# The page of feeds, settings, Pelican


def test_the_page_lists_the_feeds_of_everything_and_of_categories():
    (page,) = pages(full_site())

    assert (page.url, page.template, page.values()["heading"]) == ("/theo-doi/", "directory.html", "Theo dõi tin (RSS)")
    assert page.values()["groups"] == (
        (
            "Tất cả tin",
            (
                ("Tất cả tin (RSS)", "/feeds/tat-ca.rss.xml", None),
                ("Tất cả tin (Atom)", "/feeds/tat-ca.atom.xml", None),
            ),
        ),
        (
            "Theo chuyên mục",
            (
                ("Cải cách hành chính (RSS)", "/feeds/chuyen-muc/cai-cach-hanh-chinh.rss.xml", None),
                ("Cải cách hành chính (Atom)", "/feeds/chuyen-muc/cai-cach-hanh-chinh.atom.xml", None),
                ("Dịch vụ công (RSS)", "/feeds/chuyen-muc/dich-vu-cong.rss.xml", None),
                ("Dịch vụ công (Atom)", "/feeds/chuyen-muc/dich-vu-cong.atom.xml", None),
            ),
        ),
    )


def test_every_address_that_pages_show_is_written():
    documents = written(full_site())

    shown = [url for term in (None, REFORM, SERVICES, PROJECT_06, LUC_BAO) for url in addresses_of(term).values()]
    assert {url.lstrip("/") for url in shown} <= set(documents)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_ID_AUTHORITY", None),
        ("PORTAL_ID_AUTHORITY", "LacGiang.example"),
        ("PORTAL_ID_AUTHORITY", "lacgiang"),
        ("PORTAL_ID_AUTHORITY", "lacgiang.example,2022"),
        ("PORTAL_ID_YEAR", None),
        ("PORTAL_ID_YEAR", "2022"),
        ("PORTAL_ID_YEAR", 22),
        ("FEEDS_LIMIT", 0),
        ("FEEDS_LIMIT", True),
        ("FEEDS_LIMIT", 201),
        ("SITEURL", ""),
        ("SITEURL", "https://lacgiang.example/"),
        ("SITEURL", "lacgiang.example"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name, value):
    with pytest.raises(ConfigError, match=name):
        FeedsConfig.from_settings({**SETTINGS, name: value})


def test_joining_a_build_gives_addresses_a_page_and_feeds_after_the_pictures(tmp_path):
    pelican = FakePelican(tmp_path, **SETTINGS)
    sink = MemorySink()
    build = pelican.build

    plugin.join_build(pelican)
    build.add_outputs("photos", lambda _site, sink: [sink.put(*file) for file in PUBLISHED.items()])
    count = carry_out(build, full_site(), lambda template, _values: template, sink)

    assert count == 1
    assert sink.files["theo-doi/index.html"] == b"directory.html"
    assert build.globals["feeds"] == {"rss": "/feeds/tat-ca.rss.xml", "atom": "/feeds/tat-ca.atom.xml"}
    assert build.globals["feeds_of"](REFORM)["rss"] == "/feeds/chuyen-muc/cai-cach-hanh-chinh.rss.xml"
    assert b'length="1234"' in sink.files["feeds/tat-ca.rss.xml"]
