"""Placing a manuscript in the content folder: names, pictures, documents, the article. Never writes over a file."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from plugins.importers import codes
from plugins.importers.codes import Note
from plugins.importers.manuscript import Asset, Manuscript, RefusedError
from plugins.importers.settling import DOCUMENT, PICTURE
from portal.problem import Problem
from portal.vietnamese.dates import show_date, show_moment
from portal.vietnamese.slug import slugify

ARTICLES, PICTURES, DOCUMENTS = "tin-tuc", "anh", "van-ban"
_LONGEST_NAME = 80  # characters of a file name without its suffix
_LARGEST_ARTICLE = 1_000_000  # bytes that the portal reads of one
_HEAD = 16_384  # bytes that hold the head of any article
_IMPORTED = re.compile(rb"^imported:[ \t]*[\"']?([0-9a-f]{12})\b", re.IGNORECASE | re.MULTILINE)
_KEYED = re.compile(rf"(?<=\]\()(?:{PICTURE}|{DOCUMENT})[0-9a-f]{{12}}(?=[ )])")


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
        self._planned: dict[str, bytes] = {}
        self._imported = dict(self._remembered())

    def _remembered(self) -> list[tuple[str, str]]:
        """Return (fingerprint, article) of all that was imported before."""
        found = []
        for folder, _, names in sorted(os.walk(self._root / ARTICLES)):
            for name in sorted(names):
                if not name.endswith((".md", ".markdown")):
                    continue
                file = Path(folder, name)
                try:
                    with file.open("rb") as stream:
                        match = _IMPORTED.search(stream.read(_HEAD))
                except OSError:
                    continue
                if match:
                    found.append((match[1].decode(), file.relative_to(self._root).as_posix()))
        return found

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
        slug = slugify(head.title)[:_LONGEST_NAME].strip("-") or "bai"
        self._planned_before = dict(self._planned)
        addresses = {
            f"{PICTURE}{key}": self._asset(f"{PICTURES}/{year}/{slug}", asset, number)
            for number, (key, asset) in enumerate(manuscript.pictures.items(), start=1)
        }
        addresses |= {
            f"{DOCUMENT}{key}": self._asset(
                f"{DOCUMENTS}/{year}/{slugify(PurePosixPath(asset.name).stem)[:_LONGEST_NAME] or 'tep'}", asset
            )
            for key, asset in manuscript.documents.items()
        }
        article = self._free(f"{ARTICLES}/{year}/{slug}", ".md")
        notes = list(manuscript.notes)
        if article != f"{ARTICLES}/{year}/{slug}.md":
            notes.append(Note(codes.NAME_TAKEN, {"name": f"{slug}.md"}, "Title:"))
        category = wish.category or head.category
        notes += _missing(manuscript, category, wish.publish)
        is_draft = not (wish.publish and head.published and category)
        text = _article(manuscript, category, mark, identity, is_draft, addresses)
        if len(text.encode()) > _LARGEST_ARTICLE:
            self._planned = self._planned_before
            raise RefusedError(codes.TOO_LARGE, reason="bài dài quá 1 MB")
        self._planned[article] = text.encode()
        new = [path for path in self._planned if path not in self._planned_before]
        self._write(new)
        self._imported[mark] = article
        problems = tuple(_problem(note, text, f"{self._root.name}/{article}", addresses) for note in notes)
        pictures, documents = (tuple(p for p in new if p.startswith(f"{kind}/")) for kind in (PICTURES, DOCUMENTS))
        return Placed(article, is_draft, pictures, documents, problems)

    def _asset(self, stem: str, asset: Asset, number: int | None = None) -> str:
        """Return the address of *asset*: that of an equal file, or of a new one."""
        same = self._same(stem.partition("/")[0], asset)
        if same:
            return f"/{same}"
        path = self._free(stem if number is None else f"{stem}-{number}", asset.suffix)
        self._planned[path] = asset.data
        return f"/{path}"

    def _same(self, folder: str, asset: Asset) -> str | None:
        """Return the path of a file in *folder* with the bytes of *asset*."""
        for path, data in self._planned.items():
            if path.startswith(f"{folder}/") and path.endswith(asset.suffix) and data == asset.data:
                return path
        for path in self._sizes(folder).get(len(asset.data), ()):
            try:
                if path.endswith(asset.suffix) and (self._root / path).read_bytes() == asset.data:
                    return path
            except OSError:
                continue
        return None

    def _sizes(self, folder: str) -> dict[int, list[str]]:
        """Return the files of *folder* by their size, found once."""
        known: dict[str, dict[int, list[str]]] = self.__dict__.setdefault("_by_size", {})
        if folder not in known:
            sizes: dict[int, list[str]] = {}
            for where, _, names in sorted(os.walk(self._root / folder)):
                for name in sorted(names):
                    file = Path(where, name)
                    if file.is_file() and not file.is_symlink():
                        sizes.setdefault(file.stat().st_size, []).append(file.relative_to(self._root).as_posix())
            known[folder] = sizes
        return known[folder]

    def _free(self, stem: str, suffix: str) -> str:
        """Return the first path of *stem*, *stem*-2, … that no file has."""
        number = 1
        while True:
            path = f"{stem}-{number}{suffix}" if number > 1 else f"{stem}{suffix}"
            if path not in self._planned and not os.path.lexists(self._root / path):
                return path
            number += 1

    def _write(self, paths: list[str]) -> None:
        """Write the planned files at *paths*, the article last; all or none."""
        if self._is_rehearsal:
            return
        written: list[Path] = []
        try:
            for path in paths:
                file = self._root / path
                file.parent.mkdir(parents=True, exist_ok=True)
                if not file.parent.resolve().is_relative_to(self._root.resolve()):
                    raise OSError(0, "thư mục là liên kết ra ngoài")
                with file.open("xb") as stream:
                    written.append(file)
                    stream.write(self._planned[path])
                self._planned[path] = b"" if path.startswith(ARTICLES) else self._planned[path]
        except OSError as error:
            for file in written:
                file.unlink(missing_ok=True)
            self._planned = self._planned_before
            raise RefusedError(codes.NOT_WRITTEN, reason=error.strerror or str(error)) from error


def _missing(manuscript: Manuscript, category: str, publish: bool) -> list[Note]:
    """Return what a person has to add to the head."""
    notes, missing = [], []
    if not manuscript.head.published:
        notes.append(Note(codes.NO_DATE, {}))
        missing.append("ngày đăng")
    if not category:
        notes.append(Note(codes.NO_CATEGORY, {"told": ""}))
        missing.append("chuyên mục")
    if publish and missing:
        notes.append(Note(codes.KEPT_DRAFT, {"what": " và ".join(missing)}, "Status:"))
    return notes


def _article(
    manuscript: Manuscript, category: str, mark: str, identity: str, is_draft: bool, addresses: dict[str, str]
) -> str:
    """Return the source of the article."""
    head = manuscript.head
    date = head.published
    shown = "" if date is None else show_moment(date) if date.hour or date.minute else show_date(date)
    documents = [f"{addresses[f'{DOCUMENT}{key}']} | {title}" for key, title in manuscript.attachments]
    fields = {
        "Title": head.title, "Date": shown, "Category": category, "Author": head.author, "Id": identity,
        "Summary": head.summary, "Source": head.origin, "Attachments": "\n  ".join(documents), "Imported": mark,
        "Status": "draft" if is_draft else "",
    }  # fmt: skip
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    # A text may hold what looks like a key; it is none, and stays.
    body = _KEYED.sub(lambda match: addresses.get(match[0], match[0]), manuscript.body)
    return "\n".join(lines) + f"\n\n{body}\n"


def _problem(note: Note, text: str, shown: str, addresses: dict[str, str]) -> Problem:
    """Return *note* at the line of the article that it is about; the first one where that cannot be told."""
    near = re.sub(rf"{PICTURE}[0-9a-f]{{12}}", lambda match: addresses.get(match[0], match[0]), note.near)
    offset = text.find(near) if near else -1
    return note.code.at(shown, text.count("\n", 0, offset) + 1 if offset >= 0 else 1, **note.values)
