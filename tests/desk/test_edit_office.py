"""`desk edit-office`: what it takes, and where it writes."""

import pytest

from plugins.editor.page import OfficeError, write_office
from tests.commands import desk
from tests.content import write

OPTIONS = {
    "kind": "gitlab", "server": "https://git.lacgiang.example", "repository": "van-phong/cong-tin",
    "application": "a1b2", "site": "https://lacgiang.example",
}  # fmt: skip


@pytest.fixture
def vendored(tmp_path):
    return write(tmp_path / "vendored", {"decap-cms.js": "1"})


def names(folder):
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("option", "given"),
    [
        ("server", "http://git.lacgiang.example"), ("server", "lacgiang"), ("server", ""),
        ("server", "https://"), ("site", "https://x.vn/\"><script>"), ("site", "javascript:alert(1)"),
        ("repository", ""), ("repository", "a b"), ("application", "  "), ("branch", "main\nx"),
    ],
)  # fmt: skip
def test_an_option_that_cannot_be_is_told_by_its_name(tmp_path, option, given):
    options = [part for name, value in (OPTIONS | {option: given}).items() for part in (f"--{name}", value)]
    result = desk("edit-office", *options, "--into", tmp_path / "quan-tri")

    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"--{option}: «")
    assert not (tmp_path / "quan-tri").exists()


def test_nothing_is_written_into_the_content(tmp_path):
    content = write(tmp_path / "content", {"chuyen-muc.yaml": "- Đất đai\n"})
    options = [part for name, value in OPTIONS.items() for part in (f"--{name}", value)]
    result = desk("edit-office", *options, "--content", content, "--into", content / "quan-tri")

    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert names(content) == {"chuyen-muc.yaml"}


def test_a_folder_of_somebody_else_is_left_alone(tmp_path, vendored):
    folder = write(tmp_path / "web", {"index.html": "trang của cơ quan"})

    with pytest.raises(OfficeError, match="thư mục có tệp khác → chọn thư mục trống"):
        write_office(folder, {}, vendored)
    assert names(folder) == {"index.html"}
    assert (folder / "index.html").read_text("utf-8") == "trang của cơ quan"


def test_an_empty_folder_is_taken_and_taken_again(tmp_path, vendored):
    folder = tmp_path / "quan-tri"
    folder.mkdir()
    for site in ("https://a.example", "https://b.example"):
        write_office(folder, {"site": site}, vendored)

    assert "https://b.example" in (folder / "index.html").read_text("utf-8")
    assert (folder / "decap/decap-cms.js").is_file()


@pytest.mark.parametrize("place", ["/proc/quan-tri", "tep/quan-tri"])
def test_a_place_that_cannot_be_written_is_told_in_one_line(tmp_path, vendored, place):
    write(tmp_path, {"tep": ""})

    with pytest.raises(OfficeError, match=r"không ghi được \(") as caught:
        write_office(tmp_path / place, {}, vendored)
    assert caught.value.exit_code == 2
    assert "[Errno" not in str(caught.value)
