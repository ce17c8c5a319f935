"""The content folder as the editor may touch it: articles, pictures and documents below it, whole files only."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from portal.vietnamese.slug import is_slug

# What the editor calls the content folder, whatever its name on disk.
PREFIX = "content"
ARTICLES, PICTURES, DOCUMENTS = "tin-tuc", "anh", "van-ban"
PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif")

_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))}


class OutsideError(Exception):
    """A path that the editor may not touch."""


class ContentStore:
    """Reads and writes files below *root*; never outside of it, never through a link."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def article(self, path: str) -> Path:
        """Return the file that ``content/tin-tuc/…/ten-bai.md`` stands for; it need not be there.

        Raises:
            OutsideError: another place, another kind of file, or a link in its way.
        """
        return self._inside(path, ARTICLES, (".md",))

    def articles(self) -> Iterator[tuple[str, Path]]:
        """Yield (path as the editor knows it, file) of all articles, sorted."""
        for file in sorted((self._root / ARTICLES).rglob("*.md")):
            relative = file.relative_to(self._root).as_posix()
            is_hidden = any(part.startswith(".") for part in PurePosixPath(relative).parts)
            if not is_hidden and _is_plain(file):
                yield f"{PREFIX}/{relative}", file

    def pictures(self) -> list[Path]:
        """Return the pictures, the newest first."""
        found = [file for file in (self._root / PICTURES).rglob("*") if file.suffix.lower() in PICTURE_SUFFIXES]
        return sorted(
            (file for file in found if file.is_file()), key=lambda file: (-file.stat().st_mtime_ns, file.name)
        )

    def published(self, address: str) -> Path:
        """Return the picture or document that an article calls *address* ("/anh/2026/hop.jpg").

        Raises:
            OutsideError: anything else.
        """
        folder = DOCUMENTS if address.startswith(f"/{DOCUMENTS}/") else PICTURES
        suffixes = PICTURE_SUFFIXES if folder == PICTURES else (PurePosixPath(address).suffix,)
        return self._inside(f"{PREFIX}{address}", folder, suffixes)

    def address(self, file: Path) -> str:
        """Return what an article calls *file*."""
        return f"/{file.relative_to(self._root).as_posix()}"

    def keep(self, folder: str, year: int, name: str, content: bytes) -> str:
        """Keep a new file under a name of its own and return its address; the same bytes are kept once."""
        stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
        number = 1
        while True:
            tried = name if number == 1 else f"{stem}-{number}{suffix}"
            file = self._inside(f"{PREFIX}/{folder}/{year}/{tried}", folder, (suffix,))
            if not is_taken(file):
                write_whole(file, content)
                return self.address(file)
            if file.is_file() and file.read_bytes() == content:
                return self.address(file)
            number += 1

    def relative(self, file: Path) -> str:
        """Return the path of *file* under the content folder."""
        return file.relative_to(self._root).as_posix()

    def _inside(self, path: str, folder: str, suffixes: tuple[str, ...]) -> Path:
        parts = PurePosixPath(path).parts
        is_well_formed = "\0" not in path and "\\" not in path and parts[:2] == (PREFIX, folder) and len(parts) > 2
        if not is_well_formed or any(part in ("..", ".") or part.startswith(".") for part in parts):
            raise OutsideError(path)
        file = self._root.joinpath(*parts[1:])
        try:
            is_outside = not file.parent.resolve().is_relative_to(self._root / folder)
            is_odd = file.is_symlink() or (file.exists() and not _is_plain(file))
        except OSError:  # a name longer than disks take
            raise OutsideError(path) from None
        if file.suffix.lower() not in suffixes or is_outside or is_odd:
            raise OutsideError(path)
        return file


def _is_plain(file: Path) -> bool:
    """Tell whether *file* is a file, by no link: to read from a pipe would never end."""
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except OSError:
        return False


def is_taken(file: Path) -> bool:
    """Tell whether a new file may not have this name on every machine that the content is carried to.

    Windows keeps some names to itself and tells no capitals apart.
    """
    if file.exists() or file.stem.lower() in _RESERVED:
        return True
    try:
        return file.name.lower() in (beside.name.lower() for beside in file.parent.iterdir())
    except OSError:  # no such folder yet
        return False


def version_of(content: bytes) -> str:
    """Return what tells one state of a file from another."""
    return hashlib.sha256(content).hexdigest()


def write_whole(file: Path, content: bytes) -> None:
    """Write *file* so that nobody ever sees a part of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".dang-ghi")
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        mode = file.stat().st_mode & 0o777 if file.exists() else 0o666 & ~_umask()
        Path(beside).chmod(mode)
        Path(beside).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(beside).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def is_good_name(path: str) -> bool:
    """Tell whether a new article's file may have this name: its address may come from it."""
    return is_slug(PurePosixPath(path).stem)
