"""Minifying scripts, in a process of its own: the library brings Go's runtime, which no forked process can use."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from plugins.assets.cache import cached
from portal.build.digest import digest
from portal.problem import PortalError

Minify = Callable[[str], bytes]

_PROGRAM = (
    "import minify, sys;"
    " sys.stdout.buffer.write(minify.string('application/javascript', sys.stdin.buffer.read().decode()).encode())"
)


def minified_script(text: str) -> bytes:
    """Return a script without comments and needless space, the names that nobody outside sees shortened.

    Raises:
        PortalError: it is no JavaScript.
    """
    command = [sys.executable, "-c", _PROGRAM]
    made = subprocess.run(command, input=text.encode(), capture_output=True, check=False)  # noqa: S603  # our own
    if made.returncode:
        lines = made.stderr.decode(errors="replace").splitlines()
        reason = next((line.partition(": ")[2] for line in lines if line.startswith("minify.MinifyError: ")), lines[-1])
        raise PortalError(f"mã kịch bản sai cú pháp: {reason} → sửa tệp .js trong giao diện.")
    return made.stdout


def kept_in(cache: Path) -> Minify:
    """Return `minified_script`, which does its work once for each text: what it made is kept in *cache*."""
    library = version("tdewolff-minify")

    def minify(text: str) -> bytes:
        return cached(cache / f"{digest(library, text)}.js", lambda: minified_script(text)) if text.strip() else b""

    return minify
