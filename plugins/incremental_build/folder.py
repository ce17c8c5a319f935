"""The output folder of a build that remembers the last one."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from plugins.incremental_build.store import FileRow
from portal.build.digest import digest
from portal.build.sink import MARKER, claim
from portal.problem import PortalError
from portal.system import reason_of

# No room, or no right to.
NOT_WRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM})


class WriteError(PortalError):
    """A file cannot be written: no room, or no right to."""

    exit_code = 2

    @classmethod
    def of(cls, path: str | Path, error: OSError) -> WriteError:
        """Return what tells editors of *error*."""
        return cls(
            f"{path}: không ghi được ({reason_of(error)}) → xem lại chỗ trống trên đĩa và quyền ghi, rồi dựng lại;"
            " lần dựng sau tự sửa những tệp còn dở."
        )


class SiteFolder:
    """Writes into *root*; knows from *rows* what the last build left there.

    Files are written elsewhere and renamed, never in place: a reader sees the old one or the new one, and releases may
    share files by hard links.
    """

    def __init__(self, root: Path, rows: dict[str, FileRow], key: str, *, verify: bool = False) -> None:
        """Take *root* as the output folder; *key* is part of whatever files are made from.

        *verify*: a file is as it was left only if its bytes are, whatever its size and time say.
        """
        claim(root)
        self._root = str(root)
        self._key = key
        self._verify = verify
        self.rows = rows
        self.claimed: set[str] = set()
        self.changed: dict[str, FileRow] = {}
        self.written = 0
        # Whether somebody else wrote here: then files may lie here, too, that no build remembers.
        self.was_touched = False
        status = os.stat(f"{root}/{MARKER}")
        # Another one where the folder is a copy, as one that was put back from yesterday.
        self.identity = f"{status.st_dev} {status.st_ino} {status.st_ctime_ns}"

    def put(self, path: str, content: bytes, shows: str = "") -> None:
        """Write *content* to *path*; see `portal.build.OutputSink`."""
        self.claim(path)
        self.record(path, self.write(path, content, self.full(shows) if shows else ""))

    def keep(self, path: str, shows: str) -> bool:
        """Keep the file at *path* if it was made from *shows*; see `portal.build.OutputSink`."""
        row = self.rows.get(path)
        if row is None or not shows or row.shows != self.full(shows) or not self.is_intact(path, row):
            return False
        self.claim(path)
        return True

    def size(self, path: str) -> int | None:
        """Return the bytes of what was put or kept at *path*."""
        if path not in self.claimed:
            return None
        return (self.changed.get(path) or self.rows[path]).size

    def full(self, shows: str) -> str:
        """Return *shows* with what shapes all files."""
        return digest(self._key, shows)

    def claim(self, path: str) -> None:
        """Note that *path* is a file of this build."""
        if path in self.claimed:
            raise ValueError(f"{path} is written twice in one build")
        if path not in self.rows and any(part in ("", ".", "..") for part in path.split("/")):
            raise ValueError(f"not a path in the site: {path!r}")
        self.claimed.add(path)

    def record(self, path: str, row: FileRow) -> None:
        """Note how *path* was written."""
        known = self.rows.get(path)
        if known is None or known.changed != row.changed or known.content != row.content:
            self.written += 1
        if known != row:
            self.changed[path] = row

    def is_intact(self, path: str, row: FileRow) -> bool:
        """Tell whether the file at *path* lies there as it was left."""
        try:
            status = os.stat(f"{self._root}/{path}")
            intact = status.st_size == row.size and status.st_mtime_ns == row.changed
            if intact and self._verify:
                intact = _digest(self.read(path)) == row.content
        except OSError:
            intact = False
        self.was_touched = self.was_touched or not intact
        return intact

    def read(self, path: str) -> bytes:
        """Return the bytes at *path*."""
        with open(f"{self._root}/{path}", "rb") as file:
            return file.read()

    def write(
        self, path: str, content: bytes, shows: str, stitched: str = "", places: str = "", spans: str = ""
    ) -> FileRow:
        """Write one file and return its row; a file that has these bytes already is left as it is.

        Raises:
            WriteError: it cannot be written.
        """
        target = f"{self._root}/{path}"
        found = _digest(content)
        row = self.rows.get(path)
        try:
            if row is not None and self.is_intact(path, row):
                changed = row.changed if row.content == found else _replace(self._root, target, content)
            else:
                changed = _same(target, content) or _replace(self._root, target, content)
        except OSError as error:
            raise WriteError.of(target, error) from None
        return FileRow(shows, stitched, len(content), changed, found, places, spans)

    def remove_unclaimed(self, *, look_everywhere: bool) -> list[str]:
        """Delete files that are no part of this build and return those that were remembered.

        Args:
            look_everywhere: also look for files that no build remembers, as after one that did not end.
        """
        gone = [path for path in self.rows if path not in self.claimed]
        self._delete(gone)
        if look_everywhere:
            start = len(self._root) + 1
            found = [f"{folder}/{name}"[start:] for folder, _, names in os.walk(self._root) for name in names]
            self._delete([path for path in found if path not in self.claimed and path != MARKER])
        return gone

    def _delete(self, paths: Iterable[str]) -> None:
        for path in paths:
            target = Path(self._root, path)
            with suppress(FileNotFoundError, NotADirectoryError):  # gone already, with its folder or without
                target.unlink()
            for parent in target.parents:
                if str(parent) == self._root:
                    break
                try:
                    parent.rmdir()
                except OSError:
                    break  # not empty


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:24]  # half the time of blake2b where the processor helps


def _same(target: str, content: bytes) -> int | None:
    """Return the time of change of a file that no row tells of but that holds *content* already, else None."""
    try:
        status = os.stat(target)
        if status.st_size == len(content) and Path(target).read_bytes() == content:
            return status.st_mtime_ns
    except OSError:
        pass
    return None


def _replace(root: str, target: str, content: bytes) -> int:
    """Put *content* at *target* by a rename and return its time of change in nanoseconds.

    Every process has one name at the *root* for what it is writing. A name beside each target would make the system
    open, and write back, ten thousand folders twice: a fifth more of its time, and twice the wait.
    """
    temporary = f"{root}/.{os.getpid()}.tmp"
    try:
        changed = _write(temporary, content)
        try:
            os.rename(temporary, target)
        except FileNotFoundError:
            os.makedirs(target.rpartition("/")[0], exist_ok=True)
            os.rename(temporary, target)
    except OSError as error:
        folder = target.rpartition("/")[0]
        if error.errno == errno.EXDEV and folder != root:  # another disk stands there
            os.unlink(temporary)
            return _replace(folder, target, content)
        with suppress(OSError):
            os.unlink(temporary)
        raise
    return changed


def _write(path: str, content: bytes) -> int:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        return os.fstat(descriptor).st_mtime_ns
    finally:
        os.close(descriptor)
