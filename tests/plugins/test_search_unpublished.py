"""Nothing of what readers may not see stands in any file of the index."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plugins.search.index.addresses import FOLDER
from plugins.search.index.deflate import inflated
from plugins.search.query import SearchIndex
from plugins.search.reader import IndexReader
from portal.article import Withdrawal
from portal.vietnamese.analysis import WORD, analyse, bigram_hash, term_hash
from tests.content import article, load, write
from tests.plugins.static_index import Archive, Memory, Output, on_disk
from tests.samples import moment

SECRET = "Xoăn quýt ngỗng 977/KH-UBND"
WORDS = [token.folded for token in analyse(SECRET)]


def secret(**fields):
    body = f"{SECRET}.\n\nNội dung dài hơn về {SECRET}, ngày 31 tháng 12 năm 2031."
    return article(f"Tin kín {SECRET}", body=body, summary=f"Tóm {SECRET}", tags="Quýt ngỗng", **fields)


SITES = {
    "draft": secret(status="draft"),
    "future": secret(date="2030-01-01 08:00"),
    "withdrawn": secret(withdrawn="2025-12-30 | Sai số liệu"),
    "place left open": secret() + "\n[… kết luận cuộc họp]\n",
    "mistake": secret(date="32/13/2024"),
}


def content(root, *, hidden):
    """Write a content folder with five usual articles and one that is *hidden*."""
    usual = {f"tin-tuc/{number}.md": article(f"Họp lần {number}", body="Họp về chỉ tiêu năm.") for number in range(5)}
    return write(root / "content", {**usual, "tin-tuc/kin.md": hidden})


def traces(files, folder):
    """Return where a word of the secret stands: in the text of a file, or as a list."""
    reader = IndexReader(on_disk(folder, files))
    found = [
        path for path, data in files.items() for word in ("Xoăn", "quýt", "xoan", "977") if holds(path, data, word)
    ]
    words = [term_hash(token.folded) for token in analyse(SECRET) if token.kind == WORD]
    terms = {*map(term_hash, WORDS), *map(bigram_hash, words, words[1:]), term_hash("31/12/2031")}
    found += [term for term in terms for each in reader.lists(term, whole=True) if len(each.docs)]
    found += [word for word in WORDS if word in reader.words()]
    return found


def holds(path, data, word):
    is_text = "/the/" in path or path.startswith((f"{FOLDER}/tu-", f"{FOLDER}/muc-luc"))
    return is_text and word.casefold() in inflated(data).decode("utf-8", "ignore").casefold()


def built(site, output=None, memory=None):
    output = output or Output()
    output.build(site, memory or Memory())
    return output.files


def test_the_words_of_a_published_article_are_found_by_this_test(tmp_path):
    site, _ = load(content(tmp_path, hidden=secret()))
    files = built(site)
    found = traces(files, tmp_path / "out")
    assert any("/the/" in str(place) for place in found)
    assert {*map(term_hash, WORDS)} <= set(found)


@pytest.mark.parametrize("state", SITES)
def test_no_file_tells_of_what_is_not_published(state, tmp_path):
    site, _ = load(content(tmp_path, hidden=SITES[state]))
    assert len(site.live) == 5
    assert traces(built(site), tmp_path / "out") == []


@pytest.mark.parametrize("state", ["draft", "scheduled"])
def test_a_preview_of_what_is_not_published_does_not_index_it(state, tmp_path):
    site, _ = load(content(tmp_path, hidden=secret()))
    assert traces(built(replace(site, unpublished={"tin-tuc/kin.md": state})), tmp_path / "out") == []


def test_what_is_withdrawn_later_goes_from_every_file(tmp_path):
    site, _ = load(content(tmp_path, hidden=secret()))
    output, memory = Output(), Memory()
    built(site, output, memory)
    gone = Withdrawal(moment("2025-01-01 08:00"), "Sai")
    articles = [
        replace(one, withdrawn=gone, version="gone") if one.source == "tin-tuc/kin.md" else one for one in site.articles
    ]
    files = built(replace(site, articles=tuple(articles)), output, memory)
    assert traces(files, tmp_path / "out") == []
    assert SearchIndex(tmp_path / "out").search("Họp lần").total == 5


def test_what_is_deleted_later_goes_from_every_file_and_from_the_words_for_suggestions(tmp_path):
    archive = Archive(1, 10)
    output, memory = Output(), Memory()
    named = [f"b{number}" for number in range(3, 7)]
    kept = {identity: archive.articles[identity] for identity in named}
    archive.articles |= {identity: replace(one, title=f"{one.title} {SECRET}") for identity, one in kept.items()}
    files = built(archive.site(), output, memory)
    assert "quyt" in IndexReader(on_disk(tmp_path / "before", files)).words()
    archive.articles |= kept
    assert traces(built(archive.site(), output, memory), tmp_path / "after") == []


def test_what_has_expired_is_still_found_and_says_so(tmp_path):
    site, _ = load(content(tmp_path, hidden=secret(expires="01/02/2025")))
    (result,) = SearchIndex(on_disk(tmp_path / "out", built(site))).search("xoan quyt ngong").results
    assert result.card.expired == 1
