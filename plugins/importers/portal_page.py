"""Articles of older portals (SharePoint, Liferay, NukeViet and their like), saved as HTML → manuscripts."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import Comment, Tag

from plugins.importers import codes, dialects
from plugins.importers.blocks import Paragraph
from plugins.importers.cleaning import tidy
from plugins.importers.codes import Note
from plugins.importers.head_lines import ORIGIN, SIGNED, take_date, take_signature, without
from plugins.importers.intake import DOCUMENT_SUFFIXES, Intake, description
from plugins.importers.manuscript import Draft, Head, Manuscript, RefusedError
from plugins.importers.nearby import Nearby, name_of
from plugins.importers.reading import read_blocks
from plugins.importers.settling import DOCUMENT, PICTURE, prepare, safe_link, settle, source_words
from plugins.importers.written import decode_page, find_date

_SHORTEST_BODY = 15  # words
_SHORTEST_SENTENCE = 3  # words below a heading
_SHARE = 0.6  # of a page's words: a frame that holds them is the article's
_TAG = re.compile(r"<[a-zA-Z!]")
_MOST_SPOILT = 20  # NUL characters, or one wrong character in so many
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_DEEPEST = 150  # tags within each other; the portal reads fewer than 256
_SHORT = 150  # characters of a line that names somebody
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp)(?:\?.*)?$", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_BY = re.compile(r"^(?:Tác giả|Người đăng|Người viết|Bởi|By)\s*:?\s*", re.IGNORECASE)
_RINGS = 4  # frames around the body that belong to the article
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_LAZY = ("data-src", "data-original", "data-lazy-src")


def read_page(data: bytes, file: Path, root: Path, categories: Collection[str]) -> Manuscript:
    """Return the manuscript in the page *data* of *file*; files beside it are read below *root* only.

    Raises:
        RefusedError: no article is in it.
    """
    html, guessed = decode_page(data)
    if not _TAG.search(html) or _is_spoilt(html):
        raise RefusedError(codes.UNREADABLE, reason="không phải trang HTML")
    draft = Draft(Head())
    if guessed:
        draft.notes.append(Note(codes.ENCODING_GUESSED, {"encoding": guessed}))
    # Their namespaced tags hold nothing, or only text ("o:p").
    with warnings.catch_warnings(action="ignore"):  # about what old pages call themselves
        soup = BeautifulSoup(re.sub(r"</?o:p\b[^>]*>", "", html), "lxml")
    if _depth(soup) > _DEEPEST:
        raise RefusedError(codes.UNREADABLE, reason="nội dung lồng quá sâu")
    page = _Page(soup, draft, Nearby(file, root, _address(soup)), categories)
    page.read()
    return draft.finish()


class _Page:
    """One page on its way to a draft."""

    def __init__(self, soup: BeautifulSoup, draft: Draft, nearby: Nearby, categories: Collection[str]) -> None:
        self._soup = soup
        self._draft = draft
        self._nearby = nearby
        self._categories = {name.casefold(): name for name in categories}
        self._intake = Intake(draft.notes)
        draft.pictures, draft.documents = self._intake.pictures, self._intake.documents

    def read(self) -> None:
        head, body = self._draft.head, self._body()
        gone = [self._title(), *self._dated(body), *self._signed(body), self._lead(body), *self._attached()]
        head.category = self._category()
        head.origin = head.origin or _address(self._soup)
        for element in gone:
            if element is not None and element is not body and body not in element.descendants:
                element.decompose()
        for element in body.select(", ".join(dialects.AROUND)):
            if not element.decomposed:
                self._leave_out(element)
        prepare(body)
        self._draft.source_words = [*head.title.split(), *head.summary.split(), *source_words(body)]
        settled = settle(body, picture=self._picture, link=self._link, notes=self._draft.notes)
        blocks = take_date(self._draft, self._draft.clean(read_blocks(settled)), 0)
        if blocks and isinstance(blocks[0], Paragraph) and blocks[0].text == head.title:
            self._draft.source_words = self._draft.source_words[len(head.title.split()) :]
            blocks = take_date(self._draft, without(blocks, 0), 0)
        self._draft.blocks = take_signature(self._draft, blocks)

    def _body(self) -> Tag:
        for selector in dialects.BODY:
            found = max(self._soup.select(selector), key=lambda tag: len(tag.get_text()), default=None)
            if found is not None and (len(found.get_text().split()) >= _SHORTEST_BODY or found.img):
                return found
        frame = self._soup.body
        if frame is None or (len(frame.get_text().split()) < _SHORTEST_BODY and not _is_short_article(frame)):
            raise RefusedError(codes.EMPTY)
        self._draft.notes.append(Note(codes.FRAME_GUESSED, {}))
        total = _own_words(frame)
        while True:
            inner = next(
                (tag for tag in frame.find_all(True, recursive=False) if _own_words(tag) >= _SHARE * total), None
            )
            if inner is None or inner.name in ("p", "ul", "ol", "h1", "h2", "h3", "span"):
                return frame
            frame = inner

    def _title(self) -> Tag | None:
        """Take the title: of the likely places that which the page's own title repeats."""
        told = [
            tidy(text) for text in (self._meta("og:title"), self._soup.title.get_text() if self._soup.title else "")
        ]
        told = [" ".join(text.split()) for text in told if text.strip()]
        places = self._places(dialects.TITLE)
        others = self._places(dialects.ANY_TITLE)
        repeated = [tag for tag in places if _position(tag, told) is not None]
        # The name of the portal is part of a page's own title too, after that of the article.
        repeated += sorted(
            (tag for tag in others if _position(tag, told) is not None), key=lambda t: _position(t, told) or 0
        )
        best = next(iter([*repeated, *places, *others]), None)
        if best is not None:
            self._draft.head.title = _text(best)
            return best
        self._draft.head.title = re.split(r"\s+[|–-]\s+", told[0])[0] if told else self._nearby.name
        origin = "thẻ title của trang" if told else "tên tệp"
        self._draft.notes.append(Note(codes.TITLE_GUESSED, {"origin": origin}, "Title:"))
        return None

    def _places(self, selectors: tuple[str, ...]) -> list[Tag]:
        """Return what *selectors* find that has words, the surest first."""
        return [tag for selector in selectors for tag in self._soup.select(selector) if _text(tag)]

    def _dated(self, body: Tag) -> list[Tag]:
        """Take the date nearest to the body, not that of a list beside it; a line of nothing else goes."""
        for tag in self._nearest(dialects.DATE, body):
            text = str(tag.get("datetime") or tag.get("content") or "") or _text(tag)
            moment = find_date(text) or find_date(_text(tag))
            if moment and len(_text(tag)) <= _SHORT:
                self._draft.head.published = moment
                return [tag] if find_date(_text(tag), whole=True) else []
        lines = (text for text in self._soup.find_all(string=_YEAR) if len(text) <= _SHORT)
        moments = (find_date(str(text), whole=True) for text in lines if not isinstance(text, Comment))
        written = (self._meta(name) for name in ("article:published_time", "datePublished", "date", "DC.date.issued"))
        self._draft.head.published = next(filter(None, moments), None) or next(
            filter(None, map(find_date, written)), None
        )
        return []

    def _nearest(self, selectors: tuple[str, ...], body: Tag) -> Iterator[Tag]:
        """Yield what *selectors* find in the body, then around it, then anywhere on the page."""
        for ring in (body, *islice(body.parents, _RINGS), self._soup):
            yield from (tag for selector in selectors for tag in ring.select(selector) if _text(tag))

    def _signed(self, body: Tag) -> list[Tag]:
        """Take the author and the origin, with the lines that name them."""
        head, gone = self._draft.head, []
        for tag in self._soup.find_all(["p", "div", "span", "li", "td"]):
            text = _text(tag) if len(tag.find_all(True, limit=6)) < 6 else ""
            signed, origin = SIGNED.fullmatch(text[: _SHORT + 1]), ORIGIN.fullmatch(text[: _SHORT + 1])
            if signed and not head.author:
                head.author = signed[1].strip()
                gone.append(tag)
            elif origin and not head.origin and not tag.img:
                head.origin = origin[1].strip()
                gone.append(tag)
        named = None if head.author else next(self._nearest(dialects.AUTHOR, body), None)
        if named is not None and len(_text(named)) <= _SHORT:
            head.author = _BY.sub("", _text(named))
            gone.append(named)
        return gone

    def _lead(self, body: Tag) -> Tag | None:
        for tag in self._nearest(dialects.LEAD, body):
            if tag is not body and body not in tag.descendants and not tag.find(["img", "table", "a"]):
                self._draft.head.summary = _text(tag)
                return tag
        return None

    def _category(self) -> str:
        """Return the category that the page names, if the portal has one of that name."""
        named = [self._meta("article:section"), *reversed(list(map(_text, self._places(dialects.CATEGORY))))]
        found = (self._categories.get(" ".join(tidy(name).split()).casefold()) for name in named)
        return next((name for name in found if name), "")

    def _attached(self) -> list[Tag]:
        """Take the documents of the whole article."""
        gone = []
        for box in self._soup.select(", ".join(dialects.ATTACHMENTS)):
            for anchor in box.find_all("a", href=True):
                href = str(anchor["href"])
                name = name_of(href)
                key = self._intake.document(name, partial(self._nearby.read, href))
                if key and key not in dict(self._draft.attachments):
                    self._draft.attachments.append((key, _text(anchor) or name))
            gone.append(box)
        return gone

    def _leave_out(self, element: Tag) -> None:
        text = _text(element)
        if text:
            shown = text if len(text) <= 60 else f"{text[:57]}..."
            self._draft.notes.append(Note(codes.WORD_PART, {"part": f"phần quanh bài «{shown}»", "words": ""}))
        element.decompose()

    def _picture(self, image: Tag) -> str:
        written = [str(image.get(name) or "") for name in (*_LAZY, "src")]
        address = next((text for text in written if text and not text.startswith("data:image/gif")), written[-1])
        image["alt"] = description(str(image.get("alt") or ""), self._draft.head.title)
        data = self._nearby.read(address)
        if isinstance(data, str):
            self._draft.notes.append(Note(codes.PICTURE_MISSING, {"name": name_of(address)}))
            return ""
        key = self._intake.picture(data, name_of(address))
        return f"{PICTURE}{key}" if key else ""

    def _link(self, href: str, words: str) -> str:
        name = name_of(href)
        is_document = f".{name.rpartition('.')[2].lower()}" in DOCUMENT_SUFFIXES
        if is_document and words:
            data = self._nearby.read(href)
            if not isinstance(data, str):
                return f"{DOCUMENT}{self._intake.document(name, lambda: data)}"
        if href.startswith("#") or (not words and _PICTURE_FILE.search(href)):
            return ""
        address = href if safe_link(href) else self._nearby.absolute(href)
        if safe_link(address):
            return address
        if is_document:
            self._draft.notes.append(Note(codes.DOCUMENT_MISSING, {"name": name, "reason": "không có tệp cạnh trang"}))
        else:
            self._draft.notes.append(Note(codes.LINK_REFUSED, {"href": href[:80]}, words[:30]))
        return ""

    def _meta(self, name: str) -> str:
        tag = self._soup.find("meta", attrs={"property": name}) or self._soup.find("meta", attrs={"name": name})
        return str(tag.get("content") or "") if isinstance(tag, Tag) else ""


def _is_spoilt(html: str) -> bool:
    """Tell whether *html* is no text, whatever encoding was guessed: a picture, a program, chance."""
    most = len(html) // _MOST_SPOILT
    return html.count("\0") > _MOST_SPOILT or html.count("\ufffd") > most or len(_CONTROL.findall(html)) > most


def _is_short_article(frame: Tag) -> bool:
    """Tell whether *frame* has a heading and, beside it, a sentence."""
    heading = next((tag for tag in frame.find_all(["h1", "h2"]) if _text(tag)), None)
    return heading is not None and _own_words(frame) - len(_text(heading).split()) >= _SHORTEST_SENTENCE


def _depth(root: Tag) -> int:
    """Return how many tags lie within each other."""
    deepest, waiting = 0, [(root, 0)]
    while waiting:
        tag, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in tag.children if isinstance(child, Tag)]
    return deepest


def _text(tag: Tag) -> str:
    return " ".join(source_words(tag))


def _position(tag: Tag, told: list[str]) -> int | None:
    """Return where the words of *tag* stand in the first of *told* that has them."""
    words = _text(tag).casefold()
    found = (text.casefold().find(words) for text in told)
    return next((place for place in found if place >= 0), None)


def _own_words(tag: Tag) -> int:
    """Return how many words of *tag* are not those of links, scripts and lists of choices."""
    around = sum(len(inner.get_text().split()) for inner in tag.find_all(["a", "script", "style", "select", "option"]))
    return len(tag.get_text().split()) - around


def _address(soup: BeautifulSoup) -> str:
    """Return the web address that the page had, "" where it does not say."""
    link = soup.find("link", rel="canonical")
    meta = soup.find("meta", attrs={"property": "og:url"})
    saved = soup.find(string=lambda text: isinstance(text, Comment) and "saved from url" in text)
    match = _SAVED_FROM.search(str(saved)) if saved else None
    written = [link.get("href") if isinstance(link, Tag) else "", meta.get("content") if isinstance(meta, Tag) else "",
               match[1] if match else ""]  # fmt: skip
    return next((str(text) for text in written if text and str(text).startswith(("http://", "https://"))), "")
