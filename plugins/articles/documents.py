"""The documents that an article's page offers."""

from __future__ import annotations

from portal.article import Article, Attachment, Body


def documents_of(article: Article, body: Body) -> tuple[Attachment, ...]:
    """Return the documents of the header and of the text, each once; none of what was withdrawn."""
    if article.withdrawn:
        return ()
    return tuple({document.url: document for document in (*body.attachments, *article.attachments)}.values())
