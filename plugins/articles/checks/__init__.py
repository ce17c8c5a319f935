"""Checks: what is wrong with a text that can be read. One module a family.

Checks of one source (`of_source`) follow from its file alone, so their findings are kept with its record; checks of all
sources together (`links`, `life`) run in every build and look at nothing but records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plugins.articles.checks.abbreviations import unexplained
from plugins.articles.checks.limits import limits
from plugins.articles.checks.markup import markup
from plugins.articles.checks.notes import doubled_notes
from plugins.articles.checks.personal_data import personal_data
from plugins.articles.checks.placeholders import left_open
from plugins.articles.checks.spelling import misspelt
from plugins.articles.checks.writing import faults_of_writing
from plugins.articles.checks.written import Written
from portal.problem import Problem

# What looks at one source; each yields its findings in any order.
_OF_SOURCE: tuple[Callable[[Written], Iterator[Problem]], ...] = (
    limits, markup, doubled_notes, left_open, faults_of_writing, unexplained, personal_data, misspelt,
)  # fmt: skip


def of_source(written: Written) -> Iterator[Problem]:
    """Yield what all checks of one source find."""
    for check in _OF_SOURCE:
        yield from check(written)
