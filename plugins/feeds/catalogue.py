"""Which feeds the site has, and writing them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import orjson

from plugins.feeds.addresses import addresses_of
from plugins.feeds.config import FeedsConfig
from plugins.feeds.documents import Head, Prepared, document, prepare
from plugins.feeds.entries import SizeOf, entry_of, tag_uri
from plugins.feeds.text import valid_xml
from portal.addresses import FEED_FORMATS, NEWS, absolute, output_path
from portal.article import Article, Term
from portal.build.digest import digest
from portal.build.memory import Memory
from portal.build.sink import OutputSink
from portal.site import Site
from portal.vietnamese.dates import ZONE

_OF_KIND = {"chuyen-muc": "chuyên mục", "chu-de": "chủ đề", "tac-gia": "tác giả", "dong-su-kien": "dòng sự kiện"}


@dataclass(frozen=True)
class Feed:
    """One feed: of *term*, or of everything when it is None. *articles* are the newest, newest first."""

    term: Term | None
    articles: tuple[Article, ...]


def feeds_of_site(site: Site, limit: int) -> Iterator[Feed]:
    """Yield every feed: of everything, of each category, tag and author. Empty ones too: their pages point to them."""
    yield Feed(None, site.live[:limit])
    for groups in (site.by_category, site.by_tag, site.by_author):
        for term, members in groups.items():
            live = (article for article in members if article.withdrawn is None)
            yield Feed(term, tuple(article for _, article in zip(range(limit), live, strict=False)))


def write_feeds(site: Site, sink: OutputSink, config: FeedsConfig, memory: Memory) -> None:
    """Write every feed in every format. The sink knows the pictures and documents of the site already."""
    entries = _Preparation(site, config, sink.size, memory)
    for feed in feeds_of_site(site, config.limit):
        head = head_of(feed.term, site, config)
        shows = digest(repr(head), repr(config), *(entries.version(article) for article in feed.articles))
        for feed_format, url in addresses_of(feed.term).items():
            path = output_path(url)
            if not sink.keep(path, shows):
                sink.put(path, document(feed_format, head, [entries(article) for article in feed.articles]), shows)
    entries.keep()


def head_of(term: Term | None, site: Site, config: FeedsConfig) -> Head:
    """Return what the feed of *term* (None: of everything) says of itself, whatever its entries are."""
    agency = site.agency
    about = f"Tin mới của {agency.full_name}"
    if term is not None:
        about = term.description or f"{about}: {_OF_KIND[term.kind]} {term.name}"
    urls = addresses_of(term)
    name = urls["rss"].removesuffix(f".{FEED_FORMATS['rss']}").lstrip("/")
    return Head(
        identity=tag_uri(config, name),
        title=valid_xml(f"{term.name} – {agency.full_name}" if term else agency.full_name),
        description=valid_xml(" ".join(_sentences((about, agency.demonstration)))),
        page=absolute(config.site_url, term.url if term else NEWS),
        addresses={name: absolute(config.site_url, url) for name, url in urls.items()},
        publisher=valid_xml(agency.agency),
        publisher_page=f"{config.site_url}/",
        rights=valid_xml(f"© {agency.agency}"),
        founded=datetime(config.year, 1, 1, tzinfo=ZONE),
    )


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if text:
            yield text if text.endswith((".", "!", "?", "…")) else f"{text}."


class _Preparation:
    """Gives the entries of articles: kept from the last build where they would be the same, made anew elsewhere."""

    def __init__(self, site: Site, config: FeedsConfig, size_of: SizeOf, memory: Memory) -> None:
        self._site, self._config, self._size_of = site, config, size_of
        key = digest(repr(config), site.agency.agency)
        self._kept = memory.table("entries", key)
        self._names = memory.ledger("entries", key)  # of those that are kept
        self._known: set[str] = set(self._names.all())
        self._made: dict[str, Prepared] = {}
        self._new: dict[str, bytes] = {}
        self._versions: dict[str, str] = {}

    def __call__(self, article: Article) -> Prepared:
        """Return the entry of *article*."""
        identity = article.identity
        if identity not in self._made:
            self._made[identity] = self._recalled(article) or self._prepared(article)
        return self._made[identity]

    def _recalled(self, article: Article) -> Prepared | None:
        kept = self._kept.get(article.identity)
        if kept is None:
            return None
        # In one row with the texts: a build may end at any moment.
        version, texts = orjson.loads(kept)
        if version != self.version(article):
            return None
        return Prepared(article.modified, {name: text.encode() for name, text in texts.items()})

    def _prepared(self, article: Article) -> Prepared:
        body = self._site.load_body(article.source)
        entry = prepare(entry_of(article, body, self._site.agency.agency, self._config, self._size_of))
        texts = {name: text.decode() for name, text in entry.texts.items()}
        self._new[article.identity] = orjson.dumps([self.version(article), texts])
        return entry

    def version(self, article: Article) -> str:
        """Return a text that is another one whenever the entry of *article* would be."""
        if article.identity not in self._versions:
            shown = self._site.shown_in(article.source)
            files = [item.url for item in (*article.attachments, *shown.attachments)]
            pictures = (article.picture,) if article.picture else shown.pictures[:1]
            files += [picture.fallback_url for picture in pictures]
            sizes = [str(self._size_of(output_path(url))) for url in files]
            self._versions[article.identity] = " ".join([article.version, *sizes])
        return self._versions[article.identity]

    def keep(self) -> None:
        """Keep what was made for the next build, and forget what stands in no feed any more."""
        gone = self._known - self._versions.keys()
        self._names.keep(dict.fromkeys(self._new.keys() - self._known, 1), ())
        self._kept.put(self._new)
        self._kept.remove(gone)
        self._names.keep({}, gone)
