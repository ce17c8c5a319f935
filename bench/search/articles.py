"""Articles that lie in a folder as Markdown, and what each search reads of them.

    python -m bench.search.articles FOLDER WORK [--size N] [--texts T] [--posts P]

Writes WORK/documents.jsonl (for lunr, MiniSearch, Whoosh, FTS5), WORK/pages (for Pagefind), WORK/content (for the
portal), WORK/new (P new posts, for later) and WORK/sizes.json. A process of its
own: what a measuring process holds counts into the memory of all that it starts.
"""

from __future__ import annotations

import argparse
import html
import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bench.corpus import Dice

ROOT = Path(__file__).resolve().parents[2]
_DATE = "%Y-%m-%d %H:%M"
# What of the portal's own content a search needs: categories, abbreviations, the agency.
_DATA = ("chuyen-muc.yaml", "viet-tat.yaml", "co-quan.yaml")


@dataclass(frozen=True, slots=True)
class Article:
    """One article; *paragraphs* are Markdown, *tags* as its header has them."""

    slug: str
    title: str
    date: datetime
    category: str
    tags: str
    summary: str
    paragraphs: tuple[str, ...]

    @property
    def url(self) -> str:
        """The address that every system gives it."""
        return f"/tin-tuc/{self.date:%Y/%m/%d}/{self.slug}/"

    @property
    def text(self) -> str:
        """The body as a reader sees it, a paragraph a line."""
        return "\n".join(self.paragraphs).replace("\\", "")

    @property
    def source(self) -> str:
        """The file that an editor would save."""
        return (
            f"Title: {self.title}\nDate: {self.date:{_DATE}}\nCategory: {self.category}\nTags: {self.tags}\n"
            f"Slug: {self.slug}\nSummary: {self.summary}\n\n" + "\n\n".join(self.paragraphs) + "\n"
        )


def read_articles(folder: Path) -> list[Article]:
    """Return the articles below *folder*, oldest first.

    Raises:
        ValueError: a file lacks one of the headers Title, Date, Category, Tags, Slug, Summary.
    """
    return sorted((_read(path) for path in folder.rglob("*.md")), key=lambda article: (article.date, article.slug))


def _read(path: Path) -> Article:
    head, _, body = path.read_text("utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    try:
        date = datetime.strptime(fields["Date"], _DATE)  # noqa: DTZ007  # sorted by it only
        title, category, tags, slug, summary = (fields[k] for k in ("Title", "Category", "Tags", "Slug", "Summary"))
    except KeyError as missing:
        raise ValueError(f"{path}: no {missing.args[0]}") from None
    return Article(slug, title, date, category, tags, summary, tuple(body.strip().split("\n\n")))


def joined(articles: Sequence[Article], parts: int) -> list[Article]:
    """Return as many articles, each with the text of *parts*: its own, and those of others far from it."""
    step = max(1, len(articles) // parts)
    return [
        replace(
            article,
            paragraphs=tuple(
                paragraph
                for part in range(parts)
                for paragraph in articles[(number + part * step) % len(articles)].paragraphs
            ),
        )
        for number, article in enumerate(articles)
    ]


def sized(articles: Sequence[Article], size: int) -> list[Article]:
    """Return *size* articles: the first ones, and when there are not enough, others mixed of their paragraphs.

    A mixed one takes every other paragraph of two articles, so that no text stands twice; the same every time.
    """
    mixed = [_mixed(articles, number) for number in range(len(articles), size)]
    return sorted([*articles[:size], *mixed], key=lambda article: (article.date, article.slug))


def _mixed(articles: Sequence[Article], number: int) -> Article:
    dice = Dice(number)
    first, second = dice.some(articles, 2) if len(articles) < 100 else (dice.one(articles), dice.one(articles))
    body = (*first.paragraphs[::2], *second.paragraphs[1::2])
    return replace(first, slug=f"{first.slug}-{number}", title=f"{first.title} ({number})", paragraphs=body)


def later(articles: Sequence[Article], count: int) -> list[Article]:
    """Return *count* new posts, an hour apart, after the last of *articles* (oldest first)."""
    last = articles[-1].date
    numbers = range(1, count + 1)
    return [replace(_mixed(articles, len(articles) + n), date=last + timedelta(hours=n)) for n in numbers]


def write_documents(articles: Iterable[Article], path: Path) -> None:
    """Write one JSON object a line: slug, url, title, summary, body (plain text)."""
    with path.open("w", encoding="utf-8") as lines:
        for article in articles:
            fields = {name: getattr(article, name) for name in ("slug", "url", "title", "summary")}
            lines.write(json.dumps({**fields, "body": article.text}, ensure_ascii=False) + "\n")


def write_pages(articles: Iterable[Article], folder: Path) -> None:
    """Write a small page for each article, and one that searches; nothing but the words, so nothing slows Pagefind."""
    for article in articles:
        path = folder / article.url.strip("/") / "index.html"
        path.parent.mkdir(parents=True)
        paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in article.text.splitlines())
        body = f"<h1>{html.escape(article.title)}</h1>\n<p>{html.escape(article.summary)}</p>\n{paragraphs}"
        path.write_text(_page(article.title, f"<main data-pagefind-body>\n{body}</main>"), "utf-8")
    (folder / "index.html").write_text(_page("Tìm", "<script src=/tim.js type=module></script>"), "utf-8")
    shutil.copyfile(Path(__file__).with_name("pagefind_page.js"), folder / "tim.js")


def _page(title: str, body: str) -> str:
    head = f"<meta charset=utf-8><title>{html.escape(title)}</title>"
    return f"<!doctype html><html lang=vi><head>{head}</head><body>{body}</body></html>\n"


def write_content(articles: Iterable[Article], folder: Path) -> None:
    """Write the articles as the portal's content, with the repository's own categories and abbreviations."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in _DATA:
        shutil.copyfile(ROOT / "content" / name, folder / name)
    for article in articles:
        write_source(article, folder)


def write_source(article: Article, folder: Path) -> Path:
    """Save *article* in the portal's content *folder*; return its file."""
    path = folder / "tin-tuc" / str(article.date.year) / f"{article.slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(article.source, "utf-8")
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    """Lay out what all systems read."""
    parser = argparse.ArgumentParser(prog="articles", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--size", type=int, default=0, help="so many articles; 0: all there are")
    parser.add_argument("--texts", type=int, default=1, help="texts joined into one article")
    parser.add_argument("--posts", type=int, default=0, help="new posts besides")
    options = parser.parse_args(arguments)
    articles = read_articles(options.folder)
    if options.texts > 1:
        articles = joined(articles, options.texts)
    articles = sized(articles, options.size) if options.size else articles
    shutil.rmtree(options.work, ignore_errors=True)
    options.work.mkdir(parents=True)
    lay_out(articles, options.work)
    for article in later(articles, options.posts):
        write_source(article, options.work / "new")
    return 0


def lay_out(articles: Sequence[Article], work: Path) -> None:
    """Write *articles* into the folder *work* as every system reads them, and how many words they have."""
    write_documents(articles, work / "documents.jsonl")
    write_pages(articles, work / "pages")
    write_content(articles, work / "content")
    words = sum(len(article.text.split()) for article in articles) / max(1, len(articles))
    (work / "sizes.json").write_text(json.dumps({"articles": len(articles), "syllables": words}), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
