"""Files that a saved page refers to: found beside it, never outside the folder that was given."""

from __future__ import annotations

import base64
import binascii
import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from plugins.importers.cleaning import tidy

LARGEST = 60_000_000  # bytes
_DATA = re.compile(r"data:image/[\w.+-]+;base64,", re.IGNORECASE)


class Nearby:
    """The files around the page *file*, below *root*; *base* is the page's own address, "" where it says none."""

    def __init__(self, file: Path, root: Path, base: str) -> None:
        self._file = file
        self._root = root.resolve()
        self._base = base

    @property
    def name(self) -> str:
        """The name of the page's file, as words."""
        return " ".join(re.sub(r"[_-]+", " ", self._file.stem).split())

    def read(self, address: str) -> bytes | str:
        """Return the bytes of the file that *address* means, or why there are none."""
        match = _DATA.match(address)
        if match:
            try:
                return base64.b64decode(unquote(address[match.end() :]), validate=False)
            except (binascii.Error, ValueError):
                return "dữ liệu hỏng"
        for path in self._candidates(address):
            try:
                real = path.resolve(strict=True)
                if not real.is_relative_to(self._root) or not real.is_file():
                    continue
                return real.read_bytes() if real.stat().st_size <= LARGEST else "tệp quá lớn"
            except (OSError, ValueError, RuntimeError):
                continue
        return "không có tệp cạnh trang"

    def _candidates(self, address: str) -> list[Path]:
        """Return where the file may lie: where the address says, or with its name in the folder of a saved page."""
        try:
            path = unquote(urlsplit(address.strip().replace("\\", "/")).path)
        except ValueError:
            return []
        name = PurePosixPath(path).name
        if not name or "\0" in path:
            return []
        folder, stem = self._file.parent, self._file.stem
        placed = self._root / path.lstrip("/") if path.startswith("/") else folder / path
        saved = [folder / f"{stem}{suffix}" / name for suffix in ("_files", ".files", "_tep", "_tệp")]
        return [placed, *saved, folder / name]

    def absolute(self, address: str) -> str:
        """Return *address* as one of the web, "" where the page does not say where it stood."""
        return urljoin(self._base, address) if self._base else ""


def name_of(address: str) -> str:
    """Return the name of the file at *address*, for people."""
    if address.startswith("data:"):
        return "ảnh nằm trong trang"
    try:
        name = PurePosixPath(unquote(urlsplit(address.replace("\\", "/")).path)).name or address
    except ValueError:
        name = address
    return " ".join(tidy(name).split())[:80]
