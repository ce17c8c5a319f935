"""What the portal knows of one source after reading it, and how that is kept for the next build.

Kept as JSON: a damaged or foreign row can be wrong, never run.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from portal.article import Article, Attachment, Body, Correction, StaticPage, Term, Withdrawal
from portal.pictures import Picture
from portal.problem import Problem
from portal.vietnamese.dates import ZONE

# Size in bytes and time of change in nanoseconds; None where nothing stood.
Stamp = tuple[int, int] | None


@dataclass(frozen=True)
class Target:
    """What a body links to inside the site: a source path ("tin-tuc/2024/a.md") or an address ("/chuyen-muc/…/")."""

    path: str
    line: int


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

    @property
    def is_sound(self) -> bool:
        """Whether it may be published."""
        return self.item is not None and not any(problem.severity == "error" for problem in self.problems)


def dump_body(body: Body) -> bytes:
    """Return the long part of a body: its words, without pictures and attachments, which its record keeps."""
    return _dump([body.html, body.text, body.abbreviations])


def load_body(data: bytes, record: Record) -> Body:
    """Return the body that `dump_body` kept."""
    html, text, abbreviations = json.loads(data)
    pairs = tuple((short, meaning) for short, meaning in abbreviations)
    return Body(html, text, pairs, record.pictures, record.attachments)


def dump(record: Record) -> bytes:
    """Return *record* as JSON."""
    item = record.item
    kept = {
        "path": record.path,
        "draft": record.is_draft,
        "lines": record.lines,
        "problems": [
            [found.path, found.line, found.code, found.found, found.fix, found.severity] for found in record.problems
        ],
        "targets": [[target.path, target.line] for target in record.targets],
        "pictures": [_dump_picture(picture) for picture in record.pictures],
        "attachments": [_dump_attachment(item) for item in record.attachments],
        "looked_up": record.looked_up,
    }
    if isinstance(item, Article):
        kept["article"] = _dump_article(item)
    elif isinstance(item, StaticPage):
        kept["page"] = [item.source, item.title, item.slug, item.url, item.summary, item.lang, item.version]
    return _dump(kept)


def load(data: bytes) -> Record:
    """Return the record that `dump` kept.

    Raises:
        ValueError, KeyError, TypeError: *data* is not one.
    """
    kept = json.loads(data)
    item: Article | StaticPage | None = None
    if "article" in kept:
        item = _load_article(kept["article"])
    elif "page" in kept:
        item = StaticPage(*kept["page"])
    return Record(
        path=kept["path"],
        item=item,
        is_draft=kept["draft"],
        lines=kept["lines"],
        problems=[Problem(*values) for values in kept["problems"]],
        targets=tuple(Target(*values) for values in kept["targets"]),
        pictures=tuple(Picture(*values) for values in kept["pictures"]),
        attachments=tuple(Attachment(*values) for values in kept["attachments"]),
        looked_up={path: tuple(stamp) if stamp else None for path, stamp in kept["looked_up"].items()},
    )


def _dump(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _dump_picture(picture: Picture) -> list[Any]:
    return [
        picture.source, picture.digest, picture.width, picture.height, picture.alt, picture.caption, picture.credit,
    ]  # fmt: skip


def _dump_attachment(item: Attachment) -> list[Any]:
    return [item.source, item.url, item.title, item.type, item.size, item.digest]


def _dump_article(article: Article) -> dict[str, Any]:
    values = dict(vars(article))
    for name in ("published", "updated"):
        values[name] = values[name] and values[name].isoformat()
    values["category"] = _dump_term(article.category)
    values["tags"] = [_dump_term(term) for term in article.tags]
    values["authors"] = [_dump_term(term) for term in article.authors]
    values["picture"] = article.picture and _dump_picture(article.picture)
    values["attachments"] = [_dump_attachment(item) for item in article.attachments]
    values["corrections"] = [[note.date.isoformat(), note.text] for note in article.corrections]
    values["withdrawn"] = article.withdrawn and [article.withdrawn.date.isoformat(), article.withdrawn.reason]
    return values


def _dump_term(term: Term) -> list[str]:
    return [term.kind, term.name, term.slug, term.description]


# Ten thousand articles share some hundred terms: one value for each.
_term = lru_cache(maxsize=None)(Term)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def _load_article(values: dict[str, Any]) -> Article:
    values["published"] = _moment(values["published"])
    values["updated"] = values["updated"] and _moment(values["updated"])
    values["category"] = _term(*values["category"])
    values["tags"] = tuple([_term(*term) for term in values["tags"]])
    values["authors"] = tuple([_term(*term) for term in values["authors"]])
    values["picture"] = values["picture"] and Picture(*values["picture"])
    values["attachments"] = tuple([Attachment(*item) for item in values["attachments"]])
    values["corrections"] = tuple([Correction(_moment(date), text) for date, text in values["corrections"]])
    values["withdrawn"] = values["withdrawn"] and Withdrawal(_moment(values["withdrawn"][0]), values["withdrawn"][1])
    # The constructor of a frozen dataclass sets each field through object.__setattr__: five times the cost of this.
    article = object.__new__(Article)
    vars(article).update(values)
    return article
