"""Words for search: the shared cases, and that Python and the browser's script say the same of any text."""

from __future__ import annotations

import json
import random
import re
import subprocess
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.assets.minifying import minified_script
from portal.vietnamese import input_methods
from portal.vietnamese.analysis import WHOLE, WORD, Token, analyse, bigram_hash, spans, term_hash
from portal.vietnamese.input_methods import decode, readings
from tests.building import ROOT

CASES = json.loads(Path(__file__).with_name("analysis_cases.json").read_bytes())
RUNNER = Path(__file__).with_name("analysis_in_node.mjs")
CHARACTERS = [chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) not in ("Cn", "Cs")]
# Letters, marks, joints and what nobody sees, as they meet in bad text.
AWKWARD = (
    "aàáảãạăâđêôơưựếộiyhklmstqugnÐ0123456789 -–/.,:_\n\u0300\u0301\u0309\u0303\u0323\u0302\u031b\u00ad\u200b\ufeff½"
)
PARTS_OF_DATES = [
    "20",
    "07",
    "7",
    "32",
    "2023",
    "tháng",
    "thang",
    "năm",
    "nam",
    "ngày",
    "-",
    "–",
    "/",
    ".",
    "20.07.2023",
]
PARTS_OF_DATES += ["1.384", "QĐ-TTg"]


@pytest.fixture(scope="module")
def in_node(tmp_path_factory):
    """Return what the script of the theme answers to questions, (name, argument …) each."""
    folder = tmp_path_factory.mktemp("modules")
    for path in (ROOT / "theme/scripts/search").glob("*.js"):
        (folder / path.name).write_bytes(minified_script(path.read_text("utf-8")))  # as it is published
    # Says that .js are modules to every Node there is.
    (folder / "package.json").write_text('{"type": "module"}')

    def ask(questions):
        command = ["node", str(RUNNER), str(folder)]
        asked = json.dumps(questions)
        answer = subprocess.run(command, input=asked, capture_output=True, text=True, encoding="utf-8", check=True)
        return json.loads(answer.stdout)

    return ask


def in_python(name, *arguments):
    """Return the same as analysis_in_node.mjs does."""
    if name == "spans":
        (text,) = arguments
        return [[text[span.start : span.end], span.marked, span.folded] for span in spans(text)]
    if name == "decode":
        word, method = arguments
        return decode(word, getattr(input_methods, method))
    functions = {f.__name__: f for f in (analyse, readings, term_hash, bigram_hash)}
    answer = functions[name](*arguments)
    return [list(token) for token in answer] if name == "analyse" else answer


def questions_of_cases():
    """Yield (question, answer) of each shared case."""
    for cases in CASES["analyse"].values():
        for text, expected in cases:
            yield (
                ["analyse", text],
                [[*forms, WORD] if len(forms) == 2 else [forms[0], forms[0], WHOLE] for forms in expected],
            )
    for name, cases in (("spans", "spans"), ("readings", "readings"), ("term_hash", "terms")):
        yield from (([name, case[0]], case[1]) for case in CASES[cases])
    yield from ((["bigram_hash", first, second], mixed) for first, second, mixed in CASES["bigrams"])


QUESTIONS = list(questions_of_cases())


def random_texts(seed):
    """Yield texts of every kind that chance gives, the same for the same seed."""
    chance = random.Random(seed)

    def text(letters, longest):
        return "".join(chance.choice(letters) for _ in range(chance.randrange(longest)))

    for _ in range(3_000):
        yield text(AWKWARD, 40)
        yield text(CHARACTERS, 20)
        yield "".join(text(AWKWARD, 5) + text(CHARACTERS, 2) for _ in range(5))
        yield chance.choice(["", " ", "  "]).join(chance.choice(PARTS_OF_DATES) for _ in range(8))


def differing(questions, answers):
    return [
        (question, mine, its)
        for question, its in zip(questions, answers, strict=True)
        if (mine := in_python(*question)) != its
    ]


# The shared cases


def test_there_are_cases_of_every_kind_and_none_twice():
    asked = [json.dumps(question) for question, _ in QUESTIONS]
    assert len(asked) == len(set(asked)) >= 900
    assert len(CASES["analyse"]) >= 25


@pytest.mark.parametrize("about", CASES["analyse"])
def test_python_finds_the_words_of_every_case(about):
    for text, expected in CASES["analyse"][about]:
        found = [[token.marked, token.folded] if token.kind == WORD else [token.marked] for token in analyse(text)]
        assert found == expected, text


@pytest.mark.parametrize("name", ["spans", "readings", "term_hash", "bigram_hash"])
def test_python_answers_every_other_case(name):
    asked = [(question, expected) for question, expected in QUESTIONS if question[0] == name]
    assert asked
    for question, expected in asked:
        assert in_python(*question) == expected, question


def test_the_script_answers_every_case(in_node):
    answers = in_node([question for question, _ in QUESTIONS])

    wrong = [
        (question, expected, answer)
        for (question, expected), answer in zip(QUESTIONS, answers, strict=True)
        if answer != expected
    ]
    assert wrong == []


# Any text


def test_script_and_python_agree_on_every_character(in_node):
    lines = [f"a{character}b 1{character}2 {character}\n" for character in CHARACTERS]
    texts = ["".join(lines[start : start + 20]) for start in range(0, len(lines), 20)]
    questions = [[name, text] for text in texts for name in ("analyse", "spans")]

    assert len(lines) > 60_000
    assert differing(questions, in_node(questions)) == []


@pytest.mark.parametrize("seed", range(2))
def test_script_and_python_agree_on_random_text(seed, in_node):
    questions = [[name, text] for text in random_texts(seed) for name in ("analyse", "spans")]

    assert differing(questions, in_node(questions)) == []


def test_script_and_python_agree_on_random_keys(in_node):
    chance = random.Random(7)
    words = [
        "".join(chance.choice("aeiouyhnctgqsfrxjwzd0123456789m") for _ in range(chance.randrange(9)))
        for _ in range(30_000)
    ]
    questions = [["readings", word] for word in words]
    questions += [["decode", word, method] for word in words[:10_000] for method in ("TELEX", "VNI")]

    answers = in_node(questions)
    assert differing(questions, answers) == []
    assert sum(answer is not None for answer in answers[: len(words)]) > 500


def test_script_and_python_hash_the_same(in_node):
    chance = random.Random(3)
    questions = [["bigram_hash", chance.randrange(2**32), chance.randrange(2**32)] for _ in range(5_000)]
    questions += [["term_hash", "".join(chance.choices(CHARACTERS, k=5))] for _ in range(5_000)]

    assert differing(questions, in_node(questions)) == []


any_text = st.one_of(st.text(), st.text(AWKWARD), st.lists(st.sampled_from(PARTS_OF_DATES)).map(" ".join))


@given(any_text)
def test_words_of_places_are_the_words_of_the_text_in_order_and_apart(text):
    found = spans(text)

    assert [(span.marked, span.folded) for span in found] == [
        (token.marked, token.folded) for token in analyse(text) if token.kind == WORD
    ]
    edges = [edge for span in found for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))


@given(any_text)
def test_a_text_gives_what_its_lines_give(text):
    assert analyse(text) == [token for line in text.split("\n") for token in analyse(line)]


@given(any_text)
def test_composed_and_decomposed_text_give_the_same_words(text):
    plain = analyse(text)
    assert analyse(unicodedata.normalize("NFD", text)) == plain
    assert analyse(unicodedata.normalize("NFC", text)) == plain


@given(any_text)
def test_what_a_word_became_stands_for_itself(text):
    for token in analyse(text):
        if token.kind == WORD:
            assert analyse(token.marked) == [token]
            assert [again.folded for again in analyse(token.folded)] == [token.folded]


@given(any_text)
def test_terms_are_short_and_bear_no_marks_but_one_for_the_tone(text):
    for token in analyse(text):
        assert 1 <= len(token.folded) <= 80
        assert len(token.marked) <= 41
        assert not re.search("[\u0300-\u036f]", token.folded)
        assert re.fullmatch("[^\u0300-\u036f]+[\u0300\u0309\u0303\u0301\u0323]?", token.marked)


LONG = [
    *("0" * 100_000 + "a", "a\u0301" * 50_000, "\u0301" * 100_000, "20" + " " * 100_000 + "x", "20 tháng " * 20_000),
    *(part * 50_000 for part in ("1.", "1 ", "1-", "1.000.", "/0", "a\u200b")),
]


@pytest.mark.parametrize("text", LONG, ids=[ascii(text[:12]) for text in LONG])
def test_no_text_takes_long(text):
    start = time.process_time()
    analyse(text)
    spans(text)
    assert time.process_time() - start < 3


def test_the_same_words_are_the_same_objects_so_an_archive_fits_into_memory():
    first, second = analyse("hành chính"), analyse("chính hành")
    assert first[0] is second[1]
    assert isinstance(first[0], Token)
