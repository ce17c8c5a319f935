"""The editor put together: `articles` reads what is written, the theme draws it, `editor` keeps it."""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial
from pathlib import Path

from plugins.articles.proof import Proof, read_proof, read_site_data
from plugins.editor.backend import Backend, Reading
from plugins.editor.cms import ADDRESS, local_config
from plugins.editor.routes import Editor
from plugins.editor.store import ContentStore
from plugins.incremental_build.drawing import PageDrawer
from portal.pictures import Picture
from portal.vietnamese.dates import ZONE

_ARTICLE = re.compile(r'<article class="article".*?</article>', re.DOTALL)
_STYLESHEET = re.compile(r'<link rel="stylesheet" href="(/[^"]+)"')


def make_editor(content: Path, output: Path, *, settings: Path, vendored: Path, port: int) -> Editor:
    """Return the editor of the articles in *content*, served beside the preview of *output* at *port*."""
    content, output = content.absolute(), output.absolute()

    site = f"http://127.0.0.1:{port}"

    def configure() -> dict[str, object]:
        return local_config(category_names(content), site=site)

    def page_at(address: str) -> str:
        return f"{site}{address}" if (output / address.strip("/") / "index.html").is_file() else ""

    store = ContentStore(content)
    reader = ArticleReader(content, PageDrawer(settings, content, output))
    backend = Backend(store, reader, lambda: datetime.now(ZONE), page_at)
    return Editor(backend, store, vendored, configure, lambda: _stylesheets(output), port)


def category_names(content: Path) -> list[str] | None:
    """Return the names of the agency's categories in their order; None when any is accepted."""
    categories = read_site_data(content).categories
    return None if categories is None else [term.name for term in categories]


class ArticleReader:
    """Reads and draws one article that need not be saved."""

    def __init__(self, content: Path, drawer: PageDrawer) -> None:
        self._content = content
        self._drawer = drawer

    def __call__(self, relative: str, text: bytes) -> Reading:
        """Return how *text* would look at *relative*."""
        proof = read_proof(self._content, relative, text, now=datetime.now(ZONE))
        return Reading(partial(self._draw, proof), proof.article.url, proof.problems)

    def _draw(self, proof: Proof) -> str:
        match = _ARTICLE.search(self._drawer.draw("article.html", proof.agency, proof.page_values()))
        cover = (proof.article.picture,) if proof.article.picture else ()
        return _with_originals(match[0] if match else "", (*cover, *proof.body.pictures))


def _with_originals(html: str, pictures: tuple[Picture, ...]) -> str:
    """Show the files that editors uploaded: smaller ones are made when a page is built."""
    for picture in pictures:
        html = html.replace(picture.srcset, f"{ADDRESS}tep/{picture.source}")
        html = html.replace(picture.fallback_url, f"{ADDRESS}tep/{picture.source}")
    return html


def _stylesheets(output: Path) -> list[str]:
    try:
        return _STYLESHEET.findall((output / "index.html").read_text("utf-8"))
    except OSError:
        return []
