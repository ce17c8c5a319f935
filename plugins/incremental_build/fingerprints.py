"""What shapes a site beside its content: code, libraries, settings, templates."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from portal.build.digest import digest

ROOT = Path(__file__).resolve().parents[2]
_LIBRARIES = (
    "pelican", "jinja2", "markupsafe", "markdown", "lxml", "nh3", "pyyaml", "feedgen", "unidecode", "pillow",
    "rcssmin", "tdewolff-minify", "numpy", "orjson", "fonttools", "fontpkg-be-vietnam-pro",
)  # fmt: skip
# Settings that say where things lie, how a run talks or how closely it looks, not what the site is.
_NOT_SHAPING = frozenset({
    "OUTPUT_PATH", "CACHE_PATH", "PATH", "THEME", "PROJECT_ROOT", "DEBUG", "PORT", "BIND", "INCREMENTAL_BUILD_VERIFY",
    "ARTICLES_POLICY", "ARTICLES_ALLOW_FEWER",
})  # fmt: skip
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def code_digest() -> str:
    """Return what tells one version of our code and its libraries from another."""
    parts = [sys.version, *(f"{name} {version(name)}" for name in _LIBRARIES)]
    return digest(*parts, digest_of_files(ROOT, [*_code("portal"), *_code("plugins")]))


def _code(folder: str) -> list[Path]:
    """Return the modules of *folder* and the data files that they read (``*.bin``)."""
    return sorted(path for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".bin"))


def templates_digest(theme: Path) -> str:
    """Return what tells one state of a theme's templates and components from another."""
    return digest_of_files(theme, sorted([*theme.glob("templates/**/*.html"), *theme.glob("components/*/*.html")]))


def settings_digest(settings: Mapping[str, Any]) -> str:
    """Return what tells settings apart."""
    shaping = {name: value for name, value in settings.items() if name.isupper() and name not in _NOT_SHAPING}
    return digest(*(_ADDRESS.sub("", f"{name}={value!r}") for name, value in sorted(shaping.items())))


def digest_of_files(root: Path, paths: Iterable[Path]) -> str:
    """Return a digest of the names and bytes of *paths*."""
    parts: list[str | bytes] = []
    for path in paths:
        parts += (path.relative_to(root).as_posix(), path.read_bytes())
    return digest(*parts)
