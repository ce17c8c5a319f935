"""The editor's backend on a small content folder, and what a browser asks of it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from desk.editor import ArticleReader
from plugins.editor.backend import Backend
from plugins.editor.store import ContentStore
from plugins.incremental_build.drawing import PageDrawer
from portal.vietnamese.dates import ZONE
from tests.building import ROOT
from tests.content import article, write

PATH = "content/tin-tuc/2024/hop.md"
GOOD = {
    "title": "Bài mới",
    "status": "published",
    "date": "2024-03-01T08:00",
    "category": "Cải cách hành chính",
    "summary": "Tóm tắt.",
    "body": "Nội dung.",
}


def make_content(root: Path) -> Path:
    """Write a content folder with one article below *root*."""
    return write(
        root / "noi-dung",
        {
            "tin-tuc/2024/hop.md": article(),
            "chuyen-muc.yaml": "- Cải cách hành chính\n",
            "bi-mat.md": "Title: Kín\n\nx\n",
        },
    )


def make_backend(content: Path, output: Path) -> Backend:
    """Return the backend of *content* on the first of March 2026."""
    reader = ArticleReader(content, PageDrawer(ROOT / "pelicanconf.py", content, output))
    return Backend(ContentStore(content), reader, lambda: datetime(2026, 3, 1, tzinfo=ZONE))


def opened(backend: Backend, path: str = PATH) -> tuple[dict[str, Any], str]:
    """Return an article as the form gets it, and its version."""
    entry = backend.answer("getEntry", {"path": path})
    return json.loads(entry["data"]), entry["version"]


def saved(backend: Backend, path: str, data: dict[str, Any], version: str = "", *, is_new: bool = False) -> Any:
    """Save an article as the form does and return the answer."""
    file = {"path": path, "slug": "x", "raw": json.dumps(data)}
    options = {"newEntry": is_new, "commitMessage": "x"}
    return backend.answer("persistEntry", {"dataFiles": [file], "assets": [], "options": options, "version": version})
