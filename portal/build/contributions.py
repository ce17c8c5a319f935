"""A build: what features contribute, and the naive way to carry it out (everything rendered, everything compared)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from portal.addresses import output_path
from portal.build.fragments import FragmentProvider, place, stitch
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
        values: what the template shows, plain and ready. A page shows nothing else but globals and fragments.
        subject: what the page is about (an `Article`, a `Term`, or None): fragments choose their variant by it.

    """

    url: str
    template: str
    values: Mapping[str, Any]
    subject: Any = None


@dataclass
class Build:
    """One run: its moment, its folders, its problems and what features contribute to it.

    Attributes:
        now: the one clock reading, aware, cut to the minute.
        content: the content folder.
        cache: where state lies that is always safe to delete.
        globals: what every template may use; a feature adds under its own name.
        due: moments at which something that a feature shows begins or ends; see `next_due`.

    """

    now: datetime
    content: Path
    cache: Path
    problems: Problems = field(default_factory=Problems)
    globals: dict[str, Any] = field(default_factory=dict)
    filters: dict[str, Callable[..., Any]] = field(default_factory=dict)
    load_site: Callable[[], Site] | None = None
    due: list[datetime] = field(default_factory=list)
    _fragments: dict[str, Callable[[Site, Render], FragmentProvider]] = field(default_factory=dict)
    _pages: dict[str, Callable[[Site], Iterable[Page]]] = field(default_factory=dict)
    _outputs: dict[str, Callable[[Site, OutputSink], None]] = field(default_factory=dict)
    _outputs_after: dict[str, frozenset[str]] = field(default_factory=dict)
    _fingerprints: dict[str, bytes] = field(default_factory=dict)

    def add_fragment(self, name: str, provider: Callable[[Site, Render], FragmentProvider]) -> None:
        """Let pages have a place for the fragment *name*; *provider* is called once, when the site is known."""
        self._fragments[name] = provider

    def add_pages(self, feature: str, pages: Callable[[Site], Iterable[Page]]) -> None:
        """Let *feature* contribute pages."""
        self._pages[feature] = pages

    def add_outputs(
        self, feature: str, write: Callable[[Site, OutputSink], None], *, after: Iterable[str] = ()
    ) -> None:
        """Let *feature* write files beside the pages: feeds, pictures, style.

        *after* names the features whose files it asks the sink about; those that a site does without are no matter.
        """
        self._outputs[feature] = write
        self._outputs_after[feature] = frozenset(after)

    def next_due(self, site: Site) -> datetime | None:
        """Return the next moment at which the same sources give another site; None when nothing is waiting."""
        waiting = [moment for moment in (*self.due, site.next_due) if moment is not None and moment > self.now]
        return min(waiting, default=None)

    def contribute_fingerprint(self, feature: str, value: bytes) -> None:
        """Say what of *feature* shapes pages beside content and templates: settings, versions of libraries."""
        self._fingerprints[feature] = value

    def run(self, site: Site, render: Render, sink: OutputSink) -> int:
        """Carry everything out, in the order of the features' names, and return the number of pages.

        Outputs come last, each after those it waits for. Naive: all pages are rendered, all files are put; the sink
        keeps those that did not change.
        """
        writers = in_order(self._outputs_after)
        providers = {name: make(site, render) for name, make in sorted(self._fragments.items())}
        rendered: dict[tuple[str, str], bytes] = {}

        def html_of(name: str, variant: str) -> bytes:
            if (name, variant) not in rendered:
                rendered[name, variant] = providers[name].html(variant).encode()
            return rendered[name, variant]

        count = 0
        for _, pages in sorted(self._pages.items()):
            for page in pages(site):
                values = {**page.values, "url": page.url, "fragment": _places(providers, page.subject)}
                html = render(page.template, values).encode()
                sink.put(output_path(page.url), stitch(html, html_of))
                count += 1
        for feature in writers:
            self._outputs[feature](site, sink)
        return count


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


def _places(providers: Mapping[str, FragmentProvider], subject: Any) -> Callable[[str], str]:
    """Return the function by which a template puts a place: an unknown fragment is an error of the template."""
    return lambda name: place(name, providers[name].variant(subject))
