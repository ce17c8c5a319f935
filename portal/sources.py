"""The source files of a content folder, as the command line names them."""

from __future__ import annotations

import difflib
from pathlib import Path

from portal.problem import PortalError
from portal.vietnamese.text import nfc

_FOLDERS = ("tin-tuc", "trang")
_MOST_NAMED = 5


class SourceError(PortalError):
    """No source has the name that was given, or several have."""

    exit_code = 2


def sources(content: Path) -> list[str]:
    """Return the paths of all articles and pages under *content*, in NFC, sorted; hidden files are left out."""
    found = [path.relative_to(content) for folder in _FOLDERS for path in (content / folder).rglob("*.md")]
    return sorted(nfc(path.as_posix()) for path in found if not any(part.startswith(".") for part in path.parts))


def completed(content: Path, begun: str) -> list[str]:
    """Return how a name that *begun* begins may go on: as whole paths, else as names of files."""
    known = sources(content)
    whole = [path for path in (f"{content.name}/{name}" for name in known) if path.startswith(begun)]
    return whole or [name for name in (path.rpartition("/")[2] for path in known) if name.startswith(begun)]


def find_source(content: Path, given: str) -> str:
    """Return the path under *content* of the source that *given* names: by its path, or by the end of it.

    "content/tin-tuc/2026/hop.md", "2026/hop.md", "hop.md" and "hop" may all mean one file.

    Raises:
        SourceError: there is none, or several; the message says which are near.
    """
    known = sources(content)
    wanted = _wanted(content, nfc(given))
    same = [path for path in known if path == wanted or path.endswith(f"/{wanted}")]
    if len(same) == 1:
        return same[0]
    if same:
        names = ", ".join(same[:_MOST_NAMED])
        raise SourceError(f"«{given}» là tên của nhiều bài → ghi rõ một trong: {names}.")
    stems = {path.rpartition("/")[2]: path for path in known}
    close = difflib.get_close_matches(wanted.rpartition("/")[2], stems, n=1, cutoff=0.6)
    hint = f" → ý bạn là «{stems[close[0]]}»?" if close else " → xem tên tệp trong thư mục tin-tuc."
    raise SourceError(f"Không có bài «{given}»{hint}")


def _wanted(content: Path, given: str) -> str:
    """Return *given* with its suffix, counted from *content* where it leads there."""
    path = given.replace("\\", "/").removeprefix("./")
    path = path if path.endswith(".md") else f"{path}.md"
    absolute = Path(path).absolute()
    if absolute.is_relative_to(content.absolute()):
        return absolute.relative_to(content.absolute()).as_posix()
    return path.removeprefix(f"{content.name}/")
