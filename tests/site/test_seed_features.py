"""The features of the page that this project came from, one by one.

Their rows are those of the observation that the project started from: title, date line, zoom, lead, picture, caption,
body, numbers, ellipses, comments, latest list (form, clock, cut, exclusion, scope, freshness, doubles, spelling), back
to top, online count.
"""

import re

import pytest

from portal.vietnamese.text import cut
from tests.building import built, soup, words
from tests.content import article, draw, write

LONG = "Chú trọng lựa chọn cán bộ giỏi, đáp ứng yêu cầu công tác ở các cơ quan chuyên môn về cải cách hành chính"
NUMBER = "Từ tháng sau thủ trưởng cơ quan trả hồ sơ quá hạn phải xin lỗi bằng văn bản, theo Quyết định 178/QĐ-UBND"


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    """Return a site of twenty articles, two of one title, one with everything an article can have."""
    root = tmp_path_factory.mktemp("seed")
    draw(root / "content/anh/hop.png", (900, 600))
    articles = {
        f"tin-tuc/{n}.md": article(f"Bài số {n}", date=f"2024-01-{n + 1:02} 09:{n:02}", category="Chuyển đổi số")
        for n in range(14)
    }
    articles |= {
        "tin-tuc/dai.md": article(LONG, date="22/09/2024 8:06 SA"),
        "tin-tuc/so.md": article(NUMBER, date="23/09/2024 12:00 CH"),
        "tin-tuc/doi-1.md": article("Nâng cao hiệu quả & chất lượng", date="2024-02-02 15:56"),
        "tin-tuc/doi-2.md": article("Nâng cao hiệu quả & chất lượng", date="2024-02-01 10:03"),
        "tin-tuc/nua-dem.md": article("Việc hoạt đông kinh doanh", date="2024-10-05 00:30"),
        "tin-tuc/bai.md": article(
            "Sơ kết 6 tháng đầu năm",
            date="20 - 07 - 2024",
            picture="/anh/hop.png",
            picture_alt="Phòng họp",
            picture_caption="Các đại biểu dự họp",
            summary="Câu mở đầu của bài…",
            body="Đạt 35,03%, tức 1.384/3.003 việc, theo 422/QĐ-TTg ngày 4/4/2022…\n\nCòn 2054 văn bản… và ...\n\nHết.",
        ),
    }
    return built(write(root / "content", articles), root / "output")


@pytest.fixture(scope="module")
def page(output):
    return soup(output, "/tin-tuc/2024/07/20/so-ket-6-thang-dau-nam/")


def items(page):
    return [item.get_text() for item in page.find(class_="latest-news").find_all("li")]


def test_row_1_the_title_stands_whole(page):
    assert words(page.h1) == "Sơ kết 6 tháng đầu năm"


def test_row_2_the_date_line_has_its_form_and_no_time(page):
    assert "Đăng ngày 20 - 07 - 2024" in words(page.find(class_="date-line"))


def test_row_3_the_zoom_stands_at_100_per_cent_between_date_and_text(page):
    order = [words(tag) for tag in page.article.find_all(["time", "span", "p"])]
    assert order.index("100%") < order.index("Câu mở đầu của bài…")
    assert page.find(attrs={"data-zoom-percent": True}).get_text() == "100%"


def test_row_4_the_lead_comes_before_the_text(page):
    text = words(page.article)
    assert text.index("Câu mở đầu của bài…") < text.index("Đạt 35,03%")


def test_rows_5_and_6_the_picture_has_a_caption_of_its_own(page):
    figure = page.article.find("figure")
    assert figure.img["alt"] == "Phòng họp"
    assert words(figure.figcaption) == "Các đại biểu dự họp"


def test_row_7_every_paragraph_of_the_body_is_there(page):
    assert len(page.find(class_="article__text").find_all("p")) == 3


def test_rows_8_and_9_numbers_and_ellipses_are_left_as_written(page):
    text = words(page.find(class_="article__text"))
    for figure in ("35,03%", "1.384/3.003", "422/QĐ-TTg", "4/4/2022…", "2054", "..."):
        assert figure in text


def test_row_10_comments_have_their_heading_though_there_are_none(page):
    section = page.find(class_="comments")
    assert words(section.find(["h2", "h3"])) == "Ý kiến bạn đọc"
    assert "Chưa có ý kiến nào." in words(section)


def test_row_11_the_latest_list_has_fifteen_items_newest_first(page):
    section = page.find(class_="latest-news")
    assert words(section.find(["h2", "h3"])) == "Tin mới nhất"
    moments = [tag["datetime"] for tag in section.find_all("time")]
    assert len(moments) == 15
    assert moments == sorted(moments, reverse=True)


def test_rows_12_and_13_an_item_is_title_and_moment_without_a_space(page):
    form = re.compile(r".+\S\(\d{2}/\d{2}/\d{4} (?:[1-9]|1[0-2]):\d{2} (?:SA|CH)\)")
    assert all(form.fullmatch(item.replace("\xa0", " ")) for item in items(page))
    assert items(page)[0] == "Việc hoạt đông kinh doanh(05/10/2024 12:30 SA)"
    assert items(page)[1].endswith("(23/09/2024 12:00 CH)")
    assert "Bài số 13(14/01/2024 9:13 SA)" in items(page)


def test_row_14_long_titles_are_cut_between_words_at_100_code_points(page):
    label = items(page)[2].partition("(")[0]
    assert label == cut(LONG)
    assert len(label) <= 100
    assert label.endswith("...")
    assert LONG.startswith(label.removesuffix("..."))
    numbered = items(page)[1].partition("(")[0]
    assert "178/" not in numbered
    assert numbered.endswith("...")


def test_row_14_the_uncut_title_is_the_name_of_the_link(page):
    link = page.find(class_="latest-news").find_all("a")[2]
    assert link.get("aria-label") == LONG
    assert link.find("time") is None


def test_row_15_the_article_itself_is_left_out(output, page):
    assert not any(item.startswith("Sơ kết 6 tháng") for item in items(page))
    other = soup(output, "/tin-tuc/2024/02/02/nang-cao-hieu-qua-chat-luong/")
    assert any(item.startswith("Sơ kết 6 tháng") for item in items(other))


def test_row_16_the_scope_can_be_the_category(tmp_path):
    content = write(
        tmp_path / "content",
        {
            "tin-tuc/a.md": article("Bài A", category="Chuyển đổi số"),
            "tin-tuc/b.md": article("Bài B", category="Chuyển đổi số", date="2024-03-10"),
            "tin-tuc/c.md": article("Bài C", date="2024-03-11"),
        },
    )
    output = built(content, tmp_path / "output", settings={"LATEST_NEWS_SCOPE": "category"})
    assert [item.partition("(")[0] for item in items(soup(output, "/tin-tuc/2024/03/09/bai-a/"))] == ["Bài B"]


def test_row_17_a_new_article_shows_on_old_pages(tmp_path):
    content = write(tmp_path / "content", {"tin-tuc/a.md": article("Bài cũ")})
    built(content, tmp_path / "output")
    write(content, {"tin-tuc/b.md": article("Bài mới", date="2024-05-01")})
    output = built(content, tmp_path / "output")
    assert items(soup(output, "/tin-tuc/2024/03/09/bai-cu/")) == ["Bài mới(01/05/2024 12:00 SA)"]


def test_row_18_two_articles_of_one_title_both_stand_in_the_list(page):
    assert [item for item in items(page) if item.startswith("Nâng cao hiệu quả & chất lượng(")] == [
        "Nâng cao hiệu quả & chất lượng(02/02/2024 3:56 CH)",
        "Nâng cao hiệu quả & chất lượng(01/02/2024 10:03 SA)",
    ]


def test_row_18_two_articles_of_one_title_have_an_address_each(output):
    for url in (
        "/tin-tuc/2024/02/02/nang-cao-hieu-qua-chat-luong/",
        "/tin-tuc/2024/02/01/nang-cao-hieu-qua-chat-luong/",
    ):
        assert words(soup(output, url).h1) == "Nâng cao hiệu quả & chất lượng"


def test_row_19_a_title_is_shown_as_the_editor_wrote_it(page):
    assert any("hoạt đông" in item for item in items(page))
    assert any("&" in item for item in items(page))


def test_row_20_a_link_leads_back_to_the_top(page):
    link = page.find("a", string=re.compile("Về đầu trang"))
    target = link or next(tag for tag in page.find_all("a") if "Về đầu trang" in words(tag))
    assert page.find(id=target["href"].removeprefix("#"))


def test_row_21_the_counter_tells_what_it_was_told_and_nothing_else(tmp_path, page):
    assert words(page.find(class_="online-visitors")) == "Chưa có số liệu"
    content = write(tmp_path / "content", {"tin-tuc/a.md": article("Bài")})
    settings = {"ONLINE_VISITORS_PROVIDER": "stub", "ONLINE_VISITORS_STUB": 67}
    output = built(content, tmp_path / "output", settings=settings)
    counter = soup(output, "/tin-tuc/2024/03/09/bai/").find(class_="online-visitors")
    assert words(counter) == "67 người đang online"
