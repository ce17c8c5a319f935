"""Options and fixtures of all tests."""

from __future__ import annotations

import pytest


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture(scope="session")
def render():
    """Give ``render(component, **options)``: the HTML of one component of the theme."""
    from tests.components import component_environment, draw

    environment = component_environment()
    return lambda name, **options: draw(environment, name, options)
