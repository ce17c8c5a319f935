"""Writes the index of a site: shards, cards, words for suggestions, and the manifest that leads to them."""

from __future__ import annotations

from plugins.search import lexicon, manifest
from plugins.search.addresses import MANIFEST, lexicon_path
from plugins.search.documents import documents_of
from plugins.search.tables import digest_of
from plugins.search.update import Index, update
from portal.build import OutputSink
from portal.build.memory import Memory
from portal.site import Site


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
