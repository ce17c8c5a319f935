"""Writes the index of a site: shards, cards, words for suggestions, and the manifest that leads to them."""

from __future__ import annotations

from pathlib import Path

from plugins.search.editors.index import Lines, update_index
from plugins.search.editors.texts import lines_of
from plugins.search.index import lexicon, manifest
from plugins.search.index.addresses import MANIFEST, lexicon_path, state_folder
from plugins.search.index.documents import documents_of
from plugins.search.index.tables import digest_of
from plugins.search.index.update import Index, update
from portal.article import Article
from portal.build import OutputSink
from portal.build.memory import Memory
from portal.site import Site
from portal.vietnamese.analysis import analyse


def publish(site: Site, sink: OutputSink, memory: Memory) -> Index:
    """Write the index of *site* and return it."""
    documents = documents_of(site)
    index = update(documents, site.load_body, sink, memory)
    words = lexicon.encoded(next(iter(index.files.values()), None), index.words)
    digest = digest_of(words) if words else 0
    if digest:
        sink.put(lexicon_path(digest), words)
    categories = [(category.slug, category.name) for category in site.categories]
    sink.put(MANIFEST, manifest.encoded(index, documents, categories, site.abbreviations, digest))
    return index


def update_editors_index(site: Site, cache: Path, output: Path) -> None:
    """Bring the Whoosh index of the site that is built into *output* up to date. It is no part of the site."""

    def lines(article: Article) -> Lines:
        return [analyse(line) for line in lines_of(article, site.load_body(article.source))]

    articles = [article for article in site.live if article.source not in site.unpublished]
    update_index(state_folder(cache, output), articles, lines)
