"""Reading an article that is not saved yet, as the builder would read it: for whoever shows it while it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.articles.checks.links import dead_links_of
from plugins.articles.data import Data, read_data
from plugins.articles.documents import documents_of
from plugins.articles.fields import Fields
from plugins.articles.figures import credit_line
from plugins.articles.files import ContentFolder
from plugins.articles.headers import ARTICLE_FIELDS, parse
from plugins.articles.reader import Reader
from plugins.articles.references import References
from portal.addresses import HOME
from portal.agency import Agency
from portal.article import Article, Body, Term
from portal.pictures import Picture
from portal.problem import Problem, Problems
from portal.text_file import decode

_UNTITLED = "(chưa có tiêu đề)"
_UNSORTED = Term("chuyen-muc", "Chuyên mục", "chuyen-muc")


@dataclass(frozen=True)
class Proof:
    """An article read before it is saved.

    Attributes:
        article: as it would stand; with words in place of what is missing when its head holds an error.
        body: its text.
        agency: who publishes.
        problems: what the builder would tell of this file; links to addresses of the site are checked by the build.
    """

    article: Article
    body: Body
    agency: Agency
    problems: tuple[Problem, ...]

    def page_values(self) -> Mapping[str, Any]:
        """Return what the template of articles shows, without neighbours."""
        category = self.article.category
        return {
            "article": self.article,
            "body": Body("", "") if self.article.withdrawn else self.body,
            "breadcrumbs": (("Trang chủ", HOME), (category.name, category.url)),
            "previous": None,
            "next": None,
            "related": (),
            "episode": None,
            "unpublished": "",
            "attachments": documents_of(self.article, self.body),
        }


def read_site_data(content: Path) -> Data:
    """Return agency, categories and abbreviations of a content folder.

    Raises:
        BrokenDataError: one of the data files cannot be used.
    """
    return read_data(ContentFolder(content), Problems(), site_name=content.name)


def read_proof(content: Path, relative: str, text: bytes, *, now: datetime) -> Proof:
    """Read *text* as the source at *relative* under *content*.

    Raises:
        BrokenDataError: a data file that every article depends on cannot be used.
    """
    folder, data = ContentFolder(content), read_site_data(content)
    record, body = Reader(folder, data).read_as(decode(text, folder.shown(relative)), relative)
    article = record.item if isinstance(record.item, Article) else _stand_in(folder, relative, text, now)
    return Proof(article, body, data.agency, (*record.problems, *dead_links_of(record, folder)))


def _stand_in(folder: ContentFolder, relative: str, text: bytes, now: datetime) -> Article:
    """Return an article of what can be read already, with words where some are missing."""
    shown = folder.shown(relative)
    fields = Fields(parse(decode(text, shown).text or "", shown), ARTICLE_FIELDS)
    picture = References(folder).picture(fields.text("picture"), relative, 1)
    if isinstance(picture, Picture):
        alt, caption, credit = (fields.text(f"picture_{name}") for name in ("alt", "caption", "credit"))
        picture = replace(picture, alt=alt, caption=caption, credit=credit_line(credit))
    return Article(
        identity=relative,
        source=relative,
        title=fields.text("title") or _UNTITLED,
        slug="",
        url="",
        published=fields.moment("date") or now,
        category=_UNSORTED,
        summary=fields.text("summary"),
        picture=picture if isinstance(picture, Picture) else None,
    )
