"""Redirects: former addresses lead to the present ones, on any web server and faster on nginx.

Writes for every former address of the site (`portal.site.Site.redirects`) a small page that sends browsers on, and all
of them into one file for nginx, ``_chuyen-huong.map`` (see docs/cai-dat.md).
"""


def register() -> None:
    """Connect to Pelican. Called once, by Pelican."""
    from pelican import signals

    from plugins.redirects import plugin

    signals.initialized.connect(plugin.join_build)
