"""What a check of one source is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from plugins.articles.checks.prose import Passage, passages
from plugins.articles.headers import Source
from portal.article import Article, Body, StaticPage


@dataclass(frozen=True)
class Written:
    """One source as it was read.

    Attributes:
        source: its file taken apart: fields and Markdown, with the lines they stand on.
        item: the article or page; None when its head holds an error.
        body: its text, as readers get it.
        glossary: abbreviation → meaning, of the whole portal.
        lang: "vi" or "en".
        names: what is spelt right though no rule knows it, in lower case.
        contacts: the agency's own mail and telephone numbers, these without spaces.
    """

    source: Source
    item: Article | StaticPage | None
    body: Body
    glossary: Mapping[str, str]
    lang: str = "vi"
    names: frozenset[str] = frozenset()
    contacts: frozenset[str] = frozenset()

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Its prose: title, summary and caption as far as they are written, then the body."""
        return tuple(passages(self.source))
