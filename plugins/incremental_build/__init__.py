"""The builder: Pelican's run as a list of stages, and `desk build` and `desk serve`.

`plugins.incremental_build.plugin.PortalPelican` is the PELICAN_CLASS of the portal. Today every page is rendered and
every file compared at each run; files whose bytes did not change keep their times.

Setting: SOURCE_DATE_EPOCH in the environment fixes the moment of the build (seconds since 1970).
"""


def register() -> None:
    """Nothing to connect: Pelican takes the class from PELICAN_CLASS."""
