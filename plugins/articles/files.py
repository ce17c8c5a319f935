"""The files of a content folder: found in a fixed order, read as text, never followed out of the folder."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from plugins.articles import codes
from plugins.articles.record import Stamp
from portal.problem import Problem
from portal.vietnamese.text import nfc

ARTICLES, PAGES = "tin-tuc", "trang"
_SUFFIXES = (".md", ".markdown")
# Beside articles lie their pictures, and what systems and programs leave behind.
_NOT_MEANT = (".jpg", ".jpeg", ".png", ".webp", ".gif", "~", ".bak", ".tmp", "/thumbs.db", "/desktop.ini")
# Bytes. The longest article of a year's work is a tenth; beyond, parsers of text take minutes.
_LARGEST = 1_000_000
# Everything below space but tab and line ends, and DEL. STX and ETX mark the places of fragments: never in content.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass
class Scan:
    """What lies below a folder.

    Attributes:
        sources: the Markdown files with their stamps, by their paths under the root in NFC, sorted.
        others: the paths of files that are neither Markdown nor pictures.
        problems: what cannot be read for its name or its kind.
    """

    sources: dict[str, Stamp] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


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
        return shown if shown.isascii() else os.fsencode(shown).decode("utf-8", "replace")

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
            scan.problems.append(codes.LINKED_FOLDER.at(self.shown(folder)))
            return scan
        waiting = [(folder, folder)]
        while waiting:
            where, named = waiting.pop()
            try:
                entries = sorted(os.scandir(self.root / where), key=lambda entry: entry.name)
            except OSError:
                continue
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                path = f"{named}/{entry.name if entry.name.isascii() else nfc(entry.name)}"
                if not _is_utf8(entry.name):
                    scan.problems.append(codes.BAD_NAME.at(self.shown(path), reason="không phải UTF-8"))
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{where}/{entry.name}", path))
                else:
                    self._take(f"{where}/{entry.name}", path, scan, is_linked_folder=entry.is_dir())
        scan.sources = dict(sorted(scan.sources.items()))
        return scan

    def _take(self, actual: str, path: str, scan: Scan, *, is_linked_folder: bool) -> None:
        if is_linked_folder:
            scan.problems.append(codes.LINKED_FOLDER.at(self.shown(path)))
        elif not path.lower().endswith(_SUFFIXES):
            if not path.lower().endswith(_NOT_MEANT):
                scan.others.append(path)
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
        return status.st_size, status.st_mtime_ns

    def misplaced(self) -> list[Problem]:
        """Return a finding for each top-level file or folder that holds Markdown where nothing reads it."""
        problems = []
        for entry in sorted(self.root.iterdir()):
            if entry.name in (ARTICLES, PAGES) or entry.name.startswith("."):
                continue
            if (entry.is_dir() and self.sources(entry.name)) or entry.name.lower().endswith(_SUFFIXES):
                problems.append(codes.MISPLACED.at(self.shown(entry.name)))
        return problems


def _is_utf8(name: str) -> bool:
    """Return whether a name that the system gave is UTF-8: what is not comes as surrogates."""
    return name.isascii() or not any("\ud800" <= character <= "\udfff" for character in name)


def read_bytes(content: ContentFolder, relative: str) -> bytes | Problem:
    """Return the bytes of a source, or what keeps it from being read."""
    shown = content.shown(relative)
    path: Path | None = content.root / content.actual(relative)
    if path is not None and path.is_symlink():
        path = content.resolve(relative)
    if path is None:
        return codes.OUTSIDE_CONTENT.at(shown)
    try:
        return codes.TOO_LARGE.at(shown) if path.stat().st_size > _LARGEST else path.read_bytes()
    except OSError as error:
        return codes.UNREADABLE.at(shown, reason=error.strerror)


def read_text(content: ContentFolder, relative: str) -> str | Problem:
    """Return the text of a file in NFC with LF line ends, or what keeps it from being read."""
    data = read_bytes(content, relative)
    return data if isinstance(data, Problem) else decode(data, content.shown(relative))


def decode(data: bytes, shown: str) -> str | Problem:
    """Return *data* as text in NFC with LF line ends, or what is wrong with it; editors call the file *shown*."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return codes.NOT_UTF8.at(shown, data.count(b"\n", 0, error.start) + 1, offset=error.start + 1)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        return codes.CONTROL_CHARACTER.at(shown, line, codepoint=ord(control[0]))
    return nfc(text)
