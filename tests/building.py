"""Whole builds for tests, by Pelican's own command line, as anybody would run it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parent.parent
# 2026-11-23 07:00 in Viet Nam: the demonstration content has articles on both sides of it.
EPOCH = "1795392000"


def build(
    content: Path, output: Path, *, settings: dict[str, object] | None = None, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Build *content* into *output* from ``/`` with an empty environment but for *environment*."""
    command = [
        str(Path(sys.prefix, "bin", "pelican")), str(content), "-s", str(ROOT / "pelicanconf.py"), "-o", str(output),
        "--fatal", "warnings", "--log-handler", "plain",
    ]  # fmt: skip
    if settings:
        command += ["-e", *(f"{name}={json.dumps(value)}" for name, value in settings.items())]
    variables = {"SOURCE_DATE_EPOCH": EPOCH} | (environment or {})
    return subprocess.run(command, cwd="/", env=variables, capture_output=True, text=True, check=False, timeout=300)


def built(content: Path, output: Path, **options: object) -> Path:
    """Build and return *output*; anything but a clean build fails the test with what was printed."""
    result = build(content, output, **options)  # type: ignore[arg-type]  # the options of build()
    assert result.returncode == 0, result.stdout + result.stderr
    return output


def files(root: Path) -> dict[str, bytes]:
    """Return path → bytes of every file below *root*."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def soup(root: Path, url: str) -> BeautifulSoup:
    """Return the page that a server answers *url* with."""
    path = root / url.lstrip("/")
    return BeautifulSoup((path / "index.html" if url.endswith("/") else path).read_text("utf-8"), "html.parser")


def words(tag: object) -> str:
    """Return the text of *tag* with white space folded, no-break spaces as spaces."""
    return " ".join(tag.get_text().split())  # type: ignore[attr-defined]  # a bs4 tag
