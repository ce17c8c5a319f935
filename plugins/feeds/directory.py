"""The page ``/theo-doi/``: what feeds are, and all that matter to readers."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.feeds.addresses import addresses_of
from portal.addresses import FEEDS_PAGE, HOME
from portal.article import Term
from portal.build.contributions import Page
from portal.site import Site

HEADING = "Theo dõi tin (RSS)"
INTRO = (
    "Bản tin RSS cho bạn biết cổng có bài mới mà không cần mở cổng ra xem."
    " Hãy chép một địa chỉ dưới đây vào phần mềm đọc tin của bạn; không cần đăng ký và không cần để lại thông tin."
)
_FORMAT_NAMES = {"rss": "RSS", "atom": "Atom"}

Item = tuple[str, str, None]


def pages(site: Site) -> Iterator[Page]:
    """Yield the page."""
    groups = [("Tất cả tin", tuple(_items("Tất cả tin", None)))]
    if site.categories:
        items = [item for category in site.categories for item in _items(category.name, category)]
        groups.append(("Theo chuyên mục", tuple(items)))
    values = {
        "heading": HEADING,
        "intro": INTRO,
        "breadcrumbs": (("Trang chủ", HOME),),
        "groups": tuple(groups),
    }
    yield Page.of(FEEDS_PAGE, "directory.html", values)


def _items(name: str, term: Term | None) -> Iterator[Item]:
    for feed_format, url in addresses_of(term).items():
        yield (f"{name} ({_FORMAT_NAMES[feed_format]})", url, None)
