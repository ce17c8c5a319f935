"""A file of an article and what the form holds of it, both ways. What was not changed keeps its bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from plugins.editor.form import BODY, HEAD, FormField
from plugins.editor.head import NEW, Content, Head, UnreadableError, body_of, take_apart
from portal.data_file import Item, Value
from portal.text_file import without_unseen
from portal.vietnamese.dates import DateError, parse_date
from portal.vietnamese.text import nfc

_BOM = b"\xef\xbb\xbf"
_YES = {"yes", "true", "có", "co"}
_ALIASES = "aliases"
_NAMES = ("id", "title", "slug", *(field.name for field in HEAD[1:]), _ALIASES)
_ORDER = {name: number for number, name in enumerate(_NAMES)}

Data = dict[str, object]


@dataclass(frozen=True)
class Document:
    """One file, taken apart, and how its text was written."""

    head: Head
    has_bom: bool = False
    line_end: str = "\n"

    @property
    def body(self) -> str:
        """The Markdown text without empty lines around it."""
        return body_of(self.head.rest, is_yaml=self.head.is_yaml)

    def to_bytes(self) -> bytes:
        """Return the file."""
        text = self.head.text().replace("\n", self.line_end)
        return (_BOM if self.has_bom else b"") + text.encode()


def read_document(content: bytes) -> Document:
    """Take apart a file.

    Raises:
        UnreadableError: not UTF-8, or its head cannot be understood. The message says why, in Vietnamese.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError("tệp không phải UTF-8") from None
    line_end = "\r\n" if "\r\n" in text else "\n"
    return Document(take_apart(text.replace("\r\n", "\n")), content.startswith(_BOM), line_end)


def to_data(document: Document) -> Data:
    """Return what the form shows."""
    data: Data = {field.name: _read(field, document.head.items(field.name)) for field in HEAD}
    return data | {BODY: document.body}


def changed(document: Document, data: Mapping[str, object]) -> Document:
    """Return *document* with what *data* says otherwise. Fields that the form does not know stay."""
    known, head = to_data(document), document.head
    data = _seen(data)
    for field in HEAD:
        if field.name in data and clean(field, data[field.name]) != known[field.name]:
            name = field.name if head.is_yaml else field.header
            head = head.with_field(field.name, name, _content(field, data[field.name]), _ORDER)
    body = nfc(str(data.get(BODY, document.body))).replace("\r\n", "\n").strip("\n")
    if body != document.body:
        fence = head.rest.partition("\n")[0] + "\n" if head.is_yaml else ""
        head = replace(head, rest=f"{fence}\n{body}\n")
    return replace(document, head=head)


def _seen(value: Any) -> Any:
    """Return what the form sent without the characters that nobody sees: some would make a file that cannot be read."""
    if isinstance(value, str):
        return without_unseen(value)
    if isinstance(value, Mapping):
        return {key: _seen(one) for key, one in value.items()}
    return [_seen(one) for one in value] if isinstance(value, list) else value


def new_document(data: Mapping[str, object], identity: str) -> Document:
    """Return a new file that bears *identity*."""
    head = NEW.with_field("id", "id", identity, _ORDER)
    return changed(Document(head), data)


def moved(document: Document, old: str, new: str) -> Document:
    """Return *document*, whose address was *old* and is *new*, so that the former one still leads to it."""
    if not old or not new or old == new:
        return document
    texts = [item.text for item in document.head.items(_ALIASES) if isinstance(item, Value)]
    known = [part.strip() for text in texts for part in text.split(",")]
    aliases = [address for address in dict.fromkeys([*known, old]) if address and address != new]
    name = _ALIASES if document.head.is_yaml else _ALIASES.capitalize()
    return replace(document, head=document.head.with_field(_ALIASES, name, aliases, _ORDER))


def clean(field: FormField, value: object) -> object:
    """Return a value that the form sent as `to_data` would give it."""
    if field.kind == "flag":
        return value is True
    if field.kind == "names":
        given = value if isinstance(value, list) else str(value or "").split(",")
        return [name for name in (_line(part) for part in given) if name]
    if field.kind == "records":
        records = value if isinstance(value, list) else []
        return [_record(field, record) for record in records if isinstance(record, Mapping)]
    text = _line(value)
    if field.kind == "status":
        return text or "published"
    return _moment(text) if field.kind == "moment" else text


def _record(field: FormField, record: Mapping[str, object]) -> dict[str, str]:
    values = {key: _line(record.get(key)) for key in field.keys}
    return values | {"date": _moment(values["date"])} if field.keys[0] == "date" else values


def _line(value: object) -> str:
    return nfc(" ".join(str("" if value is None else value).split()))


def _moment(text: str) -> str:
    """Return a date as the form's control takes it; one that nobody can read stays as written."""
    try:
        return f"{parse_date(text):%Y-%m-%dT%H:%M}"
    except DateError:
        return text


def _read(field: FormField, items: list[Item]) -> object:
    texts = [nfc(item.text) for item in items if isinstance(item, Value)]
    if field.kind == "records":
        return clean(field, list(_records(field, items)))
    if field.kind == "names":
        return clean(field, [part for text in texts for part in text.split(",")])
    if field.kind == "flag":
        return " ".join(texts).lower() in _YES
    return clean(field, " ".join(texts))


def _records(field: FormField, items: Iterable[Item]) -> Iterable[dict[str, str]]:
    for item in items:
        if isinstance(item, Value):
            parts = item.text.split("|", len(field.keys) - 1)
            yield dict(zip_longest(field.keys, parts, fillvalue=""))
        else:
            yield {key: item[key].text if key in item else "" for key in field.keys}


def _content(field: FormField, value: object) -> Content:
    """Return a form's value as a head holds it; empty when the field is to be left out."""
    given = clean(field, value)
    if field.kind == "flag":
        return "yes" if given else ""
    if field.kind == "moment":
        return _written_moment(str(given))
    if isinstance(given, list) and field.kind == "records":
        return [
            {key: _written_moment(text) if key == "date" == field.keys[0] else text for key, text in record.items()}
            for record in given
            if any(record.values())
        ]
    return given if isinstance(given, list) else str(given)


def _written_moment(text: str) -> str:
    """Return ``2026-03-09 08:15``, or the day alone for midnight, which means the same."""
    return text.removesuffix("T00:00").replace("T", " ") if text[:1].isdigit() else text
