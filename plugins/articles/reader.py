"""Reading one source: from its bytes to a `Record` and a `Body`. Pure, so that it may run in any process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from plugins.articles import codes
from plugins.articles.body import BodyMaker, language
from plugins.articles.checks import of_source
from plugins.articles.checks.titles import keys
from plugins.articles.checks.written import Written
from plugins.articles.data import Data
from plugins.articles.files import PAGES, ContentFolder, read_source
from plugins.articles.glossary import Glossary
from plugins.articles.headers import Source, parse
from plugins.articles.limit import SECONDS, TooSlowError, limited
from plugins.articles.mergers import MergerNames
from plugins.articles.metadata import MetadataReader
from plugins.articles.record import Record, dump, dump_body
from plugins.articles.references import References
from portal.article import Article, Body, StaticPage
from portal.build.digest import digest
from portal.problem import Problem
from portal.text_file import Text

# A summary made from the text: about as long as a written one.
_FALLBACK_SUMMARY_WORDS = 40
_KEPT_LINES = (
    "title", "date", "slug", "id", "category", "tags", "author", "authors", "modified", "corrections", "withdrawn",
    "series", "aliases", "attachments",
)  # fmt: skip
_LONGEST_REASON = 120  # characters of an unforeseen error's message

Item = TypeVar("Item", Article, StaticPage)


class Reader:
    """Reads the sources of one content folder as its data files shape them."""

    def __init__(self, content: ContentFolder, data: Data, seconds: float = SECONDS) -> None:
        """Take what shapes all readings, and how many *seconds* of the processor one source may cost."""
        self._seconds = seconds
        self._content = content
        self._references = References(content)
        self._metadata = MetadataReader(data.categories, self._references)
        self._data = data
        self._merged = MergerNames(data.mergers)
        self._bodies = self._make_bodies()

    def _make_bodies(self) -> BodyMaker:
        return BodyMaker(self._references, Glossary(self._data.glossary))

    def read(self, relative: str) -> tuple[Record, Body]:
        """Return what there is to know of the source at *relative*, and its words."""
        return self.read_as(read_source(self._content, relative), relative)

    def read_as(self, source: Text, relative: str) -> tuple[Record, Body]:
        """Return the same of the text *source*, which stands, or may come to stand, at *relative*."""
        shown = self._content.shown(relative)
        text, found = source
        record = Record(relative, problems=found)
        if text is None:
            return record, Body("", "")
        self._references.looked_up = record.looked_up
        try:
            with limited(self._seconds):
                return self._read_text(text, shown, record)
        except TooSlowError:
            self._bodies = self._make_bodies()  # the old one stopped half way
            slow = codes.TOO_SLOW.at(shown, seconds=f"{self._seconds:g}".replace(".", ","))
            return Record(relative, problems=[slow], looked_up=record.looked_up), Body("", "")
        # One source must never keep all others from being published, whatever it holds.
        except Exception as error:
            reason = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST_REASON]
            defect = codes.DEFECT.at(shown, reason=reason)
            return Record(relative, problems=[defect], looked_up=record.looked_up), Body("", "")

    def _read_text(self, text: str, shown: str, record: Record) -> tuple[Record, Body]:
        source = parse(text, shown)
        source.problems.extend(record.problems)
        body = self._read(source, record)
        # Whoever is still writing is told, but does not hold up what others publish.
        record.problems = (
            [replace(found, severity="warning") for found in source.problems] if record.is_draft else (source.problems)
        )
        return record, body

    def _read(self, source: Source, record: Record) -> Body:
        if not source.fields:
            return Body("", "")
        is_page = record.path.startswith(f"{PAGES}/")
        head = self._metadata.page(source, record.path) if is_page else self._metadata.article(source, record.path)
        record.is_draft = head.is_draft
        record.lines = {name: line for name, line in source.lines.items() if name in _KEPT_LINES}
        raw = self._bodies.make(source, record.path, around=head.words)
        source.problems.extend(self._findings(source, head.item, raw.body))
        record.targets, record.pictures = raw.targets, raw.body.pictures
        record.attachments = raw.body.attachments
        if head.item is None:
            return raw.body
        item = head.item
        if isinstance(item, Article) and not item.summary:
            source.problems.append(codes.NO_SUMMARY.at(source.path, 1))
            item = replace(item, summary=_opening(raw.body.text))
        record.item, record.title = item, keys(item.title)
        if isinstance(item, Article):
            record.named = self._merged.in_text(f"{item.title}\n{item.summary}\n{raw.body.text}")
        # Only what is shown: a file that was touched, or written another way, shows nothing new.
        shown = replace(record, lines={}, problems=[], targets=(), looked_up={}, named=())
        version = digest(dump(shown), dump_body(raw.body))
        record.item = replace(item, version=version)
        return raw.body

    def _findings(self, source: Source, item: Article | StaticPage | None, body: Body) -> Iterator[Problem]:
        data = self._data
        return of_source(Written(source, item, body, data.glossary, language(source), data.names, data.contacts))


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:_FALLBACK_SUMMARY_WORDS]) + ("…" if len(words) > _FALLBACK_SUMMARY_WORDS else "")
