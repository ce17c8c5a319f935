"""What HTML a body may hold. `clean` is the last step on a body: nothing that runs after it may undo it."""

from __future__ import annotations

import re
from html import escape

import nh3

# The scheme of links to other sources, resolved to addresses when the whole site is known (`plugins.articles.links`).
SOURCE_SCHEME = "cong-tin"

TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details",
    "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins",
    "kbd", "li", "mark", "ol", "p", "picture", "pre", "q", "s", "samp", "section", "small", "source", "span",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
})  # fmt: skip
# These go with all that they hold; of other tags only the tag goes.
DROPPED_WITH_CONTENT = frozenset({
    "script", "style", "iframe", "object", "embed", "template", "noscript", "svg", "math", "form", "input",
    "button", "select", "textarea", "audio", "video", "canvas", "link", "meta", "base", "title", "head",
    "frameset", "frame", "applet",
})  # fmt: skip
EMBEDS = frozenset({"iframe", "object", "embed", "audio", "video", "frame", "frameset", "applet"})
_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "rel", "id", "title"},
    "abbr": {"title"},
    "div": {"role", "tabindex", "aria-label"},
    "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "li": {"id"},
    "ol": {"start", "reversed"},
    "source": {"srcset", "sizes", "type"},
    "sup": {"id"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}  # fmt: skip
_CLASSES: dict[str, set[str]] = {
    "a": {"attachment", "external", "footnote-ref", "footnote-backref"},
    "div": {
        "table-frame",
        "footnote",
        "admonition",
        "note",
        "tip",
        "warning",
        "important",
        "danger",
        "caution",
        "info",
    },
    "figure": {"figure", "figure--upright"},
    "figcaption": {"figure__caption"},
    "p": {"admonition-title"},
    "span": {"figure__credit", "attachment__meta", "visually-hidden"},
    "td": {"is-number"},
    "th": {"is-number"},
}
# Ids that a body may carry: its own headings and footnotes. Any other could clash with the page's.
_ID = re.compile(r"(?:muc-[a-z0-9-]+|fn(?:ref\d*)?:[\w-]{1,40})")
# What the sanitiser leaves behind. In its output, "<" begins a tag and nothing else.
_EMPTY_CLASS = re.compile(r'(<[a-z][a-z0-9]*(?: [\w-]+="[^"]*")*?) class=""')
_EMPTY_PARAGRAPH = re.compile(r"<p>\s*</p>\n?")
_LOCAL_PICTURE = re.compile(r"/anh/[a-z0-9-]+\.(?:jpg|webp)")


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "id" and not _ID.fullmatch(value):
        return None
    if attribute == "src" and not _LOCAL_PICTURE.fullmatch(value):
        return None
    if attribute == "srcset" and not all(_LOCAL_PICTURE.fullmatch(part.split(" ")[0]) for part in value.split(", ")):
        return None
    if tag == "div" and attribute == "tabindex" and value != "0":
        return None
    if tag == "div" and attribute == "role" and value != "region":
        return None
    return value


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(DROPPED_WITH_CONTENT),
    attributes=_ATTRIBUTES,
    allowed_classes=_CLASSES,
    attribute_filter=_allowed,
    strip_comments=True,
    link_rel=None,
    url_schemes={"http", "https", "mailto", "tel", SOURCE_SCHEME},
)


def keeps_link(href: str) -> bool:
    """Return whether `clean` leaves a link to *href*: it drops what no browser can make an address of."""
    return " href=" in _CLEANER.clean(f'<a href="{escape(href)}"></a>')


def clean(html: str) -> str:
    """Return *html* with nothing but what `TAGS` and the attributes above allow."""
    cleaned = _EMPTY_CLASS.sub(r"\1", _CLEANER.clean(html))
    return _EMPTY_PARAGRAPH.sub("", cleaned)
