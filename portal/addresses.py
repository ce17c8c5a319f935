"""Addresses: where each page, feed and file of the site lives. The contract with readers' bookmarks.

Every address here is root-relative and begins with ``/``; pages end with ``/``. `absolute` adds the host.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Literal
from urllib.parse import quote

from portal.vietnamese.dates import ZONE

TermKind = Literal["chuyen-muc", "chu-de", "tac-gia", "dong-su-kien"]

# First segments that belong to the portal; a page may not take one as its slug.
RESERVED_SEGMENTS = frozenset({
    "tin-tuc", "chuyen-muc", "chu-de", "tac-gia", "dong-su-kien", "dinh-chinh", "luu-tru", "tim-kiem", "theo-doi",
    "luu", "feeds", "api", "en", "anh", "van-ban", "assets", "quan-tri", "so-do-cong", "ban-quyen", "thanh-phan",
    "index.html", "404.html", "robots.txt", "sitemap.xml",
})  # fmt: skip

# Under these nothing is ever redirected: they are answered by programs, or their addresses come and go with lists.
# Articles and English pages are moved, so old addresses of theirs are wanted.
NEVER_REDIRECTED = RESERVED_SEGMENTS - {"tin-tuc", "en"}

HOME = "/"
NEWS = "/tin-tuc/"
ARCHIVE = "/luu-tru/"
SEARCH = "/tim-kiem/"
SEARCH_DATA = "/tim-kiem/du-lieu/"
FEEDS_PAGE = "/theo-doi/"
SITE_MAP = "/so-do-cong/"
LICENCES = "/ban-quyen/"
TAGS = "/chu-de/"
AUTHORS = "/tac-gia/"
SERIES = "/dong-su-kien/"
CORRECTIONS = "/dinh-chinh/"
NOT_FOUND = "/404.html"
GALLERY = "/thanh-phan/"
# Source path → address, as JSON: in previews of what is not published, never on the public site.
PREVIEWED = "xem-truoc.json"
VISITORS_API = "/api/visitors"

# Signs that end a value, mean another thing there, or must not stand in an address at all.
_NOT_IN_QUERY = str.maketrans(
    {sign: quote(sign) for sign in map(chr, range(128)) if quote(sign) != sign and sign not in ":?@,$!()*"}
)

FEED_FORMATS = {"rss": "rss.xml", "atom": "atom.xml"}


def article_url(published: datetime, slug: str) -> str:
    """Return ``/tin-tuc/2023/07/20/slug/``, by the date in Viet Nam."""
    day = published.astimezone(ZONE)
    return f"/tin-tuc/{day:%Y/%m/%d}/{slug}/"


def term_url(kind: TermKind, slug: str) -> str:
    """Return the address of a category, tag, author or series."""
    return f"/{kind}/{slug}/"


def page_url(slug: str, lang: str = "vi") -> str:
    """Return the address of a page; English ones live under ``/en/``."""
    return f"/{slug}/" if lang == "vi" else f"/{lang}/{slug}/"


def month_url(year: int, month: int) -> str:
    """Return the address of a month's archive."""
    return f"/luu-tru/{year:04}/{month:02}/"


def numbered(url: str, number: int) -> str:
    """Return the address of page *number* of the list at *url*."""
    return f"{url}trang/{number}/"


def feed_url(feed_format: str, kind: TermKind | None = None, slug: str = "tat-ca") -> str:
    """Return the address of a feed: of everything, or of one term."""
    folder = f"/feeds/{kind}/" if kind else "/feeds/"
    return f"{folder}{slug}.{FEED_FORMATS[feed_format]}"


def absolute(site_url: str, url: str) -> str:
    """Return *url* with the host: *site_url* has no slash at its end."""
    return f"{site_url}{url}"


def output_path(url: str) -> str:
    """Return the file in the output folder that a server answers *url* with, without a leading slash.

    >>> output_path("/tro-nang/"), output_path("/feeds/tat-ca.rss.xml")
    ('tro-nang/index.html', 'feeds/tat-ca.rss.xml')
    """
    path = url.lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def disambiguated(slug: str, identity: str, digits: int = 6) -> str:
    """Return *slug* with hexadecimal *digits* (at most 64) of its article's identity, for the second one of a day."""
    return f"{slug}-{hashlib.sha256(identity.encode()).hexdigest()[:digits]}"


def in_query(text: str) -> str:
    """Return *text* as it may stand for a value in the query of an address; browsers encode the Vietnamese letters.

    >>> in_query("Mức <5% & hơn")
    'Mức%20%3C5%25%20%26%20hơn'
    """
    return text.translate(_NOT_IN_QUERY)
