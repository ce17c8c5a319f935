"""A small change of a large archive changes few and small files of the index: readers keep the others."""

from __future__ import annotations

import random
import zlib
from statistics import median

import pytest

from portal.article import Body
from tests.plugins.static_index import Archive, Memory, Output, differing

# Syllables by how often they come, as in any language: the tenth a tenth as often as the first.
HEADS = "b c d g h k l m n p q r s t v x ch gi kh ng nh ph th tr"
TAILS = "a an anh o ong u uong i inh e en ua iem uoc"
SYLLABLES = [f"{head}{tail}" for tail in TAILS.split() for head in HEADS.split()]
WEIGHTS = [1 / (place + 2) for place in range(len(SYLLABLES))]


class LongTexts(Archive):
    """An archive whose articles have 250 words."""

    def _text(self, length=250):
        chance = random.Random(f"{self._made} {length} {self.random.random()}")
        return " ".join(chance.choices(SYLLABLES, WEIGHTS, k=length))


def grown(articles):
    """Return an archive, its output and its memory."""
    archive, output, memory = LongTexts(2, articles), Output(), Memory()
    output.build(archive.site(), memory)
    return archive, output, memory


def changed_by(act, archive, output, memory):
    """Return the sizes of the files that are new or others after *act*."""
    before = dict(output.files)
    act()
    output.build(archive.site(), memory)
    return [len(output.files[path]) for path in differing(before, output.files) if path in output.files]


def check_posts(archive, output, memory, count):
    sizes = [changed_by(archive.add_the_newest, archive, output, memory) for _ in range(count)]
    assert min(map(len, sizes)) >= 3
    assert median(map(len, sizes)) <= 10
    assert median(map(sum, sizes)) <= 60_000
    return sizes


def test_a_post_in_an_archive_of_a_thousand_changes_few_files():
    place = grown(1_000)
    sizes = check_posts(*place, 16)
    assert max(map(sum, sizes)) <= 300_000

    archive = place[0]
    source = archive.articles["b70"].source

    def add_a_sentence():
        archive.bodies[source] = Body("", f"{archive.bodies[source].text}\nCâu này mới thêm vào hôm nay.")

    sizes = changed_by(add_a_sentence, *place)
    assert 0 < sum(sizes) <= 200_000
    assert len(sizes) <= 60


@pytest.mark.long
def test_of_a_hundred_and_twenty_eight_posts_all_but_one_are_small():
    sizes = check_posts(*grown(1_000), 128)
    assert sum(total > 300_000 for total in map(sum, sizes)) <= 1


def test_what_is_measured_here_are_texts_that_do_not_repeat_themselves():
    text = LongTexts(2, 3).bodies["tin-tuc/b2.md"].text.encode()
    assert len(zlib.compress(text, 9)) > 0.35 * len(text)
