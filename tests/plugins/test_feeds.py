"""Feeds as documents: what the validator says, what readers read."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from plugins.feeds.text import full_text
from portal.article import Body, Withdrawal
from tests.feed_rules import ATOM, complaints
from tests.feed_samples import (
    CONFIG,
    DECISION,
    FULL,
    FULL_BODY,
    PICTURE,
    PLAN,
    PUBLISHED,
    as_moment,
    full_site,
    parsed,
    written,
)
from tests.samples import (
    AGENCY,
    NOW,
    make_article,
    make_site,
    row_of_articles,
)

# What the validator says


@pytest.mark.parametrize(
    "site",
    [
        full_site(),
        make_site([]),
        make_site(row_of_articles(60)),
        make_site([make_article("x", summary="", title="R&D &amp; <b>đậm</b>")]),
        make_site([make_article("e", lang="en"), make_article("w", withdrawn=Withdrawal(NOW, "Sai."))]),
        make_site([make_article("k", title="Ký\x02 tự \x0b\ufffe", summary="\x00a", origin="\x1f")]),
    ],
    ids=["full", "empty", "many", "html-in-title", "english-and-withdrawn", "control-characters"],
)
def test_the_validator_finds_nothing(site):
    sizes = {f"https://lacgiang.example/{path}": len(content) for path, content in PUBLISHED.items()}

    found = {
        path: complaints(document, f"https://lacgiang.example/{path}", sizes, NOW)
        for path, document in written(site).items()
    }

    assert found == {path: [] for path in found}


@pytest.mark.parametrize(
    ("path", "right", "wrong"),
    [
        ("feeds/tat-ca.rss.xml", b'isPermaLink="false"', b'isPermaLink="true"'),
        ("feeds/tat-ca.rss.xml", b"+0700", b"GMT+7"),
        ("feeds/tat-ca.rss.xml", b"Thu, 20 Jul", b"Fri, 20 Jul"),
        ("feeds/tat-ca.rss.xml", b'length="1234"', b'length="1233"'),
        ("feeds/tat-ca.rss.xml", b"https://lacgiang.example/gioi-thieu/", b"/gioi-thieu/"),
        ("feeds/tat-ca.rss.xml", b"&#x3C;", b"&lt;"),
        ("feeds/tat-ca.rss.xml", b"<language>vi<", b"<language>xx<"),
        ("feeds/tat-ca.rss.xml", b'rel="self"', b'rel="hub"'),
        ("feeds/tat-ca.rss.xml", b"2022:b1<", b"2022:b2<"),
        ("feeds/tat-ca.rss.xml", b"dc:creator", b"author"),
        ("feeds/tat-ca.atom.xml", b"+07:00", b""),
        ("feeds/tat-ca.atom.xml", b' rel="enclosure"', b""),
        ("feeds/tat-ca.atom.xml", b'type="html"', b'type="CDATA"'),
        ("feeds/tat-ca.atom.xml", b"2022:b1<", b"b1<"),
    ],
)
def test_the_rules_notice_what_they_are_for(path, right, wrong):
    sizes = {f"https://lacgiang.example/{name}": len(content) for name, content in PUBLISHED.items()}
    document = written(full_site())[path]
    broken = document.replace(right, wrong)

    assert broken != document
    assert complaints(broken, f"https://lacgiang.example/{path}", sizes, NOW)


# What readers read


def test_a_reader_reads_every_field_of_rss_back():
    feed = parsed(written(full_site())["feeds/tat-ca.rss.xml"])
    entry = feed.entries[0]

    assert not feed.bozo
    assert feed.version == "rss20"
    assert feed.feed.title == AGENCY.full_name
    assert feed.feed.link == "https://lacgiang.example/tin-tuc/"
    assert feed.feed.language == "vi"
    assert feed.feed.rights == "© Sở Nội vụ tỉnh Lạc Giang"
    assert feed.feed.generator == "Cổng Tin"
    assert feed.feed.publisher == "Sở Nội vụ tỉnh Lạc Giang"
    assert as_moment(feed.feed.updated_parsed) == FULL.updated
    assert entry.title == FULL.title
    assert entry.link == f"https://lacgiang.example{FULL.url}"
    assert entry.id == "tag:lacgiang.example,2022:tin-tuc/2023/h%E1%BB%8Dp%20s%C6%A1%20k%E1%BA%BFt.md"
    assert entry.guidislink is False
    assert as_moment(entry.published_parsed) == FULL.published
    assert entry.summary == "Dưới &lt;5% &amp; đạt."  # RSS takes it for HTML
    assert entry.content[0].value == full_text(FULL, FULL_BODY, CONFIG.site_url, picture=PICTURE)
    assert [author.name for author in entry.authors] == ["Lục Bảo", "Ban Biên tập"]
    assert [(tag.term, tag.scheme) for tag in entry.tags] == [
        ("Cải cách hành chính", "https://lacgiang.example/chuyen-muc/"),
        ("Đề án 06", "https://lacgiang.example/chu-de/"),
    ]
    assert [(file.href, file.type, file.length) for file in entry.enclosures] == [
        ("https://lacgiang.example/anh/hop-0123456789-1200.jpg", "image/jpeg", "1234"),
    ]


def test_a_reader_reads_every_field_of_atom_back():
    feed = parsed(written(full_site())["feeds/tat-ca.atom.xml"])
    entry = feed.entries[0]

    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.id == "tag:lacgiang.example,2022:feeds/tat-ca"
    assert feed.feed.title == AGENCY.full_name
    assert feed.feed.link == "https://lacgiang.example/tin-tuc/"
    assert feed.feed.rights == "© Sở Nội vụ tỉnh Lạc Giang"
    assert feed.feed.generator == "Cổng Tin"
    assert feed.feed.author == "Sở Nội vụ tỉnh Lạc Giang"
    assert as_moment(feed.feed.updated_parsed) == FULL.updated
    assert entry.title == FULL.title
    assert entry.link == f"https://lacgiang.example{FULL.url}"
    assert as_moment(entry.published_parsed) == FULL.published
    assert as_moment(entry.updated_parsed) == FULL.updated
    assert entry.summary == FULL.summary
    assert entry.content[0].type == "text/html"
    assert entry.content[0].value == full_text(FULL, FULL_BODY, CONFIG.site_url, picture=PICTURE)
    assert [(author.name, author.href) for author in entry.authors] == [
        ("Lục Bảo", "https://lacgiang.example/tac-gia/luc-bao/"),
        ("Ban Biên tập", "https://lacgiang.example/tac-gia/ban-bien-tap/"),
    ]
    assert [(tag.term, tag.scheme, tag.label) for tag in entry.tags] == [
        ("cai-cach-hanh-chinh", "https://lacgiang.example/chuyen-muc/", "Cải cách hành chính"),
        ("de-an-06", "https://lacgiang.example/chu-de/", "Đề án 06"),
    ]
    assert {(file.href.rpartition("/")[2], file.type, file.length, file.title) for file in entry.enclosures} == {
        ("hop-0123456789-1200.jpg", "image/jpeg", "1234", "Phòng họp"),
        ("qd-178.pdf", "application/pdf", "99", "Quyết định 178/QĐ-UBND"),
        (
            "kh-12.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "55",
            "Kế hoạch 12",
        ),
    }


@given(title=st.text(min_size=1, max_size=60), summary=st.text(max_size=60), name=st.text(min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_whatever_the_words_the_documents_are_well_formed_and_keep_them(title, summary, name):
    article = make_article(name, title=title, slug="x", summary=summary, source="tin-tuc/x.md")
    not_xml = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

    documents = written(make_site([article]))

    entry = etree.fromstring(documents["feeds/tat-ca.atom.xml"]).find(f"{ATOM}entry")
    item = etree.fromstring(documents["feeds/tat-ca.rss.xml"]).find("channel/item")
    shown = not_xml.sub("", title)
    assert entry.findtext(f"{ATOM}title") == item.findtext("title") == (shown if shown.strip() else article.url)
    assert (entry.findtext(f"{ATOM}summary") or "") == not_xml.sub("", summary)


def test_a_plain_article_is_by_the_agency():
    entry = parsed(written(make_site([make_article("a")]))["feeds/tat-ca.atom.xml"]).entries[0]

    assert entry.author == "Sở Nội vụ tỉnh Lạc Giang"
    assert "enclosures" not in entry or not entry.enclosures
    assert entry.published == entry.updated


def test_rss_encloses_the_first_document_where_there_is_no_picture():
    article = replace(FULL, picture=None, attachments=(PLAN, DECISION))

    entry = parsed(written(make_site([article]))["feeds/tat-ca.rss.xml"]).entries[0]

    assert [file.href for file in entry.enclosures] == ["https://lacgiang.example/van-ban/kh-12.docx"]


@pytest.mark.parametrize("feed_format", ["rss", "atom"])
def test_the_first_picture_of_the_text_is_enclosed_where_there_is_no_cover(feed_format):
    article = make_article("a")
    body = Body("<p>x</p>", "x", pictures=(PICTURE, replace(PICTURE, digest="ffffffffff")))

    entry = parsed(written(make_site([article], bodies={"a": body}))[f"feeds/tat-ca.{feed_format}.xml"]).entries[0]

    assert [(file.href, file.type) for file in entry.enclosures] == [
        ("https://lacgiang.example/anh/hop-0123456789-1200.jpg", "image/jpeg")
    ]


def test_a_cover_is_enclosed_before_the_pictures_of_the_text():
    other = replace(PICTURE, digest="ffffffffff")
    documents = written(
        make_site([replace(FULL, picture=PICTURE)], bodies={FULL.identity: Body("", "", pictures=(other,))})
    )

    entry = parsed(documents["feeds/tat-ca.rss.xml"]).entries[0]

    assert [file.href for file in entry.enclosures] == ["https://lacgiang.example/anh/hop-0123456789-1200.jpg"]


def test_a_file_that_is_not_published_is_neither_enclosed_nor_shown():
    article = replace(FULL, picture=replace(PICTURE, digest="ffffffffff"), attachments=())

    documents = written(make_site([article]))

    assert b"ffffffffff" not in documents["feeds/tat-ca.rss.xml"] + documents["feeds/tat-ca.atom.xml"]
