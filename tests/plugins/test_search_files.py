"""The files of the static index: what is written is read again, and damage is told, never believed."""

from __future__ import annotations

import struct
import tracemalloc
import zlib
from datetime import date, timedelta

import numpy as np
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.search.index import deflate, lexicon, shards, varints
from plugins.search.index.addresses import MANIFEST
from plugins.search.index.cards import card_of, read_card
from plugins.search.index.documents import NEWS, Document, Kind
from plugins.search.index.postings import doc_of, joined, level_of, packed, term_of, variant_of
from plugins.search.index.tables import Files
from plugins.search.index.tiers import CHUNK, FEW, LARGE, LARGE_CHUNK, Tier, tiers_of
from plugins.search.reader import IndexReader, NoIndexError
from portal.article import Body
from tests.plugins.static_index import Archive, Memory, Output, on_disk

TIER = Tier(40, 300)
SHARD, BITS = 5, TIER.bits
FIRST = SHARD << (32 - BITS)
# (term, variant, document, level), each term of one shard.
ROWS = st.lists(
    st.tuples(
        st.integers(FIRST, FIRST + (1 << (32 - BITS)) - 1) | st.sampled_from([FIRST, FIRST + 7]),
        st.integers(0, 255),
        st.integers(TIER.start, TIER.end - 1),
        st.integers(0, 7),
    ),
    min_size=1, max_size=40, unique_by=lambda row: row[:3],
)  # fmt: skip


def postings(rows):
    columns = (np.array(column, np.int64) for column in zip(*rows, strict=True))
    return joined([packed(*columns)])


def rows_of(found):
    return set(zip(*(part(found).tolist() for part in (term_of, variant_of, doc_of, level_of)), strict=True))


def encoded(found, frequencies=None):
    """Return (shard, file) of each shard of postings of TIER."""
    lengths = shards.Lists.of(found).lengths if frequencies is None else frequencies
    return shards.encoded(found, lengths, TIER)


def shard_file(rows):
    """Return the file of *rows*, which are of one shard."""
    found = postings(rows)
    ((shard, content),) = encoded(found)
    assert shard == SHARD
    return content


def read(content, *, whole=False):
    return shards.decoded(content, SHARD, BITS, TIER, whole=whole)


def of_numbers(*numbers, tail=b""):
    """Return zlib data of varints and of what follows them."""
    return deflate.deflated(varints.encode(np.array(numbers, np.int64))[0].tobytes() + tail)


@given(st.integers(0, 70_000))
def test_tiers_follow_one_another_and_hold_every_document(count):
    tiers = tiers_of(count)
    assert [tier.start for tier in tiers] == [0, *(tier.end for tier in tiers)][:-1]
    assert sum(tier.count for tier in tiers) == count
    assert all(tier.count for tier in tiers)
    assert len(tiers) <= 4


@given(st.integers(0, 70_000))
def test_a_new_document_leaves_the_base_as_it_is_but_for_one_time_in_many(count):
    size = LARGE_CHUNK if count + 1 >= LARGE else CHUNK
    before, after = tiers_of(count)[:1], tiers_of(count + 1)[:1]
    if (count + 1) % size and count >= size:
        assert before == after


def test_the_smallest_tier_has_one_shard_and_more_documents_have_no_fewer():
    bits = [Tier(0, count).bits for count in range(1, 20_000, 7)]
    assert all(Tier(0, count).bits == 0 for count in range(1, FEW))
    assert bits == sorted(bits)


@given(st.lists(st.integers(0, 2**32 - 1) | st.sampled_from([0, 127, 128, 16_383, 16_384, 2**28 - 1, 2**28])))
def test_varints_are_read_as_they_were_written(values):
    content, places = varints.encode(np.array(values, np.int64))
    found, ends = varints.decode(content.tobytes())
    assert found.tolist() == values
    assert [0, *ends.tolist()] == places.tolist()


@given(st.binary(max_size=200))
def test_any_bytes_are_varints_or_are_left_out(data):
    found, ends = varints.decode(data)
    assert len(found) == len(ends) == sum(byte < 128 for byte in data)


@given(ROWS)
def test_a_shard_gives_back_its_lists(rows):
    found, frequencies = read(shard_file(rows))
    assert rows_of(found) == set(rows)
    assert frequencies.sum() == len(rows)


def test_lists_of_many_shards_lie_in_the_shards_of_their_terms():
    rows = [(term, 1, TIER.start, 3) for term in range(0, 2**32, 2**32 // 1000)]
    found = postings(rows)
    files = dict(encoded(found))
    read_again = [shards.decoded(content, shard, BITS, TIER, whole=False)[0] for shard, content in files.items()]
    assert set().union(*map(rows_of, read_again)) == set(rows)
    assert list(files) == sorted(files)


def test_no_postings_make_no_file():
    nothing = np.empty(0, np.uint64)
    assert list(encoded(nothing, np.zeros(0, np.int64))) == []


def test_a_long_list_keeps_what_says_most_then_what_is_newest_and_the_rest_holds_the_others(monkeypatch):
    monkeypatch.setattr(shards, "LONGEST", 4)
    rows = [(FIRST, 9, 40 + number, level) for number, level in enumerate([1, 7, 2, 2, 5, 2, 0])]
    rows.append((FIRST + 1, 9, 40, 0))
    found = postings(rows)
    lists = shards.Lists.of(found)
    kept, rest = shards.cut(found, lists)
    assert rows_of(kept) == {rows[1], rows[4], rows[5], rows[3], rows[7]}
    assert rows_of(rest) == {rows[0], rows[2], rows[6]}

    ((_, content),) = encoded(kept, lists.lengths)
    again, frequencies = read(content)
    assert rows_of(again) == rows_of(kept)
    assert frequencies.tolist() == [7, 1]
    ((_, content),) = encoded(rest)
    assert rows_of(read(content, whole=True)[0]) == rows_of(rest)


@settings(max_examples=300)
@given(ROWS, st.data())
def test_a_damaged_shard_is_told(rows, data):
    content = bytearray(shard_file(rows))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    cut = data.draw(st.sampled_from([None, place]))
    try:
        found, _ = read(bytes(content[:cut]))
    except ValueError:
        return
    # Some bits mean nothing: of the head's check, and those that fill up the last byte before the checksum.
    assert cut is None
    assert rows_of(found) == set(rows)


@settings(max_examples=500)
@given(st.binary(max_size=60), st.booleans())
def test_what_is_no_shard_but_has_its_checksum_gives_documents_of_the_tier_or_is_told(raw, whole):
    try:
        found, frequencies = read(deflate.deflated(raw), whole=whole)
    except ValueError:
        return
    assert len(found) <= 8 * len(raw)
    assert len(shards.Lists.of(found).lengths) == len(frequencies)
    assert all(TIER.start <= doc < TIER.end for doc in doc_of(found).tolist())


@pytest.mark.parametrize(
    "content",
    [
        of_numbers(1, 0, 2**31, 0, tail=b"\1\0"),
        of_numbers(1, 0, 2**32 - 1, *range(50), tail=b"\1" * 40),
        of_numbers(2, 0, 1, 2**31, 2**31, 0, 0, tail=b"\1\1\0"),
        of_numbers(2**31, 0, 1, 0, tail=b"\1\0"),
        of_numbers(1, 0, 1, 2**31, tail=b"\1\0"),
        of_numbers(1, 2**31, 1, 0, tail=b"\1\0"),
        of_numbers(1, 0, 1, 300, tail=b"\1\0"),
        of_numbers(1, 0, 1, 0, tail=b"\1\x0f"),
        of_numbers(1, 0, 0, tail=b"\1"),
        of_numbers(2, 0, 0, 1, 1, 0, 0, tail=b"\1\1\0"),
        of_numbers(1, 0, 1, 0),
        deflate.deflated(bytes(100_000_000)),
        deflate.deflated(b""),
        b"",
    ],
)  # fmt: skip
@pytest.mark.parametrize("whole", [True, False])
def test_what_a_hostile_shard_says_of_lengths_is_not_believed(content, whole):
    tracemalloc.start()
    with pytest.raises(ValueError, match="shard"):
        read(content, whole=whole)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 50_000_000


DAY = date(2024, 5, 20)
DOCUMENT = Document("a", "1", "tin-tuc/a.md", "/a.html", "Họp", "Tóm tắt.", day=DAY, category=("cchc", "Cải cách"))


def test_a_card_tells_what_a_result_shows():
    document = Document(
        "a", "1", "tin-tuc/a.md", "/a.html", "Họp", "Tóm tắt…", day=DAY, category=("cchc", "Cải cách"),
        kinds=(NEWS, Kind("van-ban", "Văn bản")), expired=True,
    )  # fmt: skip
    card = read_card(card_of(document, Body("", "Tóm tắt của bài.\nRồi\n\nphần khác.")))
    assert card == ("/a.html", "Họp", "Tóm tắt…", "2024-05-20", "cchc", "van-ban", "của bài. Rồi phần khác.", 1)


def test_a_card_of_a_page_has_no_day_and_no_category():
    card = read_card(card_of(Document("p", "1", "trang/p.md", "/p/", "Trang"), Body("", "Chữ")))
    assert (card.day, card.category, card.kind, card.expired) == ("", "", "", 0)


def test_a_long_body_is_cut_in_its_card():
    card = read_card(card_of(DOCUMENT, Body("", "chữ nghĩa " * 2_000)))
    assert 250 < len(card.passage) <= 301


@given(st.binary(max_size=80))
def test_what_is_no_card_is_told(raw):
    for content in (raw, deflate.deflated(raw), card_of(DOCUMENT, Body("", "a"))[:-1] + raw[:1]):
        try:
            read_card(content)
        except ValueError:
            continue
        assert content == card_of(DOCUMENT, Body("", "a"))


@pytest.mark.parametrize("told", [5, [], ["a"] * 7, ["a"] * 9, None])
def test_json_of_something_else_is_no_card(told):
    with pytest.raises(ValueError, match="card"):
        read_card(deflate.deflated(orjson.dumps(told)))


def test_the_lexicon_has_the_words_that_three_documents_hold_by_how_many_do():
    nothing = np.zeros(0, np.uint64)
    terms = np.array([3, 5, 8, 9, 11], np.int64)
    files = Files(nothing, nothing, terms << 8 | 1, np.array([2, 3, 4, 9, 8], np.int64))
    content = lexicon.encoded(files, {3: "hiem", 5: "ba", 8: "bon", 9: "chin", 12: "khac"})
    assert lexicon.decoded(content) == {"ba": 1, "bon": 2, "chin": 3}


def test_a_site_without_words_has_no_lexicon():
    assert lexicon.encoded(None, {}) == b""


@given(st.binary(max_size=60))
def test_what_is_no_lexicon_is_told(raw):
    for content in (raw, deflate.deflated(raw + b"\xff")):
        with pytest.raises(ValueError, match="lexicon"):
            lexicon.decoded(content)


@pytest.fixture(scope="module")
def built():
    """Return the archive of an index and its files."""
    archive = Archive(1, 200)
    archive.add_or_edit_a_page()
    output = Output()
    output.build(archive.site(), Memory())
    return archive, output.files


def test_the_manifest_tells_the_days_of_all_documents(built, tmp_path):
    archive, files = built
    reader = IndexReader(on_disk(tmp_path, files))
    days = [article.published.date() for article in reversed(archive.site().articles)]
    assert reader.days.tolist() == [0, *(day.toordinal() for day in days)]
    assert days[-1] - days[0] > timedelta(days=50)
    assert reader.told["abbreviations"] == [["CCHC", "cải cách hành chính"]]
    assert reader.common


def test_an_empty_site_has_an_index_too(tmp_path):
    archive = Archive(1, 0)
    output = Output()
    output.build(archive.site(), Memory())
    assert list(output.files) == [MANIFEST]
    assert IndexReader(on_disk(tmp_path, output.files)).days.tolist() == []


def manifests(content):
    """Yield damaged manifests, those with a right checksum too."""
    raw = deflate.inflated(content)
    (size,) = struct.unpack_from(">I", raw)
    told, tables = orjson.loads(raw[4 : 4 + size]), raw[4 + size :]
    yield from (b"", b"muc luc", content[:-1], content[: len(content) // 2], content + b"x", zlib.compress(b""))
    yield from (deflate.deflated(raw[:length]) for length in range(0, len(raw), max(1, len(raw) // 40)))
    for changed in (
        {"documents": 2**40}, {"documents": -1}, {"pages": 2**40}, {"pages": -1}, {"tiers": [[0, 200, 60]]},
        {"tiers": [[0, 200, 10**6]]}, {"tiers": [[0, 200, -1]]}, {"tiers": 5}, {"tiers": [["a"]]}, {"first": "x"},
        {"documents": "a"},
    ):  # fmt: skip
        head = orjson.dumps(told | changed)
        yield deflate.deflated(struct.pack(">I", len(head)) + head + tables)
    yield deflate.deflated(struct.pack(">I", 2) + b"[]" + tables)
    yield deflate.deflated(struct.pack(">I", 2**31) + raw[4:])


def test_a_damaged_manifest_is_no_index(built, tmp_path):
    for content in manifests(built[1][MANIFEST]):
        on_disk(tmp_path, {MANIFEST: content})
        with pytest.raises(NoIndexError, match="desk build"):
            IndexReader(tmp_path)


def test_without_a_manifest_the_editor_is_told_to_build(tmp_path):
    with pytest.raises(NoIndexError, match="desk build"):
        IndexReader(tmp_path)
