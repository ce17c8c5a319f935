"""The XML of a Word document before mammoth reads it: what that would drop is brought where it is read, or told.

Kept this way: text boxes, fields such as the number in "Hình 1", formulas as text, line ends of old kinds. Left out and
told: headers and footers, comments, hidden text, deletions, drawings and charts.
"""

from __future__ import annotations

import posixpath
import re

from lxml import etree
from lxml.etree import _Element

from plugins.importers import codes
from plugins.importers.codes import Note
from plugins.importers.numbering import W, write_numbers

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Documents saved as "Strict Open XML" use other names for the same.
_STRICT = ((b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.strip("{}").encode()),)
_SHAPES = ("oval", "line", "polyline", "curve", "arc", "image")
_DRAWN = {
    "chart": "biểu đồ vẽ trong Word", "relIds": "sơ đồ SmartArt", "OLEObject": "đối tượng nhúng (Excel, công thức cũ…)",
}  # fmt: skip


class WordXml:
    """The parts of a .docx, changed so that mammoth loses nothing.

    Attributes:
        parts: the bytes of each part by name.
        words: the words that must come out again, footnotes last.
        notes: what is left out.
    """

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = dict(parts)
        self.words: list[str] = []
        self.notes: list[Note] = []
        main = self._main_part()
        folder = posixpath.dirname(main)
        numbering, styles = (self._tree(f"{folder}/{name}.xml") for name in ("numbering", "styles"))
        for name in (main, f"{folder}/footnotes.xml", f"{folder}/endnotes.xml"):
            tree = self._tree(name)
            if tree is None:
                continue
            self._prepare(tree)
            write_numbers(tree, numbering, styles)
            self.words += _words(tree)
            self.parts[name] = etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)
        self._tell_other_parts(folder)

    def _main_part(self) -> str:
        relations = self._tree("_rels/.rels")
        for relation in relations if relations is not None else ():
            if str(relation.get("Type") or "").endswith("/officeDocument"):
                return posixpath.normpath(str(relation.get("Target") or "").lstrip("/"))
        return "word/document.xml"

    def _tree(self, name: str) -> _Element | None:
        data = self.parts.get(name)
        if data is None:
            return None
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return etree.fromstring(data, parser)

    def _prepare(self, tree: _Element) -> None:
        self._count_changes(tree)
        _choose_alternatives(tree)
        self._leave_out_hidden(tree)
        self._bring_out_boxes(tree)
        self._write_formulas(tree)
        for kind, part in _DRAWN.items():
            for element in tree.iter(f"{{*}}{kind}"):
                paragraph = next(element.iterancestors(f"{W}p"), None)
                near = "" if paragraph is None else " ".join(_words(paragraph)[:4])
                self.notes.append(Note(codes.WORD_PART, {"part": part, "words": ""}, near))
        for old, new in (("cr", "br"), ("ptab", "tab")):
            for element in list(tree.iter(f"{W}{old}")):
                element.tag = f"{W}{new}"
        for name in ("fldSimple", "dir", "bdo"):
            for element in list(tree.iter(f"{W}{name}")):
                _unwrap(element)

    def _count_changes(self, tree: _Element) -> None:
        kept = sum(1 for _ in tree.iter(f"{W}ins", f"{W}moveTo"))
        dropped = sum(1 for _ in tree.iter(f"{W}del", f"{W}moveFrom"))
        if kept or dropped:
            self.notes.append(Note(codes.TRACKED, {"kept": kept, "dropped": dropped}))

    def _leave_out_hidden(self, tree: _Element) -> None:
        hidden: list[str] = []
        for mark in list(tree.iter(f"{W}vanish")):
            run = next(mark.iterancestors(f"{W}r"), None)
            if run is not None and mark.get(f"{W}val") not in ("0", "false"):
                hidden += _words(run)
                _remove(run)
        if hidden:
            self._tell("chữ ẩn (hidden text)", hidden)

    def _bring_out_boxes(self, tree: _Element) -> None:
        """Put the text of boxes that are drawn another way into a form that mammoth reads."""
        for name in _SHAPES:
            for shape in list(tree.iter(f"{_V}{name}")):
                if shape.find(f"{_V}textbox") is not None:
                    shape.tag = f"{_V}shape"
        for content in list(tree.iter(f"{W}txbxContent")):
            words = _words(content)
            if not words:
                continue
            self.notes.append(Note(codes.TEXT_BOX, {}, " ".join(words[:4])))
            drawing = next(content.iterancestors(f"{W}drawing"), None)
            if drawing is not None:
                box = etree.Element(f"{W}pict")
                etree.SubElement(etree.SubElement(box, f"{_V}shape"), f"{_V}textbox").append(content)
                drawing.addnext(box)

    def _write_formulas(self, tree: _Element) -> None:
        for formula in list(tree.iter(f"{_M}oMath")):
            text = "".join(part.text or "" for part in formula.iter(f"{_M}t"))
            self.notes.append(Note(codes.FORMULA, {"text": text[:60]}, text[:12]))
            run = etree.Element(f"{W}r")
            etree.SubElement(run, f"{W}t").text = f" {text} "
            formula.addprevious(run)
            _remove(formula)
        for element in list(tree.iter(f"{_M}oMathPara")):
            _unwrap(element)

    def _tell_other_parts(self, folder: str) -> None:
        for kind, part in (("header", "đầu trang"), ("footer", "chân trang")):
            words = []
            for name in sorted(self.parts):
                if re.fullmatch(rf"{re.escape(folder)}/{kind}\d*\.xml", name):
                    tree = self._tree(name)
                    if tree is not None:
                        _choose_alternatives(tree)
                        words += _words(tree)
            if words:
                self._tell(part, words)
        comments = self._tree(f"{folder}/comments.xml")
        count = len(comments.findall(f"{W}comment")) if comments is not None else 0
        if count:
            self.notes.append(Note(codes.WORD_PART, {"part": f"{count} nhận xét (comment)", "words": ""}))

    def _tell(self, part: str, words: list[str]) -> None:
        text = " ".join(words)
        shown = text if len(text) <= 120 else f"{text[:117]}..."
        self.notes.append(Note(codes.WORD_PART, {"part": part, "words": f": «{shown}»"}))


def _unwrap(element: _Element) -> None:
    """Put what *element* holds in its place."""
    for child in element:
        element.addprevious(child)
    _remove(element)


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _choose_alternatives(tree: _Element) -> None:
    """Keep one of each pair of alternatives: the older, which mammoth reads, if it holds text or pictures."""
    for pair in list(tree.iter(f"{_MC}AlternateContent")):
        choices = [*pair.findall(f"{_MC}Fallback"), *pair.findall(f"{_MC}Choice")]
        full = (choice for choice in choices if _holds_something(choice))
        chosen = next(full, choices[0] if choices else None)
        for child in chosen if chosen is not None else ():
            pair.addprevious(child)
        _remove(pair)


def _holds_something(element: _Element) -> bool:
    return any(True for _ in element.iter(f"{W}t", f"{_A}blip", f"{_V}imagedata", f"{W}br", f"{W}tab"))


def _words(tree: _Element) -> list[str]:
    """Return the words of *tree* that are not deleted, in order."""
    pieces: list[str] = []
    depth_of_deleted = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = str(element.tag)
        name = tag.rpartition("}")[2]
        if name in ("del", "moveFrom"):
            depth_of_deleted += 1 if event == "start" else -1
        elif name in ("p", "br", "tab", "cr", "tc") and tag.startswith(W):
            pieces.append("\n")
        elif event == "start" and tag == f"{W}noBreakHyphen":
            pieces.append("-")
        elif event == "start" and tag == f"{W}t" and not depth_of_deleted:
            pieces.append(element.text or "")
    return "".join(pieces).split()
