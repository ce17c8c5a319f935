"""Templates as one build reads them: no indentation, each found once, what repeats drawn once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import DictLoader

import pelicanconf
from plugins.incremental_build.plugin import make_environment
from plugins.incremental_build.templates import OneBuildEnvironment
from portal.build import Build
from tests.components import THEME
from tests.samples import NOW, make_article

COMPONENT = (
    "{% macro title(article, level=2) %}<h{{ level }}>{{ article.title }}</h{{ level }}>{{ drawn(article) }}"
    "{% endmacro %}"
)


def environment_of(theme: Path, **values):
    settings = {"JINJA_ENVIRONMENT": pelicanconf.JINJA_ENVIRONMENT, "JINJA_FILTERS": {}, "JINJA_GLOBALS": {}}
    return make_environment(theme, Build(now=NOW, content=theme, cache=theme), values, settings)


@pytest.fixture
def theme(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "title.html").write_text(COMPONENT, "utf-8")
    return tmp_path


def test_a_page_has_no_indentation_but_that_of_its_text(theme):
    lines = "<ul>\n  {% for n in numbers %}\n    <li>{{ n }}</li>\n\t{% endfor %}\n</ul>\n{{ text }}\n"
    (theme / "templates/list.html").write_text(lines, "utf-8")

    page = environment_of(theme).get_template("list.html").render(numbers=[1, 2], text="a\n  b")

    assert page == "<ul>\n<li>1</li>\n<li>2</li>\n</ul>\na\n  b\n"


def test_no_template_holds_an_element_in_which_indentation_shows():
    for path in [*THEME.glob("templates/**/*.html"), *THEME.glob("components/*/*.html")]:
        assert not re.search(r"<(?:pre|textarea)\b", path.read_text("utf-8")), path


def test_an_article_is_drawn_once_for_each_look(theme):
    drawn = []
    environment = environment_of(theme, drawn=lambda article: drawn.append(article.title) or "")
    page = environment.from_string(
        '{% from "title.html" import title %}'
        "{% for article in articles %}{{ title | once(article) }}{{ title | once(article, level=3) }}{% endfor %}"
    )
    one, other = make_article("a", title="Một & hai", version="1"), make_article("b", title="Ba", version="1")

    shown = page.render(articles=[one, other, one])

    first, second = ("<h2>Một &amp; hai</h2><h3>Một &amp; hai</h3>", "<h2>Ba</h2><h3>Ba</h3>")
    assert shown == first + second + first
    assert drawn == ["Một & hai", "Một & hai", "Ba", "Ba"]


def test_an_example_of_the_gallery_is_drawn_each_time(theme):
    page = environment_of(theme, drawn=lambda article: "").from_string(
        '{% from "title.html" import title %}{{ title | once({"title": "Một"}) }}{{ title | once({"title": "Hai"}) }}'
    )

    assert page.render() == "<h2>Một</h2><h2>Hai</h2>"


def test_a_template_is_read_once_in_a_build():
    sources = {"a.html": "cũ"}
    environment = OneBuildEnvironment(loader=DictLoader(sources))
    environment.get_template("a.html")
    sources["a.html"] = "mới"

    assert environment.get_template("a.html").render() == "cũ"
