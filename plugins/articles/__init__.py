"""Articles: from the files of ``content/`` to checked, published values, and their pages.

Reads ``content/tin-tuc/**`` (articles), ``content/trang/*`` (pages), ``content/chuyen-muc.yaml`` (categories),
``content/viet-tat.yaml`` (abbreviations) and ``content/co-quan.yaml`` (the agency). What cannot be published is told as
a `portal.problem.Problem`; the rest goes on. Only a list of categories or an agency that
cannot be read, which would change every page, ends the run.

Gives the build its `portal.site.Site`, and contributes the pages of articles and static pages. Template globals:
``agency``, ``categories``.
"""


def register() -> None:
    """Connect to Pelican. Called once, by Pelican."""
    from pelican import signals

    from plugins.articles import plugin

    signals.initialized.connect(plugin.join_build)
