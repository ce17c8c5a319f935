"""The two forms of a redirect: a page for any web server, a line for nginx."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from portal.addresses import absolute

# In the site's root, as `_manh`: no page or former address begins with "_", so it is in nobody's way.
NGINX_MAP = "_chuyen-huong.map"
# What ends a quoted word, begins a variable or a block, or a line of its own in nginx's language.
_MEANS_SOMETHING = re.compile(r'["\\${}\x00-\x1f\x7f]')

_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>Trang đã chuyển địa chỉ</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={url}">
<link rel="canonical" href="{absolute}">
</head>
<body>
<main>
<h1>Trang đã chuyển địa chỉ</h1>
<p><a href="{url}">Mở trang ở địa chỉ mới</a></p>
</main>
</body>
</html>
"""


def page(site_url: str, present: str) -> str:
    """Return the page at a former address, which sends readers to *present* (root-relative) at once, without script."""
    return _PAGE.format(url=escape(present), absolute=escape(absolute(site_url, present)))


def nginx_map(redirects: Mapping[str, str]) -> str:
    """Return the lines of ``map $uri $redirect_to { … }``, sorted.

    A former address with a slash at its end is found without it too.

    Raises:
        ValueError: an address holds what means something to nginx; `plugins.articles` lets none through.
    """
    lines = []
    for former, present in redirects.items():
        for written in (former, former.removesuffix("/")) if former.endswith("/") else (former,):
            lines.append(f"{_quoted(written)} {_quoted(present)};\n")
    return "".join(sorted(lines))


def _quoted(address: str) -> str:
    if not address.startswith("/") or _MEANS_SOMETHING.search(address):
        raise ValueError(f"not an address: {address!r}")
    return f'"{address}"'
