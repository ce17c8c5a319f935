"""Every component of the theme keeps the promises of its folder: what it takes, how it looks."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.components import FOLDERS, NAMES, declaration, macro_of

GOLDEN = Path(__file__).parent / "golden"

each_component = pytest.mark.parametrize("name", NAMES)


def test_a_folder_holds_a_component_and_nothing_else():
    known = {"component.html", "component.css", "component.js", "options.yaml"}
    for folder in FOLDERS:
        assert {path.name for path in folder.iterdir()} <= known, folder.name


@each_component
def test_options_yaml_lists_the_arguments_of_the_macro_in_their_order(name):
    macro = macro_of(name)
    arguments = [argument.name for argument in macro.args]
    required = arguments[: len(arguments) - len(macro.defaults)]
    options = declaration(name).options

    assert [option.name for option in options] == arguments
    assert [option.name for option in options if option.required] == required
    assert all(option.type and option.description for option in options)


@each_component
def test_a_component_has_examples_of_different_names(name):
    names = [example.name for example in declaration(name).examples]

    assert names
    assert len(set(names)) == len(names)


@each_component
def test_every_example_names_only_options_and_all_required_ones(name):
    options = declaration(name).options
    for example in declaration(name).examples:
        assert set(example.options) <= {option.name for option in options}, example.name
        assert {option.name for option in options if option.required} <= set(example.options), example.name


@each_component
def test_every_example_looks_as_it_did(name, render, request):
    """Compare with tests/theme/golden/NAME.html; `pytest tests/theme --update-golden` writes it anew."""
    drawn = "".join(
        f"<!-- {example.name} -->\n{tidy(render(name, **example.options))}\n" for example in declaration(name).examples
    )
    golden = GOLDEN / f"{name}.html"
    if request.config.getoption("--update-golden"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(drawn, "utf-8")

    assert golden.is_file(), "no golden file yet: run pytest tests/theme --update-golden and look at what it wrote"
    assert drawn == golden.read_text("utf-8")


@each_component
def test_every_example_is_sound_html_without_inline_style_or_script(name, render):
    for example in declaration(name).examples:
        soup = BeautifulSoup(render(name, **example.options), "html.parser")
        assert not soup.find_all(["script", "style"]), example.name
        for element in soup.find_all(True):
            assert not [key for key in element.attrs if key == "style" or key.startswith("on")], example.name
        ids = [element["id"] for element in soup.find_all(id=True)]
        assert len(ids) == len(set(ids)), example.name


def test_golden_files_are_those_of_components():
    assert {path.stem for path in GOLDEN.glob("*.html")} <= set(NAMES)


def tidy(html):
    """Return *html* without empty lines and without the space at the ends of lines, which mean nothing here."""
    return "\n".join(line.rstrip() for line in html.splitlines() if line.strip())
