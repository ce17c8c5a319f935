"""``options.yaml``: what a component takes, and examples of it. The gallery and the tests of the theme read it here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml

from portal.problem import PortalError
from portal.vietnamese.dates import ZONE

FILE = "options.yaml"


@dataclass(frozen=True)
class Option:
    """One argument of a component's macro.

    Attributes:
        type: in words ("list of Article").
        required: whether the macro has no value of its own for it.
    """

    name: str
    type: str
    required: bool
    description: str


@dataclass(frozen=True)
class Example:
    """One way to call a component.

    Attributes:
        options: arguments by name. Mappings stand for objects, as Jinja looks up both with a dot.
        hidden: for tests only.
    """

    name: str
    options: Mapping[str, Any]
    hidden: bool = False


@dataclass(frozen=True)
class Component:
    """One folder of ``theme/components/``."""

    name: str
    description: str
    options: tuple[Option, ...]
    examples: tuple[Example, ...]


class DeclarationError(PortalError):
    """An ``options.yaml`` cannot be read. A defect of the theme."""


def read_components(theme: Path) -> tuple[Component, ...]:
    """Return the components of *theme* that have an ``options.yaml``, by their names.

    Raises:
        DeclarationError: one of the files is not as it should be.
    """
    return tuple(read_component(path.parent) for path in sorted(theme.glob(f"components/*/{FILE}")))


def read_component(folder: Path) -> Component:
    """Return the component in *folder*.

    Raises:
        DeclarationError: its ``options.yaml`` is not YAML, or a key is missing, unknown or of the wrong type.
    """
    try:
        data = yaml.safe_load((folder / FILE).read_text("utf-8"))
        return _component(folder.name, **data)
    except (yaml.YAMLError, TypeError, KeyError) as error:
        # Python's own words name the key: whoever reads them writes templates.
        raise DeclarationError(f"components/{folder.name}/{FILE}: viết sai → sửa lại ({error})") from None


def _component(name: str, options: list[Any], examples: list[Any], description: str = "") -> Component:
    return Component(
        name,
        description,
        tuple(Option(**option) for option in options),
        tuple(Example(**{**example, "options": _values(example["options"] or {})}) for example in examples),
    )


def _values(value: Any) -> Any:
    """Return *value* with its dates as the portal has them: aware, in Viet Nam. A day is its midnight."""
    if isinstance(value, dict):
        return {key: _values(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_values(item) for item in value]
    if isinstance(value, datetime):
        return value.astimezone(ZONE) if value.tzinfo else value.replace(tzinfo=ZONE)
    if isinstance(value, date):
        return datetime.combine(value, time(), ZONE)
    return value
