"""Writes a made-up Vietnamese news corpus of any size, the same bytes every time.

    python bench/corpus.py FOLDER --articles 10000 [--dialect portal|pelican|hugo|eleventy]

About 260 syllables an article, 8 categories, 60 tags (3 an article); dates rise over eight years and end in June 2025,
so none is in the future. Articles whose number is the corpus' size or more are its new posts, an hour apart.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import vietnamese as words

T = TypeVar("T")

_ZONE = timezone(timedelta(hours=7))
_FIRST = datetime(2017, 1, 2, 7, 0, tzinfo=_ZONE)
_LAST = datetime(2025, 6, 16, 17, 0, tzinfo=_ZONE)
# New posts follow in the same month, as on almost every day of a newsroom: no new month begins with them.
_NEW = datetime(2025, 6, 17, 7, 0, tzinfo=_ZONE)
_SENTENCES = (10, 13)
_MASK = 2**64 - 1


@dataclass(frozen=True)
class Post:
    """One article; *category* and *tags* are names, *body* is Markdown."""

    number: int
    title: str
    slug: str
    published: datetime
    category: str
    tags: tuple[str, ...]
    summary: str
    body: str


class Dice:
    """Throws the same numbers on every machine and every Python (splitmix64)."""

    def __init__(self, seed: int) -> None:
        self._state = (seed * 0x9E3779B97F4A7C15 + 0x1234567) & _MASK

    def below(self, end: int) -> int:
        """Return a number from 0 to *end* - 1."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return (mixed ^ (mixed >> 31)) % end

    def one(self, items: Sequence[T]) -> T:
        """Return one of *items*."""
        return items[self.below(len(items))]

    def some(self, items: Sequence[T], count: int) -> tuple[T, ...]:
        """Return *count* different ones of *items*."""
        left = list(items)
        return tuple(left.pop(self.below(len(left))) for _ in range(count))


def make_post(number: int, size: int) -> Post:
    """Return the article *number* of a corpus of *size* articles, or its new post when *number* is *size* or more."""
    dice = Dice(number)
    published = _moment(number, size)
    title = _sentence(dice.one(words.TITLES), dice, published)
    if number >= size:
        title = words.OPENING_OF_NEW_POSTS.format(number=number, title=title)
    return Post(
        number=number,
        title=_capitalised(title),
        slug=f"{plain(title)[:80].strip('-')}-{number:06}",
        published=published,
        category=dice.one(words.CATEGORIES)[0],
        tags=dice.some(words.TAGS, 3),
        summary=_sentence(dice.one(words.SUMMARIES), dice, published),
        body=_body(dice, published),
    )


def _moment(number: int, size: int) -> datetime:
    if number >= size:
        return _NEW + timedelta(hours=number - size)
    moment = _FIRST + (_LAST - _FIRST) * (number / size)
    return moment.replace(second=0, microsecond=0)


def _sentence(template: str, dice: Dice, published: datetime) -> str:
    commune, other = dice.some(words.COMMUNES, 2)
    day = published + timedelta(days=dice.below(90) - 45)
    values = {
        "xa": commune,
        "xa2": other,
        "nguoi": dice.one(words.PEOPLE),
        "cq": dice.one(words.BODIES),
        "tt": dice.one(words.PROCEDURES),
        "vb": dice.one(words.DOCUMENTS).format(1 + dice.below(3000)),
        "ngay": f"{day.day}/{day.month}/{day.year}",
        "gio": f"{6 + dice.below(12)} giờ {dice.one(('', '15', '30', '45'))}".strip(),
        "n": str(2 + dice.below(60)),
        "n2": f"{100 + dice.below(8900):,}".replace(",", "."),
        "p": f"{60 + dice.below(40)},{1 + dice.below(9)}%",
        "p2": f"{5 + dice.below(50)},{1 + dice.below(9)}%",
        "tien": dice.one((f"{1 + dice.below(40)},{1 + dice.below(9)} tỷ đồng", f"{20 + dice.below(900)} triệu đồng")),
        "nam": str(published.year - dice.below(2)),
    }
    return _capitalised(template.format(**values))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _body(dice: Dice, published: datetime) -> str:
    """Return four or five paragraphs; often a heading and a list, now and then a table."""
    low, high = _SENTENCES
    chosen = dice.some(words.SENTENCES, low + dice.below(high - low + 1))
    sentences = [_sentence(template, dice, published) for template in chosen]
    blocks = []
    while sentences:
        size = 2 + dice.below(3)
        blocks.append(" ".join(sentences[:size]))
        del sentences[:size]
    if dice.below(2) == 0:
        blocks.insert(2, "## " + _sentence(dice.one(words.HEADINGS), dice, published))
    if dice.below(3) == 0:
        blocks.append("\n".join(f"- {_sentence(item, dice, published)}" for item in dice.some(words.ITEMS, 3)))
    if dice.below(8) == 0:
        blocks.append(_table(dice))
    return "\n\n".join(blocks) + "\n"


def _table(dice: Dice) -> str:
    rows = [
        f"| {_capitalised(commune)} | {20 + dice.below(900)} | {60 + dice.below(40)},{1 + dice.below(9)}% |"
        for commune in dice.some(words.COMMUNES, 4)
    ]
    return "\n".join(["| Nơi nhận | Hồ sơ | Đúng hẹn |", "|---|---:|---:|", *rows])


def plain(text: str) -> str:
    """Return *text* in small Latin letters, digits and hyphens."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "-".join("".join(char if char.isascii() and char.isalnum() else " " for char in _unmarked(bare)).split())


def _unmarked(text: str) -> str:
    return "".join(char for char in text if not unicodedata.combining(char))


def _headers(post: Post) -> str:
    """Return *post* as Pelican and the portal read it."""
    return (
        f"Title: {post.title}\nDate: {post.published:%Y-%m-%d %H:%M}\nCategory: {post.category}\n"
        f"Tags: {', '.join(post.tags)}\nSlug: {post.slug}\nSummary: {post.summary}\n\n{post.body}"
    )


def _front_matter(fields: dict[str, object], body: str) -> str:
    """Return *body* under YAML; JSON texts and lists are YAML too."""
    lines = (
        f"{name}: {value.isoformat() if isinstance(value, datetime) else json.dumps(value, ensure_ascii=False)}\n"
        for name, value in fields.items()
    )
    return f"---\n{''.join(lines)}---\n\n{body}"


def _hugo(post: Post) -> str:
    fields: dict[str, object] = {"title": post.title, "date": post.published, "slug": post.slug}
    terms = {"chuyen-muc": [post.category], "chu-de": list(post.tags)}
    return _front_matter({**fields, **terms, "summary": post.summary}, post.body)


def _eleventy(post: Post) -> str:
    fields: dict[str, object] = {"title": post.title, "date": post.published, "slug": post.slug}
    terms = {"category": post.category, "tags": list(post.tags)}
    return _front_matter({**fields, **terms, "summary": post.summary}, post.body)


_DIALECTS: dict[str, Callable[[Post], str]] = {
    "portal": _headers,
    "pelican": _headers,
    "hugo": _hugo,
    "eleventy": _eleventy,
}
_BY_YEAR = frozenset({"portal", "pelican"})


def path_of(content: Path, dialect: str, post: Post) -> Path:
    """Return the file of *post* in the folder *content* of a site."""
    folder = content / "tin-tuc"
    if dialect in _BY_YEAR:
        folder /= str(post.published.year)
    return folder / f"{post.slug}.md"


def write_post(content: Path, dialect: str, post: Post) -> None:
    """Write *post* into the folder *content* of a site, as its generator reads it."""
    path = path_of(content, dialect, post)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_DIALECTS[dialect](post), "utf-8")


def write_corpus(content: Path, dialect: str, size: int) -> None:
    """Write the corpus of *size* articles, and for the portal the files that say who publishes."""
    for number in range(size):
        write_post(content, dialect, make_post(number, size))
    if dialect == "portal":
        _write_data(content)


def _write_data(content: Path) -> None:
    categories = "".join(f"- name: {name}\n  slug: {slug}\n" for name, slug in words.CATEGORIES)
    glossary = "".join(f"{short}: {meaning}\n" for short, meaning in words.GLOSSARY.items())
    agency = "name: Cổng đo tốc độ\nagency: Sở Nội vụ\nprovince: tỉnh Minh Họa\ndemonstration: Mọi tin đều bịa.\n"
    for name, text in (("chuyen-muc.yaml", categories), ("viet-tat.yaml", glossary), ("co-quan.yaml", agency)):
        (content / name).write_text(text, "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a corpus."""
    parser = argparse.ArgumentParser(prog="corpus", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("content", type=Path, help="the folder to write into")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--dialect", choices=sorted(_DIALECTS), default="portal")
    options = parser.parse_args(arguments)
    write_corpus(options.content, options.dialect, options.articles)
    return 0


if __name__ == "__main__":
    sys.exit(main())
