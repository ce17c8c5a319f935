"""Articles as the command line names them."""

import unicodedata

import pytest

from portal.sources import SourceError, completed, find_source, sources
from tests.content import write


@pytest.fixture
def content(tmp_path):
    names = ("tin-tuc/2025/hop.md", "tin-tuc/2026/hop.md", "tin-tuc/2026/so-ket.md", "trang/lien-he.md")
    return write(tmp_path / "content", dict.fromkeys((*names, "tin-tuc/.an/x.md", "anh/ghi-chu.md"), ""))


def test_sources_are_articles_and_pages_that_are_not_hidden(content):
    assert sources(content) == [
        "tin-tuc/2025/hop.md", "tin-tuc/2026/hop.md", "tin-tuc/2026/so-ket.md", "trang/lien-he.md",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "given",
    ["so-ket", "so-ket.md", "2026/so-ket", "tin-tuc/2026/so-ket.md", "content/tin-tuc/2026/so-ket.md",
     "./2026/so-ket.md", "content\\tin-tuc\\2026\\so-ket.md"],
)  # fmt: skip
def test_a_source_is_known_by_its_path_or_its_end(content, given):
    assert find_source(content, given) == "tin-tuc/2026/so-ket.md"


def test_a_path_counts_from_where_the_editor_stands(content, monkeypatch):
    monkeypatch.chdir(content / "tin-tuc/2026")

    assert find_source(content, "hop.md") == "tin-tuc/2026/hop.md"
    assert find_source(content, str(content / "tin-tuc/2025/hop.md")) == "tin-tuc/2025/hop.md"


def test_a_name_of_several_articles_is_refused_with_their_paths(content):
    with pytest.raises(SourceError, match=r"nhiều bài → .*tin-tuc/2025/hop\.md, tin-tuc/2026/hop\.md"):
        find_source(content, "hop")


def test_a_name_of_none_is_refused_with_the_nearest(content):
    with pytest.raises(SourceError, match=r"«so-kat» → ý bạn là «tin-tuc/2026/so-ket\.md»\?"):
        find_source(content, "so-kat")
    with pytest.raises(SourceError, match="xem tên tệp trong thư mục tin-tuc"):
        find_source(content, "zzzz")


def test_names_taken_apart_by_a_file_system_are_found(tmp_path):
    content = write(tmp_path, {unicodedata.normalize("NFD", "tin-tuc/sơ-kết.md"): ""})

    assert find_source(content, "sơ-kết") == "tin-tuc/sơ-kết.md"


def test_a_begun_path_or_file_name_is_completed(content):
    assert completed(content, "content/tin-tuc/2026/") == [
        "content/tin-tuc/2026/hop.md", "content/tin-tuc/2026/so-ket.md",
    ]  # fmt: skip
    assert completed(content, "lien") == ["lien-he.md"]
