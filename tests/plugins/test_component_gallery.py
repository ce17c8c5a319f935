"""The component gallery: how declarations are read, and what its page shows."""

from __future__ import annotations

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateRuntimeError

import pelicanconf
from plugins.component_gallery import plugin
from plugins.component_gallery.declarations import DeclarationError, Option, read_component, read_components
from portal.problem import ConfigError
from tests.samples import FakePelican, make_site, moment

MACRO = """\
{% macro card(article, level=3) %}
<h{{ level }}>{{ article.title }} {{ article.published.isoformat() }} {{ site_url }}</h{{ level }}>
{% endmacro %}
"""
DECLARATION = """\
description: Một bài trong danh sách.
options:
  - {name: article, type: Article, required: true, description: Bài được giới thiệu.}
  - {name: level, type: int, required: false, description: Bậc của tiêu đề.}
examples:
  - name: thường
    options:
      article: {title: "Mức <5% & hơn", published: 2023-07-20 14:05:00}
  - name: chỉ để kiểm thử
    hidden: true
    options:
      article: {title: Kín, published: 2023-07-20}
"""


@pytest.fixture
def theme(tmp_path):
    """A theme with one component, `card`."""
    folder = tmp_path / "theme/components/card"
    folder.mkdir(parents=True)
    (folder / "component.html").write_text(MACRO, "utf-8")
    (folder / "options.yaml").write_text(DECLARATION, "utf-8")
    (tmp_path / "theme/components/chua-khai").mkdir()
    return tmp_path / "theme"


def pages(theme, **settings):
    pelican = FakePelican(theme, THEME=str(theme), **settings)
    plugin.join_build(pelican)
    return [page for contributed in pelican.build.pages.values() for page in contributed(make_site([]))]


def test_a_declaration_gives_options_and_examples_in_their_order(theme):
    (card,) = read_components(theme)

    assert (card.name, card.description) == ("card", "Một bài trong danh sách.")
    assert card.options[0] == Option("article", "Article", True, "Bài được giới thiệu.")
    assert [(example.name, example.hidden) for example in card.examples] == [
        ("thường", False),
        ("chỉ để kiểm thử", True),
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2023-07-20 14:05:00", "2023-07-20 14:05"),
        ("2023-07-20T14:05:00+07:00", "2023-07-20 14:05"),
        ("2023-07-20T07:05:00Z", "2023-07-20 14:05"),
        ("2023-07-20", "2023-07-20 00:00"),
    ],
    ids=["local", "offset", "utc", "day"],
)
def test_dates_are_in_viet_nam_wherever_the_machine_stands(theme, written, read):
    folder = theme / "components/card"
    (folder / "options.yaml").write_text(
        f"options: []\nexamples: [{{name: a, options: {{a: [{{b: {written}}}]}}}}]", "utf-8"
    )

    value = read_component(folder).examples[0].options["a"][0]["b"]

    assert value.isoformat() == moment(read).isoformat()


@pytest.mark.parametrize(
    "wrong",
    ["options: [", "[]", "", "options: []", "options: []\nexamples: []\nkhac: 1", "options: [{name: a}]\nexamples: []"],
    ids=["not YAML", "a list", "empty", "no examples", "unknown key", "half an option"],
)
def test_a_wrong_declaration_is_an_error_that_names_its_file(theme, wrong):
    folder = theme / "components/card"
    (folder / "options.yaml").write_text(wrong, "utf-8")

    with pytest.raises(DeclarationError, match=r"components/card/options\.yaml"):
        read_component(folder)


def test_the_page_has_the_examples_that_are_not_hidden(theme):
    (page,) = pages(theme, COMPONENT_GALLERY=True)

    assert (page.url, page.template) == ("/thanh-phan/", "gallery.html")
    (card,) = page.values()["components"]
    assert [example.name for example in card.examples] == ["thường"]


def test_without_the_setting_there_is_no_page(theme):
    assert pages(theme) == pages(theme, COMPONENT_GALLERY=False) == []


def test_a_setting_that_is_neither_yes_nor_no_is_refused(theme):
    with pytest.raises(ConfigError, match="COMPONENT_GALLERY"):
        pages(theme, COMPONENT_GALLERY="có")


def own_theme(theme):
    """The environment of the small theme, with the gallery template of the project's own."""
    (theme / "base.html").write_text("{% block main %}{% endblock %}", "utf-8")
    loader = FileSystemLoader([theme, pelicanconf.THEME + "/templates"])
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    environment.globals["site_url"] = "https://vidu.gov.vn"
    return environment


def test_the_template_calls_each_component_with_its_examples(theme):
    (page,) = pages(theme, COMPONENT_GALLERY=True)

    html = own_theme(theme).get_template(page.template).render(**page.values())

    assert "<h3>Mức &lt;5% &amp; hơn 2023-07-20T14:05:00+07:00 https://vidu.gov.vn</h3>" in html
    assert "Bậc của tiêu đề." in html
    assert "Kín" not in html


def test_an_example_that_lacks_something_is_an_error_and_not_an_empty_place(theme):
    path = theme / "components/card/options.yaml"
    path.write_text(DECLARATION.replace('title: "Mức <5% & hơn", ', ""), "utf-8")
    (page,) = pages(theme, COMPONENT_GALLERY=True)

    with pytest.raises(TemplateRuntimeError, match="title"):
        own_theme(theme).get_template(page.template).render(**page.values())
