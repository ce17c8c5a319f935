"""Footnotes and admonitions: numbers that any link can hold, and words in the reader's language."""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml.html import HtmlElement

# What Markdown calls a note without a title ("Note"), in Vietnamese.
_TITLES = {
    "note": "Ghi chú", "tip": "Mẹo", "hint": "Gợi ý", "info": "Thông tin", "warning": "Lưu ý", "attention": "Chú ý",
    "important": "Quan trọng", "caution": "Cẩn trọng", "danger": "Cẩn trọng", "error": "Lỗi",
}  # fmt: skip
_BACK = {"vi": ("Trở lại", "Trở lại chỗ có chú thích {}"), "en": ("Back", "Back to note {} in the text")}
# Written by the footnotes extension: fn:NAME, fnref:NAME, fnref2:NAME; as targets with "#" before them.
_NOTE_ID = re.compile(r"(#?fn(?:ref\d*)?:)(.+)", re.DOTALL)


def name_admonitions(root: HtmlElement) -> None:
    """Give the notes that have no title of their own a Vietnamese one."""
    for title in root.iter("p"):
        parent = title.getparent()
        if parent is None or title.get("class") != "admonition-title":
            continue
        kind = (parent.get("class") or "").removeprefix("admonition ").split(" ")[0]
        if title.text == kind.capitalize() and kind in _TITLES:
            title.text = _TITLES[kind]


def number_footnotes(root: HtmlElement) -> None:
    """Replace the names of footnotes by numbers: a name may hold spaces and marks, which no id and link here may.

    The links back lose their arrow, which is no part of the text; `name_backlinks` gives them words.
    """
    numbers: dict[str, int] = {}
    for note in root.iter("li"):
        match = _NOTE_ID.fullmatch(note.get("id") or "")
        if match and match[1] == "fn:":
            numbers.setdefault(match[2], len(numbers) + 1)
    for element in root.iter("li", "sup", "a"):
        for attribute in ("id", "href"):
            match = _NOTE_ID.fullmatch(element.get(attribute) or "")
            number = numbers.get(match[2], numbers.get(unquote(match[2]))) if match else None
            if match and number:
                element.set(attribute, f"{match[1]}{number}")
        if element.get("class") == "footnote-backref":
            element.text = None


def name_backlinks(root: HtmlElement, lang: str) -> None:
    """Say where the links at the end of a footnote lead."""
    text, title = _BACK[lang]
    for link in root.iter("a"):
        if link.get("class") == "footnote-backref":
            link.text = text
            link.set("title", title.format((link.get("href") or "").rpartition(":")[2]))
