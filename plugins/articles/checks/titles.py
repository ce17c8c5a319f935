"""Titles: the same one twice, or nearly so within a week. Both stay; readers will not tell them apart in lists.

`keys` is kept with each record, so that a build compares numbers and looks at words only where two are equal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from plugins.articles.files import ContentFolder
from plugins.articles.record import Record
from portal.article import Article
from portal.problem import Code, Problem
from portal.vietnamese.fold import fold

SAME_TITLE = Code(
    "BV140", "tiêu đề trùng với {other}", "thêm vào tiêu đề điều riêng của bài này: ngày, nơi, việc", "warning"
)
NEAR_TITLE = Code(
    "BV141", "tiêu đề chỉ khác một chữ so với {other}, đăng cách nhau không quá 7 ngày",
    "xem có phải một tin đăng hai lần; nếu không, thêm vào tiêu đề điều riêng của bài này", "warning",
)  # fmt: skip

_WORD = re.compile(r"[^\W_]+(?:[./-][^\W_]+)*")
_NEAR, _FEWEST_WORDS = timedelta(days=7), 5
_NUMBER = re.compile(
    r".*\d.*|[ivxlcdm]+|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi|nhat|chieu|sang|dau|cuoi|dot|truoc", re.DOTALL
)


def keys(title: str) -> tuple[int, int, int]:
    """Return three numbers of *title*: of its words in any order, of their first half, of the second.

    Case and marks are nothing. Titles of which one word is another share a half.
    """
    words = [word for part in title.split() for word in _words(part)]
    half = len(words) // 2
    return _number(sorted(words)), _number([str(len(words)), *words[:half]]), _number([*words[half:], str(len(words))])


@lru_cache(maxsize=16384)
def _words(part: str) -> tuple[str, ...]:
    """Return the folded words of *part* of a title, which has no space. Titles have most words in common."""
    return tuple(_WORD.findall(fold(part)))


def _number(words: list[str]) -> int:
    return crc32(" ".join(words).encode())


def doubled_titles(records: Iterable[Record], content: ContentFolder) -> Iterator[Problem]:
    """Yield, at the newer of two, each article of *records* whose title an older one has, or nearly."""
    articles = [(record.item, record) for record in records if isinstance(record.item, Article)]
    if not articles:
        return
    by_words, by_first_half, by_second_half = zip(*[record.title for _, record in articles], strict=True)
    told: set[str] = set()
    for (older, first), *others in _equal(articles, by_words):
        for article, record in others:
            told.add(record.path)
            # Equal addresses are told already.
            if article.url != older.url:
                yield _problem(SAME_TITLE, record, first, content)
    for halves in (by_first_half, by_second_half):
        for group in _equal(articles, halves):
            for (older, first), (newer, record) in pairwise(group):
                if record.path not in told and newer.published - older.published <= _NEAR and _is_near(older, newer):
                    told.add(record.path)
                    yield _problem(NEAR_TITLE, record, first, content)


def _equal(articles: list[tuple[Article, Record]], numbers: Sequence[int]) -> Iterator[list[tuple[Article, Record]]]:
    """Yield the articles whose *numbers* are equal, the oldest first."""
    counted = Counter(numbers)
    if len(counted) == len(numbers):
        return
    groups: dict[int, list[tuple[Article, Record]]] = {}
    for article, number in zip(articles, numbers, strict=True):
        if counted[number] > 1:
            groups.setdefault(number, []).append(article)
    for group in groups.values():
        yield sorted(group, key=lambda pair: (pair[0].published, pair[1].path))


def _is_near(one: Article, other: Article) -> bool:
    """Tell whether one word of the titles differs, and neither a number ("tháng 7", "tháng 8") nor a name."""
    first, second = _WORD.findall(one.title), _WORD.findall(other.title)
    apart = [(a, b) for a, b in zip(first, second, strict=False) if fold(a) != fold(b)]
    if len(first) != len(second) or len(first) < _FEWEST_WORDS or len(apart) != 1:
        return False
    words = apart[0]
    are_names = all(word[0].isupper() for word in words) and words[0] != first[0]
    return not are_names and not all(_NUMBER.fullmatch(fold(word)) for word in words)


def _problem(code: Code, record: Record, other: Record, content: ContentFolder) -> Problem:
    return code.at(content.shown(record.path), record.lines.get("title", 1), other=content.shown(other.path))
