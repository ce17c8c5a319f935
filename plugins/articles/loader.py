"""The whole way from a content folder to the `Site` of one moment."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from plugins.articles import codes, data
from plugins.articles.body import BodyMaker, RawBody
from plugins.articles.files import ARTICLES, PAGES, ContentFolder, read_text
from plugins.articles.headers import parse
from plugins.articles.links import resolve
from plugins.articles.metadata import Draft, MetadataReader
from plugins.articles.references import References
from plugins.articles.tree import Glossary
from portal import addresses
from portal.article import Article, Body, StaticPage, Term
from portal.problem import PortalError, Problem, Problems
from portal.site import Site, newest_first
from portal.vietnamese.collation import sort_key

_AddressOf = Callable[[str], str | None]

# A summary made from the text: about as long as a written one.
_FALLBACK_SUMMARY_WORDS = 40


class EmptySiteError(PortalError):
    """There is nothing to publish: better no new site than an empty one."""


class SiteLoader:
    """Loads the site of one content folder at one moment; what is wrong goes to *problems*."""

    def __init__(self, root: Path, *, now: datetime, problems: Problems, site_name: str) -> None:
        self._content = ContentFolder(root)
        self._now = now
        self._problems = problems
        self._agency = data.read_agency(self._content, problems, site_name=site_name)
        self._categories = data.read_categories(self._content, problems)
        references = References(self._content)
        self._metadata = MetadataReader(self._categories, references)
        self._bodies = BodyMaker(references, Glossary(data.read_glossary(self._content, problems)))
        self._raw: dict[str, RawBody] = {}

    def load(self) -> Site:
        """Return the site.

        Raises:
            EmptySiteError: no article at all is published.

        """
        self._problems.extend(self._content.misplaced())
        drafts = self._read_articles()
        waiting = [draft.article for draft in drafts if not draft.is_draft and draft.article.published > self._now]
        due = [draft for draft in drafts if not draft.is_draft and draft.article.published <= self._now]
        due = self._without_doubles(due)
        articles = self._with_bodies(_with_common_terms(self._with_addresses(due)))
        pages = self._read_pages()
        if not articles:
            self._problems.add(codes.NO_ARTICLES.at(self._content.root.name))
            raise EmptySiteError("Không có bài nào để đăng; trang đã dựng lần trước được giữ nguyên.")
        return self._assemble(articles, pages, waiting)

    def _read_articles(self) -> list[Draft]:
        drafts = []
        for relative in self._content.sources(ARTICLES):
            text = read_text(self._content, relative)
            if isinstance(text, Problem):
                self._problems.add(text)
                continue
            source = parse(text, self._content.shown(relative))
            draft = self._metadata.article(source, relative) if source.fields else None
            self._problems.extend(source.problems)
            if draft:
                drafts.append(draft)
        return drafts

    def _without_doubles(self, drafts: list[Draft]) -> list[Draft]:
        """Drop articles whose ``Id`` another, older one has: two things cannot be one to a subscriber."""
        first: dict[str, Draft] = {}
        for draft in sorted(drafts, key=lambda draft: (draft.article.published, draft.article.source)):
            other = first.setdefault(draft.article.identity, draft)
            if other is not draft:
                line = draft.source.lines.get("id", 1)
                self._problems.add(codes.SAME_IDENTITY.at(draft.source.path, line, other=other.source.path))
        return list(first.values())

    def _with_addresses(self, drafts: list[Draft]) -> list[Draft]:
        """Give equal addresses a suffix: the smallest (date, identity) keeps the plain one."""
        by_url: dict[str, list[Draft]] = defaultdict(list)
        for draft in drafts:
            by_url[draft.article.url].append(draft)
        settled = []
        for same in by_url.values():
            same.sort(key=lambda draft: (draft.article.published, draft.article.identity))
            settled.append(same[0])
            for draft in same[1:]:
                slug = addresses.disambiguated(draft.article.slug, draft.article.identity)
                url = addresses.article_url(draft.article.published, slug)
                line = draft.source.lines.get("slug", draft.source.lines.get("title", 1))
                problem = codes.SAME_ADDRESS.at(draft.source.path, line, other=same[0].source.path, url=url)
                self._problems.add(problem)
                settled.append(replace(draft, article=replace(draft.article, slug=slug, url=url)))
        return settled

    def _with_bodies(self, drafts: list[Draft]) -> list[Article]:
        """Make the bodies; an article whose body holds an error is left out."""
        articles = []
        for draft in drafts:
            article, source = draft.article, draft.source
            raw = self._bodies.make(source, article.source, around=(article.title, article.summary))
            self._check_targets_exist(raw, source.path, source.problems)
            if not article.summary:
                source.problems.append(codes.NO_SUMMARY.at(source.path, 1))
                article = replace(article, summary=_opening(raw.body.text))
            self._problems.extend(source.problems)
            if not any(problem.severity == "error" for problem in source.problems):
                self._raw[article.source] = raw
                articles.append(article)
        return articles

    def _check_targets_exist(self, raw: RawBody, path: str, problems: list[Problem]) -> None:
        for target in raw.targets:
            if not target.path.startswith("/") and not self._content.resolve(target.path):
                problems.append(codes.DEAD_LINK.at(path, target.line, target=target.path))

    def _read_pages(self) -> list[StaticPage]:
        pages: dict[str, StaticPage] = {}
        for relative in self._content.sources(PAGES):
            text = read_text(self._content, relative)
            if isinstance(text, Problem):
                self._problems.add(text)
                continue
            source = parse(text, self._content.shown(relative))
            page = self._metadata.page(source, relative) if source.fields else None
            if page:
                raw = self._bodies.make(source, relative, around=(page.title, page.summary))
                self._check_targets_exist(raw, source.path, source.problems)
                if page.url in pages:
                    source.problems.append(codes.RESERVED_SLUG.at(source.path, 1, slug=page.slug))
                elif not any(problem.severity == "error" for problem in source.problems):
                    self._raw[relative] = raw
                    pages[page.url] = page
            self._problems.extend(source.problems)
        return sorted(pages.values(), key=lambda page: (sort_key(page.title), page.url))

    def _assemble(self, articles: list[Article], pages: list[StaticPage], waiting: list[Article]) -> Site:
        categories = self._categories
        if categories is None:
            categories = tuple(sorted({article.category for article in articles}, key=lambda term: sort_key(term.name)))
        site = Site(
            agency=self._agency,
            articles=tuple(newest_first(articles)),
            pages=tuple(pages),
            categories=categories,
            now=self._now,
            load_body=lambda source: self._resolved(source, address_of),
            next_due=min((article.published for article in waiting), default=None),
        )
        known = _known_addresses(site)
        by_source = {article.source: article.url for article in site.live} | {
            page.source: page.url for page in site.pages
        }

        def address_of(target: str) -> str | None:
            return target if target in known else by_source.get(target)

        self._check_targets_are_published(address_of)
        return site

    def _check_targets_are_published(self, address_of: _AddressOf) -> None:
        for relative, raw in self._raw.items():
            for target in raw.targets:
                if address_of(target.path) is None:
                    dead = target.path.startswith("/")
                    code = codes.DEAD_ADDRESS if dead else codes.LINK_TO_UNPUBLISHED
                    self._problems.add(code.at(self._content.shown(relative), target.line, target=target.path))

    def _resolved(self, source: str, address_of: _AddressOf) -> Body:
        body = self._raw[source].body
        return replace(body, html=resolve(body.html, address_of))


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:_FALLBACK_SUMMARY_WORDS]) + ("…" if len(words) > _FALLBACK_SUMMARY_WORDS else "")


def _with_common_terms(drafts: list[Draft]) -> list[Draft]:
    """Let equal slugs be one term, spelt as most articles spell it: "Một cửa" and "một cửa" are one tag."""
    spellings: dict[tuple[str, str], Counter[Term]] = defaultdict(Counter)
    for draft in drafts:
        for term in _terms(draft.article):
            spellings[term.kind, term.slug][term] += 1
    common = {key: min(counts, key=lambda term: (-counts[term], term.name)) for key, counts in spellings.items()}

    def settle(terms: Iterable[Term]) -> tuple[Term, ...]:
        return tuple(dict.fromkeys(common[term.kind, term.slug] for term in terms))

    return [
        replace(
            draft,
            article=replace(
                draft.article,
                category=common[draft.article.category.kind, draft.article.category.slug],
                tags=settle(draft.article.tags),
                authors=settle(draft.article.authors),
            ),
        )
        for draft in drafts
    ]


def _terms(article: Article) -> tuple[Term, ...]:
    return (article.category, *article.tags, *article.authors)


def _known_addresses(site: Site) -> frozenset[str]:
    """Return every address of a page that a body may link to by its address."""
    terms = {*site.categories, *site.by_tag, *site.by_author}
    fixed = {
        addresses.HOME, addresses.NEWS, addresses.ARCHIVE, addresses.SEARCH, addresses.FEEDS_PAGE, addresses.SITE_MAP,
        addresses.LICENCES,
    }  # fmt: skip
    return frozenset(
        fixed
        | {article.url for article in site.live}
        | {page.url for page in site.pages}
        | {term.url for term in terms}
        | {addresses.month_url(*month) for month in site.by_month}
    )
