"""Former addresses: each leads to one article, and to none where a page stands now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from plugins.articles import codes
from plugins.articles.files import ContentFolder
from plugins.articles.record import Record
from portal.article import Article, StaticPage
from portal.problem import Problem


def redirects(
    articles: Sequence[Article], pages: Iterable[StaticPage], records: Mapping[str, Record], content: ContentFolder
) -> tuple[dict[str, str], list[Problem]]:
    """Return former address → the present one for all published *articles*, withdrawn ones too, and what is left out.

    Where two articles name one address it leads to the older one. Upper and lower case count as equal, as they do for
    nginx and on some file systems. An address that is left out holds no article up.
    """
    moved = [article for article in articles if article.aliases]
    found: dict[str, str] = {}
    problems: list[Problem] = []
    if not moved:
        return found, problems
    live = {article.url for article in articles} | {page.url for page in pages}
    claims: dict[str, tuple[str, Article]] = {}
    for article in sorted(moved, key=lambda article: (article.published, article.identity)):
        where = content.shown(article.source), records[article.source].lines.get("aliases", 1)
        for alias in article.aliases:
            if alias.casefold() in live:
                problems.append(codes.LIVE_ALIAS.at(*where, alias=alias))
                continue
            spelling, owner = claims.setdefault(alias.casefold(), (alias, article))
            if owner is article:
                found[spelling] = article.url
            else:
                problems.append(codes.TAKEN_ALIAS.at(*where, alias=alias, other=content.shown(owner.source)))
    return found, problems
