"""Copies of a file: what a file manager leaves as "bai - Copy.md" must not take the place of the article itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plugins.articles.files import ContentFolder
from plugins.articles.record import Record
from portal.article import Article
from portal.problem import Code, Problem

COPY = Code("BV096", "bài giống hệt {other}, nên không đăng lần nữa", "xóa tệp này, hoặc sửa thành bài khác")


def without_copies(
    records: Sequence[Record], words_of: Callable[[Record], str], content: ContentFolder
) -> tuple[list[Record], list[Problem]]:
    """Return *records*, all of articles, without those that say in all what another of the same address says.

    The shortest path is the article, all others are copies. *words_of* gives the body of a record.
    """
    by_url: dict[str, list[Record]] = {}
    for record in records:
        if isinstance(record.item, Article):
            by_url.setdefault(record.item.url, []).append(record)
    if len(by_url) == len(records):
        return list(records), []
    found: list[Problem] = []
    copies: set[str] = set()
    for same in (same for same in by_url.values() if len(same) > 1):
        first: dict[tuple[object, ...], Record] = {}
        for record in sorted(same, key=lambda record: (len(record.path), record.path)):
            other = first.setdefault(_said(record, words_of), record)
            if other is not record:
                copies.add(record.path)
                found.append(COPY.at(content.shown(record.path), other=content.shown(other.path)))
    return [record for record in records if record.path not in copies], found


def _said(record: Record, words_of: Callable[[Record], str]) -> tuple[object, ...]:
    """Return all that readers see of *record*."""
    item = record.item
    if not isinstance(item, Article):
        return (record.path,)
    return item.title, item.published, item.summary, item.category, item.tags, item.authors, words_of(record)
