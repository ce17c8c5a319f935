"""Fetching Decap CMS: by npm's own client, checked against the digest kept here, only the files that a browser loads.

Its package as such depends on 391 MB of others; what it ships ready-made needs none of them.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

LOCK = Path(__file__).with_name("decap.json")
# Its parts: the main script, the pieces that it loads later, the licence of all.
_WANTED = re.compile(r"package/dist/((?:\d+\.)?decap-cms\.js|[0-9a-f]{20}\.wasm|decap-cms\.js\.LICENSE\.txt)")
_NO_NODE = "Thiếu Node.js cho trình soạn bài. Hãy cài: sudo apt-get install nodejs npm"
_NOT_FETCHED = "Không tải được trình soạn bài (Decap CMS {version}) → xem lại mạng, rồi chạy lại lệnh."
_FORGED = "Gói Decap CMS {version} vừa tải không đúng bản đã khóa → không dùng; báo người quản trị."


class VendorError(Exception):
    """The editor cannot be installed. The message is one line in Vietnamese."""


def is_installed(folder: Path) -> bool:
    """Tell whether *folder* holds the version that is locked."""
    try:
        return (folder / "version").read_text("utf-8") == _lock()["version"]
    except OSError:
        return False


def install(folder: Path) -> None:
    """Put the locked version of Decap CMS into *folder*, in the place of what is there.

    Raises:
        VendorError: no npm, no network, or another package than the locked one.
    """
    lock = _lock()
    if shutil.which("npm") is None:
        raise VendorError(_NO_NODE)
    with TemporaryDirectory(prefix="cong-tin-") as work:
        command = [
            "npm",
            "pack",
            f"{lock['name']}@{lock['version']}",
            "--silent",
            "--prefer-offline",
            "--ignore-scripts",
        ]
        done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)  # noqa: S603  # npm, from the path
        packages = list(Path(work).glob("*.tgz"))
        if done.returncode or len(packages) != 1:
            raise VendorError(_NOT_FETCHED.format(**lock))
        unpack(packages[0], lock, folder)


def unpack(package: Path, lock: dict[str, str], folder: Path) -> None:
    """Put what a browser loads of *package* into *folder*.

    Raises:
        VendorError: the package is not the one that *lock* describes.
    """
    digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != lock["integrity"]:
        raise VendorError(_FORGED.format(**lock))
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(mkdtemp(dir=folder.parent))
    beside.chmod(0o755)
    with tarfile.open(package) as archive:
        for member in archive:
            wanted = _WANTED.fullmatch(member.name)
            content = archive.extractfile(member) if wanted and member.isfile() else None
            if wanted and content:
                (beside / wanted[1]).write_bytes(content.read())
    (beside / "version").write_text(lock["version"], "utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)


def _lock() -> dict[str, str]:
    lock: dict[str, str] = json.loads(LOCK.read_text("utf-8"))
    return lock


if __name__ == "__main__":
    try:
        install(Path(sys.argv[1]))
    except VendorError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
