"""What is published: the pictures and documents that something published refers to."""

from __future__ import annotations

from portal.article import Attachment
from portal.pictures import Picture
from portal.site import Site


def referred(site: Site) -> tuple[list[Picture], list[Attachment]]:
    """Return the pictures and the documents of *site*, each file once, by their sources.

    A withdrawn article shows nothing but its notice, so it refers to nothing.
    """
    pictures: dict[tuple[str, str], Picture] = {}
    documents: dict[tuple[str, str], Attachment] = {}
    sources = [article.source for article in site.live] + [page.source for page in site.pages]
    for shown in map(site.shown_in, sources):
        pictures.update({(picture.source, picture.digest): picture for picture in shown.pictures})
        documents.update({(document.source, document.url): document for document in shown.attachments})
    for article in site.live:
        if article.picture is not None:
            pictures[article.picture.source, article.picture.digest] = article.picture
        documents.update({(document.source, document.url): document for document in article.attachments})
    return [pictures[key] for key in sorted(pictures)], [documents[key] for key in sorted(documents)]
