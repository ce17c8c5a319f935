"""Small values for tests: articles, sites and what stands in for a theme and an output folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from plugins.incremental_build.engine import Engine
from plugins.incremental_build.folder import SiteFolder
from portal.addresses import article_url
from portal.agency import Agency
from portal.article import Article, Body, Term
from portal.build import Build
from portal.build.sink import MARKER
from portal.site import Shown, Site, newest_first
from portal.vietnamese.dates import ZONE
from portal.vietnamese.slug import slugify
from tests.building import files

NOW = datetime(2024, 1, 10, 8, 0, tzinfo=ZONE)
AGENCY = Agency(name="Cổng cải cách hành chính", province="tỉnh Lạc Giang", agency="Sở Nội vụ tỉnh Lạc Giang")
REFORM = Term("chuyen-muc", "Cải cách hành chính", "cai-cach-hanh-chinh")
SERVICES = Term("chuyen-muc", "Dịch vụ công", "dich-vu-cong")


def moment(text: str) -> datetime:
    """Return an ISO moment in Viet Nam."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def make_article(identity: str = "a1", **fields: Any) -> Article:
    """Return an article; what a test does not name has a plain value."""
    title = fields.setdefault("title", f"Bài {identity}")
    fields.setdefault("published", moment("2023-07-20 14:05"))
    fields.setdefault("slug", slugify(title))
    fields.setdefault("url", article_url(fields["published"], fields["slug"]))
    fields.setdefault("source", f"tin-tuc/{identity}.md")
    fields.setdefault("category", REFORM)
    fields.setdefault("summary", f"Tóm tắt bài {identity}.")
    return Article(identity=identity, **fields)


def row_of_articles(count: int, **fields: Any) -> list[Article]:
    """Return *count* articles a day apart, b1 the oldest."""
    first = moment("2023-01-01 08:00")
    return [make_article(f"b{n}", published=first + timedelta(days=n), **fields) for n in range(1, count + 1)]


def make_site(
    articles: Iterable[Article],
    *,
    bodies: Mapping[str, Body] | Callable[[str], Body] | None = None,
    categories: tuple[Term, ...] = (REFORM, SERVICES),
    agency: Agency = AGENCY,
    now: datetime = NOW,
    next_due: datetime | None = None,
) -> Site:
    """Return a site; a body that *bodies* (by identity) does not name is one paragraph."""

    def load_body(source: str) -> Body:
        if callable(bodies):
            return bodies(source)
        identity = source.removeprefix("tin-tuc/").removesuffix(".md")
        return (bodies or {}).get(identity) or Body(f"<p>Nội dung bài {identity}.</p>", f"Nội dung bài {identity}.")

    def shown_in(source: str) -> Shown:
        body = load_body(source)
        return Shown(body.pictures, body.attachments)

    return Site(agency, tuple(newest_first(articles)), (), categories, now, load_body, next_due, shown_in)


class MemorySink:
    """An output folder in memory."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def put(self, path: str, content: bytes, shows: str = "") -> None:
        assert path not in self.files, f"{path} is written twice"
        self.files[path] = content

    def keep(self, path: str, shows: str) -> bool:
        return False

    def size(self, path: str) -> int | None:
        return len(self.files[path]) if path in self.files else None


def carry_out(build: Build, site: Site, render: Callable[[str, Mapping[str, Any]], str], sink: MemorySink) -> int:
    """Build *site* by the engine, let *sink* hold the files, and return the number of pages."""
    with TemporaryDirectory() as folder:
        engine = Engine(build, SiteFolder(Path(folder), {}, ""), render, mode="inline", pages_key="")
        engine.plan(site)
        engine.carry_out(site)
        sink.files = {path: content for path, content in files(Path(folder)).items() if path != MARKER}
        return engine.report.pages


class FakePelican:
    """What a feature's plugin.py sees of Pelican."""

    def __init__(self, content: Path, **settings: Any) -> None:
        self.settings = settings
        self.build = Build(now=NOW, content=content, cache=content / ".cache")


def render_as_json(template: str, values: Mapping[str, Any]) -> str:
    """Stand in for the theme: show which template got which values."""
    return json.dumps({"template": template, **values}, default=repr, ensure_ascii=False)
