"""Articles: from a file to a checked, published value."""

import unicodedata
from datetime import timedelta

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
    assert [problem.code for problem in problems] == ["BV140"]


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


def test_a_withdrawn_article_is_not_live_and_links_to_it_lead_to_its_notice(tmp_path):
    files = {
        "tin-tuc/a.md": article(withdrawn="2024-05-06 10:00 | Số liệu sai"),
        "tin-tuc/b.md": article("Khác", body="[bài kia](/tin-tuc/a.md)"),
    }
    site, _ = load(write(tmp_path, files))
    assert [item.title for item in site.live] == ["Khác"]
    withdrawn = next(item for item in site.articles if item.withdrawn)
    assert withdrawn.withdrawn.reason == "Số liệu sai"
    assert site.load_body("tin-tuc/b.md").html == f'<p><a href="{withdrawn.url}">bài kia</a></p>'


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
