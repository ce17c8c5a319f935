"""The demonstration site, built once for all tests that read it."""

import pytest

from tests.building import ROOT, built


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return the output folder of the project's own content."""
    return built(ROOT / "content", tmp_path_factory.mktemp("site") / "output")
