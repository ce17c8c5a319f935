"""The Whoosh index of the published articles: what editors' queries and suggestions are answered from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from plugins.search.editors.versions import known_versions
from portal.article import Article
from portal.vietnamese.analysis import Token

HOME = "whoosh"  # in the feature's folder of state
Lines = list[list[Token]]


def update_index(folder: Path, articles: Iterable[Article], lines_of: Callable[[Article], Lines]) -> int:
    """Make the index in *folder* one of *articles* and nothing else; return how many were read for it.

    Whoosh is loaded only if something changed. The index is made anew where there is none that can be used, and where
    more than half of it would change.

    Args:
        folder: the feature's folder of state; made where missing. One process at a time writes in it.
        articles: all that may be found, in any order, no two of one identity.
        lines_of: gives the analysed lines (`plugins.search.editors.texts.lines_of`) of one article, its title first.
    """
    home, articles = folder / HOME, list(articles)
    versions = {article.identity: article.version for article in articles}
    known = known_versions(home)
    if known == versions:
        return 0
    from plugins.search.editors.writer import DamagedIndexError, make_empty, write_index

    if known is not None:
        changed = [article for article in articles if known.get(article.identity) != article.version]
        stale = [identity for identity, version in known.items() if versions.get(identity) != version]
        everything = 2 * len(changed) > len(articles)
        read = articles if everything else changed
        with suppress(DamagedIndexError):
            write_index(home, read, () if everything else stale, versions, lines_of, keep_others=not everything)
            return len(read)
    make_empty(home)
    write_index(home, articles, (), versions, lines_of, keep_others=False)
    return len(articles)
