"""Queries: what a reader typed, as terms to look for. The same rules as ``queries.js``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from plugins.search.index.postings import variant
from plugins.search.ranking import BIGRAM, EXACT, EXPANDED, WHOLE, Sought
from portal.vietnamese.analysis import WORD, Token, analyse, bigram_hash, spans, term_hash
from portal.vietnamese.input_methods import readings

LONGEST = 200  # characters of a query that are read
# What stands in the text as it was typed is believed to be meant so unless the word that the keys mean is this many
# times as frequent.
_LIKELIER = 50
_SHORTEST = 3  # keys of a word: a4 is a size of paper, owr is ở
# CO2, A80, PA06: whoever writes capitals and figures means them.
_CODE = re.compile("[0-9]*[A-Z]+[0-9]+[A-Z0-9]*")
# A number, perhaps a year, a kind without vowels (qd, qh12), perhaps an issuer.
_NUMBER = re.compile(
    "(?:^| )([0-9]+)((?: (?:19|20)[0-9]{2})?) ([b-df-hj-np-tv-xz][b-df-hj-np-tv-xz0-9]*)((?: [a-z]+)?)(?= |$)"
)

# In how many documents a word stands: in any form, or in just the form that is given.
Frequency = Callable[[Token, bool], int]
# What may be replaced, folded, and by which words.
Forms = Sequence[tuple[tuple[str, ...], list[Token]]]


class _Word(NamedTuple):
    """A word of a query.

    Attributes:
        token: the word.
        marks: whether its marks, or that it has none, are meant.
        counts: whether a document that lacks it lacks a word of the query; parts of a number do not, the number does.
    """

    token: Token
    marks: bool
    counts: bool = True


class Query(NamedTuple):
    """A query, understood.

    Attributes:
        text: as it was typed, cut, white space folded.
        read_as: the text with what Telex or VNI keys meant; "" when they meant nothing else.
        words: its words, of `read_as` where there is one.
        sought: its terms, in their order.
    """

    text: str
    read_as: str
    words: tuple[Token, ...]
    sought: tuple[Sought, ...]


def tidied(text: str) -> str:
    """Return *text* cut to `LONGEST` code points, in one line."""
    return re.sub(r"\s+", " ", text[:LONGEST]).strip()


def understood(text: str, frequency: Frequency, forms: tuple[Forms, Forms]) -> Query:
    """Return the query that *text* (tidied) is.

    Args:
        frequency: see `Frequency`; asked only for words that may be the keys of Telex or VNI, and what those mean.
        forms: of the glossary, as `forms_of` gives them.
    """
    read_as = _read_as(text, frequency)
    tokens = analyse(read_as or text)
    with_marks = any(token.kind == WORD and token.marked != token.folded for token in tokens)
    words, wholes = _parts(tokens, with_marks=with_marks)
    sought = _terms(words, version=1)
    # A figure with points gives one without them, too, and is there wherever that is.
    versions = [int("." not in whole or whole.replace(".", "") not in wholes) for whole in wholes]
    sought += [
        Sought(term_hash(whole), 0, WHOLE, 0.0, counts, whole=True)
        for whole, counts in zip(wholes, versions, strict=True)
    ]
    if not wholes:
        guessed = _numbers_in([word.token for word in words])
        sought += [Sought(term_hash(whole), 0, WHOLE, 0.0, versions=0, whole=True) for whole in guessed]
    for version, other in zip((2, 4), forms, strict=True):
        sought += [_weakened(one) for one in _terms(_replaced(words, other), version=version)]
    return Query(text, read_as, tuple(word.token for word in words), tuple(_once(sought)))


def _read_as(text: str, frequency: Frequency) -> str:
    """Return *text* with what the keys of Telex or VNI in it mean, "" where they mean nothing else.

    Who writes a Vietnamese letter has an input method on, and needs none read.
    """
    parts, end, other = [], 0, False
    for span in spans(text) if text.isascii() else ():
        typed = text[span.start : span.end]
        meant = _meant(typed, frequency)
        other = other or bool(meant)
        parts += [text[end : span.start], meant or typed]
        end = span.end
    return "".join([*parts, text[end:]]) if other else ""


def _meant(typed: str, frequency: Frequency) -> str:
    """Return the word that the keys *typed* mean, "" where they mean themselves: a code (CO2), a foreign word."""
    meant = readings(typed)
    if not meant or len(typed) < _SHORTEST or _CODE.fullmatch(typed):
        return ""
    word = analyse(meant)[0]
    known = frequency(analyse(typed)[0], False)  # in any form
    # Where the word as typed is nowhere, a hat or a horn that was not typed does no harm.
    return meant if frequency(word, known > 0) > _LIKELIER * known else ""


def _parts(tokens: Sequence[Token], *, with_marks: bool) -> tuple[list[_Word], list[str]]:
    """Return the words of *tokens*, and the numbers and dates that count in the place of their words."""
    words: list[_Word] = []
    wholes = []
    for token in tokens:
        if token.kind == WORD:
            words.append(_Word(token, with_marks))
            continue
        wholes.append(token.folded)
        size = _size_of(token.folded, [word.token.folded for word in words])
        words[len(words) - size :] = [word._replace(counts=False) for word in words[len(words) - size :]]
    return words, wholes


def _size_of(whole: str, words: Sequence[str]) -> int:
    """Return of how many of the last *words* a number or date was made: 20/7/2023 of 3, or of 20 tháng 7 năm 2023."""
    parts = re.split("[^0-9a-z]+", whole)
    written = [*parts[:1], "thang", *parts[1:2], "nam", *parts[2:]]
    return 5 if list(words[-5:]) == written else min(len(parts), len(words))


def _terms(words: Sequence[_Word], *, version: int) -> list[Sought]:
    """Return the terms of *words*, then those of neighbours."""
    found = []
    for token, marks, counts in words:
        form = variant(token.marked)
        counted = form if marks and token.marked != token.folded else 0
        exact = EXACT if marks else 0.0
        found.append(Sought(term_hash(token.folded), form, 1.0, exact, version * counts, counted))
    neighbours = [bigram_hash(first.term, second.term) for first, second in pairwise(found)]
    return found + [Sought(neighbour, 0, BIGRAM, 0.0, versions=0) for neighbour in neighbours]


def _weakened(one: Sought) -> Sought:
    """Return a term that another form of an abbreviation gives: what was typed itself says more."""
    return one._replace(weight=one.weight * EXPANDED, exact=one.exact * EXPANDED)


def _numbers_in(words: Sequence[Token]) -> list[str]:
    """Return the document numbers that *words* without their signs may be.

    >>> _numbers_in(analyse("42 2022 nd cp"))
    ['42/2022/nd', '42/2022/nd-cp']
    """
    found = []
    for number, year, kind, issuer in _NUMBER.findall(" ".join(word.folded for word in words)):
        start = f"{number}{year.replace(' ', '/')}/{kind}"
        found += [start, start + issuer.replace(" ", "-")] if issuer else [start]
    return found


def _once(sought: Sequence[Sought]) -> list[Sought]:
    """Return each term in each form once, as it came first."""
    first: dict[tuple[int, int], Sought] = {}
    for one in sought:
        key = (one.term, one.variant if one.exact else 0)
        known = first.setdefault(key, one)
        first[key] = known._replace(versions=known.versions | one.versions)
    return list(first.values())


def forms_of(abbreviations: Sequence[tuple[str, str]]) -> tuple[Forms, Forms]:
    """Return what may be replaced, folded, and by which words: abbreviations by long forms, and the reverse.

    Args:
        abbreviations: (short, long), as people write them.
    """
    pairs = [[[token for token in analyse(form) if token.kind == WORD] for form in pair] for pair in abbreviations]
    known = [(short, long) for short, long in pairs if short and long]
    return [(_folded(short), long) for short, long in known], [(_folded(long), short) for short, long in known]


def _folded(words: Iterable[Token]) -> tuple[str, ...]:
    return tuple(word.folded for word in words)


def _replaced(words: Sequence[_Word], forms: Forms) -> list[_Word]:
    """Return *words* with what *forms* says in their place, the longest first; [] where it says nothing.

    The marks of what the glossary says are meant, whatever was typed.
    """
    folded = _folded(word.token for word in words)
    found: list[_Word] = []
    at, replaced = 0, False
    while at < len(words):
        fitting = [(form, other) for form, other in forms if folded[at : at + len(form)] == form]
        form, other = max(fitting, key=lambda pair: len(pair[0]), default=((), []))
        found += [_Word(token, True) for token in other] or [words[at]]  # marks
        replaced = replaced or bool(form)
        at += len(form) or 1
    return found if replaced else []
