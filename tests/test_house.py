"""The rules of the house that a machine can check."""

import ast
import importlib
import pkgutil
import re
import subprocess
import sys

import pytest

import plugins
from portal.settings import Setting
from tests.building import ROOT

PLUGINS = [module.name for module in pkgutil.iter_modules(plugins.__path__)]
SOURCES = sorted(path for folder in ("portal", "plugins", "desk") for path in (ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("name", PLUGINS)
def test_importing_a_plugin_does_no_work_and_brings_no_pelican(name):
    script = f"import sys, plugins.{name}; print([m for m in sys.modules if m.split('.')[0] in ('pelican', 'jinja2')])"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert result.stdout == "[]\n"


@pytest.mark.parametrize("name", PLUGINS)
def test_every_plugin_says_what_it_is_and_is_listed(name):
    module = importlib.import_module(f"plugins.{name}")
    assert module.__doc__
    if not (ROOT / "plugins" / name / "plugin.py").exists():  # a feature of the desk only: Pelican never meets it
        assert f"plugins.{name}" not in (ROOT / "pelicanconf.py").read_text("utf-8")
        return
    assert callable(module.register)
    listed = (ROOT / "pelicanconf.py").read_text("utf-8")
    assert f'"plugins.{name}"' in listed or name == "incremental_build"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_says_what_it_is_for_and_stays_small(path):
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)) or not text
    assert text.count("\n") <= 300


def settings():
    """Return every `Setting` that a plugin declares."""
    found = []
    for name in PLUGINS:
        try:
            config = importlib.import_module(f"plugins.{name}.config")
        except ModuleNotFoundError:
            continue
        found += [value for value in vars(config).values() if isinstance(value, Setting)]
    return found


@pytest.mark.parametrize("setting", settings(), ids=lambda setting: setting.name)
def test_every_setting_is_documented(setting):
    assert f"`{setting.name}`" in (ROOT / "docs/cai-dat.md").read_text("utf-8")


def test_every_code_is_declared_once():
    told = [code for path in SOURCES for code in re.findall(r'\bCode\(\s*"([A-Z]{2}\d{3})"', path.read_text("utf-8"))]
    assert len(told) > 80
    assert sorted(told) == sorted(set(told))


def test_requirements_have_hashes_and_name_no_host():
    for path in ROOT.glob("requirements*.txt"):
        text = path.read_text("utf-8")
        assert "http" not in text
        assert text.count("==") == sum("\n    --hash" in part[:200] for part in text.split("==")[1:])


def test_a_newcomers_first_article_takes_at_most_ten_steps():
    handbook = (ROOT / "docs/huong-dan-bien-tap.md").read_text("utf-8")
    first = handbook.partition("## Bài đầu tiên")[2].partition("\n## ")[0]
    steps = re.findall(r"^(\d+)\. ", first, re.MULTILINE)
    assert steps == [str(number) for number in range(1, len(steps) + 1)]
    assert 5 <= len(steps) <= 10


def test_the_handbook_has_all_its_pictures_and_they_are_small():
    handbook = (ROOT / "docs/huong-dan-bien-tap.md").read_text("utf-8")
    shown = re.findall(r"!\[[^\]]{10,}\]\((anh/[a-z-]+\.png)\)", handbook)
    assert sorted(shown) == sorted(f"anh/{path.name}" for path in (ROOT / "docs/anh").glob("*.png"))
    assert all((ROOT / "docs" / name).stat().st_size <= 60_000 for name in shown)
