"""Urgent notice: one line on every page, from a minute to a minute; it ends by itself.

Reads ``content/thong-bao-khan.yaml`` (optional)::

    text: Cổng dừng tiếp nhận hồ sơ để bảo trì từ 22 giờ hôm nay.
    url: /tin-tuc/2026/11/20/bao-tri/        # optional: an address of the portal, or https://
    from: 20/11/2026 6:00 SA                 # optional
    until: 21/11/2026 5:00 SA

Wrong lines are told as problems TB002–TB009, and nothing is shown. Has no settings. Gives templates the fragment
``urgent_notice``, drawn by ``fragments/urgent_notice.html`` with ``notice``
(`plugins.urgent_notice.notice.UrgentNotice`, or None when nothing is to be shown).
"""


def register() -> None:
    """Connect to Pelican. Called once, by Pelican."""
    from pelican import signals

    from plugins.urgent_notice import plugin

    signals.initialized.connect(plugin.join_build)
