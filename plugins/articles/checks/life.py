"""The life of an article: nothing may tell of a change that has not happened yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from plugins.articles import codes
from plugins.articles.files import ContentFolder
from plugins.articles.record import Record
from portal.article import Article
from portal.problem import Problem
from portal.vietnamese.dates import show_date

# A year's plan is written ahead; nothing later is.
FAR = timedelta(days=366)


def early_notes(
    records: Mapping[str, Record], now: datetime, content: ContentFolder
) -> Iterator[tuple[str, list[Problem]]]:
    """Yield (path, findings) of each article that tells of a change which lies ahead of *now*."""
    for path, record in records.items():
        if isinstance(record.item, Article) and (early := notes_ahead(record.item, now)):
            shown = content.shown(path)
            yield path, [codes.NOT_YET.at(shown, record.lines.get(name, 1), field=name.capitalize()) for name in early]


def notes_ahead(article: Article, now: datetime) -> dict[str, datetime]:
    """Return field → moment of the notes and documents that lie ahead, of *now* and of the article's own date."""
    if article.updated is None and article.withdrawn is None and not article.attachments:
        return {}  # nearly all of ten thousand
    moments = {"modified": article.updated}
    moments |= {"corrections": max((note.date for note in article.corrections), default=None)}
    moments |= {"attachments": max((item.issued for item in article.attachments if item.issued), default=None)}
    moments |= {"withdrawn": article.withdrawn.date if article.withdrawn else None}
    if moments["modified"] == moments["corrections"]:
        del moments["modified"]  # which is the newest of both
    last = max(now, article.published)
    return {name: moment for name, moment in moments.items() if moment and moment > last}


def far_ahead(records: Mapping[str, Record], now: datetime, content: ContentFolder) -> Iterator[Problem]:
    """Yield a finding for each article that is to appear so late that its year may be a slip."""
    last = now + FAR
    for path, record in records.items():
        if isinstance(record.item, Article) and record.item.published > last and not record.is_draft:
            date = show_date(record.item.published)
            yield codes.FAR_AHEAD.at(content.shown(path), record.lines.get("date", 1), date=date)
