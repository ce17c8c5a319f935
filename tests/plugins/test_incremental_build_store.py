"""The store and the stitching of the builder."""

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.incremental_build import stitching, tables
from plugins.incremental_build.store import FileRow, Store
from portal.build import place

ROW = FileRow("shows", "stitched", 12, 10**18 + 1, "content", "asset:site.css\nlatest_news:", "1 2 30 4")

# The store


@pytest.fixture
def path(tmp_path):
    return tmp_path / "sites/x/store.sqlite"


def damage(path, statement):
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def filled(path, key="code 1"):
    store = Store(path, key)
    store.table("bodies", "k").put({"a": b"A", "b": b"B"})
    store.ledger("records", "k").keep({"r": ["R", 1, None], "s": {"S": [True, "ế"]}}, [])
    store.keep_files({"index.html": ROW}, [])
    store.set_info("unfinished", "no")
    return store


def test_a_fresh_store_is_empty_and_says_nothing_of_damage(path):
    store = Store(path, "code 1")
    assert not store.was_damaged
    assert store.files() == {}
    assert store.info("unfinished") is None
    assert store.table("bodies", "k").get("a") is None
    assert store.ledger("records", "k").all() == {}


def test_a_store_gives_back_what_was_put(path):
    filled(path).close()
    store = Store(path, "code 1")
    assert store.files() == {"index.html": ROW}
    assert store.info("unfinished") == "no"
    table = store.table("bodies", "k")
    assert (table.get("a"), table.get("b"), table.get("c")) == (b"A", b"B", None)
    table.remove(["a", "c"])
    assert (table.get("a"), table.get("b")) == (None, b"B")
    assert store.ledger("records", "k").all() == {"r": ["R", 1, None], "s": {"S": [True, "ế"]}}


class Model:
    """A ledger beside the dict that it should be."""

    def __init__(self, path):
        self.store = Store(path, "code 1")
        self.ledger = self.store.ledger("records", "k")
        self.right = {}

    def keep(self, changed, gone):
        self.ledger.keep(changed, gone)
        self.right = {key: value for key, value in {**self.right, **changed}.items() if key not in gone}

    def open_again(self):
        self.store.close()
        self.store = Store(self.store._path, "code 1")
        self.ledger = self.store.ledger("records", "k")

    def chunks(self):
        return dict(self.store.connection.execute("SELECT chunk, value FROM ledger_records"))


@given(
    st.lists(
        st.tuples(
            st.dictionaries(st.sampled_from("abcdefghijk"), st.integers(-(2**63), 2**63), max_size=5),
            st.sets(st.sampled_from("klmn"), max_size=2) | st.sets(st.sampled_from("lmnabcdefgh"), max_size=6),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_a_ledger_is_a_dict_whatever_was_kept_and_forgotten(acts):
    with TemporaryDirectory() as folder, patch.object(tables, "_CHUNK", 3):
        model = Model(Path(folder, "store.sqlite"))
        for changed, gone, open_again in acts:
            model.keep(changed, gone - changed.keys())
            if open_again:
                model.open_again()
            assert model.ledger.all() == model.right
        model.store.close()


def test_a_changed_value_costs_its_chunk_and_a_new_one_the_last(path):
    model = Model(path)
    size = tables._CHUNK
    model.keep({f"{number:06}": number for number in range(size * 3 + 1)}, [])
    before = model.chunks()
    assert len(before) == 4
    model.open_again()
    model.keep({"000007": -1, "new": 0}, ["000008", "never"])
    after = model.chunks()
    assert {number for number in after if after[number] != before[number]} == {0, 3}
    assert model.ledger.all() == model.right


def test_a_chunk_without_values_goes(path):
    model = Model(path)
    model.keep({"a": 1}, [])
    model.keep({}, ["a"])
    assert model.chunks() == {}
    assert model.ledger.all() == {}


def test_files_that_are_gone_are_forgotten(path):
    store = filled(path)
    store.keep_files({"a.html": ROW}, ["index.html", "never.html"])
    assert set(store.files()) == {"a.html"}


def test_a_store_of_other_code_is_empty_and_not_damaged(path):
    filled(path).close()
    store = Store(path, "code 2")
    assert not store.was_damaged
    assert store.files() == {}
    assert store.table("bodies", "k").get("a") is None


def test_a_table_of_another_key_is_empty_and_others_stay(path):
    store = filled(path)
    assert store.table("bodies", "other").get("a") is None
    assert store.table("bodies", "k").get("a") is None
    assert store.ledger("records", "k").all() != {}
    assert store.ledger("records", "other").all() == {}


@pytest.mark.parametrize("content", [b"#!/bin/sh\n" * 99, b"SQLite format 3\0" + b"x" * 5000, b"\0" * 4096])
def test_a_file_that_is_no_store_is_replaced(path, content):
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    store = Store(path, "code 1")
    assert store.was_damaged
    assert store.files() == {}


def test_a_database_of_other_tables_is_replaced(path):
    path.parent.mkdir(parents=True)
    damage(path, "CREATE TABLE info(something INTEGER)")
    assert Store(path, "code 1").files() == {}


@pytest.mark.parametrize(
    "change",
    ["value = x'00'", "value = 'text'", "value = 7", "checksum = 7", "checksum = 'x'", "value = x''"],
)
def test_a_damaged_row_is_as_good_as_none(path, change):
    filled(path).close()
    damage(path, f"UPDATE kept_bodies SET {change} WHERE key = 'a'")
    table = Store(path, "code 1").table("bodies", "k")
    assert table.get("a") is None
    assert table.get("b") == b"B"


def test_a_row_under_the_key_of_another_is_as_good_as_none(path):
    filled(path).close()
    damage(path, "UPDATE kept_bodies SET key = 'c' WHERE key = 'a'")
    table = Store(path, "code 1").table("bodies", "k")
    assert table.get("c") is None
    assert table.get("b") == b"B"


@pytest.mark.parametrize("ledger", ["files", "records"])
@pytest.mark.parametrize("change", ["value = x'7b7d'", "value = '{}'", "value = 7", "chunk = 5", "checksum = 1"])
def test_a_damaged_chunk_is_damage_of_the_store_as_it_could_make_a_wrong_page(path, ledger, change):
    filled(path).close()
    damage(path, f"UPDATE ledger_{ledger} SET {change}")
    store = Store(path, "code 1")
    with pytest.raises(sqlite3.DatabaseError):
        store.files() if ledger == "files" else store.ledger("records", "k").all()


def test_a_damaged_note_is_damage_of_the_store(path):
    filled(path).close()
    damage(path, "UPDATE info SET value = 'yes' WHERE key = 'unfinished'")
    with pytest.raises(sqlite3.DatabaseError):
        Store(path, "code 1").info("unfinished")


def test_the_name_of_a_table_is_never_part_of_a_statement_unchecked(path):
    with pytest.raises(ValueError, match="not the name"):
        Store(path, "code 1").table("x; DROP TABLE files", "k")


# Stitching

names = st.from_regex(r"[a-z_]{1,6}", fullmatch=True)
variants = st.from_regex(r"[a-z0-9/-]{0,3}(?:\.[a-z0-9]{1,3})?", fullmatch=True)
places = st.tuples(names, variants)
texts = st.text(st.characters(exclude_characters="\x02\x03", exclude_categories=("Cs",)), max_size=12)
pages = st.lists(st.one_of(texts, places), max_size=12)


def drawn(page):
    return "".join(part if isinstance(part, str) else place(*part) for part in page).encode()


def expected(page, html_of):
    return b"".join(part.encode() if isinstance(part, str) else html_of(part) for part in page)


def html_of(salt):
    return lambda wanted: f"<{salt}{wanted[0]}|{wanted[1]}>".encode() * (len(wanted[1]) % 3)


@given(pages, texts)
def test_stitching_puts_every_fragment_into_its_place(page, salt):
    stitched = stitching.stitch(drawn(page), html_of(salt))
    assert stitched.content == expected(page, html_of(salt))
    assert stitched.places == tuple(part for part in page if not isinstance(part, str))
    found = [stitched.content[start : start + length] for start, length in stitched.spans]
    assert found == [html_of(salt)(wanted) for wanted in stitched.places]


@given(pages, st.lists(texts, max_size=4), st.data())
def test_stitching_again_is_stitching_anew(page, salts, data):
    now = stitching.stitch(drawn(page), html_of("first"))
    for salt in salts:
        others = tuple((name, data.draw(variants)) for name, _ in now.places)
        waiting = iter(others)
        page = [part if isinstance(part, str) else next(waiting) for part in page]
        spans = stitching.load_spans(stitching.dump_spans(now.spans))
        now = stitching.restitch(now.content, spans, others, html_of(salt))
        assert now == stitching.stitch(drawn(page), html_of(salt))


@given(st.lists(places).map(tuple))
def test_places_are_remembered_as_they_are(given_places):
    assert stitching.load_places(stitching.dump_places(given_places)) == given_places


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9))).map(tuple))
def test_spans_are_remembered_as_they_are(spans):
    assert stitching.load_spans(stitching.dump_spans(spans)) == spans


def test_a_fragment_whose_html_looks_like_a_span_of_another_is_left_alone():
    stitched = stitching.stitch(b"<p>" + place("a").encode() + place("b").encode(), lambda wanted: b"same")
    again = stitching.restitch(stitched.content, stitched.spans, stitched.places, lambda wanted: wanted[0].encode())
    assert again.content == b"<p>ab"
