"""Importing files and folders: one outcome for each file, whatever became of the others."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from plugins.importers import codes
from plugins.importers.codes import finding
from plugins.importers.guard import guarded
from plugins.importers.manuscript import Manuscript, RefusedError
from plugins.importers.package import LARGEST
from plugins.importers.placing import Placer, Wish, fingerprint
from plugins.importers.portal_page import read_page
from plugins.importers.word import read_word
from portal.data_file import DataFileError, Value, read_list
from portal.problem import Problem
from portal.system import reason_of

_WORD = (".docx", ".docm", ".dotx")
_PAGES = (".html", ".htm", ".xhtml", ".shtml", ".aspx")
# Told in a folder too, as somebody might think that they were imported. Pictures and PDF files are not.
_OTHER_TEXTS = {
    ".doc": "Word 97–2003 (.doc)", ".rtf": "RTF", ".odt": "OpenDocument (.odt)", ".mht": "trang lưu một tệp (.mht)",
    ".mhtml": "trang lưu một tệp (.mhtml)", ".dot": "mẫu Word cũ (.dot)",
}  # fmt: skip
_SAVED_FOLDERS = ("_files", ".files", "_tep", "_tệp")  # what browsers save beside a page


@dataclass(frozen=True)
class Found:
    """A file to import, and the folder that its pictures may lie in."""

    file: Path
    root: Path

    @property
    def shown(self) -> str:
        """The path as people are told it; names need not be UTF-8."""
        return os.fsencode(self.file).decode("utf-8", "replace")


@dataclass(frozen=True)
class Outcome:
    """What became of one file. *article* and the others are paths below the content folder."""

    source: str
    status: Literal["imported", "already", "refused"]
    article: str = ""
    is_draft: bool = False
    words: int = 0
    tables: int = 0
    pictures: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def find_sources(paths: list[Path]) -> list[Found]:
    """Return what to import of *paths*: files as given, of folders the texts below them, sorted."""
    found = []
    for path in paths:
        if not path.is_dir():
            found.append(Found(path, path.parent))
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(
                name for name in folders if not name.startswith(".") and not name.endswith(_SAVED_FOLDERS)
            )
            texts = (name for name in sorted(names) if name.lower().endswith((*_WORD, *_PAGES, *_OTHER_TEXTS)))
            # Word keeps "~$name.docx" beside an open file.
            found += [Found(Path(folder, name), path) for name in texts if not name.startswith((".", "~$"))]
    return found


def import_all(sources: list[Found], content: Path, wish: Wish, *, is_rehearsal: bool = False) -> Iterator[Outcome]:
    """Import *sources* into *content*, one after another, and yield what became of each."""
    placer = Placer(content, is_rehearsal=is_rehearsal)
    categories = read_categories(content)
    for source in sources:
        try:
            yield _import(source, placer, categories, wish)
        except RefusedError as error:
            problem = finding(error.code, source.shown, 1, error.values)
            yield Outcome(source.shown, "refused", problems=(problem,))


def read_categories(content: Path) -> tuple[str, ...]:
    """Return the names of the portal's categories; none without their file, or when it is broken."""
    try:
        items = read_list((content / "chuyen-muc.yaml").read_text("utf-8"))
    except (OSError, UnicodeDecodeError, DataFileError):
        return ()
    names = (item.text if isinstance(item, Value) else item["name"].text if "name" in item else "" for item in items)
    return tuple(filter(None, names))


def _import(source: Found, placer: Placer, categories: tuple[str, ...], wish: Wish) -> Outcome:
    data = _read(source)
    mark = fingerprint(data)
    earlier = placer.earlier(mark)
    if earlier:
        return Outcome(source.shown, "already", earlier)
    manuscript: Manuscript = guarded(*_work(source, data, categories))
    placed = placer.place(manuscript, mark, secrets.token_hex(4), wish)
    return Outcome(
        source.shown, "imported", placed.article, placed.is_draft, manuscript.words, manuscript.tables,
        placed.pictures, placed.documents, placed.problems,
    )  # fmt: skip


def _read(source: Found) -> bytes:
    try:
        if not source.file.resolve(strict=True).is_relative_to(source.root.resolve()):
            raise RefusedError(codes.UNREADABLE, reason="liên kết ra ngoài thư mục")
        if not source.file.is_file():
            raise RefusedError(codes.UNREADABLE, reason="không phải tệp thường")
        if source.file.stat().st_size > LARGEST:
            raise RefusedError(codes.TOO_LARGE, reason=f"quá {LARGEST // 1_000_000} MB")
        return source.file.read_bytes()
    except (OSError, RuntimeError) as error:
        raise RefusedError(codes.UNREADABLE, reason=reason_of(error)) from error


def _work(
    source: Found, data: bytes, categories: tuple[str, ...]
) -> tuple[Callable[..., Manuscript], *tuple[object, ...]]:
    """Return the function that reads the file, with its arguments."""
    suffix = source.file.suffix.lower()
    if suffix in _WORD:
        return read_word, data, source.file.name
    if suffix in _PAGES:
        return read_page, data, source.file, source.root, categories
    raise RefusedError(codes.WRONG_KIND, kind=_OTHER_TEXTS.get(suffix, suffix or "không có đuôi tệp"))
