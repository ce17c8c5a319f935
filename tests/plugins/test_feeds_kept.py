"""Entries of feeds are made once: kept for the next build, and put into documents as feedgen would."""

from dataclasses import replace

import pytest

from plugins.feeds import catalogue, documents
from plugins.feeds.catalogue import head_of
from plugins.feeds.entries import entry_of
from plugins.incremental_build.store import Store
from tests.feed_samples import CONFIG, FULL, FULL_BODY, full_site, written
from tests.samples import make_article, make_site, row_of_articles


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "store.sqlite", "code")
    yield store
    store.close()


@pytest.fixture
def made(monkeypatch):
    """Give the identities of the entries that are made."""
    seen = []

    def watched(article, *given):
        seen.append(article.identity)
        return entry_of(article, *given)

    monkeypatch.setattr(catalogue, "entry_of", watched)
    return seen


def whole(feed_format, head, entries):
    """Return the document as feedgen writes it from all its entries."""
    generator = documents._feedgen_head(feed_format, head)
    generator.updated(max(entry.updated for entry in entries))
    for entry in entries:
        generator.add_entry(documents._feedgen_entry(entry), order="append")
    return documents._written(feed_format, generator)


@pytest.mark.parametrize("feed_format", ["rss", "atom"])
def test_a_document_is_byte_for_byte_what_feedgen_makes_of_all_entries(feed_format):
    odd = make_article("odd", title="<item> & </item> <entry> ]]> </channel>", lang="en")
    odd_body = replace(FULL_BODY, html='<p>&lt;item&gt; &lt;/entry&gt; xmlns:dc="x" ]]&gt; &lt;title&gt;</p>')
    site = make_site([FULL, odd, *row_of_articles(3)])
    head = head_of(None, site, CONFIG)
    bodies = {FULL.identity: FULL_BODY, odd.identity: odd_body}
    entries = [
        entry_of(article, bodies.get(article.identity, FULL_BODY), "Sở", CONFIG, lambda _: 12) for article in site.live
    ]
    prepared = [documents.prepare(entry) for entry in entries]
    assert documents.document(feed_format, head, prepared) == whole(feed_format, head, entries)


def test_what_was_made_is_not_made_again_and_gives_the_same_bytes(store, made):
    site = full_site()
    first = written(site, memory=store)
    assert sorted(made) == sorted(article.identity for article in site.live)
    made.clear()
    assert written(site, memory=store) == first
    assert made == []


def test_only_what_changed_is_made_again(store, made):
    site = full_site()
    written(site, memory=store)
    made.clear()
    articles = [replace(site.live[0], title="Tên mới", version="2"), *site.live[1:]]
    changed = make_site(articles, bodies={FULL.identity: FULL_BODY})
    documents_of = written(changed, memory=store)
    assert made == [site.live[0].identity]
    assert documents_of == written(changed)


@pytest.mark.parametrize("config", [replace(CONFIG, site_url="https://khac.example"), replace(CONFIG, year=2000)])
def test_other_settings_make_all_anew(store, made, config):
    site = full_site()
    written(site, memory=store)
    made.clear()
    assert written(site, config, memory=store) == written(site, config)
    assert made


def test_what_left_all_feeds_is_forgotten(store):
    site = full_site()
    written(site, memory=store)
    fewer = make_site(site.live[1:], bodies={FULL.identity: FULL_BODY})
    written(fewer, memory=store)
    kept = store.connection.execute("SELECT key FROM kept_entries ORDER BY key").fetchall()
    assert [key for (key,) in kept] == sorted(article.identity for article in fewer.live)


def test_a_damaged_entry_is_made_again(store, made):
    site = full_site()
    first = written(site, memory=store)
    made.clear()
    store.connection.execute("UPDATE kept_entries SET value = x'00'")
    assert written(site, memory=store) == first
    assert sorted(made) == sorted(article.identity for article in site.live)
