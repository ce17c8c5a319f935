"""Where every article stands: being written, waiting for its minute, held back by a mistake, published last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from plugins.articles.desk.site import Read
from plugins.articles.record import Record
from portal.article import Article
from portal.problem import Problem, Problems
from portal.site import newest_first
from portal.vietnamese.dates import show_moment
from portal.vietnamese.numbers import show_count
from portal.vietnamese.text import cut

# How many of the articles published last are shown.
LATEST = 5
_UNREAD = "(phần đầu có lỗi)"


@dataclass(frozen=True)
class Entry:
    """One article or page in a list.

    Attributes:
        path: as editors know it ("content/tin-tuc/2026/a.md").
        title: "" while its head cannot be read.
        moment: its date; None for a page, and while its head cannot be read.
    """

    path: str
    title: str
    moment: datetime | None


@dataclass(frozen=True)
class Status:
    """The state of a content folder at one moment.

    Attributes:
        drafts: by their paths.
        scheduled: the next one first.
        held: the errors that keep something out of the site, by path and line.
        latest: the newest articles, newest first; withdrawn ones are left out.
        published: how many articles the site shows.
    """

    now: datetime
    drafts: tuple[Entry, ...]
    scheduled: tuple[Entry, ...]
    held: tuple[Problem, ...]
    latest: tuple[Entry, ...]
    published: int


def status_of(read: Read, problems: Problems, now: datetime, folder: str) -> Status:
    """Return the state of what was *read*; *folder* is the name that paths begin with."""
    held = tuple(problems.errors)
    wrong = {problem.path for problem in held}  # also by what two articles have in common
    waiting = [item for item in _waiting(read, now) if f"{folder}/{item.source}" not in wrong]
    live = read.site.live if read.site else ()
    return Status(
        now,
        tuple(_entry(record, folder) for record in read.records.values() if record.is_draft),
        tuple(_of(article, folder) for article in reversed(newest_first(waiting))),
        held,
        tuple(_of(article, folder) for article in live[:LATEST]),
        len(live),
    )


def next_due(read: Read, now: datetime) -> datetime | None:
    """Return when the same sources give another site; None when nothing is waiting."""
    if read.site:
        return read.site.next_due
    return min((item.published for item in _waiting(read, now)), default=None)


def _waiting(read: Read, now: datetime) -> Iterator[Article]:
    """Yield the sound articles that wait for their minute."""
    for record in read.records.values():
        if record.is_sound and not record.is_draft and isinstance(record.item, Article) and record.item.published > now:
            yield record.item


def _entry(record: Record, folder: str) -> Entry:
    if isinstance(record.item, Article):
        return _of(record.item, folder)
    return Entry(f"{folder}/{record.path}", record.item.title if record.item else "", None)


def _of(article: Article, folder: str) -> Entry:
    return Entry(f"{folder}/{article.source}", article.title, article.published)


def as_json(status: Status) -> dict[str, Any]:
    """Return *status* as JSON knows it; moments in ISO with their offset."""
    return {
        "now": status.now.isoformat(),
        "drafts": [_entry_to_json(entry) for entry in status.drafts],
        "scheduled": [_entry_to_json(entry) for entry in status.scheduled],
        "held": [
            {"path": found.path, "line": found.line, "code": found.code, "found": found.found, "fix": found.fix}
            for found in status.held
        ],
        "latest": [_entry_to_json(entry) for entry in status.latest],
        "published": status.published,
    }


def _entry_to_json(entry: Entry) -> dict[str, str | None]:
    return {"path": entry.path, "title": entry.title, "date": entry.moment.isoformat() if entry.moment else None}


def as_table(status: Status, width: int) -> str:
    """Return *status* as plain text, lines of at most *width* characters where words can be cut."""
    groups = (
        ("Bản nháp", list(_rows(status.drafts, width)), len(status.drafts)),
        ("Hẹn giờ đăng", list(_rows(status.scheduled, width)), len(status.scheduled)),
        ("Bị giữ lại vì lỗi", [f"  {_place(found)} {found.code} {found.found}" for found in status.held],
         len({found.path for found in status.held})),
        ("Mới đăng", list(_rows(status.latest, width)), status.published),
    )  # fmt: skip
    return "\n".join(f"{name} ({show_count(number)})\n" + "\n".join(rows or ["  –"]) for name, rows, number in groups)


def _place(found: Problem) -> str:
    return f"{found.path}:{found.line}" if found.line else found.path


def _rows(entries: tuple[Entry, ...], width: int) -> Iterator[str]:
    """Yield a line an entry: moment, path, and as much of the title as there is room for."""
    longest = max((len(entry.path) for entry in entries), default=0)
    for entry in entries:
        when = show_moment(entry.moment) if entry.moment else "–"
        head = f"  {when:<19}  {entry.path:<{longest}}"
        room = width - len(head) - 2
        title = cut(entry.title or _UNREAD, room) if room >= 20 else ""
        yield f"{head}  {title}".rstrip()
