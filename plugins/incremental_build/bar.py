"""The bar that a preview puts above its pages: what the last build told, as text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from plugins.incremental_build.builder import Outcome

# More lines than these are read in the terminal.
_MOST_LINES = 30

_ALERT = "M12 3 1.5 21h21zM12 10v5M12 17.5v.5"
_INFO = "M3 12a9 9 0 1 1 18 0a9 9 0 1 1-18 0M12 11v6M12 7v.5"

# Outside all layers, so that it holds against the site's own; with values of its own where a site has no style yet.
STYLE = """
#xem-truoc { background: var(--colour-surface, #f6f5f1); color: var(--colour-text, #1c1b19);
  border-block-end: var(--rule-hair, 1px) solid var(--colour-control, #6f6b63);
  font: var(--type-meta, 400 0.9375rem/1.533 system-ui, sans-serif); overflow-wrap: anywhere; }
#xem-truoc details { max-inline-size: calc(var(--container, 75rem) + 2 * var(--edge, 1rem)); margin-inline: auto;
  padding: var(--space-3, 0.75rem) var(--edge, 1rem); }
#xem-truoc summary { display: flex; gap: var(--space-2, 0.5rem); align-items: center; cursor: pointer;
  font: var(--type-ui-strong, 600 1rem/1.6 system-ui, sans-serif); color: var(--colour-gold, #8a5a00); }
#xem-truoc summary::after { content: "Mở"; margin-inline-start: auto; padding-inline-start: var(--space-4, 1rem);
  font: var(--type-meta, inherit); color: var(--colour-link, #0b4f8a); text-decoration-line: underline; }
#xem-truoc [open] summary::after { content: "Thu gọn"; white-space: nowrap; }
#xem-truoc.co-loi summary { color: var(--colour-state, #a3161e); }
#xem-truoc svg { inline-size: 1.25em; block-size: 1.25em; flex: none; }
#xem-truoc p { margin: var(--space-2, 0.5rem) 0 0; padding: 0; max-inline-size: var(--measure-wide, 47.5rem); }
#xem-truoc ul { list-style: none; margin: 0; padding: 0; max-inline-size: var(--measure-wide, 47.5rem); }
#xem-truoc li { margin-block-start: var(--space-2, 0.5rem); }
#xem-truoc b { display: block; font-weight: 600; }
@media print { #xem-truoc { display: none; } }
"""

_BUILT = "Bản dựng vừa rồi có lỗi"
_NOT_BUILT = "Chưa dựng được; trang vẫn là bản dựng lần trước"
_NOTES = "Bản dựng vừa rồi có lưu ý"
_OLD = "Vì lỗi dưới đây, trang này không có trong bản dựng mới. Bạn đang xem bản trước đó."
_MORE = "Còn {} dòng nữa ở cửa sổ dòng lệnh."


def bar(outcome: Outcome, *, is_old: bool = False) -> str:
    """Return the bar's HTML; "" when the build went well and told nothing.

    Args:
        outcome: how the last build ended.
        is_old: the page below it is no longer in the site; it is what an earlier build left.
    """
    lines = [line for line in outcome.told.splitlines() if line.strip()]
    if outcome.status == 0 and not lines:
        return ""
    kind, path = ("co-loi", _ALERT) if outcome.status else ("co-luu-y", _INFO)
    heading = (_BUILT if outcome.has_built else _NOT_BUILT) if outcome.status else _NOTES
    is_open = " open" if outcome.status else ""
    return (
        f'<aside id="xem-truoc" class="{kind}" lang="vi" aria-label="Xem trước"><details{is_open}>'
        f"<summary>{_icon(path)}<span>{heading}</span></summary>"
        f"{f'<p>{_OLD}</p>' if is_old else ''}{''.join(_blocks(lines))}</details></aside>"
    )


def _icon(path: str) -> str:
    return (
        '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">'
        f'<path d="{path}"/></svg>'
    )


def _blocks(lines: list[str]) -> Iterable[str]:
    """Yield the lines as HTML: findings, which a report indents, as a list; all else as paragraphs."""
    for line in lines[:_MOST_LINES]:
        if line.startswith("  "):
            place, _, rest = line.strip().partition(": ")
            yield f"<ul><li><b>{escape(place)}</b> {escape(rest)}</li></ul>"
        else:
            yield f"<p>{escape(line)}</p>"
    if len(lines) > _MOST_LINES:
        yield f"<p>{_MORE.format(len(lines) - _MOST_LINES)}</p>"
