"""What checks of one source look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
    """

    source: Source
    item: Article | StaticPage | None
    body: Body
    glossary: Mapping[str, str]
    lang: str = "vi"
