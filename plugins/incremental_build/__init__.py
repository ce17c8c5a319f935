"""The builder: Pelican's run as a list of stages, and `desk build` and `desk serve`.

`plugins.incremental_build.plugin.PortalPelican` is the PELICAN_CLASS of the portal: it does only what the last build
of the same site did not do already, and leaves the bytes that a clean build would.

Settings: INCREMENTAL_BUILD_MODE ("inline" or "ssi", default "inline"), INCREMENTAL_BUILD_VERIFY (bool, default False:
whether files of the site are told from tampered ones by their bytes rather than by size and time). SOURCE_DATE_EPOCH in
the environment fixes the moment of the build (seconds since 1970).
"""


def register() -> None:
    """Nothing to connect: Pelican takes the class from PELICAN_CLASS."""
