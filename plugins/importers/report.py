"""The report of an import: what was done, and what needs a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from plugins.importers.run import Outcome
from portal.vietnamese.numbers import show_count


def show(outcome: Outcome, content: str, *, is_rehearsal: bool) -> str:
    """Return the lines about one file; *content* is how editors call the content folder."""
    if outcome.status == "refused":
        return "\n".join(map(str, outcome.problems))
    if outcome.status == "already":
        return f"{outcome.source}: đã nhập từ trước, giữ nguyên {content}/{outcome.article}"
    state = "bản nháp" if outcome.is_draft else "đăng"
    verb = "sẽ thành" if is_rehearsal else "→"
    counts = [f"{show_count(outcome.words)} chữ"]
    counts += [
        f"{show_count(count)} {name}"
        for count, name in (
            (outcome.tables, "bảng"), (len(outcome.pictures), "ảnh mới"), (len(outcome.documents), "tài liệu mới"),
        )
        if count
    ]  # fmt: skip
    lines = [f"{outcome.source} {verb} {content}/{outcome.article} ({state}): {', '.join(counts)}"]
    return "\n".join([*lines, *(f"  {problem}" for problem in sorted(outcome.problems))])


def summary(outcomes: Iterable[Outcome], *, is_rehearsal: bool) -> str:
    """Return the last line: how many files became what."""
    outcomes = list(outcomes)
    count = {
        status: sum(outcome.status == status for outcome in outcomes) for status in ("imported", "already", "refused")
    }
    todo = sum(len(outcome.problems) for outcome in outcomes if outcome.status == "imported")
    parts = [f"{'Sẽ nhập' if is_rehearsal else 'Đã nhập'} {show_count(count['imported'])} bài"]
    parts += [f"{show_count(count['already'])} bài đã nhập từ trước"] * bool(count["already"])
    parts += [f"{show_count(count['refused'])} tệp không nhập được"] * bool(count["refused"])
    parts += [f"{show_count(todo)} chỗ cần người xem lại"] * bool(todo)
    return f"{'; '.join(parts)}."


def as_json(outcome: Outcome) -> dict[str, Any]:
    """Return *outcome* as plain values, by the names of its fields."""
    return asdict(outcome)
