"""Joining and minifying: the style sheet and the script of the whole site, and scripts that only some pages load."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import rcssmin

from plugins.assets.minifying import Minify, minified_script
from plugins.assets.modules import joined

LAYERS = "@layer tokens, base, layout, prose, components, print;"
_ICON = re.compile(r"""\bicon\("([^"]*)"\)""")
_STYLES = ("tokens", "base", "layout", "prose")


def style_sources(theme: Path) -> list[Path]:
    """Return the style sheets of *theme* in the order of their layers; components by their names.

    Files that a theme does not have are left out.
    """
    styles = theme / "styles"
    listed = [
        *(styles / f"{name}.css" for name in _STYLES),
        *sorted(theme.glob("components/*/component.css")),
        styles / "print.css",
    ]
    return [path for path in listed if path.is_file()]


def script_sources(theme: Path) -> list[Path]:
    """Return the scripts of the components of *theme*, by their names."""
    return sorted(theme.glob("components/*/component.js"))


def style(font_faces: str, sources: Iterable[Path]) -> bytes:
    """Return one minified style sheet: the order of layers, the fonts, then *sources*."""
    return minified_style("\n".join([LAYERS, font_faces, *(_text(path) for path in sources)]))


def script(sources: Iterable[Path], icon: Callable[[str], str], minify: Minify = minified_script) -> bytes:
    """Return one minified script, ``icon("name")`` in it replaced by the drawing as a string. Empty when there is none.

    Raises:
        PortalError: *icon* knows no drawing of that name.
    """
    # A file that ends without a semicolon must not run into the parenthesis that opens the next one.
    return _with_icons("\n;\n".join(_text(path) for path in sources), icon, minify)


def module_scripts(
    theme: Path, icon: Callable[[str], str], minify: Minify = minified_script
) -> Iterator[tuple[str, bytes]]:
    """Yield (name, minified script) for each folder of ES modules in ``scripts/`` of *theme*; an empty one gives none.

    Raises:
        PortalError: the modules cannot be joined; *icon* knows no drawing of that name.
    """
    for folder in sorted(path for path in theme.glob("scripts/*") if path.is_dir()):
        if text := joined(folder):
            yield f"{folder.name}.js", _with_icons(text, icon, minify)


def minified_style(text: str) -> bytes:
    """Return a style sheet without comments and needless space."""
    return str(rcssmin.cssmin(text)).encode()


def _with_icons(script: str, icon: Callable[[str], str], minify: Minify) -> bytes:
    return minify(_ICON.sub(lambda match: json.dumps(str(icon(match[1]))), script))


def _text(path: Path) -> str:
    return path.read_text("utf-8-sig")
