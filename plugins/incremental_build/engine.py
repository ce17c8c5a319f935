"""The engine: carries out what features contribute, doing only what the last build did not do already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from plugins.incremental_build import stitching
from plugins.incremental_build.folder import SiteFolder
from plugins.incremental_build.progress import shown
from plugins.incremental_build.stitching import Place
from plugins.incremental_build.store import FileRow
from plugins.incremental_build.workers import in_parallel
from portal.addresses import output_path
from portal.build import Build, FragmentProvider, Page, Render, place
from portal.build.digest import digest, digest_of
from portal.site import Site

Mode = Literal["inline", "ssi"]

# The template, not the page's subject, says which variant.
_CHOSEN_BY_TEMPLATE = frozenset({"asset"})
FRAGMENTS = "_manh"


@dataclass
class Report:
    """What a run did: pages in all, rendered anew, only stitched anew."""

    pages: int = 0
    rendered: int = 0
    restitched: int = 0


class Fragments:
    """The fragments of one run, each rendered at most once."""

    def __init__(self, build: Build, providers: Mapping[str, FragmentProvider], mode: Mode) -> None:
        self._providers = providers
        self._mode = mode
        self._without_server = build.without_server
        self.always_inline = build.always_inline
        self._html: dict[Place, bytes] = {}
        self.nested: set[Place] = set()
        self._digests: dict[tuple[Place, ...], str] = {}
        self._chosen: dict[str, tuple[tuple[Place, ...], list[tuple[str, Callable[[Any], str]]]]] = {}
        self._settled: dict[tuple[str, tuple[str, ...]], tuple[tuple[Place, ...], str]] = {}

    def variant(self, name: str, subject: Any) -> str:
        """Return which variant of *name* the page about *subject* needs."""
        return self._providers[name].variant(subject)

    def rendered(self, wanted: Place) -> bytes:
        """Return the HTML of a fragment."""
        if wanted not in self._html:
            name, variant = wanted
            html = self._providers[name].html(variant).encode()
            stitched = stitching.stitch(html, self.in_page)
            self._html[wanted] = stitched.content
            self.nested.update(place for place in stitched.places if place[0] not in self.always_inline)
        return self._html[wanted]

    def in_page(self, wanted: Place) -> bytes:
        """Return what stands in a page for a fragment: its HTML, or an include for the server."""
        if self._mode == "inline" or wanted[0] in self.always_inline:
            return self.rendered(wanted)
        include = f'<!--# include virtual="/{self.path(wanted)}" -->'
        instead = self._without_server.get(wanted[0], "")
        # The condition never holds: a server that knows it leaves out what all others show.
        return (include + (f'<!--# if expr="a = b" -->{instead}<!--# endif -->' if instead else "")).encode()

    @staticmethod
    def path(wanted: Place) -> str:
        """Return where a fragment lies in the site, for a server to include."""
        name, variant = wanted
        return f"{FRAGMENTS}/{name}/{variant}.html" if variant else f"{FRAGMENTS}/{name}.html"

    def settle(self, text: str, subject: Any) -> tuple[tuple[Place, ...], str]:
        """Return the places that *text* tells of with the variants that the page about *subject* needs now, and what
        tells what stands there from anything else."""
        if text not in self._chosen:
            places = stitching.load_places(text)
            names = sorted({name for name, _ in places} - _CHOSEN_BY_TEMPLATE)
            self._chosen[text] = places, [(name, self._providers[name].variant) for name in names]
        places, chosen = self._chosen[text]
        variants = tuple([variant(subject) for _, variant in chosen])
        if (text, variants) not in self._settled:
            now = dict(zip([name for name, _ in chosen], variants, strict=True))
            settled = tuple((name, now.get(name, variant)) for name, variant in places)
            self._settled[text, variants] = settled, self.digest(settled)
        return self._settled[text, variants]

    def digest(self, places: tuple[Place, ...]) -> str:
        """Return what tells what stands at *places* from anything else."""
        if places not in self._digests:
            self._digests[places] = digest(*map(self.in_page, places))
        return self._digests[places]


class Engine:
    """Carries out one build."""

    def __init__(self, build: Build, folder: SiteFolder, render: Render, *, mode: Mode, pages_key: str) -> None:
        self._build = build
        self._pages_key = folder.full(pages_key)
        self._folder = folder
        self._render = render
        self._mode: Mode = mode
        self._fragments: Fragments
        self._to_render: list[tuple[Page, str]] = []
        self._to_stitch: list[tuple[str, FileRow, tuple[Place, ...]]] = []
        self.report = Report()

    def plan(self, site: Site) -> None:
        """Decide what each page needs."""
        providers = {name: make(site, self._render) for name, make in sorted(self._build.fragments.items())}
        self._fragments = Fragments(self._build, providers, self._mode)
        for _, pages in sorted(self._build.pages.items()):
            for page in pages(site):
                self._plan(page)
        self.report.rendered, self.report.restitched = len(self._to_render), len(self._to_stitch)

    def carry_out(self, site: Site) -> None:
        """Bring the output folder up to *site*, as planned."""
        self._carry_out(self._render_one, self._to_render, "Dựng trang")
        self._carry_out(self._stitch_one, self._to_stitch, "Ghép trang")
        if self._mode == "ssi":
            self._put_fragments()
        for write in self._build.writers():
            write(site, self._folder)

    def _plan(self, page: Page) -> None:
        """Decide what *page* needs: nothing, other fragments, or to be rendered."""
        self.report.pages += 1
        path = output_path(page.url)
        self._folder.claim(path)
        shows = digest_of((self._pages_key, page.template, page.shows))
        row = self._folder.rows.get(path)
        if row is None or row.shows != shows or not self._folder.is_intact(path, row):
            self._to_render.append((page, shows))
            return
        places, stitched = self._fragments.settle(row.places, page.subject)
        if stitched != row.stitched:
            self._to_stitch.append((path, row, places))

    def _carry_out(self, job: Callable[[Any], tuple[str, FileRow]], inputs: list[Any], label: str) -> None:
        for path, row in shown(in_parallel(lambda: job, inputs), len(inputs), label):
            self._folder.record(path, row)

    def _render_one(self, given: tuple[Page, str]) -> tuple[str, FileRow]:
        page, shows = given
        values = {**page.values(), "url": page.url, "fragment": partial(_place, self._fragments, page.subject)}
        html = self._render(page.template, values).encode()
        return self._write(output_path(page.url), stitching.stitch(html, self._fragments.in_page), shows)

    def _stitch_one(self, given: tuple[str, FileRow, tuple[Place, ...]]) -> tuple[str, FileRow]:
        path, row, places = given
        spans = stitching.load_spans(row.spans)
        stitched = stitching.restitch(self._folder.read(path), spans, places, self._fragments.in_page)
        return self._write(path, stitched, row.shows)

    def _write(self, path: str, page: stitching.Stitched, shows: str) -> tuple[str, FileRow]:
        places, spans = stitching.dump_places(page.places), stitching.dump_spans(page.spans)
        row = self._folder.write(path, page.content, shows, self._fragments.digest(page.places), places, spans)
        return path, row

    def _put_fragments(self) -> None:
        """Put the fragments that pages include."""
        for wanted in sorted(self._included()):
            self._folder.put(self._fragments.path(wanted), self._fragments.rendered(wanted), "")

    def _included(self) -> set[Place]:
        rows, changed = self._folder.rows, self._folder.changed
        texts = {(changed.get(path) or rows[path]).places for path in self._folder.claimed}
        used = {wanted for text in texts for wanted in stitching.load_places(text)}
        for wanted in used:
            self._fragments.rendered(wanted)  # which finds what it holds itself
        always_inline = self._fragments.always_inline
        return {wanted for wanted in used | self._fragments.nested if wanted[0] not in always_inline}


def _place(fragments: Fragments, subject: Any, name: str) -> str:
    """Return the place of a fragment, as templates ask for it; an unknown name is an error of the template."""
    return place(name, fragments.variant(name, subject))


ReadAll = Callable[[Callable[[], Any], list[str]], Iterable[Any]]


def read_all(make_reader: Callable[[], Any], paths: list[str]) -> Iterable[Any]:
    """Read sources in several processes: one reader in each."""
    return shown(in_parallel(lambda: make_reader().read, paths), len(paths), "Đọc bài")
