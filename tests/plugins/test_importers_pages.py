"""Pages of old portals: encodings, dates, who wrote it, files beside them, and the dirt of years."""

import time
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.importers.placing import Wish
from plugins.importers.written import decode_page, find_date
from portal.vietnamese.dates import ZONE
from tests.plugins.import_pages import encoded
from tests.plugins.import_samples import picture_bytes
from tests.plugins.importing import import_page, run

TEXT = "Chủ tịch UBND tỉnh Lạc Giang chủ trì phiên họp thường kỳ, nghe báo cáo 35,03% và 1.384/3.003 nhiệm vụ…"
NBSP = "\xa0"


def page(body=f"<p>{TEXT}</p>", *, head="", above="", below="", title="Họp giao ban"):
    return (
        f'<html><head><meta charset="utf-8"><title>{title} - Cổng cũ</title>{head}</head><body>'
        f'<h1 class="logo">Cổng cũ</h1><h1 class="title">{title}</h1><div class="date">Đăng ngày 20 - 07 - 2023</div>'
        f'{above}<div class="bodytext">{body}</div>{below}</body></html>'
    )


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Đăng ngày 20 - 07 - 2023", "2023-07-20T00:00"),
        ("20/07/2023 2:05 CH", "2023-07-20T14:05"),
        ("Thứ năm - 20/07/2023 14:05", "2023-07-20T14:05"),
        ("Thứ Năm, ngày 20/07/2023, 14:05 (GMT+7)", "2023-07-20T14:05"),
        ("14:05 | 20/07/2023", "2023-07-20T14:05"),
        ("14h05 ngày 20/7/2023", "2023-07-20T14:05"),
        ("Cập nhật lúc: 08:30, 20.7.2023", "2023-07-20T08:30"),
        ("Ngày 20 tháng 7 năm 2023", "2023-07-20T00:00"),
        ("2023-07-20T14:05:00+07:00", "2023-07-20T14:05"),
        ("20/07/2023 14:05:33 CH", "2023-07-20T14:05"),
        ("Cập nhật 21/07/2023 | Ngày đăng: 20/07/2023", "2023-07-20T00:00"),
    ],
)
def test_dates_of_old_pages_are_read_day_first(written, moment):
    assert find_date(written) == datetime.fromisoformat(moment).replace(tzinfo=ZONE)


@pytest.mark.parametrize("written", ["31/02/2023", "20/07/23", "1.384/3.003", "số 12/2023/QĐ-UBND", "0229/12/07/20235"])
def test_what_no_calendar_has_is_no_date(written):
    assert find_date(written) is None


@pytest.mark.parametrize(
    "text", ["ngày đăng " * 12 + "20/07/2023 x", "1:11 " * 50_000, "20/7/" * 50_000, "12 tháng 12 năm " * 20_000]
)
def test_dates_are_looked_for_in_one_pass(text):
    before = time.process_time()
    find_date(text, whole=True)
    find_date(text)
    assert time.process_time() - before < 5


def test_a_sentence_with_a_date_is_not_a_line_of_a_date():
    assert find_date("Ngày 20/07/2023, tỉnh họp giao ban", whole=True) is None
    assert find_date("Thứ năm, ngày 20/07/2023 | 14:05", whole=True) is not None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258", "nfd"])
def test_pages_in_old_encodings_come_out_in_nfc(tmp_path, encoding):
    imported = import_page(tmp_path, encoded(page().replace('charset="utf-8"', "charset=utf-8"), encoding))
    assert imported.body == TEXT
    assert imported.told == []


def test_an_encoding_that_the_page_tells_wrongly_is_guessed_and_told(tmp_path):
    html = encoded(page().replace('charset="utf-8"', "charset=utf-8"), "cp1258").replace(b"windows-1258", b"iso-8859-1")
    imported = import_page(tmp_path, html)
    assert imported.body == TEXT
    assert imported.told == ["NB042"]


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded(data):
    text, _ = decode_page(data)
    assert isinstance(text, str)


def test_the_page_of_the_hand_centred_caption(tmp_path):
    """The shape of the page that this project began with: paragraphs of one space, a caption pushed to the middle."""
    body = (
        f'<p>{NBSP}</p><p><img src="a.png"></p><p>{f"{NBSP} " * 52}Các đại biểu dự họp tại điểm cầu</p><p>{TEXT}</p>'
        f"<p>{NBSP}</p><p>Xem tiếp trang 2... và ba chấm…</p>"
    )
    imported = import_page(tmp_path, page(body), {"a.png": picture_bytes(1)})
    assert imported.body.split("\n\n") == [
        '![](/anh/2023/hop-giao-ban-1.png "Các đại biểu dự họp tại điểm cầu")', TEXT, "Xem tiếp trang 2... và ba chấm…",
    ]  # fmt: skip


def test_title_date_and_zoom_inside_the_body_do_not_stay_there(tmp_path):
    html = (
        "<html><body><div class='bodytext'><p><b>Họp giao ban</b></p><p>Đăng ngày 20 - 07 - 2023</p><p>100%</p>"
        f"<p>{TEXT}</p></div></body></html>"
    )
    imported = import_page(tmp_path, html.replace("<body>", "<head><title>Họp giao ban</title></head><body>"))
    assert imported.body == TEXT
    assert "Date: 20/07/2023\n" in imported.source
    assert "NB036" in imported.told


def test_author_origin_lead_and_category_are_found(tmp_path):
    above = '<div class="breadcrumb"><a href="/">Trang chủ</a><a>CHUYỂN ĐỔI SỐ</a></div>'
    above += '<div class="hometext">Tóm tắt.</div>'
    below = "<p><strong>Tác giả: </strong>Lục Bảo</p><p>Nguồn tin: Báo Lạc Giang</p>"
    imported = import_page(tmp_path, page(above=above, below=below), wish=Wish(publish=True))
    for line in ("Category: Chuyển đổi số", "Author: Lục Bảo", "Summary: Tóm tắt.", "Source: Báo Lạc Giang"):
        assert line in imported.head.split("\n")
    assert "Status" not in imported.head


def test_an_unknown_category_is_not_guessed(tmp_path):
    above = '<div class="breadcrumb"><a>Tin trong tỉnh</a></div>'
    imported = import_page(tmp_path, page(above=above), wish=Wish(publish=True))
    assert "Category" not in imported.head
    assert imported.head.endswith("Status: draft")
    assert imported.told == ["NB011", "NB013"]
    assert imported.line("NB013") == "Status: draft"


def test_a_page_without_date_is_a_draft_of_the_year_of_importing(tmp_path):
    imported = import_page(tmp_path, page().replace("Đăng ngày 20 - 07 - 2023", ""))
    assert imported.outcome.article == "tin-tuc/2026/hop-giao-ban.md"
    assert imported.outcome.is_draft
    assert "NB010" in imported.told


def test_documents_beside_the_page_are_taken_along(tmp_path):
    body = f'<p>{TEXT} <a href="tep/Kế hoạch 05.pdf">Kế hoạch</a></p>'
    below = '<div class="attachments"><a href="phu-luc.docx">Phụ lục số 1</a></div>'
    files = {"tep/Kế hoạch 05.pdf": b"%PDF-1.4 a", "phu-luc.docx.txt": b"", "van/phu-luc.xlsx": b"PK\x03\x04 x"}
    imported = import_page(tmp_path, page(body, below=below.replace("phu-luc.docx", "van/phu-luc.xlsx")), files)
    assert imported.body == f"{TEXT} [Kế hoạch](/van-ban/2023/ke-hoach-05.pdf)"
    assert "Attachments: /van-ban/2023/phu-luc.xlsx | Phụ lục số 1" in imported.head
    assert (imported.content / "van-ban/2023/ke-hoach-05.pdf").read_bytes() == b"%PDF-1.4 a"
    assert imported.page().find("a")["href"].endswith("ke-hoach-05.pdf")


def test_what_is_missing_is_told_and_its_words_stay(tmp_path):
    body = f'<p>{TEXT} <a href="mat.pdf">Kế hoạch</a></p><p><img src="mat.jpg"></p><p align="center"><i>Lời ảnh</i></p>'
    imported = import_page(tmp_path, page(body))
    assert imported.body == f"{TEXT} Kế hoạch\n\n*Lời ảnh*"
    assert (imported.found("NB022"), imported.found("NB024")) == (
        "không thấy tệp ảnh «mat.jpg»", "tài liệu «mat.pdf» không đưa vào được (không có tệp cạnh trang)",
    )  # fmt: skip


@pytest.mark.parametrize(
    "address", ["../bi-mat.png", "/../bi-mat.png", "..\\bi-mat.png", "%2e%2e/bi-mat.png", "lien-ket.png"]
)
def test_nothing_outside_the_folder_is_read(tmp_path, address):
    (tmp_path / "bi-mat.png").write_bytes(picture_bytes(1))
    (tmp_path / "nguon").mkdir()
    (tmp_path / "nguon/lien-ket.png").symlink_to(tmp_path / "bi-mat.png")
    imported = import_page(tmp_path, page(f'<p>{TEXT}</p><img src="{address}">'))
    assert imported.told == ["NB022"]
    assert not imported.outcome.pictures


def test_links_are_made_whole_or_refused(tmp_path):
    body = (
        f'<p>{TEXT} <a href="/Pages/a.aspx?id=1">một</a> <a href="javascript:alert(1)">hai</a> <a href="#muc">ba</a>'
        ' <a href="mailto:a@lacgiang.example">bốn</a></p>'
    )
    head = '<link rel="canonical" href="https://cu.lacgiang.example/tin/1">'
    imported = import_page(tmp_path, page(body, head=head))
    assert imported.body == (
        f"{TEXT} [một](https://cu.lacgiang.example/Pages/a.aspx?id=1) hai ba [bốn](mailto:a@lacgiang.example)"
    )
    assert imported.told == ["NB030"]
    assert "Source: https://cu.lacgiang.example/tin/1" in imported.head


def test_scripts_go_and_embedded_things_are_told(tmp_path):
    body = f'<script>alert(1)</script><p onclick="x()">{TEXT}</p><iframe src="https://video.example/1"></iframe>'
    imported = import_page(tmp_path, page(body))
    assert imported.body == TEXT
    assert imported.found("NB035") == "nội dung nhúng «https://video.example/1» không đưa vào bài"


def test_a_forged_address_of_ours_is_refused(tmp_path):
    body = f'<p>{TEXT} <a href="anh:0123456789ab">ảnh</a> <a href="ghi-chu:x">chú</a> ](anh:0123456789ab)</p>'
    imported = import_page(tmp_path, page(body))
    assert "[ảnh]" not in imported.body
    assert "NB030" in imported.told
    assert "ảnh chú" in imported.page().get_text()


def test_what_stands_around_an_article_is_left_out_and_told(tmp_path):
    body = f'<p>{TEXT}</p><div class="related"><p>Tin liên quan: họp tháng trước</p></div>'
    imported = import_page(tmp_path, page(body))
    assert imported.body == TEXT
    assert imported.found("NB036") == "phần quanh bài «Tin liên quan: họp tháng trước» không đưa vào bài"


def test_a_page_without_a_known_frame_gives_its_longest_part(tmp_path):
    html = (
        f"<html><head><title>Họp giao ban</title></head><body><table><tr><td><a href='/'>Trang chủ</a></td>"
        f"<td><h3>Họp giao ban</h3><p>20/07/2023</p><p>{TEXT}</p><p>{TEXT}</p></td></tr></table></body></html>"
    )
    imported = import_page(tmp_path, html)
    assert imported.body.endswith(f"{TEXT}\n\n{TEXT}")
    assert "Trang chủ" not in imported.body
    assert "NB041" in imported.told


def test_bullets_of_pasted_word_text_become_a_list(tmp_path):
    mark = '<span style="mso-list:Ignore">{}<span>&nbsp; </span></span>'
    body = (
        f"<p>{TEXT}</p><p class=MsoListParagraph><![if !supportLists]>{mark.format('·')}<![endif]>Việc một</p>\n"
        f"<p class=MsoListParagraph>{mark.format('·')}Việc hai</p>"
        f"<p class=MsoListParagraph>{mark.format('1.')}Việc ba</p>"
    )
    assert import_page(tmp_path, page(body)).body == f"{TEXT}\n\n- Việc một\n- Việc hai\n\n1\\. Việc ba"


def test_line_ends_part_lines_and_two_of_them_paragraphs(tmp_path):
    body = f"{TEXT}<br>Dòng hai<br/>&nbsp;<br>Đoạn hai<br>1. Mục<br># Dòng"
    imported = import_page(tmp_path, page(body))
    assert imported.body == f"{TEXT}  \nDòng hai\n\nĐoạn hai  \n1\\. Mục  \n\\# Dòng"
    assert [p.get_text() for p in imported.page()("p")] == [f"{TEXT}\nDòng hai", "Đoạn hai\n1. Mục\n# Dòng"]


def test_tags_that_are_not_closed_lose_nothing(tmp_path):
    body = f"<p>{TEXT}<p>Hai<ul><li>Một<li>Hai<ul><li>Trong</ul></ul><table><tr><td>a<td>b<tr><td>c<td>d</table>Cuối"
    imported = import_page(tmp_path, page(body))
    assert imported.body.split("\n\n") == [
        TEXT, "Hai", "- Một\n- Hai\n    - Trong", "| a | b |\n|---|---|\n| c | d |", "Cuối",
    ]  # fmt: skip


def test_words_that_stay_behind_are_told(tmp_path):
    imported = import_page(tmp_path, page(f"<p>{TEXT}</p><object data='x.swf'><p>Lời trong khung</p></object>"))
    assert "Lời trong khung" in imported.body
    imported = import_page(tmp_path / "b", page(f"<p>{TEXT}</p><textarea>chữ trong ô</textarea><rt>ký tự</rt>"))
    assert "ký tự" in imported.body


def test_one_article_is_imported_from_each_page_of_a_folder(tmp_path):
    files = {f"{n}/trang.html": page(f"<p>{TEXT} {n}</p>", title=f"Bài {n}") for n in range(3)}
    files |= {"0/trang_files/khung.html": "<p>quảng cáo</p>", "1/anh.jpg": b"x", "2/~$a.docx": b"x"}
    articles = [imported.outcome.article for imported in run(tmp_path, files)]
    assert articles == ["tin-tuc/2023/bai-0.md", "tin-tuc/2023/bai-1.md", "tin-tuc/2023/bai-2.md"]


def test_a_page_cannot_write_lines_of_the_head(tmp_path):
    head = '<link rel="canonical" href="https://a.example/&#10;Status: published&#10;&#10;x">'
    body = f"<p>{TEXT}</p>"
    below = '<div class="attachments"><a href="a%0AFeatured: yes.pdf">Tệp&#10;Id: 1</a></div>'
    imported = import_page(tmp_path, page(body, head=head, below=below), {"a\nFeatured: yes.pdf": b"%PDF"})
    assert "Attachments: /van-ban/2023/a-featured-yes.pdf | Tệp Id: 1" in imported.head.split("\n")
    assert {line.partition(":")[0] for line in imported.head.split("\n")} == {
        "Title", "Date", "Category", "Id", "Source", "Attachments", "Imported",
    }  # fmt: skip


def test_what_is_told_stays_on_its_line_without_control_characters(tmp_path):
    imported = import_page(tmp_path, page(f'<p>{TEXT} <a href="javascript:&#10;\x1b[31m">chữ</a></p>'))
    assert imported.found("NB030") == "bỏ liên kết «javascript: [31m», giữ lại chữ"


def test_a_page_that_calls_itself_xml_is_read_like_any_other(tmp_path):
    html = f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>{page()}'
    assert import_page(tmp_path, html.replace("<html>", '<html xmlns="http://www.w3.org/1999/xhtml">')).body == TEXT


def test_the_name_of_the_portal_is_not_the_title(tmp_path):
    head = "<title>Họp giao ban | Cổng thông tin tỉnh</title>"
    main = f"<h1>Cổng thông tin tỉnh</h1><h1>Họp giao ban</h1><article><p>{TEXT}</p></article>"
    (imported,) = run(tmp_path, {"a.html": f"<html><head>{head}</head><body>{main}</body></html>"})
    assert imported.head.startswith("Title: Họp giao ban\n")


def test_a_list_beside_the_article_gives_no_date_and_no_author(tmp_path):
    beside = '<div class="side"><span class="date">01/01/2024</span><span class="author">Người khác</span></div>'
    article = (
        f'<div class="news"><h1 class="title">Họp giao ban</h1><span class="date">20/07/2023</span>'
        f'<div class="bodytext"><p>{TEXT}</p></div><span class="author">Thạch Thảo</span></div>'
    )
    head = "<head><title>Họp giao ban</title></head>"
    (imported,) = run(tmp_path, {"a.html": f"<html>{head}<body>{beside}{article}</body></html>"})
    assert "Date: 20/07/2023" in imported.head
    assert "Author: Thạch Thảo" in imported.head


def test_a_quotation_in_a_list_only_moves_its_text_in(tmp_path):
    imported = import_page(
        tmp_path, page(f"<p>{TEXT}</p><ul><li><blockquote>Một<br>Hai</blockquote></li><li>Ba</li></ul>")
    )
    assert imported.body.endswith("- Một  \n    Hai\n- Ba")
    assert [item.get_text().split() for item in imported.page()("li")] == [["Một", "Hai"], ["Ba"]]


def test_a_short_article_below_a_heading_is_one(tmp_path):
    html = "<html><head><title>Họp</title></head><body><h1>Nghỉ lễ</h1><p>Cơ quan nghỉ ngày 2/9.</p></body></html>"
    (imported,) = run(tmp_path, {"a.html": html})
    assert "Title: Nghỉ lễ" in imported.head
    assert imported.body == "Cơ quan nghỉ ngày 2/9."
