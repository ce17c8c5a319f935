"""Small content folders for tests, and what the portal makes of them."""

from __future__ import annotations

import os
import time
from datetime import datetime
from pathlib import Path

from PIL import Image

from plugins.articles.data import read_data
from plugins.articles.files import ContentFolder
from plugins.articles.loader import SiteLoader
from plugins.articles.reader import Reader
from portal.build.memory import NoMemory
from portal.problem import Problem, Problems
from portal.site import Site
from portal.vietnamese.dates import ZONE

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=ZONE)
# A head in YAML with a place for more lines, and a body.
YAML = "---\ntitle: Bài\ndate: 2024-01-01\ncategory: Cải cách hành chính\n{}\nsummary: Tóm.\n---\n\nNội dung.\n"


def article(title: str = "Họp sơ kết", *, body: str = "Nội dung của bài.", **fields: str) -> str:
    """Return the source of an article; *fields* replace or add headers, "" leaves one out."""
    headers = {"Title": title, "Date": "2024-03-09 08:15", "Category": "Cải cách hành chính", "Summary": "Tóm tắt."}
    headers |= {name.capitalize(): value for name, value in fields.items()}
    return "".join(f"{name}: {value}\n" for name, value in headers.items() if value) + f"\n{body}\n"


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write *files* under *root* and return it."""
    for relative, content in files.items():
        path = root / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def age(*roots: Path) -> None:
    """Make all files below *roots* older than two seconds, as after a pause; times that are old already stay."""
    young, old = time.time_ns() - 3_000_000_000, 1_700_000_000_000_000_000
    for path in (path for root in roots for path in root.rglob("*")):
        changed = path.stat().st_mtime_ns
        if changed > young:
            os.utime(path, ns=(old, old + changed % 10**15))


def draw(path: Path, size: tuple[int, int] = (1500, 1000), **options: object) -> Path:
    """Write a plain picture to *path*."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, "#0B4F8A").save(path, **options)
    return path


def load(root: Path, now: datetime = NOW) -> tuple[Site, list[Problem]]:
    """Return the site of *root* and the problems found on the way."""
    problems = Problems()
    site = SiteLoader(root, now=now, problems=problems, site_name="Cổng thử", memory=NoMemory()).load()
    return site, list(problems)


def reader(root: Path, **options: float) -> Reader:
    """Return what reads the sources of *root*."""
    content = ContentFolder(root)
    return Reader(content, read_data(content, Problems(), site_name="Cổng thử"), **options)


def load_one(root: Path, source: str) -> tuple[Site, list[Problem]]:
    """Return the site whose only article is *source*."""
    return load(write(root / "content", {"tin-tuc/bai.md": source}))


def codes(problems: list[Problem]) -> list[tuple[str, int]]:
    """Return (code, line) of each problem."""
    return [(problem.code, problem.line) for problem in problems]


def found(problems):
    """Return (path, code, severity) of each problem, the paths without the name of the content folder."""
    return [(problem.path.partition("/")[2], problem.code, problem.severity) for problem in problems]
