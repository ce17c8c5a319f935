"""Whatever happens to the store, a right site follows, and one line tells of it."""

import random
import shutil
import sqlite3

import pytest

from tests.building import files
from tests.content import article, write

REBUILT = "Bộ nhớ của lần dựng trước bị hỏng; dựng lại từ đầu.\n"


def edit(store, statement):
    connection = sqlite3.connect(store)
    connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.fixture
def changed(workshop):
    """Give a portal that was built, and then got a new article and lost one."""
    workshop.built()
    write(workshop.content, {"tin-tuc/moi.md": article("Bài mới", date="2024-04-01 08:00")})
    (workshop.content / "tin-tuc/2.md").unlink()
    return workshop


def test_a_store_cut_at_any_twentieth_costs_a_line_and_nothing_else(changed):
    whole = changed.store.read_bytes()
    clean = None
    for part in range(20):
        changed.store.write_bytes(whole[: len(whole) * part // 20])
        outcome = changed.built()
        assert outcome.err == (REBUILT if part else ""), part
        if clean is None:
            changed.assert_equals_clean()
            clean = files(changed.output)
        assert files(changed.output) == clean, part


def test_a_store_that_lost_any_piece_of_itself_never_makes_a_wrong_page(changed):
    whole = changed.store.read_bytes()
    dice = random.Random(1)
    clean = changed.clean()
    for number in range(12):
        damaged = bytearray(whole)
        for _ in range(6):
            start = dice.randrange(len(whole) - 64)
            damaged[start : start + 64] = dice.randbytes(64)
        changed.store.write_bytes(damaged)
        outcome = changed.built()
        assert outcome.err in ("", REBUILT), number
        for path, content in clean.items():
            assert (changed.output / path).read_bytes() == content, (number, path)


def test_a_store_that_is_another_file_costs_a_line(changed):
    changed.store.write_bytes(b"#!/bin/sh\n" * 1000)
    assert changed.built().err == REBUILT
    changed.assert_equals_clean()


def test_a_store_of_other_tables_is_emptied(changed):
    store = changed.store
    store.unlink()
    edit(store, "CREATE TABLE info(something INTEGER)")
    changed.built()
    changed.assert_equals_clean()


def test_without_its_store_a_build_is_a_clean_one(changed):
    changed.store.unlink()
    outcome = changed.built()
    assert outcome.err == ""
    assert outcome.seen["rendered"] == outcome.seen["pages"]
    changed.assert_equals_clean()


def test_without_the_whole_cache_a_build_is_a_clean_one(changed):
    shutil.rmtree(changed.cache)
    assert changed.built().err == ""
    changed.assert_equals_clean()


def test_a_body_that_was_damaged_is_read_again(changed):
    edit(changed.store, "UPDATE kept_bodies SET value = x'00'")
    changed.built()
    changed.assert_equals_clean()


def test_what_was_said_before_the_damage_was_found_is_said_still(changed):
    write(changed.content, {"thong-bao-khan.yaml": "chu: sai\n"})
    told = changed.build().err
    assert "TB00" in told
    edit(changed.store, "UPDATE ledger_files SET value = x'7b7d'")
    assert changed.build().err == REBUILT + told
