"""Assets: the ES modules of a folder, joined into one script."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from plugins.assets import bundle, fonts
from plugins.assets.icons import Icons, UnknownIconError
from plugins.assets.modules import ModuleError, joined
from plugins.assets.publish import collect
from portal.problem import PortalError
from tests.building import ROOT


@pytest.fixture
def theme(tmp_path):
    folder = tmp_path / "theme"
    folder.mkdir()
    return folder


@pytest.fixture
def collected(theme, tmp_path):
    """Return the assets of the theme, over fonts that are no fonts: nobody looks at them here."""
    cache = tmp_path / "cache"
    cache.mkdir()
    for font in fonts.FONTS:
        (cache / f"{font.key}.woff2").write_bytes(b"font")
    return lambda: collect(theme, cache)


def write(theme, name, text=""):
    path = theme / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def run(script: bytes) -> str:
    """Run a script with Node as a browser runs a classic one; return what it prints."""
    return subprocess.run(["node", "-"], input=script, capture_output=True, check=True).stdout.decode()


def test_modules_come_after_those_they_import_and_run_as_one_script(theme, collected):
    write(
        theme,
        "scripts/search/a.js",
        'import { two,\n  three } from "./z.js";\nimport "./m.js";\n\nconsole.log(two() + three);\n',
    )
    write(theme, "scripts/search/m.js", "import { three } from './z.js'\nconsole.log(`m  ${three}`)")
    write(theme, "scripts/search/z.js", "export function two() {\n  return 2;\n}\nexport const three = 3;\n")

    script = collected()["search.js"].content

    assert b"import" not in script
    assert b"export" not in script
    assert run(script) == "m  3\n5\n"


def test_names_of_modules_stay_within_their_script(theme, collected):
    write(theme, "scripts/search/a.js", "const one = 1;\nundeclared = this;")

    with pytest.raises(subprocess.CalledProcessError, match="non-zero"):
        run(collected()["search.js"].content)  # strict, as every module is
    write(theme, "scripts/search/a.js", "const one = 1;")
    assert run(collected()["search.js"].content + b";console.log(typeof one)") == "undefined\n"


def test_each_folder_is_one_asset_named_by_it_and_an_empty_one_is_none(theme, collected):
    write(theme, "scripts/search/page.js", "search();")
    write(theme, "scripts/map/page.js", "map();")
    write(theme, "scripts/map/notes.md", "no script")
    write(theme, "scripts/readme.txt", "no folder")
    (theme / "scripts/empty").mkdir()

    others = sorted(set(collected()) - {font.name for font in fonts.FONTS})

    assert others == ["map.js", "search.js", "site.css", "site.js"]


def test_modules_that_import_nothing_run_by_their_names(theme, collected):
    for name in ("b", "a", "c"):
        write(theme, f"scripts/x/{name}.js", f"console.log('{name}');")

    assert run(collected()["x.js"].content) == "a\nb\nc\n"


def test_each_module_keeps_its_own_names(theme, collected):
    write(theme, "scripts/x/a.js", 'import { two } from "./b.js";\nconst own = 1;\nconsole.log(own + two());')
    write(
        theme,
        "scripts/x/b.js",
        "const own = 2;\nexport async function* one() {}\nexport function two() { return own; }",
    )

    assert run(collected()["x.js"].content) == "3\n"


def test_a_comment_at_the_end_of_a_module_does_not_swallow_the_next(theme, collected):
    write(theme, "scripts/x/a.js", "console.log(1) // the end")
    write(theme, "scripts/x/b.js", "(function () { console.log(2); })() // the end")

    assert run(collected()["x.js"].content) == "1\n2\n"


def test_an_icon_in_a_module_is_its_drawing(theme):
    write(theme, "static/icons/in.svg", '<svg viewBox="0 0 2 2"/>')
    write(theme, "scripts/x/a.js", 'console.log(icon("in"));')

    ((_, script),) = bundle.module_scripts(theme, Icons(theme))
    assert run(script) == '<svg class="icon" aria-hidden="true" viewBox="0 0 2 2"/>\n'

    write(theme, "scripts/x/a.js", 'console.log(icon("khong-co"));')
    with pytest.raises(UnknownIconError, match="khong-co"):
        list(bundle.module_scripts(theme, Icons(theme)))


@pytest.mark.parametrize(
    ("modules", "told"),
    [
        ({"a": 'import { x } from "./b.js";'}, "scripts/x/a.js: import từ ./b.js, thư mục không có tệp này"),
        ({"a": 'import { x } from "./b.js";', "b": "const x = 1;"}, "scripts/x/a.js: ./b.js không export «x»"),
        ({"a": 'import "./b.js";', "b": 'import "./a.js";'}, r"import vòng tròn \(a.js → b.js → a.js\)"),
        ({"a": 'import "./a.js";'}, r"import vòng tròn \(a.js → a.js\)"),
        ({"a": "export let x = 1;"}, "scripts/x/a.js:1: không gộp được dòng «export let x = 1;»"),
        ({"a": '\nimport * as b from "./b.js";'}, r"scripts/x/a.js:2: không gộp được dòng «import \* as b"),
        ({"a": 'import { x as y } from "./b.js";', "b": "export const x = 1;"}, r"a.js: ./b.js không export «x as y»"),
        ({"a": 'import { x } from "../other/b.js";'}, "scripts/x/a.js:1: không gộp được"),
        ({"a": 'import { x } from "nowhere";'}, "scripts/x/a.js:1: không gộp được"),
        ({"a": "export default 1;"}, "scripts/x/a.js:1: không gộp được dòng «export default 1;»"),
        ({"a": "import './b.js'\n\nexport { x };", "b": ""}, "scripts/x/a.js:3: không gộp được"),
    ],
)
def test_what_cannot_be_joined_is_an_error_that_says_where_and_what_to_do(theme, modules, told):
    for name, text in modules.items():
        write(theme, f"scripts/x/{name}.js", text)

    with pytest.raises(ModuleError, match=told) as caught:
        joined(theme / "scripts/x")
    assert " → " in str(caught.value)


@pytest.mark.parametrize("place", ["scripts/site/a.js", "static/search.js"])
def test_a_script_may_not_take_the_name_of_another(theme, collected, place):
    write(theme, "scripts/search/page.js", "search();")
    write(theme, place, "other();")

    with pytest.raises(PortalError, match=place.removesuffix("a.js")):
        collected()


def test_the_modules_of_the_theme_can_be_joined():
    theme = ROOT / "theme"
    scripts = dict(bundle.module_scripts(theme, Icons(theme)))

    assert sorted(scripts) == sorted({f"{path.parent.name}.js" for path in theme.glob("scripts/*/*.js")})
    assert shutil.which("node")
    for script in scripts.values():
        subprocess.run(["node", "--check", "-"], input=script, check=True)
