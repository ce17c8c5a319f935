"""The comparison of incremental and clean builds can fail: it notices pages that are stale."""

from dataclasses import replace

import pytest

from tests.building import files
from tests.content import article, write


def retitle(workshop):
    write(workshop.content, {"tin-tuc/3.md": article("Bài đổi tên", date="2024-03-04 08:00", slug="bai-so-3")})


def test_a_retitled_article_is_stale_when_pages_say_that_they_always_show_the_same(workshop):
    def forgetful():
        from plugins.articles import plugin

        pages = plugin._pages
        plugin._pages = lambda site, build: (replace(page, shows="constant") for page in pages(site, build))

    workshop.built(forgetful)
    retitle(workshop)
    workshop.built(forgetful)
    page = files(workshop.output)["tin-tuc/2024/03/04/bai-so-3/index.html"].decode()
    assert "Bài số 3" in page
    with pytest.raises(AssertionError):
        workshop.assert_equals_clean()


def test_a_retitled_article_is_new_when_pages_tell_what_they_show(workshop):
    workshop.built()
    retitle(workshop)
    workshop.built()
    page = files(workshop.output)["tin-tuc/2024/03/04/bai-so-3/index.html"].decode()
    assert "Bài đổi tên" in page
    assert "Bài số 3" not in page
    workshop.assert_equals_clean()
