"""How articles stand at one moment: what has expired, whose pin has come off, which bodies are no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from plugins.articles.mergers import Merger
from plugins.articles.record import Record
from portal.article import Article, MergedBody
from portal.build.digest import digest


def at_moment(
    articles: Iterable[Article], records: Mapping[str, Record], now: datetime, mergers: Iterable[Merger]
) -> list[Article]:
    """Return *articles* as they stand at *now*."""
    gone = {merger.body.name: merger.body for merger in mergers if merger.body.since <= now}
    return [
        _standing(article, records[article.source].named, now, gone)
        if article.expires or article.pinned or records[article.source].named
        else article  # nearly all of ten thousand
        for article in articles
    ]


def _standing(article: Article, named: Iterable[str], now: datetime, gone: Mapping[str, MergedBody]) -> Article:
    expired = article.expires is not None and article.expires <= now
    merged = tuple(gone[name] for name in named if name in gone and article.published < gone[name].since)
    pinned = article.pinned and not expired and (article.pinned_until is None or now < article.pinned_until)
    # Lists mark what has expired. Of pins they know the order, and of mergers the article's own page alone tells.
    version = digest(article.version, "expired") if expired else article.version
    return replace(article, expired=expired, merged=merged, pinned=pinned, version=version)


def turns(articles: Iterable[Article], mergers: Iterable[Merger]) -> Iterator[datetime]:
    """Yield the moments, past ones too, at which published *articles* stand differently by the clock alone."""
    for article in articles:
        if article.expires:
            yield article.expires
        if article.pinned_until:
            yield article.pinned_until
    for merger in mergers:
        yield merger.body.since
