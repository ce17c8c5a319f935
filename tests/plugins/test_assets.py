"""Assets: what is joined, how it is named, what the fonts hold."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from plugins.assets import bundle, faces, fonts, plugin
from plugins.assets.config import AssetsConfig
from plugins.assets.icons import Icons, UnknownIconError
from plugins.assets.publish import Asset, AssetAddresses, UnknownAssetError, collect
from portal.problem import ConfigError, PortalError
from tests.samples import FakePelican, MemorySink, carry_out, make_site

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    """A cache with the fonts in it, so that they are made once."""
    folder = tmp_path_factory.mktemp("cache") / "assets"
    folder.mkdir()
    for font in fonts.FONTS:
        (folder / f"{font.key}.woff2").write_bytes(font.make())
    return folder


@pytest.fixture
def theme(tmp_path):
    """A small theme: `write` adds a file to it."""
    folder = tmp_path / "theme"
    folder.mkdir()
    return folder


def write(theme, name, text=""):
    path = theme / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def opened(font):
    return TTFont(io.BytesIO(font.make()))


def source_of(font):
    return TTFont(io.BytesIO(font.source.read_bytes()))


# Style and script


def test_styles_come_in_the_order_of_their_layers_and_components_by_name(theme, cache):
    for name in ("print", "prose", "layout", "base", "tokens"):
        write(theme, f"styles/{name}.css", f".{name}{{top:0}}")
    for name in ("tag", "card"):
        write(theme, f"components/{name}/component.css", f"@layer components{{.{name}{{top:0}}}}")

    style = collect(theme, cache)["site.css"].content.decode()

    places = [style.index(f".{name}{{") for name in ("tokens", "base", "layout", "prose", "card", "tag", "print")]
    assert places == sorted(places)
    assert style.startswith("@layer tokens,base,layout,prose,components,print;@font-face{")


def test_a_theme_without_style_or_script_still_has_both_files(theme, cache):
    assets = collect(theme, cache)

    assert assets["site.js"].content == b""
    assert assets["site.css"].content.count(b"@font-face") == 8


@pytest.mark.parametrize(
    "kept",
    [
        "calc(100% - (2 * var(--x)) + 3px)",
        "clamp(1rem,2vw + 1rem,3rem)",
        "@media (min-width:48rem) and (not (hover))",
        "@media (width>=48rem)",
        ".a :not(.b)",
        "&:hover{",
        'content:"a  ;  b"',
        "grid-area:1 / 2 / 3",
    ],
)
def test_minifying_keeps_the_space_that_means_something(kept):
    style = (
        "/* note */ @media (min-width: 48rem) and (not (hover)) {"
        " .a :not(.b) { width: calc(100% - (2 * var(--x)) + 3px) } }"
        "@media (width >= 48rem) { .c { &:hover { padding: clamp(1rem, 2vw + 1rem, 3rem); grid-area: 1 / 2 / 3 } } }"
        '.q::before { content: "a  ;  b" }'
    )

    assert kept in bundle.minified_style(style).decode()


def test_a_script_without_a_last_semicolon_does_not_run_into_the_next_one(theme):
    write(theme, "components/a/component.js", "(function () { one(); })()  // no semicolon")
    write(theme, "components/b/component.js", "(function () { two(`a  b`); })();")

    assert (
        bundle.script(bundle.script_sources(theme), Icons(theme)) == b"(function(){one()})(),function(){two(`a  b`)}()"
    )


def test_a_script_that_cannot_be_read_is_told_with_its_place(theme):
    write(theme, "components/a/component.js", "let a = ;")

    with pytest.raises(PortalError, match="line 1"):
        bundle.script(bundle.script_sources(theme), Icons(theme))


def test_an_icon_in_a_script_is_its_drawing(theme):
    write(theme, "static/icons/in.svg", '<svg viewBox="0 0 2 2"/>')
    write(theme, "components/a/component.js", 'show(icon("in") + " In bài");')

    script = bundle.script(bundle.script_sources(theme), Icons(theme)).decode()

    assert script == """show('<svg class="icon" aria-hidden="true" viewBox="0 0 2 2"/> In bài')"""


def test_a_script_that_asks_for_an_unknown_icon_is_an_error_that_names_it(theme, cache):
    write(theme, "components/a/component.js", 'show(icon("khong-co"));')

    with pytest.raises(UnknownIconError, match="khong-co"):
        collect(theme, cache)


# Files and names


def test_files_of_static_are_published_but_icons_and_hidden_ones_are_not(theme, cache):
    write(theme, "static/settings.js", "var a  =  1; // note")
    write(theme, "static/img/dau.svg", "<svg></svg>")
    write(theme, "static/icons/search.svg", "<svg></svg>")
    write(theme, "static/.DS_Store")

    assets = collect(theme, cache)

    others = sorted(set(assets) - {font.name for font in fonts.FONTS})
    assert others == ["img/dau.svg", "settings.js", "site.css", "site.js"]
    assert assets["settings.js"].content == b"var a=1"


def test_a_name_holds_ten_digits_of_the_content():
    assert Asset("img/dau.svg", b"<svg></svg>").url == "/assets/img/dau-b12e0d83ce.svg"
    assert Asset("dấu vết.svg", b"").url == "/assets/d%E1%BA%A5u%20v%E1%BA%BFt-e3b0c44298.svg"


def test_a_static_file_may_not_take_the_name_of_another(theme, cache):
    write(theme, "static/site.css")

    with pytest.raises(PortalError, match=r"static/site\.css"):
        collect(theme, cache)


def test_the_style_names_the_fonts_as_they_are_published(theme, cache):
    assets = collect(theme, cache)

    style = assets["site.css"].content.decode()
    for font in fonts.FONTS:
        assert f'url("{assets[font.name].url}") format("woff2")' in style


def test_an_unknown_name_is_an_error_that_says_which_names_there_are():
    addresses = AssetAddresses({"site.css": Asset("site.css", b"")})

    with pytest.raises(UnknownAssetError, match=r"asset_url\('sitte\.css'\).*hiện có: site\.css"):
        addresses.html("sitte.css")


def test_a_build_puts_addresses_in_their_places_and_files_where_they_lead(theme, cache, tmp_path):
    write(theme, "styles/base.css", "a { top: 0 }")
    pelican = FakePelican(tmp_path, THEME=str(theme))
    pelican.build.cache = cache.parent
    plugin.join_build(pelican)
    sink = MemorySink()

    def render(template, values):
        return f'<link href="{pelican.build.globals["asset_url"]("site.css")}">'

    carry_out(pelican.build, make_site([]), render, sink)

    page = sink.files["ban-quyen/index.html"].decode()
    address = page.removeprefix('<link href="/').removesuffix('">')
    assert sink.files[address].endswith(b"a{top:0}")
    assert sink.files["assets/OFL.txt"].startswith(b"Copyright 2021 The Be Vietnam Pro Project Authors")


def test_a_theme_that_is_not_there_is_a_wrong_setting(tmp_path):
    with pytest.raises(ConfigError, match="THEME"):
        AssetsConfig.from_settings({"THEME": str(tmp_path / "khong-co")})


# Icons


def test_an_icon_is_hidden_from_screen_readers_whatever_its_file_says(theme):
    opening = '<svg xmlns="http://www.w3.org/2000/svg" class="x" focusable="true" viewBox="0 0 2 2">'
    drawing = f'<?xml version="1.0"?>\n{opening}<path d="M0 0"/></svg>\n'
    write(theme, "static/icons/in.svg", drawing)

    icon = Icons(theme)("in")

    assert icon == ('<svg class="icon" aria-hidden="true" viewBox="0 0 2 2"><path d="M0 0"/></svg>')
    assert hasattr(icon, "__html__")


@pytest.mark.parametrize("name", ["khong-co", "../static/icons/in", "In", ""])
def test_an_unknown_icon_is_an_error_that_names_it(theme, name):
    write(theme, "static/icons/in.svg", "<svg></svg>")

    with pytest.raises(UnknownIconError) as caught:
        Icons(theme)(name)
    assert repr(name) in str(caught.value)


def test_what_shapes_pages_changes_with_a_drawing_and_not_with_the_style(theme):
    write(theme, "static/icons/in.svg", "<svg></svg>")
    before = Icons(theme).digest()
    write(theme, "styles/base.css", "a{}")
    assert Icons(theme).digest() == before

    write(theme, "static/icons/in.svg", "<svg><path/></svg>")
    assert Icons(theme).digest() != before


# The page of licences


def test_the_page_of_licences_names_what_is_shipped_and_links_to_the_text(theme, tmp_path):
    pelican = FakePelican(tmp_path, THEME=str(theme))
    plugin.join_build(pelican)
    (page,) = pelican.build.pages["assets"](make_site([]))

    assert (page.url, page.template) == ("/ban-quyen/", "page.html")
    assert page.values()["page"].title == "Bản quyền và giấy phép"
    assert page.values()["breadcrumbs"] == (("Trang chủ", "/"),)
    html = page.values()["body"].html
    assert all(text in html for text in ("Be Vietnam Pro", 'href="/assets/OFL.txt"', "AGPL-3.0-or-later"))
    assert "Sở Nội vụ tỉnh Lạc Giang" in html


# Fonts


def test_the_fonts_have_a_glyph_for_every_letter_with_every_tone():
    letters = set("aăâbcdđeêghiklmnoôơpqrstuưvxyÁÀẢÃẠẮẰẲẴẶẤẦẨẪẬÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ")
    wanted = {ord(form) for letter in letters for form in (letter, letter.upper(), letter.lower())}

    for font in fonts.FONTS[:3]:
        assert wanted <= set(opened(font).getBestCmap()), font.name


def test_the_fonts_keep_their_metrics_and_kerning_and_lose_their_hints():
    for font in fonts.FONTS[:3]:
        made = opened(font)
        assert (made["head"].unitsPerEm, made["hhea"].ascent, made["hhea"].descent) == (1000, 1000, -265)
        assert {record.FeatureTag for record in made["GPOS"].table.FeatureList.FeatureRecord} == {"kern"}
        assert "fpgm" not in made
        assert "Copyright 2021" in made["name"].getDebugName(0)


def test_the_fonts_of_a_page_stay_within_their_budget(cache):
    size = {font.name: (cache / f"{font.key}.woff2").stat().st_size for font in fonts.FONTS}

    assert size["be-vietnam-pro-400.woff2"] + size["be-vietnam-pro-600.woff2"] <= 20_500
    assert sum(size.values()) <= 32_000


def test_digits_for_tables_are_ten_glyphs_of_one_advance():
    made = opened(fonts.FONTS[3])

    assert "".join(map(chr, sorted(made.getBestCmap()))) == "0123456789"
    assert {made["hmtx"][name][0] for name in made.getBestCmap().values()} == {690}
    # The ink of 1, 210 wide, stands in the middle.
    one = made["glyf"][made.getBestCmap()[ord("1")]]
    assert abs(one.xMin - made["hmtx"]["one"][1]) <= 1


def test_a_font_keeps_the_time_of_its_source():
    for font in fonts.FONTS:
        assert opened(font)["head"].modified == source_of(font)["head"].modified


def test_the_same_fonts_come_out_of_every_process(cache):
    program = (
        "import hashlib; from plugins.assets.fonts import FONTS;"
        "print([(font.key, hashlib.sha256(font.make()).hexdigest()) for font in FONTS])"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=PROJECT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def test_a_font_is_made_once(theme, tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(fonts.Font, "make", lambda font: made.append(font.name) or b"font")
    first = collect(theme, tmp_path / "cache")

    assert collect(theme, tmp_path / "cache") == first
    assert sorted(made) == sorted(font.name for font in fonts.FONTS)


# Stand-ins

TEXT = (
    "Sáng ngày 20 tháng 7, Ban Chỉ đạo cải cách hành chính họp trực tuyến với các xã, phường để sơ kết sáu tháng."
    " Tỷ lệ hồ sơ giải quyết đúng hạn đạt 97,6%; người dân nộp hồ sơ qua mạng nhiều hơn, chờ ở quầy ít hơn."
    " Ủy ban nhân dân tỉnh yêu cầu các sở rà soát từng thủ tục, bỏ giấy tờ đã có trong cơ sở dữ liệu quốc gia."
)


def mean_advance(file):
    """Return the mean advance of TEXT in em; None when the font lacks a letter."""
    font = TTFont(io.BytesIO(file.read_bytes()))
    names, metrics = font.getBestCmap(), font["hmtx"]
    if not {ord(c) for c in TEXT} <= set(names):
        return None
    return sum(metrics[names[ord(c)]][0] for c in TEXT) / len(TEXT) / font["head"].unitsPerEm


@pytest.mark.parametrize(
    ("weight", "name", "file"),
    [(400, "Liberation Sans", "LiberationSans-Regular.ttf"), (600, "Liberation Sans Bold", "LiberationSans-Bold.ttf")],
)
def test_text_in_the_stand_in_takes_the_room_of_text_in_ours(weight, name, file):
    found = [mean for path in Path("/usr/share/fonts").rglob(file) if (mean := mean_advance(path)) is not None]
    if not found:
        pytest.skip(f"{name} with Vietnamese letters is not on this machine")
    ours = next(font for font in fonts.FONTS if font.weight == weight)
    stand_in = next(fallback for fallback in faces.FALLBACKS if name in fallback.names)

    assert found[0] * stand_in.size_adjust == pytest.approx(mean_advance(ours.source), rel=0.01)


def test_lines_of_the_stand_in_are_as_high_as_ours():
    css = faces.font_faces(lambda name: f"/{name}")

    assert "size-adjust: 107.93%; ascent-override: 92.65%; descent-override: 24.55%; line-gap-override: 0%" in css
    assert css.count("font-display: swap") == len(fonts.FONTS)
    assert "unicode-range: U+30-39" in css
