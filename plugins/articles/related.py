"""What stands beside an article: the ones before and after it, and older ones on the same subjects."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from portal.article import Article, Term

RELATED_COUNT = 4
# How many older articles of each subject are considered; older ones are rarely better, and the cost stays linear.
_REMEMBERED = 40


@dataclass(frozen=True)
class Neighbours:
    """The neighbours of one article in time, and its related articles, best first."""

    previous: Article | None
    next: Article | None
    related: tuple[Article, ...]


def neighbours(articles: Sequence[Article]) -> dict[str, Neighbours]:
    """Return the neighbours of each article by identity.

    Related ones are chosen among older articles only, so a new article changes no page but its predecessor's: by the
    number of common tags, then the same category, then the nearest in time.

    Args:
        articles: newest first, withdrawn ones left out.

    """
    recent: dict[Term, deque[Article]] = {}
    result: dict[str, Neighbours] = {}
    oldest_first = articles[::-1]
    for position, article in enumerate(oldest_first):
        previous = oldest_first[position - 1] if position else None
        following = oldest_first[position + 1] if position + 1 < len(oldest_first) else None
        result[article.identity] = Neighbours(previous, following, _related(article, recent, skip=previous))
        for term in (article.category, *article.tags):
            recent.setdefault(term, deque(maxlen=_REMEMBERED)).append(article)
    return result


def _related(article: Article, recent: dict[Term, deque[Article]], skip: Article | None) -> tuple[Article, ...]:
    scores: dict[str, int] = {}
    found: dict[str, Article] = {}
    for weight, terms in ((2, article.tags), (1, (article.category,))):
        for term in terms:
            for older in recent.get(term, ()):
                scores[older.identity] = scores.get(older.identity, 0) + weight
                found[older.identity] = older
    if skip:
        found.pop(skip.identity, None)
    by_identity = sorted(found.values(), key=lambda older: older.identity)
    by_date = sorted(by_identity, key=lambda older: older.published, reverse=True)
    return tuple(sorted(by_date, key=lambda older: -scores[older.identity])[:RELATED_COUNT])
