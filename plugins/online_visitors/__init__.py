"""Online visitors: the line "N người đang online".

Settings: ONLINE_VISITORS_PROVIDER, ONLINE_VISITORS_STUB (see `plugins.online_visitors.config`).
Gives templates the fragment ``online_visitors``, drawn by ``fragments/online_visitors.html`` with ``count`` (int, or
None when nobody counts: a number is never invented) and ``api`` (root-relative address that answers with the number,
or None). The stub writes that answer as a file.
"""


def register() -> None:
    """Connect to Pelican. Called once, by Pelican."""
    from pelican import signals

    from plugins.online_visitors import plugin

    signals.initialized.connect(plugin.join_build)
