"""Jinja as one build needs it: templates without indentation, looked up once; what repeats is drawn once."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro

_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class _Template(Template):
    """A template whose imports are made once: each page would else compare the names of all globals, a dozen times."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002  # globals are the same
        return self._module or super()._get_default_module()


class Loader(FileSystemLoader):
    """Reads templates without the indentation of their lines, which a page would repeat. None holds ``<pre>``."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the source, its file, and what tells whether the file is still the same."""
        source, file, is_current = super().get_source(environment, template)
        return _INDENTATION.sub("", source), file, is_current


class OneBuildEnvironment(Environment):
    """An environment for one build: neither templates nor globals change while it runs, so each is found once."""

    template_class = _Template

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[str, Template] = {}

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:  # noqa: A002
        """Return the template *name*, the same one each time."""
        if name not in self._found:
            self._found[name] = super().get_template(name, parent, globals)
        return self._found[name]

    def make_globals(self, d: Any) -> MutableMapping[str, Any]:
        """Return the globals of a template as a plain dict."""
        return {**self.globals, **(d or {})}  # Jinja's ChainMap takes ten times as long to go through


class Drawings:
    """What components drew of articles: an article stands in a dozen lists, and looks the same in most of them."""

    _MOST = 40_000  # about 50 MB

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], str] = {}

    def __call__(self, component: Macro, article: Any, **options: Any) -> str:
        """Return ``component(article, **options)``; an article without a version is drawn each time."""
        version = getattr(article, "version", "")
        if not version:
            return component(article, **options)
        # With their types: text and markup of the same letters are drawn differently.
        key = (component, article.identity, version, *options.items(), *map(type, options.values()))
        if key not in self._known:
            if len(self._known) >= self._MOST:
                self._known.clear()
            self._known[key] = component(article, **options)
        return self._known[key]
