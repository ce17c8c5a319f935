"""The counter: a number that somebody counted, or none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from plugins.online_visitors import plugin
from plugins.online_visitors.config import OnlineVisitorsConfig
from portal.build import Page
from portal.problem import ConfigError
from tests.samples import FakePelican, MemorySink, carry_out, make_site


def built(tmp_path: Any, **settings: Any) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return what the fragment's template got, and the files beside the page."""
    pelican = FakePelican(tmp_path, **settings)
    got: list[tuple[str, Any]] = []
    sink = MemorySink()
    plugin.join_build(pelican)
    pelican.build.add_pages("home", lambda _site: [Page.of("/", "home.html", {})])

    def render(template: str, values: Any) -> str:
        if template == "home.html":
            return str(values["fragment"]("online_visitors"))
        got.append((template, values))
        return "line"

    carry_out(pelican.build, make_site([]), render, sink)
    assert sink.files.pop("index.html") == b"line"
    ((template, values),) = got
    assert template == "fragments/online_visitors.html"
    return dict(values), sink.files


def test_without_a_setting_nobody_counts_and_no_number_is_shown(tmp_path):
    assert built(tmp_path) == ({"count": None, "api": None}, {})


def test_the_stub_shows_its_number_and_answers_as_the_api_does(tmp_path):
    values, files = built(tmp_path, ONLINE_VISITORS_PROVIDER="stub", ONLINE_VISITORS_STUB=67)

    assert values == {"count": 67, "api": "/api/visitors.json"}
    assert {path: json.loads(content) for path, content in files.items()} == {
        "api/visitors.json": {"online": 67, "window_seconds": 300}
    }


def test_nobody_online_is_a_number_too(tmp_path):
    assert built(tmp_path, ONLINE_VISITORS_PROVIDER="stub", ONLINE_VISITORS_STUB=0)[0]["count"] == 0


def test_the_live_number_is_asked_for_and_never_written_into_pages(tmp_path):
    values, files = built(tmp_path, ONLINE_VISITORS_PROVIDER="live", ONLINE_VISITORS_STUB=67)

    assert (values, files) == ({"count": None, "api": "/api/visitors"}, {})


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"ONLINE_VISITORS_PROVIDER": "redis"}, "ONLINE_VISITORS_PROVIDER"),
        ({"ONLINE_VISITORS_PROVIDER": None}, "ONLINE_VISITORS_PROVIDER"),
        ({"ONLINE_VISITORS_PROVIDER": "stub"}, "ONLINE_VISITORS_STUB"),
        ({"ONLINE_VISITORS_STUB": -1}, "ONLINE_VISITORS_STUB"),
        ({"ONLINE_VISITORS_STUB": "67"}, "ONLINE_VISITORS_STUB"),
        ({"ONLINE_VISITORS_STUB": True}, "ONLINE_VISITORS_STUB"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(settings, named):
    with pytest.raises(ConfigError, match=named):
        OnlineVisitorsConfig.from_settings(settings)
