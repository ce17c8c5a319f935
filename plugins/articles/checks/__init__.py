"""Checks: what is wrong with a text that can be read. One module a family.

Checks of one source (`of_source`) follow from its file alone, so their findings are kept with its record; checks of all
sources together (`links`, `life`, `titles`) run in every build and look at nothing but records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from plugins.articles.checks.placeholders import left_open
from plugins.articles.headers import Source
from portal.article import Article, Body, StaticPage
from portal.problem import Problem


@dataclass(frozen=True)
class Written:
    """One source as it was read.

    Attributes:
        source: its file taken apart: fields and Markdown, with the lines they stand on.
        item: the article or page; None when its head holds an error.
        body: its text, as readers get it.
        glossary: abbreviation → meaning, of the whole portal.
        lang: "vi" or "en".
    """

    source: Source
    item: Article | StaticPage | None
    body: Body
    glossary: Mapping[str, str]
    lang: str = "vi"


Check = Callable[[Written], Iterator[Problem]]

# What looks at one source; each yields its findings in any order.
_OF_SOURCE: tuple[Check, ...] = (left_open,)


def of_source(written: Written) -> Iterator[Problem]:
    """Yield what all checks of one source find."""
    for check in _OF_SOURCE:
        yield from check(written)
