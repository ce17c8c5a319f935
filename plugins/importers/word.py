"""Word documents (.docx) → manuscripts, through mammoth's HTML."""

from __future__ import annotations

import re
from typing import Any

import mammoth
from bs4 import BeautifulSoup
from bs4.element import Tag

from plugins.importers import codes
from plugins.importers.blocks import Block, Paragraph
from plugins.importers.cleaning import tidy
from plugins.importers.codes import Note
from plugins.importers.head_lines import take_date, take_lead, take_signature, without
from plugins.importers.intake import Intake, description
from plugins.importers.manuscript import Draft, Head, Manuscript
from plugins.importers.package import open_package, pack
from plugins.importers.reading import read_blocks
from plugins.importers.settling import NOTE, safe_link, settle
from plugins.importers.wordxml import WordXml

_STYLES = """
p[style-name='ct-title'] => p.ct-title:fresh
p[style-name='ct-lead'] => p.ct-lead:fresh
p[style-name='ct-caption'] => p.ct-caption:fresh
p[style-name='ct-center'] => p.ct-center:fresh
p[style-name='ct-right'] => p.ct-right:fresh
br[type='page'] => br
br[type='column'] => br
"""
# Names of styles, as Word, LibreOffice and Vietnamese editions of both have them.
_MEANINGS = {
    "title": "ct-title", "tiêu đề": "ct-title", "subtitle": "ct-lead", "tiêu đề phụ": "ct-lead", "sapo": "ct-lead",
    "caption": "ct-caption", "chú thích": "ct-caption", "illustration": "ct-caption", "figure": "ct-caption",
    "hình": "ct-caption", "image caption": "ct-caption",
}  # fmt: skip
_TITLE_LONGEST = 200  # characters of a first paragraph that may be the title


def read_word(data: bytes, name: str) -> Manuscript:
    """Return the manuscript in the .docx *data*, which is called *name*.

    Raises:
        RefusedError: it cannot be read.
    """
    document = WordXml(open_package(data))
    draft = Draft(Head(), notes=document.notes, source_words=tidy(" ".join(document.words)).split())
    intake = Intake(draft.notes)
    draft.pictures, draft.documents = intake.pictures, intake.documents
    root, images = _html(document)
    footnotes = _name_footnotes(root)
    settled = settle(
        root,
        picture=lambda image: _take_picture(image, images, intake),
        link=lambda href, words: _link(href, words, draft.notes),
        notes=draft.notes,
        footnotes=footnotes,
    )
    for item in settled.select("li[id^='chu-thich-']"):
        draft.footnotes[str(item["id"]).removeprefix("chu-thich-")] = draft.clean(read_blocks(item))
        item.decompose()
    marked = {str(tag.get_text()).strip(): "title" for tag in settled.select(".ct-title")}
    marked |= {str(tag.get_text()).strip(): "lead" for tag in settled.select(".ct-lead")}
    _take_head(
        draft,
        draft.clean(read_blocks(settled)),
        {" ".join(tidy(text).split()): kind for text, kind in marked.items()},
        name,
    )
    return draft.finish()


def _html(document: WordXml) -> tuple[Tag, list[tuple[str, bytes]]]:
    """Return mammoth's HTML, and the pictures that its images name by their place in a list."""
    images: list[tuple[str, bytes]] = []

    def keep(image: Any) -> dict[str, str]:
        try:
            with image.open() as stream:
                data = stream.read()
        except (KeyError, OSError):
            data = b""
        images.append((image.content_type or "", data))
        return {"src": str(len(images) - 1)}

    result = mammoth.convert_to_html(
        pack(document.parts),
        style_map=_STYLES,
        transform_document=mammoth.transforms.paragraph(_name_meaning),
        convert_image=mammoth.images.img_element(keep),
        # A document must not say how it is read: its own map could publish comments.
        include_embedded_style_map=False,
        external_file_access=False,
    )
    for message in sorted({str(message.message) for message in result.messages}):
        if "w:sym" in message:
            document.notes.append(Note(codes.WORD_PART, {"part": "ký hiệu của phông chữ riêng", "words": ""}))
        elif "external" in message:
            document.notes.append(Note(codes.PICTURE_MISSING, {"name": "ảnh để ngoài tệp Word"}))
    return BeautifulSoup(result.value, "html.parser"), images


def _name_meaning(paragraph: Any) -> Any:
    """Give a paragraph of mammoth's the style that says what it is for us."""
    meaning = _MEANINGS.get((paragraph.style_name or "").strip().lower())
    is_heading = (paragraph.style_name or "").lower().startswith("heading")
    if (
        meaning is None
        and not is_heading
        and paragraph.numbering is None
        and paragraph.alignment in ("center", "right", "end")
    ):
        meaning = "ct-center" if paragraph.alignment == "center" else "ct-right"
    return paragraph.copy(style_id=None, style_name=meaning) if meaning else paragraph


def _name_footnotes(root: Tag) -> set[str]:
    """Let references to footnotes lead to ``ghi-chu:NAME``, take the links back away, and return the names."""
    names = set()
    for item in root.find_all("li", id=re.compile(r"^(?:footnote|endnote)-(?!ref)")):
        name = str(item["id"])
        names.add(name)
        item["id"] = f"chu-thich-{name}"
        for anchor in item.find_all("a", href=f"#{name.replace('-', '-ref-', 1)}"):
            anchor.decompose()
        for reference in root.find_all("a", href=f"#{name}"):
            reference["href"] = f"{NOTE}{name}"
            if reference.parent is not None and reference.parent.name == "sup":
                reference.parent.unwrap()
    return names


def _take_picture(image: Tag, images: list[tuple[str, bytes]], intake: Intake) -> str:
    number = int(str(image.get("src") or "0"))
    kind, data = images[number]
    image["alt"] = description(str(image.get("alt") or ""), "")
    key = intake.picture(data, f"ảnh thứ {number + 1} ({kind.rpartition('/')[2] or 'không rõ loại'})")
    return f"anh:{key}" if key else ""


def _link(href: str, words: str, notes: list[Note]) -> str:
    if safe_link(href):
        return href
    if not href.startswith("#"):  # places in the document itself: tables of contents, cross references
        notes.append(Note(codes.LINK_REFUSED, {"href": href[:80]}, words[:30]))
    return ""


def _take_head(draft: Draft, blocks: tuple[Block, ...], marked: dict[str, str], name: str) -> None:
    """Take title, date and lead from the beginning of *blocks*, author and origin from their end."""
    titled = _title_place(blocks, marked)
    title = blocks[titled] if titled is not None else None
    if isinstance(title, Paragraph) and titled is not None:
        draft.head.title = title.text
        blocks = without(blocks, titled)
        is_set_off = title.align in ("center", "hand") or all(run.bold for run in title.runs if run.text.strip())
        if not title.level and not is_set_off and marked.get(title.text) != "title":
            draft.notes.append(Note(codes.TITLE_GUESSED, {"origin": "đoạn đầu của tệp Word"}, "Title:"))
    else:
        titled = 0
        draft.head.title = " ".join(re.sub(r"[_-]+", " ", tidy(name.rpartition(".")[0])).split())
        draft.notes.append(Note(codes.TITLE_GUESSED, {"origin": "tên tệp"}, "Title:"))
    blocks = take_lead(draft, take_date(draft, blocks, titled or 0), titled or 0, marked)
    draft.blocks = take_signature(draft, blocks)


def _title_place(blocks: tuple[Block, ...], marked: dict[str, str]) -> int | None:
    """Return where the title stands: by its style, as the only heading of the first level, or on top of all."""
    paragraphs = [(number, block) for number, block in enumerate(blocks) if isinstance(block, Paragraph)]
    styled = [number for number, block in paragraphs if marked.get(block.text) == "title"]
    first_level = [number for number, block in paragraphs if block.level == 1]
    if styled or len(first_level) == 1:
        return (styled or first_level)[0]
    top = blocks[0] if blocks else None
    if not isinstance(top, Paragraph) or any(run.href or run.note for run in top.runs):
        return None
    return 0 if len(top.text) <= _TITLE_LONGEST and not top.text.endswith((".", ":", ";")) else None
