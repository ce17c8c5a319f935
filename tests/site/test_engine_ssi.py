"""The mode «ssi»: pages hold includes, a real nginx puts the fragments in, and the bytes are those of «inline»."""

import pytest
from bs4 import BeautifulSoup

from tests.building import files
from tests.content import article, write
from tests.editing import Newsroom
from tests.nginx import Nginx
from tests.workshop import Workshop, stamps

OLD_PAGE = "tin-tuc/2024/03/01/bai-so-0/index.html"
INCLUDE = b"<!--#"


def pages(site):
    return {path: content for path, content in site.items() if path.endswith(".html") and not path.startswith("_manh/")}


def address(path):
    return "/" + path.removesuffix("index.html")


def sidebar(page):
    return BeautifulSoup(page, "html.parser").select_one(".latest-news").get_text(" ", strip=True)


@pytest.fixture
def both(workshop, tmp_path):
    """Give a portal in the mode «ssi», and what the mode «inline» makes of it."""
    workshop.built()
    inline = files(workshop.output)
    workshop.settings = {"INCREMENTAL_BUILD_MODE": "ssi"}
    workshop.output = tmp_path / "for-nginx"
    workshop.built()
    return workshop, inline


def test_every_page_of_a_whole_site_comes_out_of_nginx_as_the_inline_one(tmp_path, warm_cache):
    room = Newsroom(tmp_path, seed=3, articles=25)
    room.set_notice()
    workshop = Workshop(tmp_path, warm_cache, theme=room.theme, settings={"LATEST_NEWS_SCOPE": "category"})
    assert workshop.build().status in (0, 1)
    inline = pages(files(workshop.output))
    workshop.settings["INCREMENTAL_BUILD_MODE"] = "ssi"
    workshop.output = tmp_path / "for-nginx"
    assert workshop.build().status in (0, 1)
    stored = pages(files(workshop.output))
    assert stored.keys() == inline.keys()
    assert len(stored) > 60
    with Nginx(workshop.output, tmp_path / "nginx") as server:
        for path, content in inline.items():
            answer = server.get(address(path))
            assert INCLUDE in stored[path], path
            assert INCLUDE not in answer, path
            assert answer == content, path
        assert server.errors == ""


def test_other_files_are_the_same_in_both_modes(both):
    workshop, inline = both
    ssi = {path: content for path, content in files(workshop.output).items() if not path.startswith("_manh/")}
    assert ssi.keys() == inline.keys()
    assert [path for path in ssi if not path.endswith(".html") and ssi[path] != inline[path]] == []


def test_a_page_that_is_missing_has_its_fragments_too(both, tmp_path):
    workshop, inline = both
    with Nginx(workshop.output, tmp_path / "nginx") as server:
        assert server.get("/khong-co/") == inline["404.html"]


def test_a_new_post_is_in_the_list_of_an_old_page_whose_file_did_not_change(both, tmp_path):
    workshop, inline = both
    before = stamps(workshop.output)[OLD_PAGE]
    with Nginx(workshop.output, tmp_path / "nginx") as server:
        assert sidebar(server.get(address(OLD_PAGE))) == sidebar(inline[OLD_PAGE])
        write(workshop.content, {"tin-tuc/moi.md": article("Tin thật mới", date="2026-11-22 08:00")})
        workshop.built()
        assert stamps(workshop.output)[OLD_PAGE] == before
        assert "Tin thật mới" in sidebar(server.get(address(OLD_PAGE)))
        assert "Tin thật mới" not in sidebar(server.get("/tin-tuc/2026/11/22/tin-that-moi/"))


def test_fragments_that_no_page_includes_any_more_go(both):
    workshop, _ = both
    lists = workshop.output / "_manh/latest_news"
    before = set(lists.iterdir())
    (workshop.content / "tin-tuc/3.md").unlink()
    workshop.built()
    assert len(before - set(lists.iterdir())) == 1
    workshop.assert_equals_clean()


def test_a_category_cannot_take_the_place_of_what_all_pages_share(workshop, tmp_path):
    workshop.settings = {
        "INCREMENTAL_BUILD_MODE": "ssi", "LATEST_NEWS_SCOPE": "category", "LATEST_NEWS_LIMIT": 1,
    }  # fmt: skip
    for day in (1, 2):
        source = article(f"Bài chung {day}", category="Chung", date=f"2024-01-0{day} 08:00")
        write(workshop.content, {f"tin-tuc/c{day}.md": source})
    workshop.built()
    with Nginx(workshop.output, tmp_path / "nginx") as server:
        assert "Bài chung 2" in sidebar(server.get("/tin-tuc/2024/01/01/bai-chung-1/"))
        assert "Bài số 5" in sidebar(server.get("/"))


def test_without_a_server_that_knows_includes_a_link_leads_to_the_newest_articles(both, tmp_path):
    workshop, _ = both
    with Nginx(workshop.output, tmp_path / "nginx", ssi=False) as server:
        page = BeautifulSoup(server.get(address(OLD_PAGE)), "html.parser")
    links = [link for link in page.select('a[href="/tin-tuc/"]') if link.get_text() == "Tin mới nhất"]
    assert len(links) == 1
    assert page.select_one(".latest-news") is None


def test_a_server_that_knows_includes_shows_no_such_link(both, tmp_path):
    workshop, _ = both
    with Nginx(workshop.output, tmp_path / "nginx") as server:
        page = BeautifulSoup(server.get(address(OLD_PAGE)), "html.parser")
    assert not [link for link in page.select('a[href="/tin-tuc/"]') if link.get_text() == "Tin mới nhất"]


def test_inline_pages_hold_no_trace_of_includes(workshop):
    workshop.built()
    assert not [path for path, content in files(workshop.output).items() if INCLUDE in content]
    assert not (workshop.output / "_manh").exists()


def test_what_an_editor_writes_is_never_an_include(both, tmp_path):
    workshop, _ = both
    trick = '<!--# include virtual="/404.html" --> và <!--#echo var="DOCUMENT_ROOT" -->'
    write(workshop.content, {"tin-tuc/meo.md": article("Mẹo <!--# echo var='DOCUMENT_ROOT' -->", body=trick)})
    workshop.build()
    own = {place for place in files(workshop.output) if not place.startswith("_manh/")}
    assert own
    with Nginx(workshop.output, tmp_path / "nginx") as server:
        for path in sorted(own):
            assert str(workshop.output).encode() not in server.get(address(path)), path
        assert server.errors == ""
