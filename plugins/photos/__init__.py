"""Photos: the pictures and documents that published articles and pages refer to, and no others.

Of each picture the WebP and JPEG files that `portal.pictures` names, turned upright, in sRGB, without metadata; of each
document its own bytes. A withdrawn article's are not published.

Setting: PHOTOS_MAX_PIXELS (see `plugins.photos.config`).
"""


def register() -> None:
    """Connect to Pelican. Called once, by Pelican."""
    from pelican import signals

    from plugins.photos import plugin

    signals.initialized.connect(plugin.join_build)
