"""A build: what features contribute to it. How it is carried out is the matter of `plugins.incremental_build`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from portal.build.digest import digest
from portal.build.fragments import FragmentProvider
from portal.build.memory import Memory, NoMemory
from portal.build.sink import OutputSink
from portal.problem import Problems
from portal.site import Site

Render = Callable[[str, Mapping[str, Any]], str]


@dataclass(frozen=True)
class Page:
    """One page to render.

    Attributes:
        url: its address; "/404.html" and the like are files of their own.
        template: name of the template ("article.html").
        shows: text that is another one whenever *values* would be; see `portal.build.digest`. Templates, globals and
            fragments are not the page's concern.
        values: makes what the template shows, plain and ready; called only when the page is rendered.
        subject: what the page is about (an `Article`, a `Term`, or None): fragments choose their variant by it.
    """

    url: str
    template: str
    shows: str
    values: Callable[[], Mapping[str, Any]]
    subject: Any = None

    @classmethod
    def of(cls, url: str, template: str, values: Mapping[str, Any], subject: Any = None) -> Page:
        """Return a page of few, plain values: what it shows is told by their ``repr``, which must have no address."""
        return cls(url, template, digest(repr(values)), lambda: values, subject)


@dataclass
class Build:
    """One run: its moment, its folders, its problems and what features contribute to it.

    Attributes:
        now: the one clock reading, aware, cut to the minute.
        content: the content folder.
        cache: where state lies that is always safe to delete.
        stamps: size and time of change (nanoseconds) of the files of *content*, by their paths under it, as they were
            when the build began; what it lacks is to be looked up.
        memory: what the last build of this site left for this one.
        in_parallel: runs one function over many inputs in several processes, in order; None: one after another.
        globals: what every template may use; a feature adds under its own name.
        due: moments at which the same sources give another site, beside those of articles.
    """

    now: datetime
    content: Path
    cache: Path
    problems: Problems = field(default_factory=Problems)
    stamps: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    memory: Memory = field(default_factory=NoMemory)
    in_parallel: Any = None
    globals: dict[str, Any] = field(default_factory=dict)
    load_site: Callable[[], Site] | None = None
    due: list[datetime] = field(default_factory=list)
    fragments: dict[str, Callable[[Site, Render], FragmentProvider]] = field(default_factory=dict)
    without_server: dict[str, str] = field(default_factory=dict)
    always_inline: set[str] = field(default_factory=set)
    pages: dict[str, Callable[[Site], Iterable[Page]]] = field(default_factory=dict)
    outputs: dict[str, Callable[[Site, OutputSink], None]] = field(default_factory=dict)
    fingerprints: dict[str, bytes] = field(default_factory=dict)
    _outputs_after: dict[str, frozenset[str]] = field(default_factory=dict)

    def add_fragment(
        self,
        name: str,
        provider: Callable[[Site, Render], FragmentProvider],
        *,
        without_server: str = "",
        always_inline: bool = False,
    ) -> None:
        """Let pages have a place for the fragment *name*; *provider* is called once, when the site is known.

        *without_server* is HTML that stands there where a server was to put the fragment and does not. A fragment that
        is *always_inline* is never left to a server: it seldom changes, or no page can do without it. It may hold the
        places of others, made with `portal.build.place`.
        """
        self.fragments[name] = provider
        if always_inline:
            self.always_inline.add(name)
        self.without_server[name] = without_server

    def add_pages(self, feature: str, pages: Callable[[Site], Iterable[Page]]) -> None:
        """Let *feature* contribute pages."""
        self.pages[feature] = pages

    def add_outputs(
        self, feature: str, write: Callable[[Site, OutputSink], None], *, after: Iterable[str] = ()
    ) -> None:
        """Let *feature* write files beside the pages: feeds, pictures, style.

        *after* names the features whose files it asks the sink about; those that a site does without are no matter.
        """
        self.outputs[feature] = write
        self._outputs_after[feature] = frozenset(after)

    def contribute_fingerprint(self, feature: str, value: bytes) -> None:
        """Say what of *feature* shapes pages beside content, templates, settings and code."""
        self.fingerprints[feature] = value

    def writers(self) -> list[Callable[[Site, OutputSink], None]]:
        """Return what writes the side outputs, each after those it waits for."""
        return [self.outputs[feature] for feature in in_order(self._outputs_after)]

    def next_due(self, site: Site) -> datetime | None:
        """Return the next moment at which the same sources give another site; None when nothing is waiting."""
        waiting = [moment for moment in (*self.due, site.next_due) if moment is not None and moment > self.now]
        return min(waiting, default=None)


def in_order(after: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the keys of *after*, each later than those it names, else by name. Unknown names are passed over.

    Raises:
        graphlib.CycleError: two of them wait for each other. A defect of code, so nothing is written.
    """
    sorter = TopologicalSorter({name: [other for other in others if other in after] for name, others in after.items()})
    sorter.prepare()
    ordered: list[str] = []
    ready: list[str] = []
    while sorter.is_active():
        # One at a time, the first by name: what became ready meanwhile takes part in the next choice.
        ready = sorted([*ready, *sorter.get_ready()])
        ordered.append(ready.pop(0))
        sorter.done(ordered[-1])
    return ordered
