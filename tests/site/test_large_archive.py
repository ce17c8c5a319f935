"""Edits of a large archive: an incremental build leaves byte for byte what a clean one does.

``CONG_TIN_ARTICLES`` sets the size of the made-up archive, ``CONG_TIN_CORPUS`` names a content folder of real articles
(docs/architecture.md).
"""

import os
import random
import shutil
from pathlib import Path

import pytest

from bench.corpus import write_corpus
from tests.content import age
from tests.editing import Newsroom
from tests.press import Press

pytestmark = pytest.mark.long

ARTICLES = int(os.environ.get("CONG_TIN_ARTICLES", "10000"))
CORPUS = os.environ.get("CONG_TIN_CORPUS", "")
FEW = 300


def check_edits(room: Newsroom, count: int, looks: int) -> None:
    """Do *count* acts, build after each, and compare after the last and after *looks* random earlier ones."""
    age(room.content, room.theme)
    press = Press(room)
    press.build()
    looked_at = {count - 1, *random.Random(count).sample(range(count - 1), looks)}
    acts: list[str] = []
    for number in range(count):
        acts.append(room.act())
        press.build()
        if number in looked_at:
            press.assert_equals_clean(acts, room.settings)


def test_fifty_edits_of_a_large_archive_leave_what_a_clean_build_does(tmp_path):
    room = Newsroom(tmp_path, seed=1, articles=0)
    write_corpus(room.content, "portal", ARTICLES)
    check_edits(room, 50, 3)


def test_twenty_edits_of_a_corpus_of_real_articles_leave_what_a_clean_build_does(tmp_path):
    if not CORPUS:
        pytest.skip("CONG_TIN_CORPUS names no content folder of real articles; the made-up one stands in below")
    room = Newsroom(tmp_path, seed=2, articles=0)
    shutil.copytree(Path(CORPUS), room.content, dirs_exist_ok=True)
    check_edits(room, 20, 1)


def test_twenty_edits_of_a_small_made_up_corpus_leave_what_a_clean_build_does(tmp_path):
    room = Newsroom(tmp_path, seed=3, articles=0)
    write_corpus(room.content, "portal", min(FEW, ARTICLES))
    check_edits(room, 20, 1)
