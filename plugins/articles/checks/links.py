"""Links inside the site: to sources that are not there, to addresses that the site has not and will not have."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from plugins.articles import codes
from plugins.articles.destinations import Destinations
from plugins.articles.files import ContentFolder
from plugins.articles.record import Record, Target
from portal.problem import Problem
from portal.site import Site


def dead_links(
    records: Mapping[str, Record], sources: Collection[str], content: ContentFolder
) -> Iterator[tuple[str, list[Problem]]]:
    """Yield (path, findings) of each record that links to a source which is not among *sources*."""
    for path, record in records.items():
        dead = [item for item in record.targets if not item.path.startswith("/") and item.path not in sources]
        if dead:
            shown = content.shown(path)
            yield path, [codes.DEAD_LINK.at(shown, item.line, target=item.path) for item in dead]


def dead_links_of(record: Record, content: ContentFolder) -> list[Problem]:
    """Return a finding for each link of one *record* to a source that is no file, where no other source is known."""
    targets = [item for item in record.targets if not item.path.startswith("/") and not content.resolve(item.path)]
    found = [codes.DEAD_LINK.at(content.shown(record.path), item.line, target=item.path) for item in targets]
    return [replace(problem, severity="warning") for problem in found] if record.is_draft else found


def dead_addresses(
    records: Mapping[str, Record], destinations: Destinations, content: ContentFolder
) -> Iterator[tuple[str, list[Problem]]]:
    """Yield (path, findings) of each record that links to an address which the site has not and will not have."""
    for path, record in records.items():
        dead = [item for item in record.targets if item.path.startswith("/") and _is_dead(item, destinations)]
        if dead:
            shown = content.shown(path)
            yield (
                path,
                [
                    codes.DEAD_ADDRESS.at(shown, item.line, target=item.path, hint=destinations.hint(item.path))
                    for item in dead
                ],
            )


def dead_anchors(
    records: Mapping[str, Record], site: Site, destinations: Destinations, content: ContentFolder
) -> Iterator[Problem]:
    """Yield a finding for each link to a place that its page has not."""
    for path, record in records.items():
        for target in record.targets:
            if not target.anchor or target.path.startswith("/"):
                continue
            if (
                destinations.address_of(target.path)
                and f' id="{target.anchor}"' not in site.load_body(target.path).html
            ):
                shown = content.shown(path)
                yield codes.DEAD_ANCHOR_THERE.at(shown, target.line, anchor=target.anchor, target=target.path)


def _is_dead(target: Target, destinations: Destinations) -> bool:
    return destinations.address_of(target.path) is None and not destinations.is_awaited(target.path)
