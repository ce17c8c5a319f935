"""The files of a content folder: found in a fixed order, read as text, never followed out of the folder."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from plugins.articles import codes
from plugins.articles.record import Stamp
from portal.problem import Problem
from portal.vietnamese.text import nfc

ARTICLES, PAGES = "tin-tuc", "trang"
_SUFFIXES = (".md", ".markdown")
# Everything below space but tab and line ends, and DEL. STX and ETX mark the places of fragments: never in content.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class ContentFolder:
    """A content folder and the name that problems give it."""

    root: Path

    @cached_property
    def _root(self) -> str:
        return str(self.root)

    @cached_property
    def _real_root(self) -> Path:
        return self.root.resolve()

    def shown(self, relative: str) -> str:
        """Return the path that editors are told: "content/tin-tuc/2026/a.md"."""
        return f"{self.root.name}/{relative}"

    def resolve(self, relative: str) -> Path | None:
        """Return the real file at *relative*, or None when there is none or it lies outside the folder."""
        try:
            path = (self.root / relative).resolve(strict=True)
        except (OSError, ValueError, RuntimeError):
            return None
        return path if path.is_file() and path.is_relative_to(self._real_root) else None

    def sources(self, folder: str) -> dict[str, Stamp]:
        """Return the Markdown files below *folder* with their stamps, by their paths under the root, sorted.

        Hidden files and folders are left out; linked folders are not entered.
        """
        found: dict[str, Stamp] = {}
        waiting = [folder]
        while waiting:
            where = waiting.pop()
            try:
                entries = list(os.scandir(self.root / where))
            except OSError:
                continue
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{where}/{entry.name}")
                elif entry.name.lower().endswith(_SUFFIXES):
                    found[f"{where}/{entry.name}"] = self.stamp(f"{where}/{entry.name}")
        return dict(sorted(found.items()))

    def stamp(self, relative: str) -> Stamp:
        """Return what tells whether the file at *relative* changed; None where there is none."""
        try:
            status = os.stat(f"{self._root}/{relative}")  # a string: ten thousand paths are joined here
        except (OSError, ValueError):
            return None
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


def read_bytes(content: ContentFolder, relative: str) -> bytes | Problem:
    """Return the bytes of a source, or what keeps it from being read."""
    shown = content.shown(relative)
    path: Path | None = content.root / relative
    if path is not None and path.is_symlink():
        path = content.resolve(relative)
    if path is None:
        return codes.OUTSIDE_CONTENT.at(shown)
    try:
        return path.read_bytes()
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
