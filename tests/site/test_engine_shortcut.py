"""Nothing changed: found from sizes and times alone, and said as the last build said it."""

import json
import os
import subprocess
import sys

import pytest

from tests.building import ROOT, files
from tests.content import article, draw, write
from tests.workshop import changed_files, stamps

PAGE = "tin-tuc/2024/03/01/bai-so-0/index.html"
OLD = 1_600_000_000
# Builds as pelican does and tells what was loaded for it.
FRESH = """
import json, sys
sys.path.insert(0, sys.argv[1])
from pelican.settings import read_settings
from plugins.incremental_build.plugin import PortalPelican
PortalPelican(read_settings(sys.argv[1] + "/pelicanconf.py", override=json.loads(sys.argv[2]))).run()
print(json.dumps(sorted(sys.modules)))
"""


@pytest.fixture
def settled(workshop):
    """Give a portal of its own theme whose sources are old, built, so that nothing is to be done."""
    workshop.own_theme()
    draw(workshop.content / "anh/a.png", (300, 200))
    write(workshop.content, {"tin-tuc/anh.md": article("Có ảnh", picture="/anh/a.png", picture_alt="Hình")})
    write(workshop.content, {"tin-tuc/hen.md": article("Bài hẹn", date="2026-11-24 08:00")})
    workshop.age()
    workshop.built()
    outcome = workshop.built()
    assert outcome.seen["unchanged"]
    assert "Không có gì đổi" in outcome.out
    return workshop


def edited(path, change=lambda text: text + "\n"):
    """Edit *path* as somebody did long ago."""
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    os.utime(path, (OLD, OLD))


def test_it_touches_nothing(settled):
    before = stamps(settled.root / "output") | {
        f"cache/{path}": stamp for path, stamp in stamps(settled.cache).items() if not path.endswith(("-wal", "-shm"))
    }
    assert settled.built().seen["unchanged"]
    after = stamps(settled.root / "output") | {
        f"cache/{path}": stamp for path, stamp in stamps(settled.cache).items() if not path.endswith(("-wal", "-shm"))
    }
    assert changed_files(before, after) == set()


def test_it_loads_neither_articles_nor_feedgen_nor_what_reads_them(settled):
    places = {
        "PATH": settled.content, "THEME": settled.theme, "OUTPUT_PATH": settled.output, "CACHE_PATH": settled.cache,
    }  # fmt: skip
    result = subprocess.run(
        [sys.executable, "-c", FRESH, str(ROOT), json.dumps({name: str(path) for name, path in places.items()})],
        env={"SOURCE_DATE_EPOCH": str(settled.epoch)}, cwd="/", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    said, *_, loaded = result.stdout.strip().split("\n")
    assert "Không có gì đổi" in said
    modules = set(json.loads(loaded))
    # Pelican itself loads Jinja, Markdown and, by way of docutils, Pillow.
    unwanted = {
        "feedgen",
        "lxml",
        "nh3",
        "fontTools",
        "PIL.ImageCms",
        "plugins.articles.loader",
        "plugins.photos.derive",
    }
    assert modules & unwanted == set()


def test_status_and_problems_of_the_last_run_are_told_again(workshop):
    write(workshop.content, {"tin-tuc/sai.md": "Title: Thiếu ngày\n\nChữ.\n", "thong-bao-khan.yaml": "chu: sai\n"})
    workshop.own_theme()
    workshop.age()
    first, second = workshop.build(), workshop.build()
    assert (first.status, second.status) == (1, 1)
    assert not first.seen["unchanged"]
    assert second.seen["unchanged"]
    assert "sai.md" in first.err
    assert "TB00" in first.err
    assert second.err == first.err


def test_the_next_due_moment_is_told_again(settled):
    (line,) = [line for line in settled.built().out.split("\n") if "Cần dựng lại lúc" in line]
    assert "24/11/2026 8:00 SA" in line


def test_it_ends_when_a_scheduled_article_comes_due(settled):
    settled.epoch += 86_400 - 60
    assert settled.built().seen["unchanged"]
    settled.epoch += 86_400
    outcome = settled.built()
    assert not outcome.seen["unchanged"]
    assert (settled.output / "tin-tuc/2026/11/24/bai-hen/index.html").exists()
    settled.assert_equals_clean()


def test_a_clock_that_went_back_ends_it(settled):
    settled.epoch -= 86_400 * 100
    assert not settled.built().seen["unchanged"]
    settled.assert_equals_clean()


@pytest.mark.parametrize("path", [PAGE, "feeds/tat-ca.rss.xml", "404.html"])
def test_it_ends_when_an_output_is_missing(settled, path):
    right = files(settled.output)
    (settled.output / path).unlink()
    assert not settled.built().seen["unchanged"]
    assert files(settled.output) == right


def test_it_ends_when_a_setting_changed(settled):
    settled.settings = {"SITENAME": "Cổng tên khác"}
    assert not settled.built().seen["unchanged"]
    settled.assert_equals_clean()


def test_it_ends_when_the_mode_changed(settled):
    settled.settings = {"INCREMENTAL_BUILD_MODE": "ssi"}
    assert not settled.built().seen["unchanged"]
    settled.assert_equals_clean()


@pytest.mark.parametrize(
    "name", ["templates/article.html", "components/tags/component.html", "components/tags/component.css"]
)
def test_it_ends_when_the_theme_changed(settled, name):
    edited(settled.theme / name)
    assert not settled.built().seen["unchanged"]
    settled.assert_equals_clean()


def test_it_ends_when_a_picture_changed(settled):
    draw(settled.content / "anh/a.png", (320, 200))
    os.utime(settled.content / "anh/a.png", (OLD, OLD))
    assert not settled.built().seen["unchanged"]
    settled.assert_equals_clean()


@pytest.mark.parametrize("name", ["tin-tuc/0.md", "viet-tat.yaml", "trang/gioi-thieu.md"])
def test_it_ends_when_a_source_changed(settled, name):
    edited(settled.content / name, lambda text: text.replace("bàn", "họp").replace("dân", "dân mình"))
    assert not settled.built().seen["unchanged"]
    settled.assert_equals_clean()


def test_it_ends_when_a_source_went(settled):
    (settled.content / "tin-tuc/0.md").unlink()
    assert not settled.built().seen["unchanged"]
    settled.assert_equals_clean()


def test_it_ends_when_code_changed(settled):
    def other_code():
        from plugins.incremental_build import run

        run.code_digest = lambda: "other"

    assert not settled.built(other_code).seen["unchanged"]


def test_it_ends_when_a_file_is_younger_than_two_seconds_as_it_may_change_unseen(settled):
    path = settled.content / "tin-tuc/0.md"
    path.touch()
    right = files(settled.output)
    assert not settled.built().seen["unchanged"]
    # Of the same size, at the same moment as the file system tells it.
    status = path.stat()
    path.write_text(path.read_text("utf-8").replace("bàn", "bán"), "utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert not settled.built().seen["unchanged"]
    assert files(settled.output)[PAGE] != right[PAGE]
    settled.assert_equals_clean()


def test_it_ends_when_the_last_build_did_not_end(settled):
    def die():
        from plugins.incremental_build.folder import SiteFolder

        SiteFolder.remove_unclaimed = lambda *_, **__: os._exit(9)

    edited(settled.content / "tin-tuc/0.md")
    assert settled.build(die).status == 9
    assert not settled.built().seen["unchanged"]
