"""The output folder: the only way anything gets into the site."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from portal.problem import PortalError
from portal.system import reason_of

# Marks a folder as the build's own. Constant and never published.
MARKER = ".cong-tin-output"


class OutputSink(Protocol):
    """Where a build puts its files. Paths are relative to the site's root, with ``/``; each is put or kept once."""

    def put(self, path: str, content: bytes, shows: str = "") -> None:
        """Write *content* to *path*. *shows* stands for all that it was made from; "" if nobody will ask."""

    def keep(self, path: str, shows: str) -> bool:
        """Tell whether the file at *path* was made from the same *shows* and still lies there, and keep it if so.

        Then nothing need be made: ``if not sink.keep(path, shows): sink.put(path, make(), shows)``.
        """

    def size(self, path: str) -> int | None:
        """Return how many bytes this build put or kept at *path*; None when it has done neither so far."""


class ForeignFolderError(PortalError):
    """The output folder holds files of somebody else, or cannot be made."""

    exit_code = 2


def claim(root: Path) -> None:
    """Make *root* a build's own folder.

    Raises:
        ForeignFolderError: it is not empty and bears no marker, so what it holds is not the build's to delete; or it
            cannot be looked into or made.
    """
    try:
        _claim(root)
    except OSError as error:
        raise ForeignFolderError(
            f"{root}: không ghi được vào thư mục xuất ({reason_of(error)}) → xem lại quyền ghi và chỗ trống, hoặc chọn"
            " thư mục khác bằng --output (lệnh pelican: -o)."
        ) from None


def _claim(root: Path) -> None:
    if root.is_dir() and any(root.iterdir()) and not (root / MARKER).is_file():
        raise ForeignFolderError(
            f"{root}: thư mục xuất không trống và không phải do lần dựng trước tạo ra → chọn thư mục trống hoặc chưa có"
            " bằng --output (lệnh pelican: -o)."
        )
    root.mkdir(parents=True, exist_ok=True)
    if not (root / MARKER).is_file():
        (root / MARKER).touch()
