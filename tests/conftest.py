"""Options and fixtures of all tests."""

from __future__ import annotations

import signal

import pytest
from hypothesis import settings

# No test is timed: these machines are shared, and slow at times.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
# A shell in which the tests run in the background has them ignore Ctrl-C, and with them what they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture(scope="session")
def render():
    """Give ``render(component, **options)``: the HTML of one component of the theme."""
    from tests.components import component_environment, draw

    environment = component_environment()
    return lambda name, **options: draw(environment, name, options)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return the output folder of the project's own content, built once for all tests that read it."""
    from tests.building import ROOT, built

    return built(ROOT / "content", tmp_path_factory.mktemp("site") / "output")


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory):
    """Return a cache in which fonts and style are made already."""
    from tests.workshop import Workshop, small_content

    workshop = Workshop(tmp_path_factory.mktemp("warm"))
    small_content(workshop.content, articles=1)
    workshop.built()
    return workshop.cache


@pytest.fixture
def workshop(tmp_path, warm_cache):
    """Give a small portal that was never built."""
    from tests.workshop import Workshop, small_content

    workshop = Workshop(tmp_path, warm_cache)
    small_content(workshop.content)
    return workshop
