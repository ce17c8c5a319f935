"""Subjects: one for each slug, whatever the spellings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from portal.article import Article, Term
from portal.build.digest import digest


def with_common_terms(articles: list[Article]) -> list[Article]:
    """Let equal slugs be one term, spelt as most articles spell it: "Một cửa" and "một cửa" are one tag."""
    spellings: dict[tuple[str, str], Counter[Term]] = defaultdict(Counter)
    for article in articles:
        for term in (article.category, *article.tags, *article.authors):
            spellings[term.kind, term.slug][term] += 1
    common = {
        term: min(counts, key=lambda other: (-counts[other], other.name))
        for counts in spellings.values()
        if len(counts) > 1
        for term in counts
    }
    # Two spellings on one article are one subject too.
    return [_settled(article, common) for article in articles] if common else articles


def _settled(article: Article, common: dict[Term, Term]) -> Article:
    def settle(terms: Iterable[Term]) -> tuple[Term, ...]:
        return tuple(dict.fromkeys(common.get(term, term) for term in terms))

    category, tags, authors = (
        common.get(article.category, article.category),
        settle(article.tags),
        settle(article.authors),
    )
    if (category, tags, authors) == (article.category, article.tags, article.authors):
        return article
    version = digest(article.version, repr((category, tags, authors)))
    return replace(article, category=category, tags=tags, authors=authors, version=version)
