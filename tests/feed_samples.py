"""A full article and a site of every kind of article, for tests of feeds."""

from __future__ import annotations

import calendar
from datetime import datetime
from time import struct_time
from typing import Any

import feedparser
from lxml import etree

from plugins.feeds.catalogue import write_feeds
from plugins.feeds.config import FeedsConfig
from portal.article import Attachment, Body, Correction, Term
from portal.build.memory import Memory, NoMemory
from portal.pictures import Picture
from portal.site import Site
from tests.feed_rules import CONTENT
from tests.samples import (
    NOW,
    MemorySink,
    make_article,
    make_site,
    moment,
    row_of_articles,
)

SETTINGS = {"PORTAL_ID_AUTHORITY": "lacgiang.example", "PORTAL_ID_YEAR": 2022, "SITEURL": "https://lacgiang.example"}
CONFIG = FeedsConfig.from_settings(SETTINGS)
PROJECT_06 = Term("chu-de", "Đề án 06", "de-an-06")
LUC_BAO = Term("tac-gia", "Lục Bảo", "luc-bao")
PICTURE = Picture("anh/hop.png", "0123456789", 1600, 900, alt="Phòng họp", caption="Phiên họp", credit="Ảnh: Lục Bảo")
DECISION = Attachment("van-ban/qd-178.pdf", "/van-ban/qd-178.pdf", "Quyết định 178/QĐ-UBND", "PDF", 99)
PLAN = Attachment("van-ban/kh-12.docx", "/van-ban/kh-12.docx", "Kế hoạch 12", "DOCX", 55)
PUBLISHED = {
    "anh/hop-0123456789-1200.jpg": b"j" * 1234,
    "van-ban/qd-178.pdf": b"p" * 99,
    "van-ban/kh-12.docx": b"d" * 55,
}

FULL = make_article(
    "tin-tuc/2023/họp sơ kết.md",
    title="Mức <5% & hơn </b> &nbsp; một nửa",
    slug="muc-5-hon",
    summary="Dưới <5% & đạt.",
    published=moment("2023-07-20 14:05"),
    updated=moment("2023-07-22 09:30"),
    tags=(PROJECT_06,),
    authors=(LUC_BAO, Term("tac-gia", "Ban Biên tập", "ban-bien-tap")),
    origin="Báo Lạc Giang",
    picture=PICTURE,
    attachments=(DECISION,),
    corrections=(Correction(moment("2023-07-22 09:30"), "Số «35» nay là «35,03%»."),),
)
FULL_BODY = Body(
    '<h2 id="muc-dau-tu">Đầu tư</h2><p>Xem <a href="/gioi-thieu/">giới thiệu</a>, <a href="#fn1">chú thích</a>'
    ' và <a href="https://chinhphu.vn/">nơi khác</a> hoặc <a href="mailto:a@lacgiang.example">viết thư</a>.</p>'
    '<figure class="wide"><picture><source srcset="/anh/a-480.webp 480w, /anh/a-800.webp 800w" type="image/webp">'
    '<img src="/anh/a-800.jpg" srcset="/anh/a-800.jpg 1x, /anh/a-1200.jpg 2x" alt="Biểu đồ" loading="lazy"></picture>'
    "<figcaption>Biểu đồ ]]> &lt;b&gt;</figcaption></figure>"
    '<table tabindex="0" role="region"><tbody><tr><td colspan="2">1.384/3.003</td></tr></tbody></table>',
    "",
    attachments=(PLAN,),
)


def written(site: Site, config: FeedsConfig = CONFIG, memory: Memory | None = None) -> dict[str, bytes]:
    sink = MemorySink()
    for path, content in PUBLISHED.items():
        sink.put(path, content)
    write_feeds(site, sink, config, memory or NoMemory())
    return {path: content for path, content in sink.files.items() if path.startswith("feeds/")}


def full_site(**fields: Any) -> Site:
    return make_site([FULL, *row_of_articles(3)], bodies={FULL.identity: FULL_BODY}, **fields)


def parsed(document: bytes) -> Any:
    return feedparser.parse(document, sanitize_html=False, resolve_relative_uris=False)


def as_moment(utc: struct_time) -> datetime:
    return datetime.fromtimestamp(calendar.timegm(utc), tz=NOW.tzinfo)


def identities(document: bytes) -> list[str]:
    return [entry.id for entry in parsed(document).entries]


def rss_texts(document: bytes) -> list[str]:
    return [node.text or "" for node in etree.fromstring(document).iter(CONTENT)]
