"""Markup in a text: HTML that was left open, notes that were meant for colleagues, signs of markup in plain fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.articles.checks.written import Written
from plugins.articles.headers import ARTICLE_FIELDS
from plugins.articles.markup import TAGS
from portal.data_file import Value
from portal.problem import Code, Problem

UNCLOSED = Code(
    "BV044", "thẻ <{tag}> mở mà không đóng, hoặc đóng mà không mở", "thêm hoặc xóa thẻ cho đủ cặp, hoặc dùng Markdown",
    "warning",
)  # fmt: skip
HIDDEN_NOTE = Code("BV046", "có ghi chú ẩn <!-- … -->; ghi chú không lên trang", "xóa đi nếu không còn cần", "warning")
CONFLICT = Code(
    "BV110", "có dấu của Git khi hai người cùng sửa («{mark}»)", "giữ lại một trong hai bản, xóa các dòng dấu này"
)
UNCLOSED_NOTE = Code(
    "BV082", "ghi chú <!-- mở mà không có -->, nên lộ ra trang", "thêm --> ở cuối ghi chú, hoặc xóa ghi chú"
)
OWN_LOOK = Code(
    "BV083", "định dạng riêng ({attribute}) bị bỏ", "không cần làm gì nếu chữ vẫn đúng; thường do dán từ Word",
    "warning",
)  # fmt: skip
MARKUP_IN_FIELD = Code(
    "BV059",
    "trường «{field}» có «{sign}», hiện nguyên như vậy trên trang",
    "chỉ ghi chữ thường ở trường này",
    "warning",
)

_VOID = frozenset({"br", "hr", "img", "source", "col"})
_CODE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LOOK = re.compile(
    r"<[a-z][^<>]*\s(style|class|id|align|bgcolor|color|face|lang|width|height)\s*=|<(font|center)\b", re.IGNORECASE
)
_SIGNS = re.compile(r"</?[a-zA-Z][^<>]{0,80}>|\*\*|__|!?\[[^\]]+\]\([^)]*\)|^#{1,6} |&[a-z]{2,8};|&#\d+;")
_SUSPICIOUS = re.compile(r"[<&*_\[#]")
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?= |$)", re.MULTILINE)
_PLAIN_FIELDS = ("title", "summary", "picture_alt", "picture_caption", "category", "author", "source")


def markup(written: Written) -> Iterator[Problem]:
    """Yield what is wrong with the markup of *written*."""
    source = written.source
    if ">>>>>>>" in source.body and (mark := _CONFLICT.search(source.body)):
        line = source.body_line + source.body.count("\n", 0, mark.start())
        yield CONFLICT.at(source.path, line, mark=mark[0])
    if "<" in source.body:
        text = _CODE.sub(_blank, source.body)
        # Beyond the last end no comment has one, and each would be looked for to the end of the text.
        last = text.rfind("-->") + 3
        for match in _COMMENT.finditer(text, 0, last):
            yield HIDDEN_NOTE.at(source.path, source.body_line + text.count("\n", 0, match.start()))
        text = _COMMENT.sub(_blank, text[:last]) + text[last:] if last > 2 else text
        if (start := text.find("<!--")) >= 0:
            yield UNCLOSED_NOTE.at(source.path, source.body_line + text.count("\n", 0, start))
        if look := _LOOK.search(text):
            line = source.body_line + text.count("\n", 0, look.start())
            yield OWN_LOOK.at(source.path, line, attribute=(look[1] or look[2]).lower())
        yield from _unclosed(text, written)
    for name in _PLAIN_FIELDS:
        for item in source.fields.get(name, ()):
            if isinstance(item, Value) and _SUSPICIOUS.search(item.text) and (sign := _SIGNS.search(item.text)):
                yield MARKUP_IN_FIELD.at(source.path, item.line, field=ARTICLE_FIELDS[name], sign=sign[0][:20])


def _blank(match: re.Match[str]) -> str:
    """Return as many lines as *match* had, empty ones."""
    return "\n" * match[0].count("\n")


def _unclosed(text: str, written: Written) -> Iterator[Problem]:
    """Yield a finding for each kind of tag that has not as many ends as beginnings, at the first one without."""
    waiting: dict[str, list[int]] = {}
    astray: dict[str, int] = {}
    for match in _TAG.finditer(text):
        closes, tag, rest = match[1], match[2].lower(), match[3]
        if tag not in TAGS or tag in _VOID or rest.endswith("/"):
            continue
        if not closes:
            waiting.setdefault(tag, []).append(match.start())
        elif waiting.get(tag):
            waiting[tag].pop()
        else:
            astray.setdefault(tag, match.start())
    for tag, starts in waiting.items():
        if starts:
            astray.setdefault(tag, starts[0])
    for tag, start in astray.items():
        yield UNCLOSED.at(written.source.path, written.source.body_line + text.count("\n", 0, start), tag=tag)
