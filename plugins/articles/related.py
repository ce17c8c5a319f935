"""What stands beside an article: the ones before and after it, and older ones on the same subjects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import nlargest
from typing import Any, NamedTuple
from zlib import crc32

from portal.article import Article, Term
from portal.build.memory import Memory

RELATED_COUNT = 4
# How many older articles of each subject are considered; older ones are rarely better, and the cost stays linear.
_REMEMBERED = 40
_OF_TAG, _OF_CATEGORY = 2, 1


class Neighbours(NamedTuple):
    """The neighbours of one article in time, and its related articles, best first."""

    previous: Article | None
    next: Article | None
    related: tuple[Article, ...]


def neighbours(articles: Sequence[Article], memory: Memory) -> dict[str, Neighbours]:
    """Return the neighbours of each article by identity.

    Related ones are chosen among older articles only, so a new article changes no page but its predecessor's: by the
    number of common tags, then the same category, then the nearest in time. What was chosen before is chosen again
    without a look as long as the same articles came before.

    Args:
        articles: newest first, withdrawn ones left out.
    """
    oldest_first = articles[::-1]
    ledger = memory.ledger("related", "4")
    kept = ledger.all()
    chosen: dict[str, list[Any]] = {}
    chains = list(_chains(oldest_first))
    by_identity = {article.identity: article for article in articles}
    for article, chain in zip(oldest_first, chains, strict=True):
        known = kept.get(article.identity)
        if known is None or known[0] != chain or not all(map(by_identity.__contains__, known[1])):
            chosen[article.identity] = [chain, []]
    if chosen:
        for position, related in _choose(oldest_first, chosen):
            chosen[oldest_first[position].identity][1] = [oldest_first[older].identity for older in related]
    ledger.keep(chosen, kept.keys() - by_identity.keys())
    kept.update(chosen)
    around = zip((None, *oldest_first[:-1]), oldest_first, (*oldest_first[1:], None), strict=True)
    return {
        article.identity: Neighbours(
            previous, following, tuple([by_identity[identity] for identity in kept[article.identity][1]])
        )
        for previous, article, following in around
    }


def _chains(oldest_first: Sequence[Article]) -> Iterator[int]:
    """Yield for each article a checksum of all that came before it and of its own subjects.

    Equal checksums, equal choices: a choice depends on older articles only, on their order and subjects.
    """
    chain = 0
    for article in oldest_first:
        mark = "\0".join([article.identity, article.category.slug, *[tag.slug for tag in article.tags], "\n"])
        chain = crc32(mark.encode(), chain)
        yield chain


def _choose(oldest_first: Sequence[Article], wanted: dict[str, list[Any]]) -> Iterator[tuple[int, list[int]]]:
    """Yield (position, positions of its related articles, best first) of each *wanted* article."""
    recent: dict[Term, list[int]] = {}
    size = len(oldest_first)
    for position, article in enumerate(oldest_first):
        if article.identity in wanted:
            # One number ranks an older article: how much it has in common, then how young it is.
            ranks: dict[int, int] = {}
            for term in (article.category, *article.tags):
                weight = size * (_OF_CATEGORY if term is article.category else _OF_TAG)
                for older in recent.get(term, ())[-_REMEMBERED:]:
                    ranks[older] = ranks.get(older, older) + weight
            ranks.pop(position - 1, None)  # its predecessor is shown already
            yield position, [rank % size for rank in nlargest(RELATED_COUNT, ranks.values())]
        for term in (article.category, *article.tags):
            recent.setdefault(term, []).append(position)
