"""Articles: from a file to a checked, published value."""

import os
import subprocess
import sys
import unicodedata
from datetime import timedelta

import pytest

from plugins.articles.body import BodyMaker
from plugins.articles.data import BrokenDataError
from plugins.articles.loader import EmptySiteError, SiteLoader
from portal.build.memory import NoMemory
from portal.problem import Problems
from tests.building import EPOCH, ROOT, build, built, files
from tests.content import NOW, article, codes, draw, load, load_one, write


def test_pelican_headers_and_yaml_say_the_same(tmp_path):
    lines = article("Sơ kết 6 tháng", tags="Một cửa, Số hóa", author="Khúc An", id="a1")
    yaml = (
        '---\ntitle: "Sơ kết 6 tháng"\ndate: 09/03/2024 8:15 SA\ncategory: Cải cách hành chính\n'
        "tags:\n  - Một cửa\n  - Số hóa\nauthor: Khúc An\nid: a1\nsummary: >\n  Tóm\n  tắt.\n---\n\nNội dung của bài.\n"
    )
    one, problems = load_one(tmp_path / "lines", lines)
    two, more = load_one(tmp_path / "yaml", yaml)
    assert one.articles == two.articles
    assert one.load_body("tin-tuc/bai.md") == two.load_body("tin-tuc/bai.md")
    assert not problems
    assert not more


def test_everything_is_kept_in_nfc(tmp_path):
    source = unicodedata.normalize("NFD", article("Đẩy mạnh cải cách", body="Nội dung tiếng Việt."))
    site, _ = load_one(tmp_path, source)
    assert site.articles[0].title == "Đẩy mạnh cải cách"
    assert site.articles[0].slug == "day-manh-cai-cach"
    assert site.load_body("tin-tuc/bai.md").text == "Nội dung tiếng Việt."


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path):
    site, problems = load_one(tmp_path, "\ufeff" + article().replace("\n", "\r\n"))
    assert site.articles[0].title == "Họp sơ kết"
    assert not problems


def test_identity_is_the_id_else_the_path_never_the_title(tmp_path):
    files = {"tin-tuc/a.md": article(id="3f9c2a7e"), "tin-tuc/2024/b.md": article("Khác")}
    site, _ = load(write(tmp_path, files))
    assert {item.identity for item in site.articles} == {"3f9c2a7e", "tin-tuc/2024/b.md"}


def test_two_articles_of_one_title_and_day_are_both_published_and_told(tmp_path):
    files = {
        "tin-tuc/a.md": article("Bàn giải pháp", date="2024-05-14 16:30"),
        "tin-tuc/b.md": article("Bản giải pháp", date="2024-05-14 08:00"),
    }
    site, problems = load(write(tmp_path, files))
    urls = {item.source: item.url for item in site.articles}
    assert urls["tin-tuc/b.md"] == "/tin-tuc/2024/05/14/ban-giai-phap/"
    assert urls["tin-tuc/a.md"].startswith("/tin-tuc/2024/05/14/ban-giai-phap-")
    assert [(problem.code, problem.severity) for problem in problems] == [("BV022", "warning")]


def test_one_title_on_two_days_needs_no_suffix(tmp_path):
    files = {"tin-tuc/a.md": article(), "tin-tuc/b.md": article(date="2024-03-10")}
    site, problems = load(write(tmp_path, files))
    assert [item.slug for item in site.articles] == ["hop-so-ket", "hop-so-ket"]
    assert not problems


def test_drafts_and_future_articles_are_not_part_of_the_site(tmp_path):
    files = {
        "tin-tuc/a.md": article(),
        "tin-tuc/nhap.md": article("Bản nháp", status="draft"),
        "tin-tuc/mai.md": article("Ngày mai", date="2026-11-24 08:00"),
    }
    site, problems = load(write(tmp_path, files))
    assert [item.title for item in site.articles] == ["Họp sơ kết"]
    assert site.next_due == NOW + timedelta(hours=25)
    assert not problems
    later, _ = load(tmp_path, NOW + timedelta(hours=25))
    assert [item.title for item in later.articles] == ["Ngày mai", "Họp sơ kết"]


def test_a_link_to_an_unpublished_article_is_shown_as_words_and_told(tmp_path):
    files = {
        "tin-tuc/a.md": article(body="Xem [bài ngày mai](/tin-tuc/mai.md) và [bài khác](b.md#muc-mot)."),
        "tin-tuc/b.md": article("Khác", date="2024-03-10", body="## Một\n\nHai"),
        "tin-tuc/mai.md": article("Ngày mai", date="2026-11-24"),
    }
    site, problems = load(write(tmp_path, files))
    html = site.load_body("tin-tuc/a.md").html
    assert html == '<p>Xem bài ngày mai và <a href="/tin-tuc/2024/03/10/khac/#muc-mot">bài khác</a>.</p>'
    assert codes(problems) == [("BV037", 6)]


def test_a_withdrawn_article_is_not_live_and_links_to_it_become_words(tmp_path):
    files = {
        "tin-tuc/a.md": article(withdrawn="2024-05-06 10:00 | Số liệu sai"),
        "tin-tuc/b.md": article("Khác", body="[bài kia](/tin-tuc/a.md)"),
    }
    site, _ = load(write(tmp_path, files))
    assert [item.title for item in site.live] == ["Khác"]
    withdrawn = next(item for item in site.articles if item.withdrawn)
    assert withdrawn.withdrawn.reason == "Số liệu sai"
    assert site.load_body("tin-tuc/b.md").html == "<p>bài kia</p>"


def test_corrections_move_the_modified_moment(tmp_path):
    source = article(corrections="2024-04-01 09:00 | Sửa số liệu\n    2024-03-20 08:00 | Sửa tên")
    site, problems = load_one(tmp_path, source)
    corrected = site.articles[0]
    assert [note.text for note in corrected.corrections] == ["Sửa tên", "Sửa số liệu"]
    assert corrected.modified.isoformat() == "2024-04-01T09:00:00+07:00"
    assert not problems


def test_tags_that_differ_by_case_only_are_one_subject(tmp_path):
    files = {
        "tin-tuc/a.md": article(tags="Một cửa, một cửa"),
        "tin-tuc/b.md": article("Hai", tags="Một cửa"),
        "tin-tuc/c.md": article("Ba", tags="MỘT CỬA"),
    }
    site, _ = load(write(tmp_path, files))
    assert [(term.name, len(items)) for term, items in site.by_tag.items()] == [("Một cửa", 3)]


def test_a_cover_knows_its_size_words_and_credit(tmp_path):
    draw(tmp_path / "content/anh/hop.png", (900, 600))
    source = article(picture="/anh/hop.png", picture_alt="Phòng họp", picture_caption="Quang cảnh", picture_credit="An")
    site, problems = load_one(tmp_path, source)
    cover = site.articles[0].picture
    assert (cover.width, cover.height, cover.alt, cover.caption, cover.credit) == (
        900, 600, "Phòng họp", "Quang cảnh", "Ảnh: An",
    )  # fmt: skip
    assert cover.widths == (240, 480, 800, 900)
    assert not problems


def test_a_photo_turned_by_its_camera_has_the_size_that_is_seen(tmp_path):
    exif = {0x0112: 6}
    path = draw(tmp_path / "content/anh/dung.jpg", (600, 400))
    from PIL import Image

    with Image.open(path) as image:
        data = image.getexif()
        data.update(exif)
        image.save(path, exif=data)
    site, _ = load_one(tmp_path, article(picture="anh/dung.jpg", picture_alt="x"))
    assert (site.articles[0].picture.width, site.articles[0].picture.height) == (400, 600)


def test_attachments_have_type_and_true_size(tmp_path):
    write(tmp_path / "content", {"van-ban/Kế hoạch.PDF": b"%PDF-1.4 x"})
    site, problems = load_one(tmp_path, article(attachments="/van-ban/Kế hoạch.PDF | Kế hoạch số 12"))
    document = site.articles[0].attachments[0]
    assert (document.url, document.title, document.type, document.size) == (
        "/van-ban/ke-hoach.pdf", "Kế hoạch số 12", "PDF", 10,
    )  # fmt: skip
    assert not problems


YAML = "---\ntitle: Bài\ndate: 2024-01-01\ncategory: Cải cách hành chính\n{}\nsummary: Tóm.\n---\n\nNội dung.\n"
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
    "foreign picture": (article(body="![x](https://vidu.vn/a.jpg)"), [("BV033", 6), ("BV026", 5)]),
    "missing document": (article(attachments="/van-ban/mat.pdf | Tên"), [("BV034", 5)]),
    "dead link": (article(body="[x](/tin-tuc/khong-co.md)"), [("BV036", 6)]),
    "bad flag": (article(featured="ừ"), [("BV019", 5)]),
    "withdrawn without reason": (article(withdrawn="2024-05-06"), [("BV025", 5)]),
    "correction before publication": (article(corrections="2020-01-01 | x"), [("BV024", 5)]),
    "broken yaml": ("---\ntitle: [a\n---\nx", [("BV007", 2)]),
    "yaml without end": ("---\ntitle: a\n\nx", [("BV011", 1)]),
    "wrong encoding": ("Title: Hành chính".encode("utf-16"), [("BV002", 1)]),
    "offset that does not exist": (article(date="2024-01-01 10:00 +99:99"), [("BV016", 2)]),
    "mapping of nothing": (YAML.format("corrections: [{}]"), [("BV007", 5)]),
    "yaml field twice in two cases": (YAML.format("tags: a\nTags: b"), [("BV012", 6)]),
    "more than a megabyte": (article(body="chữ " * 300_000), [("BV067", 0)]),
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
    assert sorted(codes(problems)) == [("BV006", 0), ("BV034", 5)]


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


def found(problems):
    """Return (path, code, severity) of each problem, the paths without the name of the content folder."""
    return [(problem.path.partition("/")[2], problem.code, problem.severity) for problem in problems]


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


def test_a_link_to_a_withdrawn_or_unread_article_by_its_address_keeps_nothing_out(tmp_path):
    """Its own mistake must never take those with it that link to it."""
    there = "/tin-tuc/2024/03/10/khac/"
    link = article(body=f"[x]({there}) [y](/chu-de/mot-cua/) [z](/luu-tru/2024/03/)")
    for number, other in enumerate(
        (
            article("Khác", date="2024-03-10", tags="Một cửa", picture="/anh/mat.png"),
            article("Khác", date="2024-03-1O", tags="Một cửa"),
            article("Khác", date="2024-03-10", tags="Một cửa", body="[x](/khong-co/)"),
            article("Khác", date="2024-03-10", tags="Một cửa", status="draft"),
            article("Khác", date="2024-03-10", tags="Một cửa", withdrawn="2024-04-01 | Sai"),
        )
    ):
        site, problems = load(write(tmp_path / str(number), {"tin-tuc/a.md": link, "tin-tuc/b.md": other}))
        assert "tin-tuc/a.md" in [item.source for item in site.live]
        told = [problem for problem in found(problems) if problem[0] == "tin-tuc/a.md"]
        assert set(told) == {("tin-tuc/a.md", "BV037", "warning")}


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


BROKEN_DATA = {
    "agency": ("co-quan.yaml", "name: [a\n"),
    "agency's colour of a key": ("co-quan.yaml", "- a\n"),
    "categories": ("chuyen-muc.yaml", "a: b\n"),
    "equal slugs": ("chuyen-muc.yaml", "- Tin\n- Tín\n"),
    "equal names": ("chuyen-muc.yaml", "- name: Tin\n- name: TIN\n  slug: khac\n"),
    "category without an address": ("chuyen-muc.yaml", "- Tin\n- '???'\n"),
    "abbreviations": ("viet-tat.yaml", "UBND: a\nUBND: b\n"),
    "not UTF-8": ("viet-tat.yaml", b"UBND: \xff\n"),
}


@pytest.mark.parametrize(("name", "text"), BROKEN_DATA.values(), ids=BROKEN_DATA)
def test_a_broken_data_file_ends_the_run_and_is_told(name, text, tmp_path):
    root = write(tmp_path, {"tin-tuc/a.md": article(), name: text})
    problems = Problems()
    with pytest.raises(BrokenDataError):
        SiteLoader(root, now=NOW, problems=problems, site_name="Cổng", memory=NoMemory())
    assert [problem[0] for problem in found(problems)] == [name]
    assert problems.errors


def test_a_data_file_that_is_a_link_to_nowhere_is_broken_not_missing(tmp_path):
    root = write(tmp_path / "content", {"tin-tuc/a.md": article()})
    (root / "co-quan.yaml").symlink_to(tmp_path / "mat.yaml")
    with pytest.raises(BrokenDataError):
        load(root)


def test_a_broken_data_file_leaves_the_last_site_alone(tmp_path):
    content = write(tmp_path / "content", {"tin-tuc/a.md": article(), "viet-tat.yaml": "UBND: Ủy ban\n"})
    output = built(content, tmp_path / "output")
    before = files(output)
    write(content, {"viet-tat.yaml": "UBND: [\n"})
    result = build(content, output)
    assert result.returncode == 1
    assert "BV007" in result.stderr
    assert "Traceback" not in result.stderr
    assert files(output) == before


def test_abbreviations_without_one_line_of_meaning_are_told_and_left_out(tmp_path):
    glossary = 'UBND: Ủy ban nhân dân\nMOT: {a: b}\nHAI: [a, b]\nBA:\n"": Không\n'
    _, problems = load(write(tmp_path, {"tin-tuc/a.md": article(), "viet-tat.yaml": glossary}))
    assert codes(problems) == [("BV064", line) for line in (2, 3, 4, 5)]
    assert not any(problem.severity == "error" for problem in problems)


def test_names_that_would_be_lost_are_told(tmp_path):
    source = YAML.format("tags: [Một cửa, '!!!']\nauthor: {tên: An}\nfeatured: yes")
    site, problems = load_one(tmp_path, source)
    assert [term.name for term in site.articles[0].tags] == ["Một cửa"]
    assert sorted(codes(problems)) == [("BV062", 5), ("BV063", 6)]


def test_files_that_nothing_reads_are_told_but_not_those_that_articles_use(tmp_path):
    draw(tmp_path / "tin-tuc/hop.png", (600, 400))
    files = {
        "tin-tuc/a.md": article(picture="hop.png", picture_alt="x", attachments="/tin-tuc/dung.pdf | Tệp"),
        "tin-tuc/dung.pdf": b"%PDF", "tin-tuc/a.txt": "x", "tin-tuc/2024/b.docx": b"x", "tin-tuc/c.rst": "x",
        "trang/d.html": "x", "tin-tuc/.an": "x", "tin-tuc/a.md~": "x", "tin-tuc/khac.png": b"x",
    }  # fmt: skip
    _, problems = load(write(tmp_path, files))
    assert [problem.path.partition("/")[2] for problem in problems] == [
        "tin-tuc/2024/b.docx", "tin-tuc/a.txt", "tin-tuc/c.rst", "trang/d.html",
    ]  # fmt: skip
    assert {(problem.code, problem.severity) for problem in problems} == {("BV065", "warning")}


def test_tags_that_differ_by_marks_share_an_address_and_are_told(tmp_path):
    files = {
        "tin-tuc/a.md": article(tags="Lệ phí"),
        "tin-tuc/b.md": article("Hai", tags="Lệ phí, C#", author="An"),
        "tin-tuc/c.md": article("Ba", tags="Lễ phí, lễ phí, C++", author="AN"),
    }
    site, problems = load(write(tmp_path, files))
    assert [term.name for term in site.by_tag] == ["C#", "Lệ phí"]
    assert codes(problems) == [("BV066", 5), ("BV066", 5)]
    assert "«Lễ phí» và «Lệ phí»" in str(problems[1])


@pytest.mark.parametrize("folder", ["tin-tuc", "tin-tuc/2024"])
def test_a_linked_folder_is_refused_and_told(folder, tmp_path):
    write(tmp_path, {"kho/a.md": article("Kho")})
    root = write(tmp_path / "content", {"trang/p.md": "Title: Trang\n\nChữ.\n"})
    if "/" in folder:
        write(root, {"tin-tuc/b.md": article()})
    (root / folder).symlink_to(tmp_path / "kho")
    problems = Problems()
    loader = SiteLoader(root, now=NOW, problems=problems, site_name="Cổng", memory=NoMemory())
    if "/" in folder:
        assert [item.title for item in loader.load().articles] == ["Họp sơ kết"]
    else:
        with pytest.raises(EmptySiteError):
            loader.load()
    assert (folder, "BV068", "error") in found(problems)


def test_a_file_name_taken_apart_is_found_under_its_own_name(tmp_path):
    """Some systems store names in NFD: the same folder must give the same site everywhere."""
    apart = unicodedata.normalize("NFD", "họp.md")
    draw(tmp_path / "anh" / unicodedata.normalize("NFD", "ảnh họp.png"), (600, 400))
    files = {
        f"tin-tuc/{apart}": article("Họp", picture="/anh/ảnh họp.png", picture_alt="x"),
        "tin-tuc/b.md": article("Khác", body="[x](họp.md)"),
        f"van-ban/{unicodedata.normalize('NFD', 'kế hoạch.pdf')}": b"%PDF",
        "tin-tuc/c.md": article("Ba", attachments="/van-ban/kế hoạch.pdf | Tệp"),
    }
    site, problems = load(write(tmp_path, files))
    assert not problems
    assert {item.identity for item in site.articles} == {"tin-tuc/họp.md", "tin-tuc/b.md", "tin-tuc/c.md"}
    assert '<a href="/tin-tuc/2024/03/09/hop/">' in site.load_body("tin-tuc/b.md").html
    assert site.load_body("tin-tuc/họp.md").text == "Nội dung của bài."


def test_two_files_of_one_name_in_two_forms_are_told(tmp_path):
    files = {f"tin-tuc/{unicodedata.normalize(form, 'họp.md')}": article(form) for form in ("NFC", "NFD")}
    site, problems = load(write(tmp_path, files))
    assert [item.title for item in site.articles] == ["NFC"]
    assert found(problems) == [("tin-tuc/họp.md", "BV060", "error")]


def test_a_note_of_the_day_of_publication_needs_no_time(tmp_path):
    notes = {"modified": "09/03/2024", "corrections": "2024-03-09 | Sửa tên", "withdrawn": "Ngày 9/3/2024 | Sai"}
    site, problems = load_one(tmp_path, article(**notes))
    assert not problems
    published = site.articles[0].published
    assert site.articles[0].corrections[0].date == site.articles[0].withdrawn.date == published
    earlier = {"tin-tuc/bai.md": article(corrections="2024-03-09 08:14 | Sửa tên"), "tin-tuc/b.md": article("Khác")}
    _, problems = load(write(tmp_path / "content", earlier))
    assert codes(problems) == [("BV024", 5)]


@pytest.mark.parametrize(
    "note", [{"modified": "2026-11-24"}, {"corrections": "2026-11-24 | x"}, {"withdrawn": "2026-11-24 | x"}]
)
def test_a_note_that_lies_ahead_keeps_the_article_out_until_its_moment(note, tmp_path):
    write(tmp_path, {"tin-tuc/a.md": article(**note), "tin-tuc/b.md": article("Khác")})
    site, problems = load(tmp_path)
    assert [item.title for item in site.articles] == ["Khác"]
    assert codes(problems) == [("BV069", 5)]
    assert site.next_due == NOW + timedelta(hours=17)
    site, problems = load(tmp_path, site.next_due)
    assert len(site.articles) == 2
    assert not problems


def test_an_identity_of_a_scheduled_article_is_checked_before_it_is_due(tmp_path):
    files = {"tin-tuc/a.md": article(id="x1"), "tin-tuc/b.md": article("Mai", id="x1", date="2026-11-24")}
    site, problems = load(write(tmp_path, files))
    assert codes(problems) == [("BV023", 5)]
    assert site.next_due is None


def test_a_known_field_may_do_without_the_space_but_no_sentence_becomes_a_field(tmp_path):
    site, problems = load_one(tmp_path, article().replace("Title: ", "Title:"))
    assert site.articles[0].title == "Họp sơ kết"
    assert not problems
    _, problems = load(write(tmp_path, {"tin-tuc/a.md": article(), "tin-tuc/b.md": "Title: A\nLúc 8:30 họp\n\nx"}))
    assert ("BV011", 2) in codes(problems)


def test_check_tells_what_a_build_tells_at_the_moment_it_is_given(tmp_path):
    content = write(
        tmp_path / "content",
        {
            "tin-tuc/a.md": article(attachments="/van-ban/a b.pdf | Một\n    /van-ban/a-b.pdf | Hai"),
            "tin-tuc/mai.md": article("Mai", date="2026-11-24", body="[x](/tin-tuc/2024/03/09/hop-so-ket/)"),
            "van-ban/a b.pdf": b"%PDF 1", "van-ban/a-b.pdf": b"%PDF 2", "thong-bao-khan.yaml": "text: a\n",
        },
    )  # fmt: skip
    variables = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    command = [sys.executable, "-m", "desk", "check", "--content", str(content)]
    result = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    told = build(content, tmp_path / "output")
    assert "TL001" in result.stdout
    assert "TB004" in result.stdout
    assert result.stdout == told.stderr
    assert result.stderr == ""
    assert result.returncode == told.returncode == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "output"]


def test_the_next_moment_is_that_after_the_moment_it_is_given(tmp_path):
    content = write(tmp_path, {"tin-tuc/a.md": article(), "tin-tuc/mai.md": article("Mai", date="2026-11-24 08:00")})
    command = [sys.executable, "-m", "desk", "next", "--content", str(content)]
    told = [
        subprocess.run(command, cwd=ROOT, env={"SOURCE_DATE_EPOCH": epoch}, capture_output=True, text=True, check=True)
        for epoch in (EPOCH, str(int(EPOCH) + 2 * 86_400))
    ]
    assert told[0].stdout == "2026-11-24T08:00:00+07:00\t24/11/2026 8:00 SA\n"
    assert told[1].stdout == ""
