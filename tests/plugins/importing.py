"""What tests of the importers share: a content folder, one import, and what the portal shows of it."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import docx
from bs4 import BeautifulSoup

from plugins.importers.placing import Wish
from plugins.importers.run import Outcome, find_sources, import_all
from portal.vietnamese.dates import ZONE
from tests.content import load, write

CATEGORY = "Cải cách hành chính"
DATA = {"chuyen-muc.yaml": f"- name: {CATEGORY}\n- name: Chuyển đổi số\n"}
WISH = Wish(CATEGORY, publish=True, year=2026)


class Imported:
    """The outcome of importing one file, its article and its page."""

    def __init__(self, outcome: Outcome, content: Path) -> None:
        self.outcome = outcome
        self.content = content
        self.source = (content / outcome.article).read_text("utf-8") if outcome.article else ""
        self.head, _, self.body = self.source.partition("\n\n")
        self.body = self.body.rstrip("\n")

    @property
    def told(self) -> list[str]:
        """The codes of what was told."""
        return [problem.code for problem in self.outcome.problems]

    def line(self, code: str) -> str:
        """Return the line of the article at which *code* was told."""
        problem = next(problem for problem in self.outcome.problems if problem.code == code)
        return self.source.split("\n")[problem.line - 1]

    def found(self, code: str) -> str:
        """Return what was said with *code*."""
        return next(problem.found for problem in self.outcome.problems if problem.code == code)

    def page(self) -> BeautifulSoup:
        """Return the body that the portal shows."""
        site, problems = load(self.content, datetime(2028, 1, 1, tzinfo=ZONE))
        assert not [problem for problem in problems if problem.severity == "error"]
        article = next(article for article in site.articles if article.source == self.outcome.article)
        return BeautifulSoup(site.load_body(article.source).html, "html.parser")


def run(tmp_path: Path, files: dict[str, str | bytes], wish: Wish = WISH) -> list[Imported]:
    """Import *files*, written to a folder, into a content folder beside it."""
    content = write(tmp_path / "content", DATA)
    write(tmp_path / "nguon", files)
    outcomes = list(import_all(find_sources([tmp_path / "nguon"]), content, wish))
    return [Imported(outcome, content) for outcome in outcomes]


def saved(document) -> bytes:
    """Return the bytes of a document of python-docx."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def new_document(*paragraphs: str):
    """Return a document with a title, a date and *paragraphs*."""
    document = docx.Document()
    document.add_paragraph("Họp giao ban tháng Bảy", style="Title")
    document.add_paragraph("Ngày 20/7/2023")
    for text in paragraphs:
        document.add_paragraph(text)
    return document


def import_document(tmp_path: Path, document) -> Imported:
    """Import one document of python-docx."""
    (imported,) = run(tmp_path, {"bai.docx": saved(document)})
    assert imported.outcome.status == "imported", imported.outcome
    return imported


def import_page(
    tmp_path: Path, html: str | bytes, files: dict[str, str | bytes] | None = None, wish: Wish = WISH
) -> Imported:
    """Import one page with the *files* beside it."""
    imported = run(tmp_path, {"bai.html": html, **(files or {})}, wish)
    assert len(imported) == 1
    assert imported[0].outcome.status == "imported", imported[0].outcome
    return imported[0]
