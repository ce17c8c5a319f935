"""Search: a static index that the browser and `desk search` rank by the same rules, and a Whoosh index for editors.

Settings: SEARCH_SERVICE (see `plugins.search.config`).
Gives templates ``search`` (``{"service": bool, "data": address of the index}``) and writes ``/tim-kiem/du-lieu/``. The
page itself is `plugins.listings`'; its script is ``theme/scripts/search/``.
"""


def register() -> None:
    """Connect to Pelican. Called once, by Pelican."""
    from pelican import signals

    from plugins.search import plugin

    signals.initialized.connect(plugin.join_build)
