"""Listings: the pages that lead to articles: home, categories, tags, authors, series, months,
corrections, the site map, search, 404.

Settings: LISTINGS_PER_PAGE (int, 5-100, default 20), LISTINGS_HOME_BLOCK (articles in a category's block on the home
page, int, 1-10, default 4).
Gives templates ``group_id(heading)``: the id of a group on a page of links.
"""


def register() -> None:
    """Connect to Pelican. Called once, by Pelican."""
    from pelican import signals

    from plugins.listings import plugin

    signals.initialized.connect(plugin.join_build)
