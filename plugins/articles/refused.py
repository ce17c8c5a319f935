"""What a body may not hold: it leaves the HTML or its tree before anything else looks at them, and is told."""

from __future__ import annotations

import re
from html import unescape

from lxml.html import HtmlElement, defs

from plugins.articles import codes
from plugins.articles.headers import Source
from plugins.articles.markup import DROPPED_WITH_CONTENT, EMBEDS, TAGS
from portal.problem import Problem
from portal.text_file import CONTROL_CHARACTER, INVISIBLE, fault_in

# Parsers end the body at these, hold no body at all, or take all that follows as it stands. A space in their place, so
# that nothing can grow together into another one.
_DOCUMENT_TAG = re.compile(
    r"<(/?(?:html|head|body|frameset|plaintext|xmp|listing)\b|!doctype\b)[^<>]*>?", re.IGNORECASE
)
# Entities, and the marks of Markdown's own that a damaged text may leave behind.
_CHARACTER = re.compile(
    r"&#(?:0*(\d{1,7})|[xX]0*([0-9a-fA-F]{1,6}));?|&(?:shy|zwn?j|[lr]rm)\b;?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]"
)
_HIGHEST = 0x10FFFF
_ELEMENTS = TAGS | DROPPED_WITH_CONTENT | defs.tags | {
    "main", "search", "dialog", "slot", "data", "picture", "bdi", "rb", "rtc", "nobr", "noembed", "noframes",
    "menuitem",
}  # fmt: skip
# Not words of a text, whatever they hold.
_CODE = frozenset({"script", "style"})
# What parsers make comments of: «<![CDATA[ … ]]>», «<? … ?>».
_SECTIONS = ("[CDATA[", "?")


def without_document(html: str, source: Source) -> str:
    """Return *html* without the tags of whole documents and without control characters, having told of them."""

    def character(match: re.Match[str]) -> str:
        codepoint = int(match[1]) if match[1] else int(match[2], 16) if match[2] else ord(unescape(match[0])[0])
        fault = fault_in(chr(codepoint)) if codepoint <= _HIGHEST else (CONTROL_CHARACTER, codepoint)
        if fault is None:
            return match[0]
        line, count = source.line_of(match[0]), html.count(match[0])
        source.problems.append(fault[0].at(source.path, line, codepoint=codepoint, count=count))
        return "" if fault[0] is INVISIBLE else " "

    def tag(match: re.Match[str]) -> str:
        name = match[1].strip("/").lower()
        source.problems.append(codes.UNSAFE_MARKUP.at(source.path, source.line_of(match[0]), tag=name))
        return " "

    if html.rfind("<!--") > html.rfind("-->"):  # what follows is lost, unlike after other comments
        source.problems.append(codes.UNSAFE_MARKUP.at(source.path, source.line_of("<!--"), tag="!--"))
    return _DOCUMENT_TAG.sub(tag, _CHARACTER.sub(character, html))


def drop_unsafe(root: HtmlElement, source: Source) -> None:
    """Tell of tags that are not allowed; those whose content must go leave the tree with their text."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            text = str(element.text or "")
            if text.startswith(_SECTIONS):
                source.problems.append(_section(text, source))
            if element.getparent() is not None:
                element.drop_tree()
            continue
        for name in (name for name in element.attrib if name.startswith("on")):
            line = source.line_of(name)
            source.problems.append(codes.UNSAFE_MARKUP.at(source.path, line, tag=f"{element.tag} {name}"))
        if element is root or element.tag in TAGS or element.tag == "h1":
            continue
        source.problems.append(_refused(element, source))
        if element.tag in DROPPED_WITH_CONTENT and element.getparent() is not None:
            element.drop_tree()


def _section(text: str, source: Source) -> Problem:
    opener = "<![CDATA[" if text.startswith("[") else "<?"
    return codes.LOST_SECTION.at(source.path, source.line_of(f"<{text[:20]}", opener), mark=opener)


def _refused(element: HtmlElement, source: Source) -> Problem:
    """Return what to tell of *element*: its words count more than its tag."""
    tag = str(element.tag)
    line = source.line_of(f"<{tag}")
    if any(around.tag in DROPPED_WITH_CONTENT for around in element.iterancestors()):
        return codes.UNSAFE_MARKUP.at(source.path, line, tag=tag)  # part of a drawing, or gone with its words
    if tag not in _ELEMENTS and tag.replace("_", "").isalnum():  # neither Office's (o:p) nor made by a script (my-tag)
        written = re.search(rf"<{re.escape(tag)}(?![\w:-])[^<>]*>", source.body, re.IGNORECASE)
        return codes.LOST_IN_BRACKETS.at(source.path, line, text=written[0] if written else f"<{tag}>")
    words = " ".join(element.text_content().split())
    if tag in DROPPED_WITH_CONTENT - _CODE and words:
        return codes.LOST_CONTENT.at(source.path, line, tag=tag, words=words[:60])
    code = codes.EMBED if tag in EMBEDS else codes.UNSAFE_MARKUP
    return code.at(source.path, line, tag=tag)
