"""Feeds: RSS 2.0 and Atom of everything, of each category, tag and author, made with feedgen.

Settings: PORTAL_ID_AUTHORITY, PORTAL_ID_YEAR, FEEDS_LIMIT, SITEURL (see `plugins.feeds.config`).
Gives templates ``feeds`` (the feed of everything: ``{"rss": address, "atom": address}``) and ``feeds_of(term)`` (the
same for a term), and contributes the page ``/theo-doi/``.
"""


def register() -> None:
    """Connect to Pelican. Called once, by Pelican."""
    from pelican import signals

    from plugins.feeds import plugin

    signals.initialized.connect(plugin.join_build)
