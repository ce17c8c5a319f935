"""Postings: which term stands in which document, and how much it says of it.

A term is a number of 32 bits: the CRC-32 of a folded word, number or facet, or the hash of two neighbours. The marked
forms of a word are variants of its term.

How much is BM25F's tf/K on a scale of eight levels: tf counts a word of the title six times (`documents.texts_of`), K
is k1·(1 − b + b·length/256). k1 = 0.9 and b = 0.4 are the usual choice for long texts; eight levels instead of exact
values cost less than 0.01 of nDCG@10 (`bench/search`). Lengths are taken on a scale, too (two steps to a doubling), so
one sentence more in an article seldom moves the level of words that it does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from plugins.search.index.documents import Document, Text
from portal.vietnamese.analysis import WORD, Token, analyse

K1, B, USUAL_LENGTH = 0.9, 0.4, 256
LEVELS, LOWEST, STEP = 8, -2.0, 0.75  # level 0 is 2^-2, each further one 2^0.75 times as much


# A posting is one number of 64 bits, so that postings are sorted by term, variant and document by sorting numbers:
# term (32 bits), variant (8), document (21), level (3).
Postings = NDArray[np.uint64]
_TERM, _VARIANT, _DOC = np.uint64(32), np.uint64(24), np.uint64(3)
MOST_DOCUMENTS = 1 << 21


def empty() -> Postings:
    """Return no postings."""
    return np.empty(0, np.uint64)


def packed(term: NDArray[Any], variant: NDArray[Any], doc: NDArray[Any], level: NDArray[Any]) -> Postings:
    """Return postings of their parts.

    Args:
        variant: 1 + the CRC-32 of the marked form modulo 255; 0 for two neighbours and for facets.
        doc: the document's number, below `MOST_DOCUMENTS`.
        level: 0 … 7.
    """
    columns = ((term, _TERM), (variant, _VARIANT), (doc, _DOC))
    found = sum((column.astype(np.uint64) << place for column, place in columns), level.astype(np.uint64))
    return np.asarray(found, np.uint64)


def term_of(postings: Postings) -> NDArray[np.int64]:
    """Return the terms."""
    return (postings >> _TERM).astype(np.int64)


def variant_of(postings: Postings) -> NDArray[np.uint8]:
    """Return the variants."""
    return (postings >> _VARIANT).astype(np.uint8)


def doc_of(postings: Postings) -> NDArray[np.int64]:
    """Return the documents."""
    return ((postings >> _DOC) & np.uint64(MOST_DOCUMENTS - 1)).astype(np.int64)


def level_of(postings: Postings) -> NDArray[np.uint8]:
    """Return the levels."""
    return (postings & np.uint64(LEVELS - 1)).astype(np.uint8)


def list_of(postings: Postings) -> NDArray[np.uint64]:
    """Return one number for each term and variant: postings of equal ones are one list."""
    return postings >> _VARIANT


def numbered(postings: Postings, number: int) -> Postings:
    """Return *postings*, which are of document 0, as those of document *number*."""
    return postings + np.uint64(number << 3)


def joined(parts: Sequence[Postings]) -> Postings:
    """Return all of *parts*, sorted; one at least."""
    every: Postings = np.concatenate(parts)
    every.sort()
    return every


def of_document_0(postings: Postings) -> Postings:
    """Return *postings* of one document as those of document 0; `numbered` is the way back."""
    return postings & ~np.uint64((MOST_DOCUMENTS - 1) << 3)


def facet(name: str, value: str) -> int:
    """Return the term of a facet: what a filter asks for."""
    return crc32(f"{name}:{value}".encode(errors="replace"))


def variant(marked: str) -> int:
    """Return the variant of a marked form, 1 … 255."""
    return crc32(marked.encode()) % 255 + 1


def bigrams(first: NDArray[np.uint32], second: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return `portal.vietnamese.analysis.bigram_hash` of many pairs."""
    mixed = (first * np.uint32(0x9E3779B1)) ^ (second * np.uint32(0x85EBCA77)) ^ (first >> np.uint32(15))
    mixed = (mixed ^ (mixed >> np.uint32(16))) * np.uint32(0x7FEB352D)
    return np.asarray(mixed ^ (mixed >> np.uint32(15)), np.uint32)


class _Numbers(dict[Token, int]):
    """A number for each token met so far; what it stands for lies in `terms`, `variants`, `is_word`. 0 ends a line."""

    def __init__(self) -> None:
        super().__init__()
        self.terms, self.variants, self.is_word = [0], [0], [False]

    def __missing__(self, token: Token) -> int:
        self[token] = number = len(self.terms)
        self.terms.append(crc32(token.folded.encode()))
        self.variants.append(variant(token.marked))
        self.is_word.append(token.kind == WORD)
        return number


def postings_of(documents: Iterable[tuple[int, Document, Sequence[Text]]]) -> tuple[Postings, dict[int, str]]:
    """Return the postings of (number, document, texts), and the folded words by their terms; numbers in any order."""
    numbers = _Numbers()
    tokens: list[int] = []
    docs, counts, weights, lengths = [], [], [], []
    facets: list[tuple[int, int]] = []
    for number, document, texts in documents:
        total = 0
        for text, weight in texts:
            before = len(tokens)
            for line in text.split("\n"):
                tokens += [numbers[token] for token in analyse(line)]
                tokens.append(0)
            counts.append(len(tokens) - before)
            weights.append(weight)
            docs.append(number)
            total += counts[-1]
        lengths += [total] * len(texts)
        facets += [(facet("loai", kind.slug), number) for kind in document.kinds]
        facets += [(facet("chuyen-muc", document.category[0]), number)] if document.category[0] else []
        # Who looks for a day looks for what was published on it, too.
        day = document.day
        facets += [(crc32(f"{day.day}/{day.month}/{day.year}".encode()), number)] if day else []
    token = np.array(tokens, np.int64)
    words = np.array(numbers.is_word)[token]
    doc = np.repeat(np.array(docs, np.int64), counts)
    # The level is a function of the sum of weights and of the length: sums come first.
    weight_of = np.repeat(np.array(weights, np.float32), counts)
    norm_of = np.repeat(_norms(np.array(lengths, np.float64)), counts)
    terms = np.array(numbers.terms, np.uint32)[token]
    variants = np.array(numbers.variants, np.uint8)[token]
    one = token > 0
    # Wholes are next to nobody, and part nobody; ends of lines part.
    row = np.flatnonzero(words | ~one)
    pair = words[row[:-1]] & words[row[1:]]
    first, second = row[:-1][pair], row[1:][pair]
    nothing = np.zeros(1, np.uint8)
    found = _summed(
        np.concatenate(
            (
                packed(terms[one], variants[one], doc[one], nothing),
                packed(bigrams(terms[first], terms[second]), nothing, doc[first], nothing),
            )
        ),
        np.concatenate((weight_of[one], weight_of[first])),
        np.concatenate((norm_of[one], norm_of[first])),
    )
    told = np.array(facets, np.int64).reshape(-1, 2)
    facet_postings = packed(told[:, 0], nothing, told[:, 1], nothing + LEVELS - 1)
    known = {numbers.terms[number]: token.folded for token, number in numbers.items() if token.kind == WORD}
    return joined((found, facet_postings)), known


def _norms(lengths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return K for lengths in words."""
    coarse = np.exp2(np.round(np.log2(np.maximum(lengths, 8)) * 2) / 2)
    return K1 * (1 - B + B * coarse / USUAL_LENGTH)


def _summed(key: Postings, weight: NDArray[np.float32], norm: NDArray[np.float64]) -> Postings:
    """Return one posting for each of the different *key*s (postings of level 0), with the level of all that are it."""
    order = np.argsort(key)
    key = key[order]
    starts = np.flatnonzero(np.diff(key, prepend=np.uint64(0)) != 0) if len(key) else np.empty(0, np.int64)
    sums = np.add.reduceat(weight[order], starts) if len(starts) else np.empty(0)
    level = np.clip(np.round((np.log2(sums / norm[order][starts]) - LOWEST) / STEP), 0, LEVELS - 1)
    return key[starts] | level.astype(np.uint64)
