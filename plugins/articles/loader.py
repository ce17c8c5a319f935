"""The whole way from a content folder to the `Site` of one moment.

Sources that did not change are not read again: their records come from the build's memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from plugins.articles import codes
from plugins.articles.checks import aliases, copies, life, links, loss, titles
from plugins.articles.data import UnreadableContentError, read_data
from plugins.articles.destinations import Destinations
from plugins.articles.files import ARTICLES, PAGES, ContentFolder
from plugins.articles.links import resolve
from plugins.articles.reader import Item, Reader
from plugins.articles.recall import ReadAll, Recall
from plugins.articles.record import Record, load_body
from plugins.articles.standing import at_moment, turns
from plugins.articles.terms import with_common_terms
from portal import addresses
from portal.article import Article, Body, StaticPage
from portal.build.digest import digest, digest_of
from portal.build.memory import Memory
from portal.problem import PortalError, Problem, Problems
from portal.site import Shown, Site, newest_first
from portal.vietnamese.collation import sort_key

_FIELD_OF_KIND = {
    "chuyen-muc": ("category",),
    "chu-de": ("tags",),
    "tac-gia": ("author", "authors"),
    "dong-su-kien": ("series",),
}


class EmptySiteError(PortalError):
    """There is nothing to publish: better no new site than an empty one."""


class SiteLoader:
    """Loads the site of one content folder at one moment; what is wrong goes to *problems*.

    Attributes:
        records: what is known of every source, once `load` has read them.

    Raises:
        BrokenDataError: a data file cannot be used.
    """

    def __init__(
        self,
        root: Path,
        *,
        now: datetime,
        problems: Problems,
        site_name: str,
        memory: Memory,
        stamps: Mapping[str, tuple[int, int]] | None = None,
        unpublished: bool = False,
    ) -> None:
        """Take *root* as the content folder; *stamps* are those of its files that are known already.

        *unpublished*: drafts and what waits for its minute stand in the site, too, as in a preview.
        """
        self._now = now
        self._problems = problems
        self._unpublished = unpublished
        self._content = ContentFolder(root, stamps or {})
        self._data = read_data(self._content, problems, site_name=site_name)
        # What every record depends on beside its own files.
        key = digest(root.name, self._data.shaping)
        self._records = memory.ledger("records", key)
        self._bodies = memory.table("bodies", key)
        self._found: list[Problem] = []
        self.records: dict[str, Record] = {}

    def load(self, read_all: ReadAll | None = None) -> Site:
        """Return the site.

        *read_all* reads many sources, perhaps in several processes; one after another when left out.

        Raises:
            EmptySiteError: no article at all is published.
            UnreadableContentError: a folder of articles or pages cannot be opened.
        """
        scans = [self._content.scan(ARTICLES), self._content.scan(PAGES)]
        unreadable = [problem for scan in scans for problem in scan.unreadable]
        if unreadable:
            self._problems.extend(unreadable)
            raise UnreadableContentError("Chưa dựng được vì có thư mục không mở được; trang lần trước được giữ nguyên.")
        stamps = {path: stamp for scan in scans for path, stamp in scan.sources.items()}
        self.records = records = Recall(self._content, self._records, self._bodies).all(stamps, self._reader, read_all)
        self._problems.extend(self._content.misplaced())
        for scan in scans:
            self._problems.extend([*scan.problems, *self._strays(scan.others, records)])
        self._refuse(records, links.dead_links(records, stamps, self._content))
        self._refuse(records, life.early_notes(records, self._now, self._content))
        site, destinations = self._assemble(records)
        if self._refuse(records, links.dead_addresses(records, destinations, self._content)):
            site, destinations = self._assemble(records)
        for record in records.values():
            self._problems.extend(record.problems)
        site = self._with_links(site, records, destinations)
        self._problems.extend([*self._found, *links.dead_anchors(records, site, destinations, self._content)])
        empty = loss.nothing_left(site, self._content.root.name)
        if empty:
            self._problems.add(empty)
            raise EmptySiteError("Không có bài nào để đăng; trang đã dựng lần trước được giữ nguyên.")
        self._problems.extend(life.far_ahead(records, self._now, self._content))
        return site

    def _reader(self) -> Reader:
        return Reader(self._content, self._data)

    def _strays(self, others: list[str], records: dict[str, Record]) -> list[Problem]:
        """Tell of files among the sources that nothing reads and no source names."""
        used = {path for record in records.values() for path in record.looked_up} if others else set()
        return [codes.STRAY_FILE.at(self._content.shown(path)) for path in others if path not in used]

    @staticmethod
    def _refuse(records: dict[str, Record], findings: Iterable[tuple[str, list[Problem]]]) -> bool:
        """Add errors to records; whoever is still writing is told, but holds nothing up. Return whether any is held."""
        refused = False
        for path, found in list(findings):
            record = records[path]
            told = [replace(problem, severity="warning") for problem in found] if record.is_draft else found
            records[path] = replace(record, problems=[*record.problems, *told])
            refused = refused or not record.is_draft
        return refused

    def _assemble(self, records: dict[str, Record]) -> tuple[Site, Destinations]:
        """Return the site of the sound *records*, its links not settled yet. What is found replaces `_found`."""
        sound = [
            record for record in records.values() if record.is_sound and (self._unpublished or not record.is_draft)
        ]
        articles = [record for record in sound if isinstance(record.item, Article)]
        articles, self._found = copies.without_copies(articles, lambda record: self._body(record).html, self._content)
        articles = self._without_doubles(articles)
        self._found.extend(titles.doubled_titles(articles, self._content))
        due = [record for record in articles if self._unpublished or not self._is_early(record)]
        settled = self._with_common_terms(self._with_addresses(due), records)
        settled = at_moment(settled, records, self._now, self._data.mergers)
        pages = self._pages(record for record in sound if isinstance(record.item, StaticPage))
        redirects, left_out = aliases.redirects(settled, pages, records, self._content)
        self._found += left_out
        categories = self._data.categories
        if categories is None:
            categories = tuple(sorted({item.category for item in settled}, key=lambda term: sort_key(term.name)))
        site = Site(
            agency=self._data.agency,
            articles=tuple(newest_first(settled)),
            pages=tuple(pages),
            categories=categories,
            now=self._now,
            load_body=lambda source: self._load_body(records[source], destinations.address_of),
            next_due=self._next_due(articles, settled, records),
            shown_in=lambda source: Shown(records[source].pictures, records[source].attachments),
            redirects=redirects,
            abbreviations=self._data.glossary,
            unpublished={
                record.path: "draft" if record.is_draft else "scheduled" for record in sound if self._is_early(record)
            }
            if self._unpublished
            else {},
        )
        destinations = Destinations(site, records.values())
        return site, destinations

    def _is_early(self, record: Record) -> bool:
        return record.is_draft or (isinstance(record.item, Article) and record.item.published > self._now)

    def _next_due(
        self, articles: list[Record], published: list[Article], records: dict[str, Record]
    ) -> datetime | None:
        """Return when the next article comes due, the next one of *published* stands differently, or the next note
        that lies ahead."""
        waiting = [_article(record).published for record in articles]
        waiting += [moment - life.FAR for moment in waiting if moment > self._now + life.FAR]  # a finding ends
        waiting += turns(published, self._data.mergers)
        for record in records.values():
            if isinstance(record.item, Article) and not record.is_draft:
                waiting += life.notes_ahead(record.item, self._now).values()
        return min((moment for moment in waiting if moment > self._now), default=None)

    def _without_doubles(self, articles: list[Record]) -> list[Record]:
        """Drop articles whose ``Id`` another, older one has: two things cannot be one to a subscriber."""
        first: dict[str, Record] = {}
        if len({_article(record).identity for record in articles}) == len(articles):
            return articles
        for record in sorted(articles, key=lambda record: (_article(record).published, record.path)):
            other = first.setdefault(_article(record).identity, record)
            if other is not record:
                line = record.lines.get("id", 1)
                shown, other_shown = self._content.shown(record.path), self._content.shown(other.path)
                self._found.append(codes.SAME_IDENTITY.at(shown, line, other=other_shown))
        return list(first.values())

    def _with_addresses(self, due: list[Record]) -> list[Article]:
        """Give equal addresses a suffix: the smallest (date, identity) keeps the plain one."""
        by_url: dict[str, list[Record]] = {}
        for record in due:
            by_url.setdefault(_article(record).url, []).append(record)
        taken = set(by_url)
        settled = []
        for same in by_url.values():
            if len(same) == 1:
                settled.append(_article(same[0]))
                continue
            same.sort(key=lambda record: (_article(record).published, _article(record).identity))
            settled.append(_article(same[0]))
            for record in same[1:]:
                article = _with_suffix(_article(record), taken)
                taken.add(article.url)
                line = record.lines.get("slug", record.lines.get("title", 1))
                other, shown = self._content.shown(same[0].path), self._content.shown(record.path)
                self._found.append(codes.SAME_ADDRESS.at(shown, line, other=other, url=article.url))
                settled.append(article)
        return settled

    def _with_common_terms(self, articles: list[Article], records: dict[str, Record]) -> list[Article]:
        settled, mergers = with_common_terms(articles)
        for article, term, common in mergers:
            lines = records[article.source].lines
            line = next((lines[name] for name in _FIELD_OF_KIND[term.kind] if name in lines), 1)
            shown = self._content.shown(article.source)
            self._found.append(codes.MERGED.at(shown, line, name=term.name, other=common.name, url=common.url))
        return settled

    def _pages(self, records: Iterable[Record]) -> list[StaticPage]:
        pages: dict[str, StaticPage] = {}
        for record in records:
            page = record.item
            if not isinstance(page, StaticPage):
                continue
            if page.url in pages:
                shown = self._content.shown(record.path)
                line, other = record.lines.get("slug", 1), self._content.shown(pages[page.url].source)
                self._found.append(codes.SAME_PAGE.at(shown, line, slug=page.slug, other=other))
            else:
                pages[page.url] = page
        return sorted(pages.values(), key=lambda page: (sort_key(page.title), page.url))

    def _with_links(self, site: Site, records: dict[str, Record], destinations: Destinations) -> Site:
        """Let the version of what has links follow where they lead; tell of those that lead nowhere yet."""
        versions: dict[str, str] = {}
        items: list[Article | StaticPage] = [*site.articles, *site.pages]
        for item in items:
            targets = records[item.source].targets
            if not targets:
                continue
            found = [destinations.address_of(target.path) for target in targets]
            versions[item.source] = digest_of([item.version, *(address or "" for address in found)])
            for target, address in zip(targets, found, strict=True):
                if address is None:
                    shown = self._content.shown(item.source)
                    self._found.append(codes.LINK_TO_UNPUBLISHED.at(shown, target.line, target=target.path))
        if not versions:
            return site
        return replace(
            site,
            articles=tuple(_versioned(article, versions.get(article.source)) for article in site.articles),
            pages=tuple(_versioned(page, versions.get(page.source)) for page in site.pages),
        )

    def _load_body(self, record: Record, address_of: Callable[[str], str | None]) -> Body:
        body = self._body(record)
        return replace(body, html=resolve(body.html, address_of)) if record.targets else body

    def _body(self, record: Record) -> Body:
        kept = self._bodies.get(record.path)
        # A damaged row, or that of another version, is as good as none: then the source is read again.
        return (kept and load_body(kept, record)) or self._reader().read(record.path)[1]


def _versioned(item: Item, version: str | None) -> Item:
    return item if version is None else replace(item, version=version)


def _article(record: Record) -> Article:
    if not isinstance(record.item, Article):
        raise TypeError(f"{record.path} is not an article")
    return record.item


def _with_suffix(article: Article, taken: set[str]) -> Article:
    """Return *article* at an address of its own: with six digits of its identity, or more where those are taken."""
    for digits in range(6, 65):
        slug = addresses.disambiguated(article.slug, article.identity, digits)
        url = addresses.article_url(article.published, slug)
        if url not in taken:
            break
    return replace(article, slug=slug, url=url, version=digest(article.version, url))
