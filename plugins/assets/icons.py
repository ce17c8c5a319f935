"""Icons: drawings of the theme that stand in the page itself."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from markupsafe import Markup

from portal.problem import PortalError

FOLDER = "static/icons"

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OPENING = re.compile(r"<svg\b([^>]*)>")
# What every icon gets, whatever its file says, and what a drawing in a page does without.
_NOT_TAKEN_OVER = re.compile(r'\s+(?:class|aria-hidden|focusable|xmlns)="[^"]*"')


class UnknownIconError(PortalError):
    """A template asks for an icon that the theme does not have, or whose file is no SVG."""


class Icons:
    """The icons of a theme; each file is read once."""

    def __init__(self, theme: Path) -> None:
        self._folder = theme / FOLDER
        self._read: dict[str, Markup] = {}

    def __call__(self, name: str) -> Markup:
        """Return the drawing *name*: hidden from screen readers, as the words beside it say what it means.

        Raises:
            UnknownIconError: there is no such file, or it is no SVG.
        """
        if name not in self._read:
            self._read[name] = self._load(name)
        return self._read[name]

    def forget(self) -> None:
        """Read the files anew from now on: a build begins."""
        self._read.clear()

    def digest(self) -> bytes:
        """Return what changes when a drawing does."""
        digest = hashlib.sha256()
        for path in sorted(self._folder.glob("*.svg")):
            digest.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
        return digest.digest()

    def _load(self, name: str) -> Markup:
        path = self._folder / f"{name}.svg"
        if not _NAME.fullmatch(name) or not path.is_file():
            raise UnknownIconError(
                f"icon({name!r}): giao diện không có {FOLDER}/{name}.svg → sửa tên trong mẫu, hoặc thêm tệp đó."
            )
        text = path.read_text("utf-8-sig")
        opening = _OPENING.search(text)
        if opening is None:
            raise UnknownIconError(f"icon({name!r}): {FOLDER}/{name}.svg không phải tệp SVG → thay bằng tệp SVG.")
        attributes = _NOT_TAKEN_OVER.sub("", opening[1])
        drawing = f'<svg class="icon" aria-hidden="true"{attributes}>{text[opening.end() :].rstrip()}'
        return Markup(drawing)  # noqa: S704  # a file of the theme, which is code
