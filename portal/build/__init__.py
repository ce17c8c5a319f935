"""The ports of a build: what features give to it, and how pages come together.

A feature contributes to a `Build`: pages to render, fragments that many pages share, files beside the pages. It never
writes into the site itself. Who carries the contributions out (everything anew, or only what changed) is not its
concern.
"""

from portal.build.contributions import Build, Page, Render
from portal.build.fragments import FragmentProvider, place
from portal.build.sink import ForeignFolderError, OutputSink

__all__ = [
    "Build",
    "ForeignFolderError",
    "FragmentProvider",
    "OutputSink",
    "Page",
    "Render",
    "place",
]
