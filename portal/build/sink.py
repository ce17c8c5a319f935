"""The output folder: the only way anything gets into the site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from portal.problem import PortalError

# Marks a folder as the build's own. Constant and never published.
MARKER = ".cong-tin-output"


class OutputSink(Protocol):
    """Where a build puts its files."""

    def put(self, path: str, content: bytes) -> None:
        """Write *content* to *path*, relative to the site's root, with ``/``. The same path twice is an error."""

    def size(self, path: str) -> int | None:
        """Return how many bytes this build put to *path*; None when it has put nothing there so far."""


class ForeignFolderError(PortalError):
    """The output folder holds files of somebody else."""

    exit_code = 2


class FolderSink:
    """Writes into a folder: unchanged files keep their bytes and times, files of no present page go away."""

    def __init__(self, root: Path) -> None:
        """Take *root* as the output folder.

        Raises:
            ForeignFolderError: it is not empty and bears no marker, so what it holds is not the build's to delete.

        """
        self._root = root
        self._put: dict[str, int] = {}
        self.written = 0
        if root.is_dir() and any(root.iterdir()) and not (root / MARKER).is_file():
            raise ForeignFolderError(
                f"{root}: thư mục xuất không trống và không phải do lần dựng trước tạo ra → chọn thư mục khác bằng -o,"
                " hoặc tự xóa thư mục này rồi chạy lại."
            )
        root.mkdir(parents=True, exist_ok=True)
        (root / MARKER).touch()

    def put(self, path: str, content: bytes) -> None:
        """Write one file, by a temporary file and a rename; a file with the same bytes is left as it is."""
        if path in self._put:
            raise ValueError(f"{path} is written twice in one build")
        self._put[path] = len(content)
        target = self._root / path
        if _same(target, content):
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{target.name}.tmp")
        temporary.write_bytes(content)
        temporary.replace(target)
        self.written += 1

    def size(self, path: str) -> int | None:
        """Return how many bytes this build put to *path*; None when it has put nothing there so far."""
        return self._put.get(path)

    def remove_others(self) -> int:
        """Delete every file that this build did not put, and folders left empty; return how many files went."""
        removed = 0
        for folder, _, names in os.walk(self._root, topdown=False):
            for name in names:
                path = Path(folder, name)
                relative = path.relative_to(self._root).as_posix()
                if relative not in self._put and relative != MARKER:
                    path.unlink()
                    removed += 1
            if Path(folder) != self._root and not any(Path(folder).iterdir()):
                Path(folder).rmdir()
        return removed


def _same(target: Path, content: bytes) -> bool:
    try:
        return target.stat().st_size == len(content) and target.read_bytes() == content
    except OSError:
        return False
