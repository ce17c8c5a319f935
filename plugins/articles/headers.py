"""The head of a source file: Pelican's ``Key: value`` lines or YAML between ``---`` lines, with line numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plugins.articles import codes
from portal.data_file import DataFileError, Item, Value, read_mapping
from portal.problem import Problem

# Field name → how it is written, as the handbook lists them.
ARTICLE_FIELDS = {
    "title": "Title", "date": "Date", "modified": "Modified", "category": "Category", "tags": "Tags",
    "slug": "Slug", "summary": "Summary", "author": "Author", "authors": "Authors", "status": "Status", "id": "Id",
    "source": "Source", "lang": "Lang", "featured": "Featured", "picture": "Picture", "picture_alt": "Picture_alt",
    "picture_caption": "Picture_caption", "picture_credit": "Picture_credit", "attachments": "Attachments",
    "corrections": "Corrections", "withdrawn": "Withdrawn", "series": "Series", "aliases": "Aliases",
    "expires": "Expires", "pinned": "Pinned",
    "imported": "Imported",  # by which `desk import` knows its articles; read over here
}  # fmt: skip
PAGE_FIELDS = {name: ARTICLE_FIELDS[name] for name in ("title", "slug", "summary", "lang", "status", "modified")}

_HEADER = re.compile(r"([A-Za-zÀ-ỹĐđ][\wÀ-ỹ -]{0,40}?)[ \t]*:([ \t]*)(.*)$")
_FENCE = re.compile(r"---\s*$")


@dataclass
class Source:
    """A source file taken apart.

    Attributes:
        path: as editors know it ("content/tin-tuc/2026/a.md").
        fields: by lower-case name with ``_`` for spaces; several items when a list was written.
        lines: the line each field begins on.
        body: what follows the head.
        body_line: 1-based line of the body's first line.
        problems: what could not be understood.
        written: the names of fields as they were written.
    """

    path: str
    fields: dict[str, list[Item]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    problems: list[Problem] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)

    def line_of(self, *texts: str) -> int:
        """Return the line of the body on which the first of *texts* that is there stands, or its first line of words.

        What Markdown or HTML wrote in another way (``<SCRIPT>``, entities) may need a second text to be found by.
        """
        for text in filter(None, texts):
            offset = self.body.find(text)
            if offset < 0 and not text.isupper():
                offset = self.body.lower().find(text.lower())
            if offset >= 0:
                return self.body_line + self.body.count("\n", 0, offset)
        words = self.body.lstrip()
        return self.body_line + (self.body.count("\n", 0, len(self.body) - len(words)) if words else 0)


def parse(text: str, path: str) -> Source:
    """Take apart *text* (NFC, LF line ends)."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    source = Source(path)
    if first is None:
        source.problems.append(codes.NO_HEADERS.at(path, 1))
    elif _FENCE.match(lines[first]):
        _parse_yaml(source, lines, first)
    else:
        _parse_lines(source, lines, first)
    if source.fields:
        _tell_astray(source)
    return source


def _tell_astray(source: Source) -> None:
    """Tell of lines of the head that stand below an empty line: they would be the beginning of the text."""
    for number, line in enumerate(source.body.split("\n")):
        if not line.strip():
            continue
        header = _split(line)
        if header is None or _key(header[0]) not in ARTICLE_FIELDS or not header[0][0].isupper():
            return
        source.problems.append(codes.ASTRAY.at(source.path, source.body_line + number, text=line[:60]))


def _key(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def _parse_yaml(source: Source, lines: list[str], first: int) -> None:
    last = next((number for number in range(first + 1, len(lines)) if _FENCE.match(lines[number])), None)
    if last is None:
        source.problems.append(codes.BAD_HEADER.at(source.path, first + 1, text="---"))
        return
    source.body = "\n".join(lines[last + 1 :])
    source.body_line = last + 2
    try:
        mapping = read_mapping("\n".join(lines[first + 1 : last]), first_line=first + 2)
    except DataFileError as error:
        source.problems.append(codes.BAD_DATA_FILE.at(source.path, error.line, reason=str(error)))
        return
    for name, items in mapping.items():
        key, line = _key(name), _line(items, first + 2)
        if key in source.fields:
            source.problems.append(codes.DOUBLED.at(source.path, line, field=name))
            continue
        source.fields[key] = items
        source.lines[key], source.written[key] = line, name


def _line(items: list[Item], otherwise: int) -> int:
    """Return the line of the first value, or *otherwise* where there is none."""
    values = (value for item in items for value in ([item] if isinstance(item, Value) else item.values()))
    return next((value.line for value in values), otherwise)


def _split(line: str) -> tuple[str, str] | None:
    """Return the name and the value of a header line; only a known name may do without the space ("Title:Họp")."""
    match = _HEADER.match(line)
    if match is None or (match[3] and not match[2] and _key(match[1]) not in ARTICLE_FIELDS):
        return None
    return match[1], match[3].strip()


def _parse_lines(source: Source, lines: list[str], first: int) -> None:
    """Read ``Key: value`` lines up to the first empty one; an indented line goes on with the one before."""
    end = next((number for number in range(first, len(lines)) if not lines[number].strip()), len(lines))
    key = ""
    for number in range(first, end):
        line = lines[number]
        if line[0] in " \t" and key:
            source.fields[key].append(Value(line.strip(), number + 1))
            continue
        header = _split(line)
        if header is None:
            code = codes.BAD_HEADER if source.fields else codes.NO_HEADERS
            source.problems.append(code.at(source.path, number + 1, text=line[:60]))
            end = number
            break
        key = _key(header[0])
        if key in source.fields:
            source.problems.append(codes.DOUBLED.at(source.path, number + 1, field=header[0]))
            continue
        source.fields[key] = [Value(header[1], number + 1)]
        source.lines[key], source.written[key] = number + 1, header[0]
    source.body = "\n".join(lines[end:])
    source.body_line = end + 1
