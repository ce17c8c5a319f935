"""What the portal knows of one source after reading it, and how that is kept for the next build.

Kept as JSON: a damaged or foreign row can be wrong, never run.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

import orjson

from portal.article import Article, Attachment, Body, Correction, StaticPage, Term, Withdrawal
from portal.pictures import Picture
from portal.problem import Problem
from portal.vietnamese.dates import ZONE

# Size in bytes and time of change in nanoseconds; None where nothing stood.
Stamp = tuple[int, int] | None


@dataclass(frozen=True)
class Target:
    """What a body links to inside the site: a source path ("tin-tuc/2024/a.md") or an address ("/chuyen-muc/…/").

    *anchor* is the place on that page, without "#"."""

    path: str
    line: int
    anchor: str = ""


@dataclass
class Record:
    """One source, read. All of it follows from the file, what it refers to, and what shapes all readings.

    Attributes:
        path: under ``content/``.
        item: the article or page as its own file describes it; None when its head holds an error.
        is_draft: its status says draft.
        lines: where fields stand that later findings point to ("title", "slug", "tags" …).
        problems: what is wrong with it.
        targets: what its body links to inside the site.
        pictures, attachments: those in its text.
        looked_up: path under ``content/`` → its stamp when the source was read.
        named: full names of merged bodies that the title, the summary or the text names, sorted.
        title: the keys of its title (`plugins.articles.checks.titles.keys`).
    """

    path: str
    item: Article | StaticPage | None = None
    is_draft: bool = False
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    targets: tuple[Target, ...] = ()
    pictures: tuple[Picture, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    looked_up: dict[str, Stamp] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    title: tuple[int, int, int] = (0, 0, 0)

    @property
    def is_sound(self) -> bool:
        """Whether it may be published."""
        if self.item is None or not self.problems:
            return self.item is not None
        return not any(problem.severity == "error" for problem in self.problems)


def dump_body(body: Body, version: str = "") -> bytes:
    """Return the long part of a body: its words, without pictures and attachments, which its record keeps.

    *version* is that of its article or page: a body and its record are kept one after the other, and a build may end
    between.
    """
    return orjson.dumps([version, body.html, body.text, body.abbreviations])


def load_body(data: bytes, record: Record) -> Body | None:
    """Return the body that `dump_body` kept; None when it is that of another version."""
    version, html, text, abbreviations = orjson.loads(data)
    if record.item is None or record.item.version != version:
        return None
    pairs = tuple((short, meaning) for short, meaning in abbreviations)
    return Body(html, text, pairs, record.pictures, record.attachments)


def dump(record: Record) -> bytes:
    """Return *record* as JSON."""
    return orjson.dumps(to_json(record))


def to_json(record: Record) -> list[Any]:
    """Return *record* as JSON knows it: a list of its parts."""
    item = record.item
    kept: list[Any] | None = None
    if isinstance(item, Article):
        kept = _article_to_json(item)
    elif isinstance(item, StaticPage):
        kept = [item.source, item.title, item.slug, item.url, item.summary, item.lang, item.version]
    return [
        record.path, isinstance(item, Article), kept, record.is_draft, record.lines,
        [[found.path, found.line, found.code, found.found, found.fix, found.severity] for found in record.problems],
        [[target.path, target.line, target.anchor] for target in record.targets],
        [_picture_to_json(picture) for picture in record.pictures],
        [_attachment_to_json(item) for item in record.attachments],
        record.looked_up, record.named, record.title,
    ]  # fmt: skip


def from_json(kept: list[Any]) -> Record:
    """Return the record of which `to_json` gave *kept*.

    Most sources have neither problems nor links nor pictures; ten thousand of them are read by every build.
    """
    path, is_article, item, is_draft, lines, problems, targets, pictures, attachments, looked_up, named, title = kept
    if item:
        item = _article_from_json(item) if is_article else StaticPage(*item)
    return Record(
        path,
        item,
        is_draft,
        lines,
        [Problem(*values) for values in problems] if problems else [],
        tuple([Target(*values) for values in targets]) if targets else (),
        tuple([Picture(*values) for values in pictures]) if pictures else (),
        tuple([_attachment_from_json(values) for values in attachments]) if attachments else (),
        {path: tuple(stamp) if stamp else None for path, stamp in looked_up.items()} if looked_up else {},
        tuple(named) if named else (),
        tuple(title),
    )


def _picture_to_json(picture: Picture) -> list[Any]:
    return [
        picture.source, picture.digest, picture.width, picture.height, picture.alt, picture.caption, picture.credit,
    ]  # fmt: skip


def _attachment_to_json(item: Attachment) -> list[Any]:
    issued = item.issued and item.issued.isoformat()
    about = [item.number, issued, item.issuer, item.kind] if item.is_official else []
    return [item.source, item.url, item.title, item.type, item.size, item.digest, *about]


def _attachment_from_json(values: list[Any]) -> Attachment:
    if len(values) == 6:
        return Attachment(*values)
    source, url, title, file_type, size, digest, number, issued, issuer, kind = values
    day = issued and _moment(issued)
    return Attachment(source, url, title, file_type, size, digest, number, day, issuer, kind)


def _article_to_json(article: Article) -> list[Any]:
    """Return the fields in the order of the class."""
    return [
        article.identity, article.source, article.title, article.slug, article.url, article.published.isoformat(),
        _term_to_json(article.category), article.summary, [_term_to_json(term) for term in article.tags],
        [_term_to_json(term) for term in article.authors], article.origin,
        article.updated and article.updated.isoformat(), article.picture and _picture_to_json(article.picture),
        [_attachment_to_json(item) for item in article.attachments],
        [[note.date.isoformat(), note.text] for note in article.corrections],
        article.withdrawn and [article.withdrawn.date.isoformat(), article.withdrawn.reason],
        article.featured, article.lang, article.version, _rare_to_json(article),
    ]  # fmt: skip


def _rare_to_json(article: Article) -> list[Any] | None:
    """Return the fields that few articles have, in the order of the class; None for all others."""
    if not (article.series or article.aliases or article.expires or article.pinned):
        return None
    moments = [moment and moment.isoformat() for moment in (article.expires, article.pinned_until)]
    series = article.series and _term_to_json(article.series)
    return [series, article.aliases, moments[0], article.pinned, moments[1]]


def _rare_from_json(values: list[Any]) -> tuple[Term | None, tuple[str, ...], datetime | None, bool, datetime | None]:
    series, aliases, expires, pinned, until = values
    term = _term_from_json(series) if series else None
    return term, tuple(aliases), expires and _moment(expires), pinned, until and _moment(until)


def _article_from_json(values: list[Any]) -> Article:
    (
        identity, source, title, slug, url, published, category, summary, tags, authors, origin, updated, picture,
        attachments, corrections, withdrawn, featured, lang, version, rare,
    ) = values  # fmt: skip
    return Article(
        identity,
        source,
        title,
        slug,
        url,
        _moment(published),
        _term_from_json(category),
        summary,
        tuple([_term_from_json(term) for term in tags]),
        tuple([_term_from_json(term) for term in authors]),
        origin,
        updated and _moment(updated),
        picture and Picture(*picture),
        tuple([_attachment_from_json(item) for item in attachments]) if attachments else (),
        tuple([Correction(_moment(date), text) for date, text in corrections]) if corrections else (),
        withdrawn and Withdrawal(_moment(withdrawn[0]), withdrawn[1]),
        featured,
        lang,
        version,
        *(_rare_from_json(rare) if rare else ()),
    )


# Refused in every source, so it stands in no name.
_BETWEEN = "\x1f"


def _term_to_json(term: Term) -> str:
    return _BETWEEN.join((term.kind, term.name, term.slug, term.description))


@cache
def _term_from_json(text: str) -> Term:
    """Return a term: ten thousand articles share some hundred, so one value for each."""
    kind, name, slug, description = text.split(_BETWEEN)
    return Term(kind, name, slug, description)  # type: ignore[arg-type]  # a kind that was one before


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)
