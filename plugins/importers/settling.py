"""Settling HTML before it is read: what may be harmful goes, links and pictures get addresses of ours.

After it the only addresses are web and mail links, ``anh:KEY`` (a picture), ``van-ban:KEY`` (a document) and
``ghi-chu:NAME`` (a footnote); whatever a source calls so itself is refused like every unknown scheme.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Callable, Collection
from urllib.parse import urlsplit

import nh3
from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, PageElement, PreformattedString, Tag

from plugins.importers import codes
from plugins.importers.cleaning import tidy
from plugins.importers.codes import Note

PICTURE, DOCUMENT, NOTE = "anh:", "van-ban:", "ghi-chu:"

_EMBEDDED = ("iframe", "object", "embed", "video", "audio", "canvas", "svg", "math")
_NOT_TEXT = {"script", "style", "noscript", "template", "head", "title", "select", "textarea", "button", "form"}
_ATTRIBUTES = {
    "*": {"align", "class", "style", "id"},
    "a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"},
}  # fmt: skip
_TAGS = {
    "a", "address", "article", "aside", "b", "blockquote", "br", "caption", "center", "cite", "code", "dd", "del",
    "details", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "i", "img", "ins", "legend", "li", "main", "mark", "ol", "p", "pre", "q", "s",
    "section", "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "tt", "u", "ul",
}  # fmt: skip
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_NOT_TEXT - {"form"},
    attributes=_ATTRIBUTES,
    link_rel=None,
    url_schemes={"http", "https", "mailto", "tel", *(scheme.rstrip(":") for scheme in (PICTURE, DOCUMENT, NOTE))},
)
# Tags that begin a new line wherever they stand.
BLOCKS = frozenset({
    "p", "div", "section", "article", "header", "footer", "main", "aside", "center", "address", "figure", "figcaption",
    "caption", "dl", "dt", "dd", "pre", "fieldset", "legend", "details", "summary", "body", "html", "li", "td", "th",
    "tr", "tbody", "thead", "tfoot",
})  # fmt: skip
_LINES = BLOCKS | {"table", "h1", "h2", "h3", "h4", "h5", "h6", "br", "blockquote", "ul", "ol", "img", "hr"}
_SAFE = {"http", "https", "mailto", "tel"}
_LISTED = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
CAPTION_CLASS = re.compile(r"caption|chu-?thich", re.IGNORECASE)
_BULLET = re.compile(r"[\W_o\uf000-\uf0ff]")  # also Courier's "o"


def safe_link(href: str) -> bool:
    """Return whether *href* may stand in an article as it is."""
    try:
        parts = urlsplit(re.sub(r"[\x00-\x20]", "", href))
    except ValueError:
        return False
    scheme = parts.scheme.lower()
    return scheme in ("mailto", "tel") or (scheme in _SAFE and bool(parts.netloc))


def settle(
    root: Tag,
    *,
    picture: Callable[[Tag], str],
    link: Callable[[str, str], str],
    notes: list[Note],
    footnotes: Collection[str] = (),
) -> Tag:
    """Return *root* with nothing but text markup and addresses of ours.

    Args:
        root: changed on the way.
        picture: gives an ``<img>`` its ``anh:KEY``, or "" where it goes.
        link: gives an address and its words the address of ours, or "" where only the words stay.
        notes: gets what is left out.
        footnotes: the names that ``ghi-chu:NAME`` may lead to.
    """
    for element in root.find_all(_EMBEDDED):
        if not element.decomposed:
            _leave_out(element, notes)
    for comment in root.find_all(string=lambda string: isinstance(string, Comment)):
        comment.extract()
    prepare(root)
    for box in root.find_all("input", type=re.compile("checkbox", re.IGNORECASE)):
        box.insert_before("☒ " if box.has_attr("checked") else "☐ ")
    for image in root.find_all("img"):
        key = picture(image)
        image["src"] = key
        if not key:
            image.decompose()
    for anchor in root.find_all("a"):
        scheme, is_note, name = str(anchor.get("href") or "").partition(NOTE)
        if scheme or not is_note or name not in footnotes:
            _settle_link(anchor, link)
    with warnings.catch_warnings(action="ignore"):  # that a text of few tags might be a name of a file
        return BeautifulSoup(_CLEANER.clean(str(root)), "html.parser")


def _settle_link(anchor: Tag, link: Callable[[str, str], str]) -> None:
    href = str(anchor.get("href") or "").strip()
    if href:
        anchor["href"] = link(href, " ".join(anchor.get_text().split()))
    if not anchor.get("href"):
        anchor.unwrap()


def _leave_out(element: Tag, notes: list[Note]) -> None:
    """Take an embedded thing out; words written for those who cannot see it stay."""
    name = str(element.get("src") or element.get("data") or element.name)
    notes.append(Note(codes.EMBEDDED, {"name": name[:80]}))
    words = "" if element.name in ("svg", "math") else element.get_text(" ")
    element.replace_with(words) if words.strip() else element.decompose()


# Part of a table → what it may lie in, as browsers build tables.
_HOLDERS = {
    "td": {"tr"}, "th": {"tr"}, "tr": {"table", "thead", "tbody", "tfoot"}, "caption": {"table"},
    "thead": {"table"}, "tbody": {"table"}, "tfoot": {"table"},
}  # fmt: skip


def _mend_tables(root: Tag) -> None:
    """Put what lies between the cells of a table before it, and let cells without a table be blocks.

    The sanitiser would do the former without a space between, and drop the latter's tags.
    """
    for part in root.find_all(list(_HOLDERS)):
        if part.parent is None or part.parent.name not in _HOLDERS[part.name]:
            part.name = "div"
    for part in root.find_all(["table", "tr", "thead", "tbody", "tfoot"]):
        table = part if part.name == "table" else part.find_parent("table")
        for child in list(part.children):
            is_part = isinstance(child, Tag) and part.name in _HOLDERS.get(child.name, ())
            if table is not None and not is_part and (isinstance(child, Tag) or str(child).strip()):
                block = Tag(name="div")
                table.insert_before(block)
                block.append(child)


def prepare(root: Tag) -> None:
    """Let tags say what they mean: lists that Word wrote as paragraphs, captions in spans, tables in disorder."""
    _make_lists(root)
    _mend_tables(root)
    for caption in root.find_all("span", class_=CAPTION_CLASS):
        caption.name = "div"


def _make_lists(root: Tag) -> None:
    """Make lists of the paragraphs before which Word wrote a bullet; written numbers stay text."""
    for mark in root.find_all("span", style=_LISTED):
        paragraph = mark.find_parent("p")
        if paragraph is None or not _BULLET.fullmatch("".join(mark.get_text().split())):
            continue
        mark.decompose()
        paragraph.name = "li"
        before = paragraph.previous_sibling
        while isinstance(before, NavigableString) and not before.strip():
            before = before.previous_sibling
        if isinstance(before, Tag) and before.get("data-bullets"):
            before.append(paragraph)
        else:
            paragraph.wrap(Tag(name="ul", attrs={"data-bullets": "1"}))


def source_words(root: Tag) -> list[str]:
    """Return the words of *root* as a browser shows them, in order."""
    pieces: list[str] = []
    waiting: list[PageElement | str] = [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, Tag):
            if element.name in _NOT_TEXT - {"form"}:
                continue
            edge = "\n" if element.name in _LINES else ""
            pieces.append(edge)
            waiting += [edge, *reversed(element.contents)]
        elif not isinstance(element, PreformattedString):
            pieces.append(str(element))
    return tidy("".join(pieces)).split()


def lost_words(before: list[str], after: list[str]) -> list[str]:
    """Return the words of *before*, in order, that *after* has less often; marks without letter or digit aside."""
    left = Counter(after)
    lost = []
    for word in before:
        if left[word]:
            left[word] -= 1
        elif any(character.isalnum() for character in word):
            lost.append(word)
    return lost
