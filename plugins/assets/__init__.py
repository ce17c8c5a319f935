"""Assets: style, script, fonts and icons of the theme, joined, minified and named by their content.

Setting: THEME (Pelican's own), the theme's folder.
Gives templates ``asset_url(name)`` (a place for the address of a published file: "site.css", "site.js", "settings.js",
"be-vietnam-pro-400.woff2", …, "name.js" for each folder of modules ``theme/scripts/name/``, and any file of
``theme/static/``) and ``icon(name)`` (the drawing ``theme/static/icons/name.svg``, to stand in the page; a component's
script or a module may write ``icon("name")`` as well).
Contributes the page /ban-quyen/.
"""


def register() -> None:
    """Connect to Pelican. Called once, by Pelican."""
    from pelican import signals

    from plugins.assets import plugin

    signals.initialized.connect(plugin.join_build)
