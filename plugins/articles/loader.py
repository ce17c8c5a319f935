"""The whole way from a content folder to the `Site` of one moment.

Sources that did not change are not read again: their records come from the build's memory.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from plugins.articles import codes, data
from plugins.articles.files import ARTICLES, PAGES, ContentFolder
from plugins.articles.links import resolve
from plugins.articles.reader import Item, Reader
from plugins.articles.record import Record, Stamp, dump, dump_body, load, load_body
from plugins.articles.terms import with_common_terms
from portal import addresses
from portal.agency import Agency
from portal.article import Article, Body, StaticPage, Term
from portal.build.digest import digest, digest_of
from portal.build.memory import Memory, Table
from portal.problem import PortalError, Problems
from portal.site import Shown, Site, newest_first
from portal.vietnamese.collation import sort_key

_AddressOf = Callable[[str], str | None]
# A file changed twice within one tick of the file system's clock keeps its stamp: one so young is read again next time.
_YOUNG_NS = 2_000_000_000


class EmptySiteError(PortalError):
    """There is nothing to publish: better no new site than an empty one."""


@dataclass(frozen=True)
class Sources:
    """What of a content folder shapes every reading."""

    content: ContentFolder
    agency: Agency
    categories: tuple[Term, ...] | None
    glossary: dict[str, str]

    @classmethod
    def open(cls, root: Path, problems: Problems, *, site_name: str) -> Sources:
        """Read the data files of *root*."""
        content = ContentFolder(root)
        return cls(
            content,
            data.read_agency(content, problems, site_name=site_name),
            data.read_categories(content, problems),
            data.read_glossary(content, problems),
        )

    @property
    def key(self) -> str:
        """What every record depends on beside its own files."""
        return digest(self.content.root.name, repr(self.categories), repr(sorted(self.glossary.items())))


class SiteLoader:
    """Loads the site of one content folder at one moment; what is wrong goes to *problems*."""

    def __init__(self, root: Path, *, now: datetime, problems: Problems, site_name: str, memory: Memory) -> None:
        self._now = now
        self._problems = problems
        self._sources = Sources.open(root, problems, site_name=site_name)
        self._content = self._sources.content
        self._records = memory.table("records", self._sources.key)
        self._bodies = memory.table("bodies", self._sources.key)

    def load(self, read_all: ReadAll | None = None) -> Site:
        """Return the site.

        *read_all* reads many sources, perhaps in several processes; one after another when left out.

        Raises:
            EmptySiteError: no article at all is published.
        """
        self._problems.extend(self._content.misplaced())
        stamps = {**self._content.sources(ARTICLES), **self._content.sources(PAGES)}
        records = _Recall(self._content, self._records, self._bodies).all(stamps, self._reader, read_all)
        self._check_targets_exist(records, stamps)
        for record in records.values():
            self._problems.extend(record.problems)
        site = self._assemble(records)
        if not site.articles:
            self._problems.add(codes.NO_ARTICLES.at(self._content.root.name))
            raise EmptySiteError("Không có bài nào để đăng; trang đã dựng lần trước được giữ nguyên.")
        return site

    def _reader(self) -> Reader:
        return Reader(self._content, self._sources.categories, self._sources.glossary)

    def _check_targets_exist(self, records: dict[str, Record], stamps: dict[str, Stamp]) -> None:
        for path, record in records.items():
            dead = [item for item in record.targets if not item.path.startswith("/") and item.path not in stamps]
            if dead:
                shown = self._content.shown(path)
                found = [codes.DEAD_LINK.at(shown, item.line, target=item.path) for item in dead]
                if record.is_draft:
                    found = [replace(problem, severity="warning") for problem in found]
                records[path] = replace(record, problems=[*record.problems, *found])

    def _assemble(self, records: dict[str, Record]) -> Site:
        sound = [record for record in records.values() if record.is_sound and not record.is_draft]
        articles = [record for record in sound if isinstance(record.item, Article)]
        waiting = [moment for record in articles if (moment := _article(record).published) > self._now]
        due = [record for record in articles if _article(record).published <= self._now]
        settled = with_common_terms(self._with_addresses(self._without_doubles(due)))
        pages = self._pages(record for record in sound if isinstance(record.item, StaticPage))
        categories = self._sources.categories
        if categories is None:
            categories = tuple(sorted({item.category for item in settled}, key=lambda term: sort_key(term.name)))
        site = Site(
            agency=self._sources.agency,
            articles=tuple(newest_first(settled)),
            pages=tuple(pages),
            categories=categories,
            now=self._now,
            load_body=lambda source: self._load_body(records[source], address_of),
            next_due=min(waiting, default=None),
            shown_in=lambda source: Shown(records[source].pictures, records[source].attachments),
        )
        known = _known_addresses(site)
        by_source = {item.source: item.url for item in site.live} | {page.source: page.url for page in site.pages}

        def address_of(target: str) -> str | None:
            return target if target in known else by_source.get(target)

        return self._with_links(site, records, address_of)

    def _without_doubles(self, due: list[Record]) -> list[Record]:
        """Drop articles whose ``Id`` another, older one has: two things cannot be one to a subscriber."""
        first: dict[str, Record] = {}
        for record in sorted(due, key=lambda record: (_article(record).published, record.path)):
            other = first.setdefault(_article(record).identity, record)
            if other is not record:
                line = record.lines.get("id", 1)
                self._problems.add(
                    codes.SAME_IDENTITY.at(
                        self._content.shown(record.path), line, other=self._content.shown(other.path)
                    )
                )
        return list(first.values())

    def _with_addresses(self, due: list[Record]) -> list[Article]:
        """Give equal addresses a suffix: the smallest (date, identity) keeps the plain one."""
        by_url: dict[str, list[Record]] = defaultdict(list)
        for record in due:
            by_url[_article(record).url].append(record)
        settled = []
        for same in by_url.values():
            same.sort(key=lambda record: (_article(record).published, _article(record).identity))
            settled.append(_article(same[0]))
            for record in same[1:]:
                article = _article(record)
                slug = addresses.disambiguated(article.slug, article.identity)
                url = addresses.article_url(article.published, slug)
                line = record.lines.get("slug", record.lines.get("title", 1))
                other = self._content.shown(same[0].path)
                self._problems.add(codes.SAME_ADDRESS.at(self._content.shown(record.path), line, other=other, url=url))
                settled.append(replace(article, slug=slug, url=url, version=digest(article.version, url)))
        return settled

    def _pages(self, records: Iterable[Record]) -> list[StaticPage]:
        pages: dict[str, StaticPage] = {}
        for record in records:
            page = record.item
            if not isinstance(page, StaticPage):
                continue
            if page.url in pages:
                shown = self._content.shown(record.path)
                self._problems.add(codes.RESERVED_SLUG.at(shown, record.lines.get("slug", 1), slug=page.slug))
            else:
                pages[page.url] = page
        return sorted(pages.values(), key=lambda page: (sort_key(page.title), page.url))

    def _with_links(self, site: Site, records: dict[str, Record], address_of: _AddressOf) -> Site:
        """Let the version of what has links follow where they lead; tell of those that lead nowhere yet."""
        versions: dict[str, str] = {}
        items: list[Article | StaticPage] = [*site.articles, *site.pages]
        for item in items:
            targets = records[item.source].targets
            if not targets:
                continue
            found = [address_of(target.path) for target in targets]
            versions[item.source] = digest_of([item.version, *(address or "" for address in found)])
            for target, address in zip(targets, found, strict=True):
                if address is None:
                    code = codes.DEAD_ADDRESS if target.path.startswith("/") else codes.LINK_TO_UNPUBLISHED
                    shown = self._content.shown(item.source)
                    self._problems.add(code.at(shown, target.line, target=target.path))
        return replace(
            site,
            articles=tuple(_versioned(article, versions.get(article.source)) for article in site.articles),
            pages=tuple(_versioned(page, versions.get(page.source)) for page in site.pages),
        )

    def _load_body(self, record: Record, address_of: _AddressOf) -> Body:
        kept = self._bodies.get(record.path)
        # A damaged row is as good as none: then the source is read again.
        body = self._reader().read(record.path)[1] if kept is None else load_body(kept, record)
        return replace(body, html=resolve(body.html, address_of)) if record.targets else body


def _versioned(item: Item, version: str | None) -> Item:
    return item if version is None else replace(item, version=version)


def _article(record: Record) -> Article:
    if not isinstance(record.item, Article):
        raise TypeError(f"{record.path} is not an article")
    return record.item


ReadOne = Callable[[str], tuple[Record, Body]]
# From what makes a reader and the paths to read to what was read, in the order of the paths.
ReadAll = Callable[[Callable[[], Reader], list[str]], Iterable[tuple[Record, Body]]]


def _one_after_another(make_reader: Callable[[], Reader], paths: list[str]) -> Iterable[tuple[Record, Body]]:
    return map(make_reader().read, paths)


class _Recall:
    """Gives the records of sources: remembered where nothing they depend on changed, read anew elsewhere."""

    def __init__(self, content: ContentFolder, records: Table, bodies: Table) -> None:
        self._content = content
        self._records = records
        self._bodies = bodies
        self._stamps: dict[str, Stamp] = {}

    def all(
        self, stamps: dict[str, Stamp], make_reader: Callable[[], Reader], read_all: ReadAll | None
    ) -> dict[str, Record]:
        """Return the record of every path of *stamps*, in that order, and keep what is new."""
        known: dict[str, tuple[Stamp, Record]] = {}
        for path, row in self._records.rows():
            remembered = _load(row)
            if remembered:
                known[path] = remembered
        current = {
            path: record for path, (stamp, record) in known.items() if self._holds(stamps.get(path), stamp, record)
        }
        missing = [path for path in stamps if path not in current]
        youngest = time.time_ns() - _YOUNG_NS
        rows: dict[str, bytes] = {}
        bodies: dict[str, bytes] = {}
        for record, body in (read_all or _one_after_another)(make_reader, missing) if missing else ():
            current[record.path] = record
            rows[record.path] = _dump(_settled(stamps[record.path], youngest), _aged(record, youngest))
            bodies[record.path] = dump_body(body)
        gone = [path for path in known if path not in stamps]
        self._bodies.put(bodies)
        self._records.put(rows)
        self._records.remove(gone)
        self._bodies.remove(gone)
        return {path: current[path] for path in stamps}

    def _holds(self, now: Stamp, then: Stamp, record: Record) -> bool:
        if now is None or now != then:
            return False
        return all(self._stamp(path) == stamp for path, stamp in record.looked_up.items())

    def _stamp(self, path: str) -> Stamp:
        if path not in self._stamps:
            self._stamps[path] = self._content.stamp(path)
        return self._stamps[path]


def _settled(stamp: Stamp, youngest: int) -> Stamp:
    """Return *stamp*, or one that no file has while the file is so young that it may change unseen."""
    return (-1, 0) if stamp and stamp[1] > youngest else stamp


def _aged(record: Record, youngest: int) -> Record:
    return replace(record, looked_up={path: _settled(stamp, youngest) for path, stamp in record.looked_up.items()})


def _dump(stamp: Stamp, record: Record) -> bytes:
    size, changed = stamp or (-1, 0)
    return b"%d %d " % (size, changed) + dump(record)


def _load(row: bytes) -> tuple[Stamp, Record] | None:
    try:
        size, changed, kept = row.split(b" ", 2)
        return (int(size), int(changed)), load(kept)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None  # damaged: the source is read again


def _known_addresses(site: Site) -> frozenset[str]:
    """Return every address of a page that a body may link to by its address."""
    fixed = {
        addresses.HOME, addresses.NEWS, addresses.ARCHIVE, addresses.SEARCH, addresses.FEEDS_PAGE, addresses.SITE_MAP,
        addresses.LICENCES,
    }  # fmt: skip
    return frozenset(
        fixed
        | {item.url for item in site.live}
        | {page.url for page in site.pages}
        | {term.url for term in (*site.categories, *site.by_tag, *site.by_author)}
        | {addresses.month_url(*month) for month in site.by_month}
    )
