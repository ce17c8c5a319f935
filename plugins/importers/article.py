"""The source of a new article, and what a person should look at in it, by line."""

from __future__ import annotations

import re
from collections.abc import Mapping

from plugins.importers import codes
from plugins.importers.cleaning import tidy
from plugins.importers.codes import Note, finding
from plugins.importers.manuscript import Manuscript
from plugins.importers.settling import DOCUMENT, PICTURE
from portal.problem import Problem
from portal.vietnamese.dates import show_date, show_moment

_KEY = rf"(?:{PICTURE}|{DOCUMENT})[0-9a-f]{{12}}"
_LINKED = re.compile(rf"(?<=\]\(){_KEY}(?=[ )])")


def article_source(manuscript: Manuscript, addresses: Mapping[str, str], **fields: str) -> str:
    """Return the article as the house writes it: a head, an empty line, the body.

    Args:
        manuscript: its pictures and documents by key.
        addresses: where each key (``anh:…``, ``van-ban:…``) went, as the body shall say it.
        fields: what the manuscript does not know: category, id, imported, status; "" leaves one out.
    """
    head = manuscript.head
    date = head.published
    shown = "" if date is None else show_moment(date) if date.hour or date.minute else show_date(date)
    attachments = [f"{addresses[f'{DOCUMENT}{key}']} | {_line(title)}" for key, title in manuscript.attachments]
    values = {
        "Title": _line(head.title), "Date": shown, "Category": fields["category"], "Author": _line(head.author),
        "Id": fields["id"], "Summary": _line(head.summary), "Source": _line(head.origin),
        "Attachments": "\n  ".join(attachments), "Imported": fields["imported"], "Status": fields["status"],
    }  # fmt: skip
    lines = [f"{name}: {value}" for name, value in values.items() if value]
    # A text may hold what looks like a key; it is none, and stays.
    body = _LINKED.sub(lambda match: addresses.get(match[0], match[0]), manuscript.body)
    return "\n".join(lines) + f"\n\n{body}\n"


def _line(text: str) -> str:
    """Return *text* on one line, so that no source can write a line of the head itself."""
    return " ".join(tidy(text).split())


def missing(manuscript: Manuscript, category: str, *, publish: bool) -> list[Note]:
    """Return what a person has to add to the head; what is to be published now, and cannot be, is told apart."""
    notes, lacking = [], []
    if not manuscript.head.published:
        notes.append(Note(codes.NO_DATE, {}))
        lacking.append("ngày đăng")
    if not category:
        notes.append(Note(codes.NO_CATEGORY, {}))
        lacking.append("chuyên mục")
    if publish and lacking:
        notes.append(Note(codes.KEPT_DRAFT, {"what": " và ".join(lacking)}, "Status:"))
    return notes


def problem(note: Note, source: str, shown: str, addresses: Mapping[str, str]) -> Problem:
    """Return *note* at the line of *source* that it is about, the first where that cannot be told.

    *shown* is how editors call the file.
    """
    near = re.sub(_KEY, lambda match: addresses.get(match[0], match[0]), note.near)
    offset = source.find(near) if near else -1
    return finding(note.code, shown, source.count("\n", 0, max(offset, 0)) + 1, note.values)
