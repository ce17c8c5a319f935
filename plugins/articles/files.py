"""The files of a content folder: found in a fixed order, read as text, never followed out of the folder."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from plugins.articles import codes
from portal.problem import Problem
from portal.vietnamese.text import nfc

ARTICLES, PAGES = "tin-tuc", "trang"
_SUFFIXES = {".md", ".markdown"}
# Everything below space but tab and line ends, and DEL. STX and ETX mark the places of fragments: never in content.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class ContentFolder:
    """A content folder and the name that problems give it."""

    root: Path

    def shown(self, relative: str) -> str:
        """Return the path that editors are told: "content/tin-tuc/2026/a.md"."""
        return f"{self.root.name}/{relative}"

    def resolve(self, relative: str) -> Path | None:
        """Return the real file at *relative*, or None when there is none or it lies outside the folder."""
        try:
            path = (self.root / relative).resolve(strict=True)
        except (OSError, ValueError, RuntimeError):
            return None
        return path if path.is_file() and path.is_relative_to(self.root.resolve()) else None

    def sources(self, folder: str) -> list[str]:
        """Return the Markdown files below *folder*, relative to the root, sorted. Hidden ones are left out."""
        found = []
        for where, folders, names in os.walk(self.root / folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            found += [
                Path(where, name).relative_to(self.root).as_posix()
                for name in names
                if Path(name).suffix.lower() in _SUFFIXES and not name.startswith(".")
            ]
        return sorted(found)

    def misplaced(self) -> list[Problem]:
        """Return a finding for each top-level file or folder that holds Markdown where nothing reads it."""
        problems = []
        for entry in sorted(self.root.iterdir()):
            if entry.name in (ARTICLES, PAGES) or entry.name.startswith("."):
                continue
            if (entry.is_dir() and self.sources(entry.name)) or entry.suffix.lower() in _SUFFIXES:
                problems.append(codes.MISPLACED.at(self.shown(entry.name)))
        return problems


def read_text(content: ContentFolder, relative: str) -> str | Problem:
    """Return the text of a source in NFC with LF line ends, or what keeps it from being read."""
    shown = content.shown(relative)
    path = content.resolve(relative)
    if path is None:
        return codes.OUTSIDE_CONTENT.at(shown)
    try:
        data = path.read_bytes()
    except OSError as error:
        return codes.UNREADABLE.at(shown, reason=error.strerror)
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
