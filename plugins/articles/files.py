"""The files of a content folder: found in a fixed order, read as text, never followed out of the folder."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from plugins.articles import codes
from plugins.articles.record import Stamp
from portal.problem import Problem
from portal.text_file import SPECIAL_FILE, Text, read_text
from portal.vietnamese.text import nfc

ARTICLES, PAGES = "tin-tuc", "trang"
DATA_FILES = (
    "chuyen-muc.yaml", "viet-tat.yaml", "ten-rieng.yaml", "co-quan.yaml", "don-vi-da-sap-nhap.yaml",
    "thong-bao-khan.yaml",
)  # fmt: skip
_SUFFIXES = (".md", ".markdown")
# Beside articles lie their pictures, and what systems and programs leave behind.
_READ = 0o444
_HIDDEN = (".", "~$")  # the second: what Word leaves beside an open document
_NOT_MEANT = (".jpg", ".jpeg", ".png", ".webp", ".gif", "~", ".bak", ".tmp", "/thumbs.db", "/desktop.ini")


@dataclass
class Scan:
    """What lies below a folder.

    Attributes:
        sources: the Markdown files with their stamps, by their paths under the root in NFC, sorted.
        others: the paths of files that are neither Markdown nor pictures.
        problems: what cannot be read for its name or its kind.
        unreadable: the folders that cannot be opened.
    """

    sources: dict[str, Stamp] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class ContentFolder:
    """A content folder and the name that problems give it.

    Paths under it are in NFC, whatever the form of the names on disk: some systems take names apart, others do not.
    *stamps* are those that are known already, by the names on disk.
    """

    root: Path
    stamps: Mapping[str, tuple[int, int]] = field(default_factory=dict, repr=False)

    @cached_property
    def _root(self) -> str:
        return str(self.root)

    @cached_property
    def _real_root(self) -> Path:
        return self.root.resolve()

    def shown(self, relative: str) -> str:
        """Return the path that editors are told: "content/tin-tuc/2026/a.md"."""
        shown = f"{self.root.name}/{relative}"
        if not shown.isascii():
            shown = os.fsencode(shown).decode("utf-8", "replace")
        return shown if shown.isprintable() else "".join(sign if sign.isprintable() else "�" for sign in shown)

    def path(self, relative: str) -> str:
        """Return where the file at *relative* lies: a text, as ten thousand are read in a row."""
        return f"{self._root}/{self.actual(relative)}"

    def resolve(self, relative: str) -> Path | None:
        """Return the real file at *relative*, or None when there is none or it lies outside the folder."""
        try:
            path = (self.root / self.actual(relative)).resolve(strict=True)
        except (OSError, ValueError, RuntimeError):
            return None
        return path if path.is_file() and path.is_relative_to(self._real_root) else None

    def actual(self, relative: str) -> str:
        """Return *relative* as its file is named, which need not be in NFC; *relative* itself where there is none."""
        if relative.isascii() or os.path.lexists(f"{self._root}/{relative}"):
            return relative
        where = ""
        for part in relative.split("/"):
            where = f"{where}/{part if part.isascii() else self._entry(where, part)}".lstrip("/")
        return where

    def _entry(self, folder: str, name: str) -> str:
        try:
            names = sorted(os.listdir(f"{self._root}/{folder}"))
        except (OSError, ValueError):
            return name
        return name if name in names else next((other for other in names if nfc(other) == name), name)

    def sources(self, folder: str) -> dict[str, Stamp]:
        """Return the Markdown files below *folder* with their stamps, by their paths under the root, sorted."""
        return self.scan(folder).sources

    def scan(self, folder: str) -> Scan:
        """Return what lies below *folder*. Hidden files and folders are left out; linked folders are not entered."""
        scan = Scan()
        if (self.root / folder).is_symlink():
            scan.problems.append(codes.LINKED_FOLDER.at(self.shown(folder), 0))
            return scan
        waiting = [(folder, folder)]
        while waiting:
            where, named = waiting.pop()
            try:
                entries = sorted(os.scandir(self.root / where), key=lambda entry: entry.name)
            except FileNotFoundError:
                continue
            except OSError:
                scan.unreadable.append(codes.UNREADABLE_FOLDER.at(self.shown(named), 0))
                continue
            for entry in entries:
                if entry.name.startswith(_HIDDEN):
                    continue
                path = f"{named}/{entry.name if entry.name.isascii() else nfc(entry.name)}"
                if not _is_utf8(entry.name):
                    scan.problems.append(codes.BAD_NAME.at(self.shown(path), reason="không phải UTF-8"))
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{where}/{entry.name}", path))
                else:
                    self._take(f"{where}/{entry.name}", path, scan, entry)
        scan.sources = dict(sorted(scan.sources.items()))
        scan.problems += self._twins(scan.sources)
        return scan

    def _twins(self, paths: Iterable[str]) -> list[Problem]:
        """Return a finding for each of *paths* that another one equals but for capitals: Windows knows only one."""
        first: dict[str, str] = {}
        pairs = ((path, first.setdefault(path.lower(), path)) for path in paths)
        return [codes.SAME_NAME.at(self.shown(path), other=self.shown(other)) for path, other in pairs if other != path]

    def _take(self, actual: str, path: str, scan: Scan, entry: os.DirEntry[str]) -> None:
        if _leads_to_a_folder(entry):
            scan.problems.append(codes.LINKED_FOLDER.at(self.shown(path), 0))
        elif not path.lower().endswith(_SUFFIXES):
            if not path.lower().endswith(_NOT_MEANT):
                scan.others.append(path)
        elif not entry.is_symlink() and not entry.is_file():
            scan.problems.append(SPECIAL_FILE.at(self.shown(path)))
        elif path in scan.sources:
            scan.problems.append(
                codes.BAD_NAME.at(self.shown(path), reason="hai tệp cùng tên này, chỉ khác cách mã hóa")
            )
            scan.sources[path] = self.stamp(path)
        else:
            scan.sources[path] = self.stamp(actual)

    def stamp(self, relative: str) -> Stamp:
        """Return what tells whether the file at *relative* changed; None where there is none."""
        known = self.stamps.get(relative)
        if known is not None:
            return known
        try:
            status = os.stat(f"{self._root}/{relative}")  # a string: ten thousand paths are joined here
        except (OSError, ValueError):
            actual = self.actual(relative)
            return self.stamp(actual) if actual != relative else None
        # What nobody may read is another file than the one that was read.
        return status.st_size if status.st_mode & _READ else -1, status.st_mtime_ns

    def misplaced(self) -> list[Problem]:
        """Return a finding for each top-level file or folder that holds Markdown where nothing reads it, and for each
        file that is named nearly as a data file."""
        problems = []
        names = {entry.name for entry in self.root.iterdir()}
        for name in sorted(names - {*DATA_FILES, ARTICLES, PAGES}):
            near = difflib.get_close_matches(name.lower().removesuffix(".txt"), DATA_FILES, 1, 0.85)
            if near and near[0] not in names and not name.startswith(_HIDDEN):
                problems.append(codes.MISNAMED.at(self.shown(name), meant=near[0]))
        for entry in sorted(self.root.iterdir()):
            if entry.name in (ARTICLES, PAGES) or entry.name.startswith("."):
                continue
            if (entry.is_dir() and self.sources(entry.name)) or entry.name.lower().endswith(_SUFFIXES):
                problems.append(codes.MISPLACED.at(self.shown(entry.name), 0 if entry.is_dir() else 1))
        return problems


def _leads_to_a_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # links in a ring


def _is_utf8(name: str) -> bool:
    """Return whether a name that the system gave is UTF-8: what is not comes as surrogates."""
    return name.isascii() or not any("\ud800" <= character <= "\udfff" for character in name)


def read_source(content: ContentFolder, relative: str) -> Text:
    """Return the text of a file of *content*, or why there is none, with what there is to tell of it."""
    return read_text(content.path(relative), content.root, content.shown(relative))
