"""What search reads of an article, as lines of plain text."""

from __future__ import annotations

from collections.abc import Iterable

from portal.article import Article, Attachment, Body


def lines_of(article: Article, body: Body) -> list[str]:
    """Return the title, then the summary, the lines of the text, the tags, and what its documents are called."""
    documents = (_named(document) for document in (*article.attachments, *body.attachments))
    tags = (tag.name for tag in article.tags)
    rest: Iterable[str] = (article.summary, *body.text.split("\n"), *tags, *documents)
    return [article.title.replace("\n", " "), *filter(None, rest)]


def _named(document: Attachment) -> str:
    return " ".join(filter(None, (document.title, document.kind, document.number, document.issuer)))
