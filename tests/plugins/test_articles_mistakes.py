"""Articles: an editor's mistakes, each told with its place, and what they keep out."""

import os

import pytest

from plugins.articles.body import BodyMaker
from plugins.articles.loader import EmptySiteError
from portal.problem import Problems
from tests.building import build, built
from tests.content import YAML, article, codes, found, load, load_one, write

MISTAKES = {
    "no title": (article(""), [("BV014", 1)]),
    "no date and no category": (article(date="", category=""), [("BV014", 1), ("BV014", 1)]),
    "impossible date": (article(date="30/02/2024"), [("BV016", 2)]),
    "two-digit year": (article(date="09/03/24"), [("BV016", 2)]),
    "status typo": (article(status="publised"), [("BV018", 5)]),
    "field twice": (article(tags="a\nTitle: b"), [("BV012", 6)]),
    "no head": ("Chỉ có nội dung.\n", [("BV010", 1)]),
    "empty file": ("", [("BV010", 1)]),
    "head only": ("Title: a\nDate: 2024-03-09\nCategory: b\nSummary: c\n", [("BV026", 5)]),
    "no empty line after the head": (article().replace("\n\n", "\n"), [("BV011", 5)]),
    "not a slug": (article(slug="../etc"), [("BV020", 5)]),
    "missing picture": (article(picture="/anh/mat.jpg"), [("BV030", 5)]),
    "missing picture in the text": (article(body="Chữ.\n\n![x](/anh/mat.jpg)"), [("BV030", 8)]),
    "foreign picture": (article(body="![x](https://vidu.vn/a.jpg)"), [("BV033", 6)]),
    "missing document": (article(attachments="/van-ban/mat.pdf | Tên"), [("BV034", 5)]),
    "dead link": (article(body="[x](/tin-tuc/khong-co.md)"), [("BV036", 6)]),
    "bad flag": (article(featured="ừ"), [("BV019", 5)]),
    "withdrawn without reason": (article(withdrawn="2024-05-06"), [("BV025", 5)]),
    "correction before publication": (article(corrections="2020-01-01 | x"), [("BV024", 5)]),
    "broken yaml": ("---\ntitle: [a\n---\nx", [("BV007", 2)]),
    "yaml without end": ("---\ntitle: a\n\nx", [("BV011", 1)]),
    "wrong encoding": ("Title: Hành chính".encode("latin-1"), [("BV002", 1)]),
    "offset that does not exist": (article(date="2024-01-01 10:00 +99:99"), [("BV016", 2)]),
    "mapping of nothing": (YAML.format("corrections: [{}]"), [("BV007", 5)]),
    "yaml field twice in two cases": (YAML.format("tags: a\nTags: b"), [("BV012", 6)]),
    "more than a megabyte": (article(body="chữ " * 300_000), [("BV067", 1)]),
    "address not on the portal": (article(body="[x](/chu-de/khong-co/)"), [("BV041", 6)]),
    "note of tomorrow": (article(corrections="2030-01-01 | x"), [("BV069", 5)]),
    "control character": (article(body="a\n\nb\x02c"), [("BV003", 8)]),
}


@pytest.mark.parametrize(("source", "found"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_line_and_keeps_only_that_article_out(source, found, tmp_path):
    site, problems = load(write(tmp_path, {"tin-tuc/sai.md": source, "tin-tuc/dung.md": article("Bài đúng")}))
    assert [item.title for item in site.articles] == ["Bài đúng"]
    errors = [problem for problem in problems if problem.severity == "error"]
    assert sorted(codes(errors)) == sorted(found)
    for problem in errors:
        assert str(problem).startswith(f"{tmp_path.name}/tin-tuc/sai.md:")
        assert problem.found
        assert problem.fix


def test_an_unknown_category_is_told_with_the_nearest_one(tmp_path):
    files = {
        "chuyen-muc.yaml": "- name: Chuyển đổi số\n  slug: chuyen-doi-so\n- name: Cải cách hành chính\n",
        "tin-tuc/a.md": article(category="Chuyển đổi sô"),
        "tin-tuc/b.md": article("Đúng"),
    }
    site, problems = load(write(tmp_path, files))
    assert [item.title for item in site.articles] == ["Đúng"]
    assert "ý bạn là «Chuyển đổi số»?" in str(problems[0])
    assert [term.slug for term in site.categories] == ["chuyen-doi-so", "cai-cach-hanh-chinh"]


def test_a_mistyped_field_is_told_with_what_was_meant(tmp_path):
    site, problems = load_one(tmp_path, article(Tilte="x"))
    assert len(site.articles) == 1
    assert "ý bạn là «Title»?" in str(problems[0])
    assert problems[0].severity == "warning"


def test_an_identity_used_twice_keeps_the_newer_article_out(tmp_path):
    files = {"tin-tuc/a.md": article(id="x1"), "tin-tuc/b.md": article("Chép", id="x1", date="2025-01-01")}
    site, problems = load(write(tmp_path, files))
    assert [item.title for item in site.articles] == ["Họp sơ kết"]
    assert codes(problems) == [("BV023", 5)]


def test_an_article_outside_its_folder_is_told(tmp_path):
    _, problems = load(write(tmp_path, {"tin-tuc/a.md": article(), "2012/b.md": article(), "c.md": article()}))
    assert [(problem.path, problem.code) for problem in problems] == [
        (f"{tmp_path.name}/2012", "BV004"),
        (f"{tmp_path.name}/c.md", "BV004"),
    ]


def test_no_article_at_all_is_an_error_and_never_an_empty_site(tmp_path):
    with pytest.raises(EmptySiteError):
        load(write(tmp_path, {"tin-tuc/a.md": "hỏng"}))


def test_a_link_out_of_the_content_folder_is_not_followed(tmp_path):
    write(tmp_path, {"bi-mat.md": article("Bí mật"), "bi-mat.pdf": b"%PDF"})
    root = write(tmp_path / "content", {"tin-tuc/a.md": article(attachments="/../bi-mat.pdf | Tệp")})
    (root / "tin-tuc/b.md").symlink_to(tmp_path / "bi-mat.md")
    write(root, {"tin-tuc/c.md": article("Đúng")})
    site, problems = load(root)
    assert [item.title for item in site.articles] == ["Đúng"]
    assert sorted(codes(problems)) == [("BV006", 1), ("BV034", 5)]


def test_a_missing_summary_is_made_from_the_text_and_told(tmp_path):
    site, problems = load_one(tmp_path, article(summary="", body="từ " * 60))
    assert site.articles[0].summary == ("từ " * 40).strip() + "…"
    assert codes(problems) == [("BV015", 1)]


def test_a_page_may_not_take_an_address_of_the_portal(tmp_path):
    files = {"tin-tuc/a.md": article(), "trang/feeds.md": "Title: Feeds\n\nNội dung.\n"}
    site, problems = load(write(tmp_path, files))
    assert site.pages == ()
    assert codes(problems) == [("BV021", 1)]


def test_an_english_page_lives_under_en(tmp_path):
    files = {"tin-tuc/a.md": article(), "trang/about.md": "Title: About\nLang: en\n\nText.\n"}
    site, _ = load(write(tmp_path, files))
    assert [page.url for page in site.pages] == ["/en/about/"]


def test_problems_are_reported_once_sorted_errors_first():
    from portal.problem import Problem

    problems = Problems()
    warning = Problem("content/a.md", 1, "BV015", "thiếu", "thêm", "warning")
    problems.extend([Problem("content/b.md", 2, "BV014", "thiếu", "thêm"), warning, warning])
    problems.add(Problem("content/a.md", 0, "BV001", "không mở được", "xem lại"))
    assert problems.report() == (
        "2 lỗi biên tập:\n  content/a.md: BV001 không mở được → xem lại\n  content/b.md:2: BV014 thiếu → thêm\n"
        "1 lưu ý:\n  content/a.md:1: BV015 thiếu → thêm"
    )


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"tin-tuc/!!!.md": article("???")}, "tin-tuc/!!!.md"),
        ({"trang/!!!.md": "Title: ???\n\nChữ.\n"}, "trang/!!!.md"),
        ({"tin-tuc/a.md": article(category="???")}, "tin-tuc/a.md"),
    ],
)
def test_what_no_address_can_be_made_of_is_refused(files, place, tmp_path):
    site, problems = load(write(tmp_path, {**files, "tin-tuc/dung.md": article("Bài đúng")}))
    assert [item.title for item in site.articles] == ["Bài đúng"]
    assert site.pages == ()
    assert found(problems) == [(place, "BV020", "error")]


def test_an_explicit_slug_keeps_its_address_and_a_suffix_grows_beyond_it(tmp_path):
    twins = {"tin-tuc/a.md": article(), "tin-tuc/b.md": article(date="2024-03-09 09:00")}
    site, _ = load(write(tmp_path / "one", twins))
    suffixed = next(item for item in site.articles if item.source == "tin-tuc/b.md").slug
    files = {**twins, "tin-tuc/c.md": article("Khác", slug=suffixed)}
    site, problems = load(write(tmp_path / "two", files))
    slugs = {item.source: item.slug for item in site.articles}
    assert slugs["tin-tuc/c.md"] == suffixed
    assert slugs["tin-tuc/b.md"].startswith(suffixed)
    assert len({item.url for item in site.articles}) == 3
    assert [problem.code for problem in problems] == ["BV022"]


def test_a_file_name_that_is_not_utf8_is_told_and_breaks_no_build(tmp_path):
    content = write(tmp_path / "content", {"tin-tuc/a.md": article()})
    for name in (b"tin-tuc/\xff.md", b"\xfe.md"):
        with open(os.fsencode(content) + b"/" + name, "wb") as file:  # noqa: PTH123  # no Path holds such a name
            file.write(article("Hỏng").encode())
    _, problems = load(content)
    assert found(problems) == [("tin-tuc/\ufffd.md", "BV060", "error"), ("\ufffd.md", "BV004", "error")]
    result = build(content, tmp_path / "output")
    assert result.returncode == 1
    assert "BV060" in result.stderr
    assert "Traceback" not in result.stderr
    assert (tmp_path / "output/tin-tuc/2024/03/09/hop-so-ket/index.html").is_file()


def test_a_defect_in_reading_one_source_keeps_only_that_one_out(tmp_path, monkeypatch):
    make = BodyMaker.make

    def broken(self, source, relative, **more):
        if relative == "tin-tuc/b.md":
            raise RuntimeError("hỏng {x}\nhai dòng")
        return make(self, source, relative, **more)

    monkeypatch.setattr(BodyMaker, "make", broken)
    files = {"tin-tuc/a.md": article(), "tin-tuc/b.md": article("Hai"), "tin-tuc/c.md": article("Ba")}
    site, problems = load(write(tmp_path, files))
    assert [item.source for item in site.articles] == ["tin-tuc/a.md", "tin-tuc/c.md"]
    assert found(problems) == [("tin-tuc/b.md", "BV061", "error")]
    assert "RuntimeError: hỏng {x} hai dòng" in str(problems[0])


def test_a_link_to_an_unread_article_by_its_address_keeps_nothing_out(tmp_path):
    """Its own mistake must never take those with it that link to it."""
    there = "/tin-tuc/2024/03/10/khac/"
    link = article(body=f"[x]({there}) [y](/chu-de/mot-cua/) [z](/luu-tru/2024/03/)")
    for number, other in enumerate(
        (
            article("Khác", date="2024-03-10", tags="Một cửa", picture="/anh/mat.png"),
            article("Khác", date="2024-03-1O", tags="Một cửa"),
            article("Khác", date="2024-03-10", tags="Một cửa", body="[x](/khong-co/)"),
            article("Khác", date="2024-03-10", tags="Một cửa", status="draft"),
        )
    ):
        site, problems = load(write(tmp_path / str(number), {"tin-tuc/a.md": link, "tin-tuc/b.md": other}))
        assert "tin-tuc/a.md" in [item.source for item in site.live]
        told = [problem for problem in found(problems) if problem[0] == "tin-tuc/a.md"]
        assert set(told) == {("tin-tuc/a.md", "BV037", "warning")}


def test_links_to_a_withdrawn_article_and_to_its_lists_are_told_nothing(tmp_path):
    link = article(body="[x](/tin-tuc/2024/03/10/khac/) [y](/chu-de/mot-cua/) [z](/luu-tru/2024/03/)")
    other = article("Khác", date="2024-03-10", tags="Một cửa", withdrawn="2024-04-01 | Sai")
    site, problems = load(write(tmp_path, {"tin-tuc/a.md": link, "tin-tuc/b.md": other}))
    assert site.load_body("tin-tuc/a.md").html.count("<a href=") == 3
    assert not found(problems)


def test_a_link_may_lead_to_every_page_list_and_feed_with_a_query_or_without(tmp_path):
    targets = [
        "/", "/tin-tuc/", "/chu-de/", "/tac-gia/", "/chuyen-muc/cai-cach-hanh-chinh/", "/chu-de/mot-cua/",
        "/tac-gia/khuc-an/", "/luu-tru/", "/luu-tru/2024/03/", "/theo-doi/", "/so-do-cong/", "/ban-quyen/",
        "/feeds/tat-ca.rss.xml", "/feeds/chu-de/mot-cua.atom.xml", "/lien-he/", "/tim-kiem/?q=ph%C3%AD&trang=2",
        "/tin-tuc/2024/03/09/hop-so-ket/#x",
    ]  # fmt: skip
    body = "\n\n".join(f"[x]({target})" for target in targets)
    content = write(
        tmp_path / "content",
        {
            "tin-tuc/a.md": article(body=body, tags="Một cửa", author="Khúc An"),
            "trang/lien-he.md": "Title: Liên hệ\n\nChữ.\n",
        },
    )
    site, problems = load(content)
    assert not problems
    assert site.load_body("tin-tuc/a.md").html.count("<a ") == len(targets)
    output = built(content, tmp_path / "output")
    for target in targets:
        path = target.partition("?")[0].partition("#")[0].lstrip("/")
        assert (
            output / path / "index.html" if target.partition("?")[0].endswith(("/", "x")) else output / path
        ).is_file()


def test_an_address_without_its_slash_is_told_with_the_right_one(tmp_path):
    files = {
        "tin-tuc/a.md": article(body="[x](/lien-he)"), "tin-tuc/b.md": article("Khác"),
        "trang/lien-he.md": "Title: Liên hệ\n\nChữ.\n",
    }  # fmt: skip
    site, problems = load(write(tmp_path, files))
    assert [item.title for item in site.articles] == ["Khác"]
    assert "sửa địa chỉ thành «/lien-he/»" in str(problems[0])
