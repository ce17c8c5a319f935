"""Looking through content without building it: the whole folder, or single articles."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from plugins.articles import codes
from plugins.articles.checks import life, loss
from plugins.articles.checks.links import dead_links_of
from plugins.articles.data import BrokenDataError, read_data
from plugins.articles.files import ARTICLES, DATA_FILES, PAGES, ContentFolder
from plugins.articles.loader import EmptySiteError, SiteLoader
from plugins.articles.reader import Reader
from portal.build import Build
from portal.problem import Problem
from portal.site import Site


def check_all(build: Build) -> Site | None:
    """Return the site of *build*, whose problems then hold all that its articles would tell; None where none is."""
    try:
        loader = SiteLoader(
            build.content, now=build.now, problems=build.problems, site_name=build.content.name, memory=build.memory
        )
        site = loader.load(build.in_parallel)
    except (EmptySiteError, BrokenDataError):
        return None
    gone = loss.too_few(site, build.memory, build.content.name)
    if gone:
        build.problems.add(gone)
    return site


def check_some(build: Build, paths: Iterable[Path]) -> None:
    """Let the problems of *build* hold what is wrong with the sources at *paths*, looked at one by one.

    Whether an address of a list is there, and what two articles have in common, is seen with all others only.
    """
    content = ContentFolder(build.content)
    try:
        data = read_data(content, build.problems, site_name=build.content.name)
    except BrokenDataError:
        return
    reader = Reader(content, data)
    for path in paths:
        build.problems.extend(_findings(path, content, reader, build))


def _findings(path: Path, content: ContentFolder, reader: Reader, build: Build) -> list[Problem]:
    try:
        relative = path.resolve().relative_to(content.root.resolve()).as_posix()
    except ValueError:
        return [codes.MISPLACED.at(path.name)]
    if relative in DATA_FILES:
        return []  # all of them are read, and told, before any source
    if posixpath.dirname(relative) == "" and relative.endswith(".yaml"):
        return [codes.OTHER_DATA.at(content.shown(relative))]
    if posixpath.dirname(relative).split("/")[0] not in (ARTICLES, PAGES):
        return [codes.MISPLACED.at(content.shown(relative))]
    record, _ = reader.read(relative)
    found = [*record.problems, *dead_links_of(record, content)]
    for _, early in life.early_notes({relative: record}, build.now, content):
        found += [replace(problem, severity="warning") for problem in early] if record.is_draft else early
    return found
