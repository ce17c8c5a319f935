"""The output folder of whole builds: what somebody else did to it is noticed, and what did not change stays."""

import os
import subprocess
import sys

import pytest

from tests.building import ROOT, files
from tests.content import article, draw, write
from tests.workshop import changed_files, stamps

PAGE = "tin-tuc/2024/03/01/bai-so-0/index.html"


def spoil_missing(path):
    path.unlink()


def spoil_truncated(path):
    path.write_bytes(path.read_bytes()[:100])


def spoil_touched(path):
    os.utime(path, (1, 1))


def spoil_same_size(path):
    path.write_bytes(path.read_bytes().replace(b"<p>", b"<q>"))


@pytest.mark.parametrize("spoil", [spoil_missing, spoil_truncated, spoil_touched, spoil_same_size])
def test_a_file_that_somebody_changed_is_restored_and_no_other_is_written(workshop, spoil):
    workshop.built()
    right, before = files(workshop.output), stamps(workshop.output)
    feed = next(path for path in right if path.endswith(".rss.xml"))
    style = next(path for path in right if path.endswith(".css"))
    for path in (PAGE, feed, style):
        spoil(workshop.output / path)
    outcome = workshop.built()
    assert files(workshop.output) == right
    assert outcome.seen["rendered"] == 1
    assert changed_files(before, stamps(workshop.output)) <= {PAGE, feed, style}


def spoil_unseen(path):
    """Change bytes and nothing that a look at size and time would tell."""
    status = path.stat()
    spoil_same_size(path)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_what_size_and_time_do_not_tell_is_found_by_verifying_also_when_nothing_else_changed(workshop):
    workshop.own_theme()
    workshop.age()
    workshop.built()
    right = files(workshop.output)
    spoil_unseen(workshop.output / PAGE)
    assert workshop.built().seen["unchanged"]
    assert files(workshop.output) != right
    workshop.settings = {"INCREMENTAL_BUILD_VERIFY": True}
    outcome = workshop.built()
    assert outcome.seen["written"] == 1
    assert files(workshop.output) == right
    (workshop.output / "la.html").write_bytes(b"nobody's")
    assert workshop.built().seen["written"] == 0
    assert files(workshop.output) == right
    workshop.settings = {}
    assert workshop.built().seen["unchanged"]


def test_pages_of_deleted_articles_go_with_their_folders(workshop):
    workshop.built()
    (workshop.content / "tin-tuc/0.md").unlink()
    workshop.built()
    assert not (workshop.output / PAGE).parent.exists()
    assert not (workshop.output / "tin-tuc/2024/03/01").exists()
    workshop.assert_equals_clean()


def test_pictures_and_documents_that_nothing_shows_any_more_go(workshop):
    draw(workshop.content / "anh/a.png", (300, 200))
    files_of = {"picture": "/anh/a.png", "picture_alt": "Hình", "attachments": "/van-ban/a.pdf | Tài liệu"}
    write(workshop.content, {"van-ban/a.pdf": b"%PDF-1.4 a", "tin-tuc/anh.md": article("Có ảnh", **files_of)})
    workshop.built()
    shown = [path for path in files(workshop.output) if path.startswith(("anh/", "van-ban/"))]
    assert len(shown) >= 2
    (workshop.content / "tin-tuc/anh.md").unlink()
    workshop.built()
    assert not [path for path in files(workshop.output) if path.startswith(("anh/", "van-ban/"))]
    assert not (workshop.output / "van-ban").exists()


def test_a_foreign_file_survives_a_build_but_not_one_after_a_build_that_did_not_end(workshop):
    workshop.built()
    write(workshop.output, {"xac-minh.html": b"mine"})
    write(workshop.content, {"tin-tuc/moi.md": article("Bài mới")})
    workshop.built()
    assert (workshop.output / "xac-minh.html").exists()

    def die():
        from plugins.incremental_build.folder import SiteFolder

        SiteFolder.remove_unclaimed = lambda *_, **__: os._exit(9)

    write(workshop.content, {"tin-tuc/moi.md": article("Bài mới hơn")})
    assert workshop.build(die).status == 9
    workshop.built()
    assert not (workshop.output / "xac-minh.html").exists()
    workshop.assert_equals_clean()


def test_a_release_that_shares_files_by_hard_links_never_changes(workshop, tmp_path):
    workshop.built()
    release = tmp_path / "release"
    for path in files(workshop.output):
        (release / path).parent.mkdir(parents=True, exist_ok=True)
        os.link(workshop.output / path, release / path)
    before = files(release)
    workshop.settings = {"SITENAME": "Cổng tên khác"}
    write(workshop.content, {"tin-tuc/0.md": article("Bài số 0", body="Viết lại.", date="2024-03-01 08:00")})
    workshop.built()
    assert files(workshop.output) != before
    assert files(release) == before


def test_every_page_is_written_by_the_temporary_file_and_leaves_none(workshop):
    workshop.built()
    workshop.settings = {"SITENAME": "Cổng tên khác"}
    workshop.built()
    assert not [path for path in files(workshop.output) if path.endswith(".tmp")]


def test_desk_build_verifies_when_asked(workshop):
    def build(*options):
        command = [sys.executable, "-m", "desk", "build", "--content", workshop.content, "--output", workshop.output]
        return subprocess.run([*command, *options], cwd=ROOT, check=True, capture_output=True, text=True).stdout

    build()
    right = files(workshop.output)
    spoil_unseen(workshop.output / PAGE)
    build()
    assert files(workshop.output) != right
    assert "ghi 1 tệp" in build("--verify")
    assert files(workshop.output) == right
