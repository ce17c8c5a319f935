"""Latest news: the list "Tin mới nhất", whole-word cut titles with their minute, the article itself left out.

Settings: LATEST_NEWS_LIMIT, LATEST_NEWS_SCOPE (see `plugins.latest_news.config`).
Gives templates the fragment ``latest_news``, drawn by ``fragments/latest_news.html`` with ``entries`` (tuple of
`plugins.latest_news.select.Entry`, newest first) and ``all_url``.
"""


def register() -> None:
    """Connect to Pelican. Called once, by Pelican."""
    from pelican import signals

    from plugins.latest_news import plugin

    signals.initialized.connect(plugin.join_build)
