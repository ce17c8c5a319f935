"""Pictures in a body: ``<figure>`` with caption and credit, responsive, with their sizes so that nothing jumps."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement
from lxml.html.builder import E

from plugins.articles import codes
from plugins.articles.headers import Source
from plugins.articles.references import References
from portal.pictures import Picture
from portal.problem import Problem

# The text column is 640 px wide from 768 px on, else the window less its edges (docs/thiet-ke.md).
SIZES = "(min-width: 768px) 640px, calc(100vw - 32px)"
_CREDIT = re.compile(
    r"\s*\(?((?:Ảnh|Tranh|Tranh minh họa|Minh họa|Đồ họa|Biểu đồ|Nguồn ảnh|Nguồn)\s?: ?[^()]{1,80}?)\)?\.?$"
)
_CREDIT_REACH = 400


def split_credit(text: str) -> tuple[str, str]:
    """Part "Chú thích. Ảnh: Tên" into caption and credit.

    >>> split_credit("Quầy số 3 sáng thứ Bảy. Ảnh: Lục Bảo")
    ('Quầy số 3 sáng thứ Bảy.', 'Ảnh: Lục Bảo')
    """
    text = " ".join(text.split())
    # Only the end is searched: the pattern's work grows with the square of what it is given.
    start = max(0, len(text) - _CREDIT_REACH)
    match = _CREDIT.search(text, start)
    return (text[: match.start()].strip(), match[1].strip()) if match else (text, "")


def credit_line(text: str) -> str:
    """Return a credit with its kind before it: "Lục Bảo" becomes "Ảnh: Lục Bảo"."""
    return text if not text or ":" in text else f"Ảnh: {text}"


def place_pictures(root: HtmlElement, source: Source, relative: str, references: References) -> tuple[Picture, ...]:
    """Replace each ``<img>`` by the picture that the site serves; return those pictures in order.

    What cannot be found goes, and is told. A picture alone in its paragraph becomes a figure.
    """
    _unwrap_pictures(root)
    shown = []
    for image in list(root.iter("img")):
        written = image.get("src", "")
        line = source.line_of(written)
        found = references.picture(written, relative, line)
        if isinstance(found, Problem):
            source.problems.append(found)
            image.drop_tree()
            continue
        alt = " ".join((image.get("alt") or "").split())
        if not alt:
            source.problems.append(codes.NO_ALT.at(source.path, line, path=written, shape="![mô tả](ảnh)"))
        caption, credit = split_credit(image.get("title", ""))
        picture = replace(found, alt=alt, caption=caption, credit=credit)
        shown.append(picture)
        _replace(image, picture)
    return tuple(shown)


def _unwrap_pictures(root: HtmlElement) -> None:
    """Leave only the ``<img>`` of pictures written as HTML: ours get a ``<picture>`` of their own."""
    for element in list(root.iter("picture", "source")):
        if element.getparent() is not None:
            element.drop_tag()


def _replace(image: HtmlElement, picture: Picture) -> None:
    element = _picture_element(picture)
    paragraph = image.getparent()
    alone = (
        paragraph is not None
        and paragraph.tag == "p"
        and len(paragraph) == 1
        and not (paragraph.text or "").strip()
        and not (image.tail or "").strip()
    )
    if not alone or paragraph is None:
        element.tail, image.tail = image.tail, None
        image.getparent().replace(image, element)  # type: ignore[union-attr]  # an <img> always lies inside the root
        return
    figure = E.figure({"class": "figure figure--upright" if picture.is_upright else "figure"}, element)
    if picture.caption or picture.credit:
        figcaption = E.figcaption(
            {"class": "figure__caption"}, f"{picture.caption} " if picture.credit else picture.caption
        )
        if picture.credit:
            figcaption.append(E.span({"class": "figure__credit"}, picture.credit))
        figure.append(figcaption)
    figure.tail, paragraph.tail = paragraph.tail, None
    paragraph.getparent().replace(paragraph, figure)  # type: ignore[union-attr]  # so does its paragraph


def _picture_element(picture: Picture) -> HtmlElement:
    return E.picture(
        E.source({"type": "image/webp", "srcset": picture.srcset, "sizes": SIZES}),
        E.img({
            "src": picture.fallback_url, "alt": picture.alt, "width": str(picture.fallback_width),
            "height": str(picture.fallback_height), "loading": "lazy", "decoding": "async",
        }),
    )  # fmt: skip
