"""Modules: the ES modules of one folder as one script that needs no `import`.

Each keeps a scope of its own, as in a browser that loads them one by one. What a line at the margin may say of import
and export is checked here; the rest is the browser's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from portal.problem import PortalError

_IMPORT = re.compile(r"""^import\s+(?:\{([\w$,\s]*)\}\s*from\s*)?["']\./([\w.-]+)["'];?[ \t]*$""", re.MULTILINE)
# No `let`: what is imported is a copy, which would not follow.
_EXPORT = re.compile(r"^export (?=(?:(?:async )?function\*?|class|const)\s+([\w$]+))", re.MULTILINE)
_NOT_UNDERSTOOD = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class ModuleError(PortalError):
    """A script of the theme cannot be joined with the others of its folder."""


@dataclass(frozen=True)
class _Module:
    """One file, read.

    Attributes:
        place: as messages name it: "scripts/search/page.js".
        wanted: (file, names) of each import.
        text: without import and export.
    """

    place: str
    wanted: tuple[tuple[str, tuple[str, ...]], ...]
    exported: tuple[str, ...]
    text: str


def joined(folder: Path) -> str:
    """Return the modules of *folder* (``*.js`` in it) as one script, each after those that it imports; "" for none.

    Raises:
        ModuleError: an import leads nowhere or in a circle, or there is a form of import or export that joining does
            not know.
    """
    modules = {path.name: _read(path) for path in sorted(folder.glob("*.js"))}
    for module in modules.values():
        _check_imports(module, modules)
    named = {file: f"module{number}" for number, file in enumerate(_in_order(modules))}
    text = "\n".join(_scope(file, modules, named) for file in named)
    return f'(() => {{\n"use strict";\n{text}\n}})();' if modules else ""


def _read(path: Path) -> _Module:
    source = path.read_text("utf-8-sig")
    place = f"scripts/{path.parent.name}/{path.name}"
    # Lines stay, so that messages can count them.
    text = _EXPORT.sub("", _IMPORT.sub(lambda match: "\n" * match[0].count("\n"), source))
    if other := _NOT_UNDERSTOOD.search(text):
        raise ModuleError(
            f"{place}:{text.count(chr(10), 0, other.start()) + 1}: không gộp được dòng «{other[0].strip()}» → "
            'viết import { tên } from "./tệp.js", và export ngay trước function, class hoặc const.'
        )
    wanted = tuple((file, _names(names)) for names, file in _IMPORT.findall(source))
    return _Module(place, wanted, tuple(_EXPORT.findall(source)), text.strip())


def _names(listed: str) -> tuple[str, ...]:
    return tuple(name for part in listed.split(",") if (name := part.strip()))


def _check_imports(module: _Module, modules: dict[str, _Module]) -> None:
    for file, names in module.wanted:
        if file not in modules:
            raise ModuleError(f"{module.place}: import từ ./{file}, thư mục không có tệp này → sửa tên, hoặc thêm tệp.")
        for name in names:
            if name not in modules[file].exported:
                raise ModuleError(f"{module.place}: ./{file} không export «{name}» → sửa tên, hoặc thêm export ở đó.")


def _scope(file: str, modules: dict[str, _Module], named: dict[str, str]) -> str:
    """Return a module as a function that is called at once, what it exports under the name that it has in *named*."""
    module = modules[file]
    imports = "".join(
        f"const {{ {', '.join(names)} }} = {named[wanted]};\n" for wanted, names in module.wanted if names
    )
    exports = f"\nreturn {{ {', '.join(module.exported)} }};" if module.exported else ""
    return f"const {named[file]} = (() => {{\n{imports}{module.text}{exports}\n}})();"


def _in_order(modules: dict[str, _Module]) -> list[str]:
    """Return the files, each after those that it imports; by name where nothing else says."""
    ordered: list[str] = []

    def visit(file: str, path: tuple[str, ...]) -> None:
        if file in path:
            circle = " → ".join((*path[path.index(file) :], file))
            raise ModuleError(f"{modules[file].place}: các tệp import vòng tròn ({circle}) → bỏ một import.")
        if file not in ordered:
            for wanted, _ in modules[file].wanted:
                visit(wanted, (*path, file))
            ordered.append(file)

    for file in modules:
        visit(file, ())
    return ordered
