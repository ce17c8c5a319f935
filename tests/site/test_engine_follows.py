"""What an edit changes, and what it does not touch."""

import os

import pytest

from tests.building import files
from tests.content import article, write
from tests.editing import Newsroom
from tests.rights import bow_to_file_rights
from tests.workshop import Workshop, changed_files, stamps

WITH_ABBREVIATION = "tin-tuc/2024/03/02/bai-so-1/index.html"
WITHOUT = "tin-tuc/2024/03/05/bai-so-4/index.html"


def test_a_build_right_after_another_renders_nothing(workshop):
    workshop.built()
    before = stamps(workshop.output)
    outcome = workshop.built()
    assert (outcome.seen["rendered"], outcome.seen["restitched"], outcome.seen["written"]) == (0, 0, 0)
    assert outcome.seen["bodies"] == []
    assert changed_files(before, stamps(workshop.output)) == set()


def test_an_edit_of_style_stitches_pages_again_and_renders_none(workshop):
    theme = workshop.own_theme()
    workshop.built()
    before = files(workshop.output)
    style = theme / "components/tags/component.css"
    style.write_text(style.read_text("utf-8") + "\n.moi { color: red; }\n", "utf-8")
    outcome = workshop.built()
    pages = outcome.seen["pages"]
    assert (outcome.seen["rendered"], outcome.seen["restitched"]) == (0, pages)
    assert outcome.seen["bodies"] == []
    now = files(workshop.output)
    differing = {path for path in before.keys() & now.keys() if before[path] != now[path]}
    assert differing == {path for path in now if path.endswith(".html")}
    workshop.assert_equals_clean()


def test_an_edit_of_a_template_renders_every_page(workshop):
    theme = workshop.own_theme()
    workshop.built()
    template = theme / "templates/base.html"
    template.write_text(template.read_text("utf-8").replace("</body>", "<!-- mới --></body>"), "utf-8")
    outcome = workshop.built()
    assert outcome.seen["rendered"] == outcome.seen["pages"]
    assert all(b"<!-- m" in content for path, content in files(workshop.output).items() if path.endswith(".html"))
    workshop.assert_equals_clean()


def test_an_edit_of_an_icon_renders_every_page(workshop):
    theme = workshop.own_theme()
    workshop.built()
    icon = min((theme / "static/icons").glob("*.svg"))
    icon.write_text(icon.read_text("utf-8").replace("<path", '<path data-x="1"', 1), "utf-8")
    outcome = workshop.built()
    assert outcome.seen["rendered"] == outcome.seen["pages"]
    workshop.assert_equals_clean()


@pytest.mark.parametrize("setting", [{"SITENAME": "Cổng tên khác"}, {"LATEST_NEWS_LIMIT": 3}])
def test_an_edit_of_a_setting_renders_every_page(workshop, setting):
    workshop.built()
    workshop.settings = setting
    outcome = workshop.built()
    assert outcome.seen["rendered"] == outcome.seen["pages"]
    workshop.assert_equals_clean()


def test_another_output_folder_is_another_site_with_the_same_bytes(workshop, tmp_path):
    workshop.built()
    assert workshop.build(output=tmp_path / "other").status == 0
    assert files(tmp_path / "other") == files(workshop.output)
    assert len(list(workshop.cache.glob("sites/*/store.sqlite"))) == 2


def test_an_edit_of_the_glossary_touches_the_articles_that_use_it_and_no_others(workshop):
    workshop.built()
    before = stamps(workshop.output)
    write(workshop.content, {"viet-tat.yaml": "UBND: Ủy ban nhân dân các cấp\n"})
    outcome = workshop.built()
    changed = changed_files(before, stamps(workshop.output))
    assert WITH_ABBREVIATION in changed
    assert WITHOUT not in changed
    assert "các cấp" in (workshop.output / WITH_ABBREVIATION).read_text("utf-8")
    assert outcome.seen["rendered"] < outcome.seen["pages"]
    workshop.assert_equals_clean()


def test_an_edit_of_code_makes_everything_anew(workshop):
    workshop.built()
    right, before = files(workshop.output), stamps(workshop.output)

    def other_code():
        from plugins.incremental_build import run

        run.code_digest = lambda: "other"

    outcome = workshop.built(other_code)
    assert outcome.seen["rendered"] == outcome.seen["pages"]
    assert outcome.err == ""
    assert files(workshop.output) == right
    assert changed_files(before, stamps(workshop.output)) == set()


def test_an_article_that_was_only_touched_changes_nothing(workshop):
    workshop.built()
    before = stamps(workshop.output)
    path = workshop.content / "tin-tuc/3.md"
    path.write_bytes(path.read_bytes())
    outcome = workshop.built()
    assert outcome.seen["rendered"] == 0
    assert changed_files(before, stamps(workshop.output)) == set()


def test_a_file_that_is_no_part_of_the_site_changes_nothing(workshop):
    workshop.built()
    before = stamps(workshop.output)
    write(workshop.content, {"anh/khong-ai-dung.jpg": b"x", "van-ban/khong-ai-dung.pdf": b"%PDF-1.4"})
    assert workshop.built().seen["rendered"] == 0
    assert changed_files(before, stamps(workshop.output)) == set()


def test_one_two_and_three_processes_give_the_same_bytes(tmp_path, warm_cache):
    room = Newsroom(tmp_path, seed=5, articles=20)
    workshop = Workshop(tmp_path, warm_cache, theme=room.theme)
    sites = []
    for count in (1, 2, 3):

        def eager(count=count):
            from plugins.incremental_build import workers

            workers.processors = lambda: count
            workers._WORTH_PROCESSES, workers._CHUNK = 1, 3

        outcome = workshop.build(eager, output=tmp_path / f"by-{count}")
        assert outcome.status in (0, 1)
        assert outcome.seen["rendered"] > 20
        sites.append(files(tmp_path / f"by-{count}"))
    assert sites[0] == sites[1] == sites[2]


def test_a_worker_that_dies_ends_the_build_with_one_line_and_the_next_one_mends_it(workshop):
    workshop.built()
    write(workshop.content, {"tin-tuc/moi.md": article("Bài mới")})
    workshop.settings = {"SITENAME": "Cổng tên khác"}

    def dying():
        from plugins.incremental_build import workers
        from plugins.incremental_build.engine import Engine

        workers.processors = lambda: 2
        workers._WORTH_PROCESSES, workers._CHUNK = 1, 3
        Engine._render_one = lambda self, given: os._exit(9)

    outcome = workshop.build(dying)
    assert outcome.status == 1
    assert outcome.err.startswith("Một tiến trình phụ bị dừng giữa chừng")
    assert outcome.err.count("\n") == 1
    workshop.built()
    workshop.assert_equals_clean()


def test_what_may_no_longer_be_read_is_not_remembered(workshop):
    workshop.age()
    workshop.built(bow_to_file_rights)
    (workshop.content / "tin-tuc/0.md").chmod(0)
    outcome = workshop.build(bow_to_file_rights)
    assert outcome.status == 1
    assert "content/tin-tuc/0.md:1: BV001 không mở được tệp (không có quyền)" in outcome.err


def test_a_folder_that_cannot_be_opened_leaves_the_last_site_alone(workshop):
    write(workshop.content, {"tin-tuc/2024/a.md": article("Bài trong thư mục")})
    workshop.built(bow_to_file_rights)
    before = files(workshop.output)
    (workshop.content / "tin-tuc/2024").chmod(0)
    outcome = workshop.build(bow_to_file_rights)
    assert outcome.status == 1
    assert "content/tin-tuc/2024: BV084 không mở được thư mục" in outcome.err
    assert files(workshop.output) == before
