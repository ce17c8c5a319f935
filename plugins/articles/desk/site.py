"""What the commands of the desk read: the site of this moment and the records of all its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plugins.articles.loader import EmptySiteError, SiteLoader
from plugins.articles.recall import ReadAll
from plugins.articles.record import Record
from portal.build.memory import Memory
from portal.problem import Problems
from portal.site import Site


@dataclass(frozen=True)
class Read:
    """A content folder at one moment.

    Attributes:
        site: None while nothing at all is published.
        records: those of all sources by their paths under the folder, sorted.
    """

    site: Site | None
    records: Mapping[str, Record]


def site_of(content: Path, now: datetime, problems: Problems, memory: Memory, read_all: ReadAll | None = None) -> Read:
    """Read the folder *content* as a build at *now* does; what is wrong goes to *problems*.

    Sources that *memory* knows are not read again; the others are read by *read_all*, perhaps in several processes.

    Raises:
        BrokenDataError: a data file cannot be used.
    """
    loader = SiteLoader(content, now=now, problems=problems, site_name=content.name, memory=memory)
    try:
        site = loader.load(read_all)
    except EmptySiteError:
        return Read(None, loader.records)
    return Read(site, loader.records)
