"""Which feeds the site has, and writing them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from plugins.feeds.addresses import addresses_of
from plugins.feeds.config import FeedsConfig
from plugins.feeds.documents import Head, Prepared, document
from plugins.feeds.entries import SizeOf, entry_of, tag_uri
from plugins.feeds.text import valid_xml
from portal.addresses import FEED_FORMATS, NEWS, absolute, output_path
from portal.article import Article, Term
from portal.build.digest import digest
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


def write_feeds(site: Site, sink: OutputSink, config: FeedsConfig) -> None:
    """Write every feed in every format. The sink knows the pictures and documents of the site already."""
    prepare = _Preparation(site, config, sink.size)
    for feed in feeds_of_site(site, config.limit):
        head = head_of(feed.term, site, config)
        shows = digest(repr(head), repr(config), *(prepare.version(article) for article in feed.articles))
        for feed_format, url in addresses_of(feed.term).items():
            path = output_path(url)
            if not sink.keep(path, shows):
                sink.put(path, document(feed_format, head, [prepare(article) for article in feed.articles]), shows)


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
    """Makes the entry of an article the first time a feed asks for it."""

    def __init__(self, site: Site, config: FeedsConfig, size_of: SizeOf) -> None:
        self._site, self._config, self._size_of = site, config, size_of
        self._prepared: dict[str, Prepared] = {}
        self._versions: dict[str, str] = {}

    def __call__(self, article: Article) -> Prepared:
        if article.identity not in self._prepared:
            body = self._site.load_body(article.source)
            entry = entry_of(article, body, self._site.agency.agency, self._config, self._size_of)
            self._prepared[article.identity] = Prepared(entry)
        return self._prepared[article.identity]

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
