"""Outputs that wait for others, sizes of what was put, and the next moment that matters."""

from __future__ import annotations

from datetime import timedelta
from graphlib import CycleError
from pathlib import Path

import pytest

from portal.build import Build, Page
from portal.build.contributions import in_order
from tests.samples import NOW, MemorySink, carry_out, make_site


def make_build(tmp_path: Path) -> Build:
    return Build(now=NOW, content=tmp_path, cache=tmp_path)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ({}, []),
        ({"b": [], "a": []}, ["a", "b"]),
        ({"feeds": ["photos"], "photos": []}, ["photos", "feeds"]),
        ({"feeds": ["photos"]}, ["feeds"]),
        ({"a": ["z"], "b": [], "z": ["y"], "y": []}, ["b", "y", "z", "a"]),
    ],
    ids=["none", "by-name", "waits", "unknown-is-no-matter", "chain"],
)
def test_outputs_come_after_those_they_wait_for_and_else_by_name(after, expected):
    assert in_order(after) == expected


def test_the_order_does_not_depend_on_who_came_first():
    after = {"feeds": ["photos"], "photos": ["assets"], "assets": [], "search": [], "zoo": ["assets"]}

    assert in_order(after) == in_order(dict(reversed(after.items()))) == ["assets", "photos", "feeds", "search", "zoo"]


def test_outputs_that_wait_for_each_other_are_refused_before_anything_is_written(tmp_path):
    build = make_build(tmp_path)
    build.add_pages("home", lambda _site: [Page.of("/", "home.html", {})])
    build.add_outputs("feeds", lambda _site, _sink: None, after=("photos",))
    build.add_outputs("photos", lambda _site, _sink: None, after=("feeds",))
    sink = MemorySink()

    with pytest.raises(CycleError):
        carry_out(build, make_site([]), lambda *_: "", sink)

    assert sink.files == {}


def test_an_output_can_ask_how_large_a_file_is_that_another_put(tmp_path):
    build = make_build(tmp_path)
    asked = []
    build.add_outputs("feeds", lambda _site, sink: asked.append(sink.size("anh/a.jpg")), after=("photos",))
    build.add_outputs("photos", lambda _site, sink: sink.put("anh/a.jpg", b"1234"))

    carry_out(build, make_site([]), lambda *_: "", MemorySink())

    assert asked == [4]


def test_the_next_moment_is_the_earliest_that_lies_ahead(tmp_path):
    build = make_build(tmp_path)
    hour = timedelta(hours=1)

    assert build.next_due(make_site([])) is None
    assert build.next_due(make_site([], next_due=NOW + 2 * hour)) == NOW + 2 * hour
    build.due += [NOW - hour, NOW, NOW + hour]
    assert build.next_due(make_site([], next_due=NOW + 2 * hour)) == NOW + hour
    assert build.next_due(make_site([])) == NOW + hour
