"""The prose of a source: its title, summary and text without what nobody reads as words, each letter at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plugins.articles.headers import Source
from portal.data_file import Value

_PROSE_FIELDS = ("title", "summary", "picture_caption")
# Without one of these a text holds nothing to blank. One sign is found ten times as fast as two.
_SIGNS = ("]", "<", "`", "{", "@", "://", "www.")
_NOT_PROSE = re.compile(
    r"```.*?(?:```|\Z)"  # a block of code
    r"|`[^`\n]*`"
    r"|(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"  # where a link leads; the title of a picture goes with it
    r"|^ {0,3}\[[^\]\n]+\]:[^\n]*"
    r"|<[^<>]{0,1000}>"
    r"|\{:[^}\n]{0,200}\}"
    r"|(?:https?://|www\.)[^\s<>)\]]+"
    r"|[\w.+-]+@[\w.-]+\w",
    re.DOTALL | re.MULTILINE,
)
_NOT_A_LINE_END = re.compile(r"[^\n]")


class Passage(NamedTuple):
    """A piece of prose: *text* in NFC, whose first line is *line* of the file; *field* is "" for the body."""

    field: str
    line: int
    text: str

    def line_at(self, offset: int) -> int:
        """Return the line of the file on which the character at *offset* stands."""
        return self.line + self.text.count("\n", 0, offset)


def passages(source: Source) -> Iterator[Passage]:
    """Yield the prose of title, summary and caption, as far as they are written, then that of the body."""
    for name in _PROSE_FIELDS:
        for item in source.fields.get(name, ()):
            if isinstance(item, Value):
                yield Passage(name, item.line, blanked(item.text))
    yield Passage("", source.body_line, blanked(source.body))


def blanked(markdown: str) -> str:
    """Return *markdown* with spaces in the place of addresses, code and tags: every other letter keeps its offset."""
    if not any(sign in markdown for sign in _SIGNS):
        return markdown
    return _NOT_PROSE.sub(lambda match: _NOT_A_LINE_END.sub(" ", match[0]), markdown)
