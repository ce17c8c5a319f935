"""Placing a manuscript in the content folder: names, pictures, documents, the article. Never writes over a file."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from plugins.importers import codes
from plugins.importers.article import article_source, missing, problem
from plugins.importers.codes import Note
from plugins.importers.manuscript import Asset, Manuscript, RefusedError
from plugins.importers.settling import DOCUMENT, PICTURE
from portal.problem import Problem
from portal.system import reason_of
from portal.vietnamese.slug import slugify

ARTICLES, PICTURES, DOCUMENTS = "tin-tuc", "anh", "van-ban"
_LONGEST_NAME = 80  # characters of a file name without its suffix
_LARGEST_ARTICLE = 1_000_000  # bytes that the portal reads of one
_HEAD = 16_384  # bytes that hold the head of any article
_IMPORTED = re.compile(rb"^imported:[ \t]*[\"']?([0-9a-f]{12})\b", re.IGNORECASE | re.MULTILINE)


def fingerprint(data: bytes) -> str:
    """Return what an article remembers of the file that it was imported from."""
    return hashlib.sha256(data).hexdigest()[:12]


@dataclass(frozen=True)
class Wish:
    """What the editor asked for: a category for all, published at once; *year* is that of articles without a date."""

    category: str = ""
    publish: bool = False
    year: int = 2000


@dataclass(frozen=True)
class Placed:
    """Where a manuscript went, by paths under the content folder, and what a person should look at."""

    article: str
    is_draft: bool
    pictures: tuple[str, ...]
    documents: tuple[str, ...]
    problems: tuple[Problem, ...]


class Placer:
    """Places manuscripts below *root*; with *is_rehearsal* it only says where they would go."""

    def __init__(self, root: Path, *, is_rehearsal: bool = False) -> None:
        self._root = root
        self._is_rehearsal = is_rehearsal
        self._rehearsed: dict[str, bytes] = {}
        self._imported = dict(self._remembered())

    def _remembered(self) -> Iterator[tuple[str, str]]:
        """Yield (fingerprint, article) of all that was imported before."""
        for path in self._files(ARTICLES):
            if path.endswith((".md", ".markdown")):
                with (self._root / path).open("rb") as stream:
                    match = _IMPORTED.search(stream.read(_HEAD))
                if match:
                    yield match[1].decode(), path

    def _files(self, folder: str) -> Iterator[str]:
        """Yield the paths of the readable files below *folder*, in a fixed order."""
        for where, folders, names in os.walk(self._root / folder):
            folders.sort()
            for name in sorted(names):
                file = Path(where, name)
                if file.is_file() and not file.is_symlink() and os.access(file, os.R_OK):
                    yield file.relative_to(self._root).as_posix()

    def earlier(self, mark: str) -> str | None:
        """Return the article that the file with the fingerprint *mark* became before."""
        return self._imported.get(mark)

    def place(self, manuscript: Manuscript, mark: str, identity: str, wish: Wish) -> Placed:
        """Write *manuscript*, imported from a file with the fingerprint *mark*, as a new article.

        Raises:
            RefusedError: it is too long for the portal, or cannot be written.
        """
        head = manuscript.head
        year = head.published.year if head.published else wish.year
        slug = _name(head.title, "bai")
        plan: dict[str, bytes] = {}
        addresses = self._place_assets(manuscript, year, slug, plan)
        article = self._free(f"{ARTICLES}/{year}/{slug}", ".md", plan)
        category = wish.category or head.category
        is_draft = not (wish.publish and head.published and category)
        source = article_source(
            manuscript, addresses, category=category, id=identity, imported=mark, status="draft" if is_draft else ""
        )
        plan[article] = source.encode()
        self._write(plan)
        self._imported[mark] = article
        notes = [*manuscript.notes, *missing(manuscript, category, publish=wish.publish)]
        if not article.endswith(f"/{slug}.md"):
            notes.append(Note(codes.NAME_TAKEN, {"name": f"{slug}.md"}, "Title:"))
        shown = f"{self._root.name}/{article}"
        pictures, documents = (tuple(p for p in plan if p.startswith(f"{kind}/")) for kind in (PICTURES, DOCUMENTS))
        problems = tuple(problem(note, source, shown, addresses) for note in notes)
        return Placed(article, is_draft, pictures, documents, problems)

    def _place_assets(self, manuscript: Manuscript, year: int, slug: str, plan: dict[str, bytes]) -> dict[str, str]:
        """Return the address of each picture and document by its key; those that are new come into *plan*."""
        addresses = {}
        for number, (key, asset) in enumerate(manuscript.pictures.items(), start=1):
            addresses[f"{PICTURE}{key}"] = self._asset(f"{PICTURES}/{year}/{slug}-{number}", asset, plan)
        for key, asset in manuscript.documents.items():
            name = _name(PurePosixPath(asset.name).stem, "tep")
            addresses[f"{DOCUMENT}{key}"] = self._asset(f"{DOCUMENTS}/{year}/{name}", asset, plan)
        return addresses

    def _asset(self, stem: str, asset: Asset, plan: dict[str, bytes]) -> str:
        folder = stem.partition("/")[0]
        path = self._same(folder, asset, plan)
        if path is None:
            path = self._free(stem, asset.suffix, plan)
            plan[path] = asset.data
        return f"/{path}"

    def _same(self, folder: str, asset: Asset, plan: dict[str, bytes]) -> str | None:
        """Return the path of a file below *folder* with the bytes and the suffix of *asset*."""
        for path, data in {**self._rehearsed, **plan}.items():
            if data == asset.data and path.startswith(f"{folder}/") and path.endswith(asset.suffix):
                return path
        alike = (path for path in self._by_size.get(len(asset.data), ()) if path.startswith(f"{folder}/"))
        alike = (path for path in alike if path.endswith(asset.suffix))
        return next((path for path in alike if (self._root / path).read_bytes() == asset.data), None)

    @cached_property
    def _by_size(self) -> dict[int, list[str]]:
        """The pictures and documents that are there, by their size: only those of one size need to be compared."""
        found: dict[int, list[str]] = {}
        for folder in (PICTURES, DOCUMENTS):
            for path in self._files(folder):
                found.setdefault((self._root / path).stat().st_size, []).append(path)
        return found

    def _free(self, stem: str, suffix: str, plan: dict[str, bytes]) -> str:
        """Return the first path of *stem*, *stem*-2, … that no file has."""
        number = 1
        while True:
            path = f"{stem}-{number}{suffix}" if number > 1 else f"{stem}{suffix}"
            if path not in plan and path not in self._rehearsed and not os.path.lexists(self._root / path):
                return path
            number += 1

    def _write(self, plan: dict[str, bytes]) -> None:
        """Write the files of *plan*, the article last; all or none."""
        if len(plan[next(reversed(plan))]) > _LARGEST_ARTICLE:
            raise RefusedError(codes.TOO_LARGE, reason="bài dài quá 1 MB")
        if self._is_rehearsal:
            self._rehearsed |= plan
            return
        written: list[Path] = []
        try:
            for path, data in plan.items():
                self._write_one(self._root / path, data, written)
        except OSError as error:
            for file in written:
                file.unlink(missing_ok=True)
            raise RefusedError(codes.NOT_WRITTEN, reason=reason_of(error)) from error
        for path, data in plan.items():
            if not path.startswith(f"{ARTICLES}/"):
                self._by_size.setdefault(len(data), []).append(path)

    def _write_one(self, file: Path, data: bytes, written: list[Path]) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.parent.resolve().is_relative_to(self._root.resolve()):
            raise OSError(0, "thư mục là liên kết ra ngoài thư mục nội dung")
        with file.open("xb") as stream:
            written.append(file)
            stream.write(data)


def _name(text: str, otherwise: str) -> str:
    """Return *text* as the name of a file without its suffix."""
    return slugify(text)[:_LONGEST_NAME].strip("-") or otherwise
