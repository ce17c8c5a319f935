"""From header fields to typed metadata: every field checked, every finding kept, nothing guessed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from plugins.articles import codes
from plugins.articles.aliases import AliasError, ReservedAliasError, read_alias
from plugins.articles.headers import ARTICLE_FIELDS, Source
from portal.addresses import RESERVED_SEGMENTS
from portal.data_file import Value
from portal.problem import Code, Problem
from portal.vietnamese.dates import DateError, names_time, parse_date
from portal.vietnamese.slug import is_slug, slugify

_YES, _NO = {"yes", "true", "có", "co"}, {"no", "false", "không", "khong", ""}
# Those whose items may be YAML mappings; anywhere else one would be lost without a word.
_OF_RECORDS = {"attachments", "corrections", "withdrawn"}
# "12/KH-UBND", "30/2020/NĐ-CP", "76/2015/QH13", "05-NQ/TU": the number, perhaps the year, what it is and who issued it.
_NUMBER = re.compile(r"\d{1,5}[a-zđ]?(?:/(?:19|20)\d\d)?(?:[/-][A-ZĐ][\w&.]*)+")
_DOCUMENT_KEYS = ("file", "title", "number", "date", "issuer", "type")
# Fields whose slip would publish what is to wait, or keep what is to go.
_DECISIVE = frozenset({"status", "date", "expires", "withdrawn"})
_OTHER_WORDS = {
    "publish_date": "date", "pub_date": "date", "ngay": "date", "ngay_dang": "date", "trang_thai": "status",
    "state": "status", "draft": "status", "expiry": "expires", "expiry_date": "expires", "het_han": "expires",
    "thu_hoi": "withdrawn",
}  # fmt: skip
_PUBLISHED, _DRAFT = {"", "published"}, {"draft"}


@dataclass(frozen=True)
class DocumentLink:
    """A document named in the header: its path as written, its title, what it is, its line."""

    path: str
    title: str
    line: int
    number: str = ""
    issued: datetime | None = None
    issuer: str = ""
    kind: str = ""


@dataclass(frozen=True)
class DatedNote:
    """A correction or withdrawal: when, and the words."""

    date: datetime
    text: str


class Fields:
    """Reads the fields of one source and adds what is wrong to its problems."""

    def __init__(self, source: Source, known: dict[str, str]) -> None:
        self._source = source
        self._known = known
        for name, items in source.fields.items():
            if name in known and name not in _OF_RECORDS and not all(isinstance(item, Value) for item in items):
                self.problem(codes.NOT_TEXT, name, field=known[name])
            if name not in known:
                source.problems.append(self._unknown(name))

    def line(self, name: str) -> int:
        """Return the line of a field, or the first one when it is missing."""
        return self._source.lines.get(name, 1)

    def _unknown(self, name: str) -> Problem:
        """Return what there is to tell of a field that is none; an error where a slip would publish or hide a text."""
        written = self._source.written[name]
        plain = slugify(written).replace("-", "_")  # letters of other scripts that look alike, too
        meant = _OTHER_WORDS.get(plain) or next(iter(difflib.get_close_matches(plain, list(self._known), 1, 0.75)), "")
        where = self._source.path, self.line(name)
        if meant in _DECISIVE and meant in self._known:
            return codes.MISTYPED.at(*where, field=written, meant=self._known[meant])
        return codes.UNKNOWN_FIELD.at(*where, field=written, hint=_hint(name, list(self._known)))

    def problem(self, code: Code, name: str, /, **values: object) -> None:
        """Keep a finding about the field *name*."""
        self._source.problems.append(code.at(self._source.path, self.line(name), **values))

    def _values(self, name: str) -> list[Value]:
        return [item for item in self._source.fields.get(name, ()) if isinstance(item, Value)]

    def text(self, name: str, *, required: bool = False) -> str:
        """Return a one-line text; continuation lines are joined. "" when missing."""
        text = " ".join([word for value in self._values(name) for word in value.text.split()])
        if required and not text:
            self.problem(codes.MISSING, name, field=self._known[name])
        return text

    def names(self, *fields: str) -> list[str]:
        """Return a list of names: parted by commas, or a YAML list; doubles once, in the order written.

        A name that no address can be made of is left out and told.
        """
        found: dict[str, None] = {}
        for field in fields:
            for value in self._values(field):
                for name in (" ".join(part.split()) for part in value.text.split(",")):
                    if slugify(name):
                        found[name] = None
                    elif name:
                        where = (self._source.path, value.line)
                        self._source.problems.append(codes.EMPTY_NAME.at(*where, name=name, field=self._known[field]))
        return list(found)

    def moment(self, name: str, *, required: bool = False, published: datetime | None = None) -> datetime | None:
        """Return a date, or None when it is missing or wrong; see `_parse_date` for *published*."""
        text = self.text(name, required=required)
        return self._parse_date(text, name, self.line(name), published) if text else None

    def _parse_date(self, text: str, name: str, line: int, published: datetime | None = None) -> datetime | None:
        """Read a date; one of the very day of *published* that names no time is not meant to be before it."""
        try:
            moment = parse_date(text)
            same_day = published is not None and moment.date() == published.date()
            return published if same_day and not names_time(text) else moment
        except DateError as error:
            self._source.problems.append(
                codes.BAD_DATE.at(self._source.path, line, field=self._known[name], reason=str(error))
            )
            return None

    def deadline(self, name: str, published: datetime | None) -> datetime | None:
        """Return from when on something is over: a day without a time is over when it ends."""
        moment = self.moment(name)
        if moment is None:
            return None
        end = moment if names_time(self.text(name)) else moment + timedelta(days=1)
        if published is not None and end <= published:
            self.problem(codes.MODIFIED_BEFORE, name, field=self._known[name])
        return end

    def pin(self, published: datetime | None) -> tuple[bool, datetime | None]:
        """Return whether the article is pinned, and until when: "yes", or a day."""
        text = self.text("pinned").lower()
        if text in _YES | _NO:
            return text in _YES, None
        if not text[:1].isdigit() and not text.startswith("ngày "):
            self.problem(codes.BAD_PIN, "pinned", value=text)
            return False, None
        until = self.deadline("pinned", published)
        return until is not None, until

    def aliases(self) -> tuple[str, ...]:
        """Return the former addresses, in the order written, each once; a comma or a line parts them."""
        found: dict[str, None] = {}
        for value in self._values("aliases"):
            for written in filter(None, (part.strip() for part in value.text.split(","))):
                where = (self._source.path, value.line)
                try:
                    found[read_alias(written)] = None
                except ReservedAliasError as error:
                    self._source.problems.append(codes.RESERVED_ALIAS.at(*where, alias=written[:80], first=error))
                except AliasError as error:
                    self._source.problems.append(codes.BAD_ALIAS.at(*where, alias=written[:80], reason=error))
        return tuple(found)

    def flag(self, name: str) -> bool:
        """Return a yes or no; no when missing."""
        text = self.text(name).lower()
        if text not in _YES | _NO:
            self.problem(codes.NOT_YES_OR_NO, name, field=self._known[name], value=text)
        return text in _YES

    def is_draft(self) -> bool:
        """Return whether the status says draft."""
        status = self.text("status").lower()
        if status not in _PUBLISHED | _DRAFT:
            self.problem(codes.UNKNOWN_STATUS, "status", value=status)
        return status in _DRAFT

    def lang(self) -> str:
        """Return the language: "vi" (also when missing) or "en"."""
        lang = self.text("lang").lower() or "vi"
        if lang not in ("vi", "en"):
            self.problem(codes.BAD_LANG, "lang", value=lang)
        return lang

    def slug(self, title: str, fallback: str, *, top_level: bool = False) -> str:
        """Return the slug: as given, else from the title, else from the file's name (*fallback*)."""
        given = self.text("slug")
        if given and not is_slug(given):
            self.problem(codes.BAD_SLUG, "slug", slug=given)
        slug = given or slugify(title) or slugify(fallback)
        if title and not slug:
            self.problem(codes.BAD_SLUG, "title", slug=title)
        if top_level and slug in RESERVED_SEGMENTS:
            self.problem(codes.RESERVED_SLUG, "slug", slug=slug)
        return slug

    def _records(self, name: str, keys: tuple[str, ...], shape: str) -> Iterator[list[Value]]:
        """Yield the values of *keys* of each record: a YAML mapping, or text parted by ``|``. The first two are needed,
        of two the second holds all the rest."""
        for item in self._source.fields.get(name, []):
            if isinstance(item, Value):
                if not item.text:
                    continue
                parts = item.text.split("|", len(keys) - 1)
                values = [Value(part.strip(), item.line) for part in parts]
            else:
                line = next((value.line for value in item.values()), self.line(name))
                values = [item.get(key, Value("", line)) for key in keys]
            if len(values) < 2 or not values[0].text or not values[1].text:
                where = (self._source.path, values[0].line)
                self._source.problems.append(codes.BAD_RECORD.at(*where, field=self._known[name], shape=shape))
                continue
            yield values + [Value("", values[0].line)] * (len(keys) - len(values))

    def documents(self, name: str) -> list[DocumentLink]:
        """Return the documents of a header field, in the order written."""
        shape = f"{self._known[name]}: /van-ban/ten-tep.pdf | Tên tài liệu | Số | Ngày | Cơ quan | Loại"
        links = []
        for item in self._source.fields.get(name, ()):
            for key, value in {} if isinstance(item, Value) else item.items():
                if key not in _DOCUMENT_KEYS:
                    keys = ", ".join(_DOCUMENT_KEYS)
                    self._source.problems.append(
                        codes.UNKNOWN_KEY.at(self._source.path, value.line, key=key, keys=keys)
                    )
        for path, title, number, date, issuer, kind in self._records(name, _DOCUMENT_KEYS, shape):
            issued = self._parse_date(date.text, name, date.line) if date.text else None
            _, bar, rest = kind.text.partition("|")
            if bar:
                where = (self._source.path, kind.line)
                self._source.problems.append(codes.TOO_MANY_PARTS.at(*where, title=title.text, rest=rest.strip()))
            links.append(
                DocumentLink(path.text, title.text, path.line, self._number(number), issued, issuer.text, kind.text)
            )
        return links

    def _number(self, value: Value) -> str:
        """Return the number of a document without the word before it; one of another form is told."""
        number = re.sub(r"^số\s*:?\s*", "", value.text, flags=re.IGNORECASE)
        if number and not _NUMBER.fullmatch(number):
            self._source.problems.append(codes.BAD_NUMBER.at(self._source.path, value.line, number=number[:80]))
        return number

    def notes(self, name: str, published: datetime | None) -> list[DatedNote]:
        """Return dated notes on what was *published* then, in the order written."""
        shape = f"{self._known[name]}: 2024-03-02 09:00 | nội dung"
        notes = []
        for when, text in self._records(name, ("date", "text"), shape):
            date = self._parse_date(when.text, name, when.line, published)
            if date:
                notes.append(DatedNote(date, text.text))
        return notes


def _hint(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f", ý bạn là «{ARTICLE_FIELDS[close[0]]}»?" if close else ""


def suggestion(name: str, known: list[str]) -> str:
    """Return ", ý bạn là «…»?" for the nearest of *known*, or ""."""
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return f", ý bạn là «{close[0]}»?" if close else ""
