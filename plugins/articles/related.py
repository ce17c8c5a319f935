"""What stands beside an article: the ones before and after it, and older ones on the same subjects."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from portal.article import Article, Term
from portal.build.memory import Memory

RELATED_COUNT = 4
# How many older articles of each subject are considered; older ones are rarely better, and the cost stays linear.
_REMEMBERED = 40
_TABLE, _ROW = "related", "all"


@dataclass(frozen=True)
class Neighbours:
    """The neighbours of one article in time, and its related articles, best first."""

    previous: Article | None
    next: Article | None
    related: tuple[Article, ...]


def neighbours(articles: Sequence[Article], memory: Memory) -> dict[str, Neighbours]:
    """Return the neighbours of each article by identity.

    Related ones are chosen among older articles only, so a new article changes no page but its predecessor's: by the
    number of common tags, then the same category, then the nearest in time. What was chosen before is chosen again
    without a look as long as the same articles came before on the same subjects.

    Args:
        articles: newest first, withdrawn ones left out.
    """
    table = memory.table(_TABLE, "1")
    kept = _load(table.get(_ROW))
    chosen: dict[str, tuple[int, list[str]]] = {}
    by_identity = {article.identity: article for article in articles}
    subjects = _Subjects()
    result: dict[str, Neighbours] = {}
    previous: Article | None = None
    oldest_first = articles[::-1]
    for position, article in enumerate(oldest_first):
        state = subjects.state(article, previous)
        known = kept.get(article.identity)
        if known is not None and known[0] == state:
            chosen[article.identity] = known
        else:
            related = subjects.related(article, skip=previous)
            chosen[article.identity] = (state, [older.identity for older in related])
        following = oldest_first[position + 1] if position + 1 < len(oldest_first) else None
        found = tuple([by_identity[identity] for identity in chosen[article.identity][1]])
        result[article.identity] = Neighbours(previous, following, found)
        subjects.add(article)
        previous = article
    if chosen != kept:
        table.put({_ROW: json.dumps(chosen, ensure_ascii=False, separators=(",", ":")).encode()})
    return result


def _load(row: bytes | None) -> dict[str, tuple[int, list[str]]]:
    if row is None:
        return {}
    try:
        return {identity: (state, related) for identity, (state, related) in json.loads(row).items()}
    except (ValueError, TypeError, AttributeError):
        return {}


class _Subjects:
    """The articles seen so far on each subject, oldest first."""

    def __init__(self) -> None:
        self._recent: dict[Term, deque[Article]] = {}
        # A running checksum of all that was added to a subject: equal checksums, equal choices.
        self._states: dict[Term, int] = {}

    def add(self, article: Article) -> None:
        mark = f"{article.identity} {article.published.isoformat()}".encode()
        for term in (article.category, *article.tags):
            if term not in self._recent:
                self._recent[term] = deque(maxlen=_REMEMBERED)
            self._recent[term].append(article)
            self._states[term] = crc32(mark, self._states.get(term, 0))

    def state(self, article: Article, previous: Article | None) -> int:
        parts = [f"{term.kind}/{term.slug} {self._states.get(term, 0)}" for term in (article.category, *article.tags)]
        return crc32("\n".join([previous.identity if previous else "", *parts]).encode())

    def related(self, article: Article, skip: Article | None) -> tuple[Article, ...]:
        scores: dict[str, int] = {}
        found: dict[str, Article] = {}
        for weight, terms in ((2, article.tags), (1, (article.category,))):
            for term in terms:
                for older in self._recent.get(term, ()):
                    scores[older.identity] = scores.get(older.identity, 0) + weight
                    found[older.identity] = older
        if skip:
            found.pop(skip.identity, None)
        by_identity = sorted(found.values(), key=lambda older: older.identity)
        by_date = sorted(by_identity, key=lambda older: older.published, reverse=True)
        return tuple(sorted(by_date, key=lambda older: -scores[older.identity])[:RELATED_COUNT])
