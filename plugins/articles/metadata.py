"""From a source's fields to the metadata of an article or page; bodies come later (`plugins.articles.body`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from plugins.articles import codes
from plugins.articles.fields import DatedNote, Fields, suggestion
from plugins.articles.figures import credit_line
from plugins.articles.headers import ARTICLE_FIELDS, PAGE_FIELDS, Source
from plugins.articles.references import References
from portal.addresses import article_url, page_url
from portal.article import Article, Attachment, Correction, StaticPage, Term, Withdrawal
from portal.pictures import Picture
from portal.problem import Problem
from portal.vietnamese.slug import slugify


@dataclass(frozen=True)
class Head:
    """What a source says before its body begins.

    Attributes:
        item: the article or page; None when a field holds an error.
        is_draft: its status says draft.
        words: what is shown above the body: title and summary.
    """

    item: Article | StaticPage | None
    is_draft: bool
    words: tuple[str, str]


class MetadataReader:
    """Reads the metadata of sources against the agency's categories."""

    def __init__(self, categories: tuple[Term, ...] | None, references: References) -> None:
        self._categories: Mapping[str, Term] | None = (
            None if categories is None else {term.name.casefold(): term for term in categories}
        )
        self._references = references

    def article(self, source: Source, relative: str) -> Head:
        """Return the head of an article."""
        fields = Fields(source, ARTICLE_FIELDS)
        title = fields.text("title", required=True)
        published = fields.moment("date", required=True)
        category = self._category(fields)
        slug = fields.slug(title, PurePosixPath(relative).stem)
        corrections = _sorted_notes(fields, "corrections", published)
        identity = fields.text("id") or relative
        is_draft = fields.is_draft()
        picture = self._cover(fields, source, relative)
        attachments = self._attachments(fields, source, relative)
        withdrawn = _sorted_notes(fields, "withdrawn", published)
        updated = _newest(fields.moment("modified", published=published), corrections, published, fields)
        words = (title, fields.text("summary"))
        values: dict[str, Any] = {
            "summary": words[1],
            "tags": tuple(_term("chu-de", name) for name in fields.names("tags")),
            "authors": tuple(_term("tac-gia", name) for name in fields.names("author", "authors")),
            "origin": fields.text("source"),
            "featured": fields.flag("featured"),
            "lang": fields.lang(),
            "series": _series(fields),
            "aliases": fields.aliases(),
            "expires": fields.deadline("expires", published),
        }
        values["pinned"], values["pinned_until"] = fields.pin(published)
        if published is None or category is None or any(problem.severity == "error" for problem in source.problems):
            return Head(None, is_draft, words)
        article = Article(
            identity=identity,
            source=relative,
            title=title,
            slug=slug,
            url=article_url(published, slug),
            published=published,
            category=category,
            updated=updated,
            picture=picture,
            attachments=attachments,
            corrections=tuple(Correction(note.date, note.text) for note in corrections),
            withdrawn=Withdrawal(withdrawn[-1].date, withdrawn[-1].text) if withdrawn else None,
            **values,
        )
        return Head(article, is_draft, words)

    def page(self, source: Source, relative: str) -> Head:
        """Return the head of a page."""
        fields = Fields(source, PAGE_FIELDS)
        title = fields.text("title", required=True)
        lang = fields.lang()
        slug = fields.slug(title, PurePosixPath(relative).stem, top_level=lang == "vi")
        summary = fields.text("summary")
        is_draft = fields.is_draft()
        if any(problem.severity == "error" for problem in source.problems):
            return Head(None, is_draft, (title, summary))
        return Head(StaticPage(relative, title, slug, page_url(slug, lang), summary, lang), is_draft, (title, summary))

    def _category(self, fields: Fields) -> Term | None:
        name = fields.text("category", required=True)
        if not name:
            return None
        if self._categories is None:
            if not slugify(name):
                fields.problem(codes.BAD_SLUG, "category", slug=name)
            return _term("chuyen-muc", name)
        found = self._categories.get(name.casefold())
        if found is None:
            known = [term.name for term in self._categories.values()]
            fields.problem(codes.UNKNOWN_CATEGORY, "category", name=name, hint=suggestion(name, known))
        return found

    def _cover(self, fields: Fields, source: Source, relative: str) -> Picture | None:
        written = fields.text("picture")
        if not written:
            return None
        found = self._references.picture(written, relative, fields.line("picture"))
        if isinstance(found, Problem):
            source.problems.append(found)
            return None
        alt = fields.text("picture_alt")
        if not alt:
            fields.problem(codes.NO_ALT, "picture", path=written, shape="Picture_alt: …")
        caption, credit = fields.text("picture_caption"), credit_line(fields.text("picture_credit"))
        return replace(found, alt=alt, caption=caption, credit=credit)

    def _attachments(self, fields: Fields, source: Source, relative: str) -> tuple[Attachment, ...]:
        attachments = []
        for link in fields.documents("attachments"):
            found = self._references.document(link.path, relative, link.line, title=link.title)
            if isinstance(found, Problem):
                source.problems.append(found)
            else:
                about = {"number": link.number, "issued": link.issued, "issuer": link.issuer, "kind": link.kind}
                attachments.append(replace(found, **about))  # type: ignore[arg-type]  # each has its field's type
        return tuple(attachments)


def _term(kind: str, name: str) -> Term:
    return Term(kind, name, slugify(name))  # type: ignore[arg-type]  # called with literal kinds only


def _series(fields: Fields) -> Term | None:
    name = fields.text("series")
    if name and not slugify(name):
        fields.problem(codes.EMPTY_NAME, "series", name=name, field=ARTICLE_FIELDS["series"])
        return None
    return _term("dong-su-kien", name) if name else None


def _sorted_notes(fields: Fields, name: str, published: datetime | None) -> list[DatedNote]:
    notes = sorted(fields.notes(name, published), key=lambda note: note.date)
    if notes and published and notes[0].date < published:
        fields.problem(codes.MODIFIED_BEFORE, name, field=ARTICLE_FIELDS[name])
    return notes


def _newest(
    modified: datetime | None, corrections: list[DatedNote], published: datetime | None, fields: Fields
) -> datetime | None:
    if modified and published and modified < published:
        fields.problem(codes.MODIFIED_BEFORE, "modified", field="Modified")
    moments = [note.date for note in corrections] + ([modified] if modified and modified != published else [])
    return max(moments, default=None)
