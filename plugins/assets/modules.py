"""Modules: the ES modules of one folder as one script that needs no `import`.

They share one scope, so a module imports by the names that others export, and no name is declared at the margin twice.
What a line at the margin may say is checked here; the rest is the browser's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.problem import PortalError

_IMPORT = re.compile(r"""^import\s+(?:\{([\w$,\s]*)\}\s*from\s*)?["']\./([\w.-]+)["'];?[ \t]*$""", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const|let)\b)", re.MULTILINE)
_DECLARED = re.compile(r"^(export )?(?:(?:async )?function\*?|class|const|let|var)\s+([\w$]+)", re.MULTILINE)
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
    declared: tuple[str, ...]
    exported: frozenset[str]
    text: str


def joined(folder: Path) -> str:
    """Return the modules of *folder* (``*.js`` in it) as one script, each after those that it imports; "" for none.

    Raises:
        ModuleError: an import leads nowhere or in a circle, two modules declare one name, or there is a form of import
            or export that joining does not know.
    """
    modules = {path.name: _read(path) for path in sorted(folder.glob("*.js"))}
    for module in modules.values():
        _check_imports(module, modules)
    _check_names(modules)
    text = "\n;\n".join(module.text for module in _in_order(modules))
    return f'(() => {{\n"use strict";\n{text}\n}})();' if modules else ""


def _read(path: Path) -> _Module:
    source = path.read_text("utf-8-sig")
    place = f"scripts/{path.parent.name}/{path.name}"
    # Lines stay, so that messages can count them.
    text = _EXPORT.sub("", _IMPORT.sub(lambda match: "\n" * match[0].count("\n"), source))
    if other := _NOT_UNDERSTOOD.search(text):
        raise ModuleError(
            f"{place}:{text.count(chr(10), 0, other.start()) + 1}: không gộp được dòng «{other[0].strip()}» → "
            'viết import { tên } from "./tệp.js", và export ngay trước function, class, const hoặc let.'
        )
    declared = _DECLARED.findall(source)
    return _Module(
        place=place,
        wanted=tuple((file, _names(names)) for names, file in _IMPORT.findall(source)),
        declared=tuple(name for _, name in declared),
        exported=frozenset(name for export, name in declared if export),
        text=text.strip(),
    )


def _names(listed: str) -> tuple[str, ...]:
    return tuple(name for part in listed.split(",") if (name := part.strip()))


def _check_imports(module: _Module, modules: dict[str, _Module]) -> None:
    for file, names in module.wanted:
        if file not in modules:
            raise ModuleError(f"{module.place}: import từ ./{file}, thư mục không có tệp này → sửa tên, hoặc thêm tệp.")
        for name in names:
            if name not in modules[file].exported:
                raise ModuleError(f"{module.place}: ./{file} không export «{name}» → sửa tên, hoặc thêm export ở đó.")


def _check_names(modules: dict[str, _Module]) -> None:
    first: dict[str, str] = {}
    for module in modules.values():
        for name in module.declared:
            if first.setdefault(name, module.place) != module.place:
                raise ModuleError(
                    f"{module.place}: «{name}» đã có trong {first[name]}, mà các tệp được gộp làm một → đổi một tên."
                )


def _in_order(modules: dict[str, _Module]) -> Iterator[_Module]:
    """Yield each module after those that it imports; by name where nothing else says."""
    done: set[str] = set()

    def visit(file: str, path: tuple[str, ...]) -> Iterator[_Module]:
        if file in path:
            circle = " → ".join((*path[path.index(file) :], file))
            raise ModuleError(f"{modules[file].place}: các tệp import vòng tròn ({circle}) → bỏ một import.")
        if file not in done:
            for wanted, _ in modules[file].wanted:
                yield from visit(wanted, (*path, file))
            done.add(file)
            yield modules[file]

    for file in modules:
        yield from visit(file, ())
