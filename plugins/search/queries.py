"""Queries: what a reader typed, as terms to look for. The same rules as ``queries.js``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
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
# A number, perhaps a year, a kind without vowels (qd, qh12), perhaps an issuer.
_NUMBER = re.compile(
    "(?:^| )([0-9]+)((?: (?:19|20)[0-9]{2})?) ([b-df-hj-np-tv-xz][b-df-hj-np-tv-xz0-9]*)((?: [a-z]+)?)(?= |$)"
)

Frequency = Callable[[str], int]


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


def doubtful(text: str) -> list[tuple[str, str]]:
    """Return (folded word, folded word that its keys may mean) of the words of *text* that may be Telex or VNI."""
    pairs = []
    for span in spans(text):
        meant = readings(text[span.start : span.end])
        if meant:
            pairs.append((span.folded, analyse(meant)[0].folded))
    return pairs


def understood(text: str, frequency: Frequency, abbreviations: Mapping[str, str]) -> Query:
    """Return the query that *text* (tidied) is.

    Args:
        frequency: in how many documents a folded word stands; asked for those of `doubtful` only.
        abbreviations: short → long, as people write them.
    """
    parts, end, other = [], 0, False
    for span in spans(text):
        typed = text[span.start : span.end]
        meant = readings(typed)
        if meant and frequency(analyse(meant)[0].folded) > _LIKELIER * frequency(span.folded):
            typed, other = meant, True
        parts += [text[end : span.start], typed]
        end = span.end
    read_as = "".join([*parts, text[end:]]) if other else ""
    tokens = analyse(read_as or text)
    words = tuple(token for token in tokens if token.kind == WORD)
    with_marks = any(word.marked != word.folded for word in words)
    typed_words = [(word, with_marks) for word in words]
    sought = _terms(typed_words, version=1)
    wholes = [token.folded for token in tokens if token.kind != WORD] or _numbers_in(words)
    sought += [Sought(term_hash(whole), 0, WHOLE, 0.0, versions=0) for whole in wholes]
    for version, forms in zip((2, 4), _forms(abbreviations), strict=True):
        sought += [_weakened(one) for one in _terms(_replaced(typed_words, forms), version=version)]
    return Query(text, read_as, words, tuple(_once(sought)))


def _terms(words: Sequence[tuple[Token, bool]], *, version: int) -> list[Sought]:
    """Return the terms of (word, whether its marks are meant), then those of neighbours."""
    found = [
        Sought(term_hash(word.folded), variant(word.marked), 1.0, EXACT if marks else 0.0, version)
        for word, marks in words
    ]
    hashes = [one.term for one in found]
    neighbours = [bigram_hash(first, second) for first, second in pairwise(hashes)]
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


Forms = Sequence[tuple[tuple[str, ...], list[Token]]]


def _forms(abbreviations: Mapping[str, str]) -> tuple[Forms, Forms]:
    """Return what may be replaced, folded, and by which words: abbreviations by long forms, and the reverse."""
    pairs = [
        [[token for token in analyse(form) if token.kind == WORD] for form in pair] for pair in abbreviations.items()
    ]
    known = [(short, long) for short, long in pairs if short and long]
    return [(_folded(short), long) for short, long in known], [(_folded(long), short) for short, long in known]


def _folded(words: Iterable[Token]) -> tuple[str, ...]:
    return tuple(word.folded for word in words)


def _replaced(words: Sequence[tuple[Token, bool]], forms: Forms) -> list[tuple[Token, bool]]:
    """Return *words* with what *forms* says in their place, the longest first; [] where it says nothing.

    The marks of what the glossary says are meant, whatever was typed.
    """
    folded = _folded(word for word, _ in words)
    found: list[tuple[Token, bool]] = []
    at, replaced = 0, False
    while at < len(words):
        fitting = [(form, other) for form, other in forms if folded[at : at + len(form)] == form]
        form, other = max(fitting, key=lambda pair: len(pair[0]), default=((), []))
        found += [(word, True) for word in other] or [words[at]]
        replaced = replaced or bool(form)
        at += len(form) or 1
    return found if replaced else []
