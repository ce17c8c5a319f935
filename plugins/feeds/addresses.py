"""Where the feeds lie."""

from __future__ import annotations

from portal.addresses import FEED_FORMATS, feed_url
from portal.article import Term


def addresses_of(term: Term | None) -> dict[str, str]:
    """Return the root-relative addresses of the feed of *term* (None: of everything) by format."""
    if term is None:
        return {name: feed_url(name) for name in FEED_FORMATS}
    return {name: feed_url(name, term.kind, term.slug) for name in FEED_FORMATS}
