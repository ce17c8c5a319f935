"""Subjects: one for each slug, whatever the spellings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from portal.article import Article, Term
from portal.build.digest import digest


class Merger(NamedTuple):
    """Two names that share an address though they differ in more than case ("Lệ phí", "Lễ phí"), and who wrote one."""

    article: Article
    term: Term
    common: Term


def _terms(article: Article) -> tuple[Term, ...]:
    terms = (article.category, *article.tags, *article.authors)
    return (*terms, article.series) if article.series else terms


def with_common_terms(articles: list[Article]) -> tuple[list[Article], list[Merger]]:
    """Let equal slugs be one term, spelt as most articles spell it: "Một cửa" and "một cửa" are one tag.

    Also returns where names became one that may mean two things.
    """
    terms = {term for article in articles for term in _terms(article)}
    if len({(term.kind, term.slug) for term in terms}) == len(terms):
        return articles, []
    spellings: dict[tuple[str, str], Counter[Term]] = defaultdict(Counter)
    for article in articles:
        for term in _terms(article):
            spellings[term.kind, term.slug][term] += 1
    common = {
        term: min(counts, key=lambda other: (-counts[other], other.name))
        for counts in spellings.values()
        if len(counts) > 1
        for term in counts
    }
    # Two spellings on one article are one subject too.
    return [_settled(article, common) for article in articles], _mergers(articles, common)


def _mergers(articles: list[Article], common: dict[Term, Term]) -> list[Merger]:
    """Return one for each name, at the first article (by its path) that has it."""
    found: dict[tuple[str, str, str], Merger] = {}
    for article in sorted(articles, key=lambda article: article.source):
        for term in _terms(article):
            other = common.get(term, term)
            if other.name.casefold() != term.name.casefold():
                found.setdefault((term.kind, term.slug, term.name.casefold()), Merger(article, term, other))
    return list(found.values())


def _settled(article: Article, common: dict[Term, Term]) -> Article:
    def settle(terms: Iterable[Term]) -> tuple[Term, ...]:
        return tuple(dict.fromkeys(common.get(term, term) for term in terms))

    category, tags, authors = (
        common.get(article.category, article.category),
        settle(article.tags),
        settle(article.authors),
    )
    series = article.series and common.get(article.series, article.series)
    if (category, tags, authors, series) == (article.category, article.tags, article.authors, article.series):
        return article
    version = digest(article.version, repr((category, tags, authors, series)))
    return replace(article, category=category, tags=tags, authors=authors, series=series, version=version)
