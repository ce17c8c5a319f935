"""Footnotes: of two with one name, Markdown keeps the last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.articles.checks.written import Written
from portal.problem import Code, Problem

DOUBLED_NOTE = Code(
    "BV089", "có hai chú thích cùng tên [^{name}]: chú thích trước sẽ mất khi lên trang",
    "đổi tên một chú thích, như [^{name}b], và đổi cả chỗ đặt dấu trong bài",
)  # fmt: skip

_NOTE_OR_CODE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)|^ {0,3}\[\^([^\]\n]*)\]:", re.MULTILINE | re.DOTALL)


def doubled_notes(written: Written) -> Iterator[Problem]:
    """Yield a finding for each name of footnotes that is given twice, at the second one."""
    body = written.source.body
    if "[^" not in body:
        return
    times: dict[str, int] = {}
    for match in _NOTE_OR_CODE.finditer(body):
        name = match[1]
        if name is None:
            continue
        times[name] = times.get(name, 0) + 1
        if times[name] == 2:
            line = written.source.body_line + body.count("\n", 0, match.start())
            yield DOUBLED_NOTE.at(written.source.path, line, name=name)
