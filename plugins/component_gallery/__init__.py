"""Component gallery: a page with every component of the theme, its options and its examples, for whoever works on it.

Setting: COMPONENT_GALLERY (see `plugins.component_gallery.config`). Contributes the page /thanh-phan/, drawn by
``gallery.html`` with ``components`` (tuple of `plugins.component_gallery.declarations.Component`, without the examples
that are hidden).
"""


def register() -> None:
    """Connect to Pelican. Called once, by Pelican."""
    from pelican import signals

    from plugins.component_gallery import plugin

    signals.initialized.connect(plugin.join_build)
