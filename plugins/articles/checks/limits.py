"""Fields that are too long, or too many: slips of pasting that addresses, lists and feeds cannot bear."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.articles.checks.written import Written
from plugins.articles.headers import ARTICLE_FIELDS, Source
from portal.data_file import Value
from portal.problem import Code, Problem

BAD_IDENTITY = Code(
    "BV092", "trường «Id» dài quá {limit} ký tự hoặc có dấu cách",
    "ghi một mã ngắn, viết liền; bài đã đăng rồi thì giữ đúng mã cũ",
)  # fmt: skip
TOO_MUCH = Code(
    "BV093", "trường «{field}» có {count} {unit}, nhiều nhất là {limit}", "rút bớt; thường do dán nhầm vào trường này"
)

_LONGEST_IDENTITY, _LONGEST_TITLE, _MOST_TAGS = 100, 300, 50


def limits(written: Written) -> Iterator[Problem]:
    """Yield a finding for each field of *written* that goes beyond what it may hold."""
    source = written.source
    identity = _text(source, "id")
    if len(identity) > _LONGEST_IDENTITY or len(identity.split()) > 1:
        yield BAD_IDENTITY.at(source.path, source.lines["id"], limit=_LONGEST_IDENTITY)
    tags = sum(1 for tag in _text(source, "tags", ",").split(",") if tag.strip())
    amounts = (
        ("title", len(_text(source, "title")), "ký tự", _LONGEST_TITLE),
        ("tags", tags, "chủ đề", _MOST_TAGS),
    )
    for name, count, unit, limit in amounts:
        if count > limit:
            what = {"field": ARTICLE_FIELDS[name], "count": count, "unit": unit, "limit": limit}
            yield TOO_MUCH.at(source.path, source.lines[name], **what)


def _text(source: Source, name: str, between: str = " ") -> str:
    return between.join(item.text for item in source.fields.get(name, ()) if isinstance(item, Value))
