"""The components of the theme, for tests: their declarations, their source, and how to draw one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, nodes
from markupsafe import Markup

import pelicanconf
from plugins.assets.icons import Icons
from plugins.component_gallery.declarations import Component, read_component
from plugins.incremental_build.plugin import make_environment
from portal.build import Build
from tests.samples import AGENCY, NOW, REFORM, SERVICES

THEME = Path(pelicanconf.THEME)
FOLDERS = sorted(path.parent for path in THEME.glob("components/*/component.html"))
NAMES = [folder.name for folder in FOLDERS]

_CALL = '{% import "components/" ~ name ~ "/component.html" as library with context %}{{ library[name](**options) }}'


def declaration(name: str) -> Component:
    """Return what ``options.yaml`` of the component *name* says."""
    return read_component(THEME / "components" / name)


def example_options(name: str, example: str) -> Mapping[str, Any]:
    """Return the options of one example, by its name."""
    return next(one.options for one in declaration(name).examples if one.name == example)


def macro_of(name: str) -> nodes.Macro:
    """Return the macro of the component *name*, as Jinja reads it."""
    source = (THEME / "components" / name / "component.html").read_text("utf-8")
    return next(macro for macro in Environment().parse(source).find_all(nodes.Macro) if macro.name == name)


def component_environment() -> Environment:
    """Return the theme's environment, its globals short: an icon must exist, but only its name is drawn."""
    build = Build(now=NOW, content=THEME, cache=THEME)
    icons = Icons(THEME)

    def icon(name: str) -> Markup:
        assert icons(name)
        return Markup('<svg class="icon" data-icon="{}"></svg>').format(name)

    values = {
        "agency": AGENCY,
        "categories": (REFORM, SERVICES),
        "site_url": "https://vidu.gov.vn",
        "url": "/trang/",
        "fragment": lambda name: f"({name})",
        "asset_url": lambda name: f"/assets/{name}",
        "icon": icon,
        "page_urls": frozenset(("/gioi-thieu/", "/lien-he/", "/tro-nang/", "/bao-ve-du-lieu-ca-nhan/", "/en/about/")),
    }
    settings = {"JINJA_ENVIRONMENT": pelicanconf.JINJA_ENVIRONMENT, "JINJA_FILTERS": {}, "JINJA_GLOBALS": {}}
    return make_environment(THEME, build, values, settings)


def draw(environment: Environment, name: str, options: Mapping[str, Any]) -> str:
    """Return the HTML of the component *name* called with *options*."""
    return environment.from_string(_CALL).render(name=name, options=options)
