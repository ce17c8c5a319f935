"""The values that features exchange: articles, pages, terms. Frozen, plain, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from portal.addresses import TermKind, term_url
from portal.pictures import Picture


class Term(NamedTuple):
    """A category, tag, author or series. A tuple, as terms are keys of dicts all over a build."""

    kind: TermKind
    name: str
    slug: str
    description: str = ""

    @property
    def url(self) -> str:
        """Address of its list."""
        return term_url(self.kind, self.slug)


@dataclass(frozen=True)
class Attachment:
    """A document that readers can download.

    Attributes:
        source: path under ``content/``.
        url: where it is served.
        title: what the link says.
        type: file type in capitals ("PDF").
        size: bytes.
        digest: first 16 hexadecimal digits of the SHA-256 of the file.
        number: of an official document, without "Số" ("12/KH-UBND"), or "".
        issued: its date, at midnight.
        issuer: who issued it.
        kind: what it is ("Kế hoạch", "Quyết định").
    """

    source: str
    url: str
    title: str
    type: str
    size: int
    digest: str = ""
    number: str = ""
    issued: datetime | None = None
    issuer: str = ""
    kind: str = ""

    @property
    def is_official(self) -> bool:
        """Whether anything is known of it as an official document."""
        return bool(self.number or self.issued or self.issuer or self.kind)


@dataclass(frozen=True)
class Correction:
    """What was put right, and when."""

    date: datetime
    text: str


@dataclass(frozen=True)
class Withdrawal:
    """Since when and why an article no longer stands."""

    date: datetime
    reason: str


class MergedBody(NamedTuple):
    """A body that was merged into another one or dissolved ("") on a day, with a sentence on what that means, or ""."""

    name: str
    since: datetime
    successor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One published article, without its body (see `Body`).

    Attributes:
        identity: never changes: the ``Id:`` header, else the path under ``content/``.
        source: path under ``content/``.
        title: NFC plain text. `portal.vietnamese.text.tie_numbers` is for display.
        url: root-relative, unique.
        published: aware, in ``portal.vietnamese.dates.ZONE``, cut to the minute.
        updated: the newest correction or ``Modified:``; None while the first version stands.
        summary: plain text, the sapo.
        authors: may be empty.
        origin: who wrote it first ("Nguồn"), or "".
        picture: the cover, or None.
        withdrawn: if set, its page shows the notice only, and no list, feed or index has it.
        version: another one whenever anything that the article or its body shows is, but for `pinned` and `merged`.
        series: the chain of events that it is a part of ("dòng sự kiện").
        aliases: former addresses, root-relative, as its file names them; `portal.site.Site.redirects` has those that
            lead somewhere.
        expires: from this moment on what it tells does not hold any more.
        pinned: it stands before all others on the home page and in its category, until `pinned_until` if that is set.
        expired: `expires` has come. Its page stays, and its slots in archives; nothing presents it as news.
        merged: bodies that its words name and that were merged or dissolved after it was published.
    """

    identity: str
    source: str
    title: str
    slug: str
    url: str
    published: datetime
    category: Term
    summary: str
    tags: tuple[Term, ...] = ()
    authors: tuple[Term, ...] = ()
    origin: str = ""
    updated: datetime | None = None
    picture: Picture | None = None
    attachments: tuple[Attachment, ...] = ()
    corrections: tuple[Correction, ...] = ()
    withdrawn: Withdrawal | None = None
    featured: bool = False
    lang: str = "vi"
    version: str = ""
    series: Term | None = None
    aliases: tuple[str, ...] = ()
    expires: datetime | None = None
    pinned: bool = False
    pinned_until: datetime | None = None
    expired: bool = False
    merged: tuple[MergedBody, ...] = ()

    @property
    def modified(self) -> datetime:
        """When its substance last changed."""
        return self.updated or self.published


@dataclass(frozen=True)
class Body:
    """What an article or page says, loaded apart from the rest because it is long.

    Attributes:
        html: sanitised; links and pictures are root-relative.
        text: plain text in NFC, a line per block; for search and weights.
        abbreviations: (short, long) pairs of "Chữ viết tắt trong bài", in order of first use.
        pictures: those in the text.
        attachments: documents that the text links to.
    """

    html: str
    text: str
    abbreviations: tuple[tuple[str, str], ...] = ()
    pictures: tuple[Picture, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class StaticPage:
    """A page outside the news: Giới thiệu, Liên hệ …"""

    source: str
    title: str
    slug: str
    url: str
    summary: str
    lang: str = "vi"
    version: str = ""


def versions_of(articles: Iterable[Article]) -> str:
    """Return a text that is another one whenever one of *articles*, or their order, is."""
    return " ".join([article.version for article in articles])
