"""Real-shaped sources for importing, and what must come out of them: every word in order, tables by cell, pictures.

A sample is made from an article of ``content/``, so that its words are known without any importer. Writers
(`tests.plugins.import_word`, `tests.plugins.import_pages`) dress it as Word and old portals do.

``python -m tests.plugins.import_totals`` prints the totals.
"""

from __future__ import annotations

import hashlib
import io
import json
import random
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bs4 import BeautifulSoup
from PIL import Image, ImageDraw

from plugins.articles.body import BodyMaker
from plugins.articles.files import ContentFolder
from plugins.articles.glossary import Glossary
from plugins.articles.headers import parse
from plugins.articles.references import References
from plugins.importers.placing import Wish
from plugins.importers.run import Outcome, find_sources, import_all
from portal.vietnamese.dates import parse_date
from tests.building import ROOT
from tests.content import NOW, load

CATEGORY = "Cải cách hành chính"
COMMITTED = Path(__file__).parent / "import_samples"
_TAKEN = {"h2", "h3", "p", "ul", "ol", "div", "figure", "blockquote"}
PICTURE = "\N{BLACK SQUARE}"  # stands for a picture among words


@dataclass
class Part:
    """A piece of a sample. *kind*: p, h2, h3, ul, ol, table, picture, quote; *note* is a footnote at its end."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    picture: int = 0
    note: str = ""


@dataclass
class Sample:
    """A source to import, before it is dressed."""

    name: str
    number: int
    title: str
    date: datetime
    lead: str
    parts: list[Part] = field(default_factory=list)

    @property
    def random(self) -> random.Random:
        """Chance that is the same in every run."""
        return random.Random(self.number)

    def expected(self) -> Expected:
        words = [*self.title.split(), *self.lead.split()]
        tables, pictures, notes = [], [], []
        for part in self.parts:
            if part.kind == "table":
                tables.append([[cell.split() for cell in row] for row in part.rows])
                words += [word for row in part.rows for cell in row for word in cell.split()]
            elif part.kind == "picture":
                pictures.append(hashlib.sha256(picture_bytes(part.picture)).hexdigest())
                words += [PICTURE, *part.text.split()]
            else:
                words += [*part.text.split(), *(word for item in part.items for word in item.split())]
            notes += part.note.split()
        return Expected(words + notes, tables, pictures)


@dataclass
class Expected:
    """What a page must show: words with a mark for each picture, the words of each cell, digests of pictures."""

    words: list[str]
    tables: list[list[list[list[str]]]]
    pictures: list[str]


def picture_bytes(number: int) -> bytes:
    """Return a small picture that no other number has."""
    image = Image.new("RGB", (160, 100), (number * 37 % 251, number * 59 % 241, number * 83 % 239))
    ImageDraw.Draw(image).line((0, number % 100, 159, 99 - number % 100), fill="white", width=3)
    target = io.BytesIO()
    image.save(target, "PNG" if number % 2 else "JPEG")
    return target.getvalue()


def make_samples(count: int, first: int = 0, prefix: str = "bai") -> list[Sample]:
    """Return *count* samples made from articles of the project's content, those after the *first* ones."""
    content = ContentFolder(ROOT / "content")
    maker = BodyMaker(References(content), Glossary({}))
    samples: list[Sample] = []
    for path in content.sources("tin-tuc"):
        source = parse(unicodedata.normalize("NFC", (content.root / path).read_text("utf-8")), path)
        if "lang" in source.fields or "withdrawn" in source.fields or not source.fields.get("summary"):
            continue
        soup = BeautifulSoup(maker.make(source, path).body.html, "html.parser")
        if {tag.name for tag in soup.find_all(True, recursive=False)} <= _TAKEN and not soup.select(
            ".footnote, .admonition"
        ):
            head = {
                name: " ".join(value.text for value in source.fields[name]) for name in ("title", "date", "summary")
            }
            number = len(samples)
            parts = list(_parts(soup, number))
            date = parse_date(head["date"])
            samples.append(Sample(f"{prefix}-{number}", number, head["title"], date, head["summary"], parts))
    # Samples rich in tables and lists first: they are what is lost easily.
    samples.sort(key=lambda sample: (-len({part.kind for part in sample.parts}), sample.number))
    return samples[first : first + count]


def _parts(soup, number):
    for added in soup.select(".visually-hidden, .attachment__meta"):
        added.decompose()
    place = 0
    for tag in soup.find_all(True, recursive=False):
        if tag.name in ("ul", "ol"):
            yield Part(tag.name, items=tuple(_said(item) for item in tag.find_all("li", recursive=False)))
        elif tag.name == "div":
            caption = tag.find("caption")
            if caption:
                yield Part("p", _said(caption.extract()))
            yield Part("table", rows=tuple(tuple(map(_said, row(["td", "th"]))) for row in tag("tr")))
        elif tag.name == "figure":
            place += 1
            yield Part("picture", _said(tag), picture=number * 10 + place)
        else:
            yield Part("quote" if tag.name == "blockquote" else tag.name, _said(tag))
        if place == 0 and tag.name == "p":
            place = 1  # every sample has a picture, below its first paragraph
            yield Part("picture", "Cán bộ một cửa tỉnh Lạc Giang hướng dẫn người dân", picture=number * 10)


def _said(tag) -> str:
    return " ".join(tag.get_text().split())


# --- what came out -----------------------------------------------------------------------------------------------


def shown(article_body, content: Path, title: str, summary: str) -> Expected:
    """Return what a page of the portal shows of an article."""
    soup = BeautifulSoup(article_body.html, "html.parser")
    for added in soup.select(".visually-hidden, .attachment__meta, .footnote-backref, .footnote-ref"):
        added.decompose()
    tables = [
        [[cell.get_text(" ").split() for cell in row(["td", "th"])] for row in table("tr")] for table in soup("table")
    ]
    for image in soup("img"):
        image.replace_with(f"\n{PICTURE}\n")
    for block in soup(["p", "li", "td", "th", "h2", "h3", "h4", "br", "blockquote", "caption", "figcaption"]):
        block.insert_before("\n")
        block.insert_after("\n")
    pictures = [
        hashlib.sha256((content / picture.source).read_bytes()).hexdigest() for picture in article_body.pictures
    ]
    words = [*title.split(), *summary.split(), *soup.get_text().split()]
    return Expected(words, tables, pictures)


@dataclass
class Result:
    """One sample, imported: what was expected, what is shown, what the import told."""

    name: str
    expected: Expected
    shown: Expected
    outcome: Outcome

    @property
    def missing(self) -> int:
        return sum(max(0, self.expected.words.count(w) - self.shown.words.count(w)) for w in set(self.expected.words))


def import_and_show(folder: Path, content: Path, expected: dict[str, Expected]) -> list[Result]:
    """Import every file of *folder* whose name *expected* has, publish, and return what the portal shows."""
    content.mkdir(parents=True, exist_ok=True)
    (content / "chuyen-muc.yaml").write_text(f"- name: {CATEGORY}\n  slug: cai-cach-hanh-chinh\n", "utf-8")
    sources = [found for found in find_sources([folder]) if found.file.name in expected]
    outcomes = list(import_all(sources, content, Wish(CATEGORY, publish=True, year=NOW.year)))
    site, problems = load(content, datetime(2028, 1, 1, tzinfo=NOW.tzinfo))
    errors = [problem for problem in problems if problem.severity == "error"]
    assert not errors, errors
    articles = {article.source: article for article in site.articles}
    results = []
    for source, outcome in zip(sources, outcomes, strict=True):
        assert outcome.status == "imported", outcome
        article = articles[outcome.article]
        page = shown(
            site.load_body(article.source),
            content,
            article.title,
            article.summary if _has_summary(content / outcome.article) else "",
        )
        results.append(Result(source.file.name, expected[source.file.name], page, outcome))
    return results


def _has_summary(file: Path) -> bool:
    return re.search(r"^Summary: ", file.read_text("utf-8"), re.MULTILINE) is not None


def totals(results: list[Result]) -> dict[str, int]:
    """Return the figures of *results*."""
    tables = [pair for r in results for pair in zip(r.expected.tables, r.shown.tables, strict=False)]
    pictures = [pair for r in results for pair in zip(r.expected.pictures, r.shown.pictures, strict=False)]
    return {
        "tệp": len(results),
        "chữ vào": sum(len(r.expected.words) - r.expected.words.count(PICTURE) for r in results),
        "chữ ra": sum(len(r.shown.words) - r.shown.words.count(PICTURE) for r in results),
        "chữ mất": sum(r.missing for r in results),
        "tệp đúng từng chữ theo thứ tự": sum(r.expected.words == r.shown.words for r in results),
        "bảng vào": sum(len(r.expected.tables) for r in results),
        "bảng đúng từng ô": sum(a == b for a, b in tables),
        "ảnh vào": sum(len(r.expected.pictures) for r in results),
        "ảnh đúng chỗ": sum(a == b for a, b in pictures),
    }  # fmt: skip


def committed() -> dict[str, Expected]:
    """Return what must come out of the committed files, which LibreOffice wrote."""
    return {
        file.with_suffix(".docx").name: Expected(**json.loads(file.read_text("utf-8")))
        for file in sorted(COMMITTED.glob("*.json"))
    }
