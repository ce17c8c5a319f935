"""Listings: archives that count from the oldest, the home page's choice."""

from dataclasses import replace

import pytest

from plugins.listings.archive import list_pages
from plugins.listings.directories import group_id, months, site_map, terms
from plugins.listings.home import choose
from plugins.listings.plugin import ArchiveMonths
from portal.article import Correction, Term, Withdrawal
from portal.pictures import Picture
from tests.samples import NOW, make_article, make_site, moment, render_as_json, row_of_articles


def urls(count):
    return [page.url for page in list_pages(row_of_articles(count)[::-1], "/x/", 20)]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, ["/x/"]),
        (39, ["/x/"]),
        (40, ["/x/", "/x/trang/1/"]),
        (59, ["/x/", "/x/trang/1/"]),
        (60, ["/x/", "/x/trang/2/", "/x/trang/1/"]),
    ],
)
def test_an_archive_page_exists_once_twenty_newer_articles_follow(count, expected):
    assert urls(count) == expected


def test_every_article_stands_on_one_page_newest_first():
    articles = row_of_articles(57)[::-1]
    pages = list(list_pages(articles, "/x/", 20))
    assert [len(page.articles) for page in pages] == [37, 20]
    assert [article for page in pages for article in page.articles] == articles


def test_a_full_archive_page_never_changes_as_articles_follow():
    articles = row_of_articles(200)
    seen = {}
    for count in range(1, 200):
        for page in list_pages(articles[:count][::-1], "/x/", 20):
            if page.pager and page.pager.newer_url and page.pager.newer_url != "/x/":
                assert seen.setdefault(page.url, page) == page


def test_a_withdrawn_article_keeps_its_slot_and_is_not_shown():
    articles = row_of_articles(40)
    articles[3] = replace(articles[3], withdrawn=Withdrawal(NOW, "sai"))
    pages = list(list_pages(articles[::-1], "/x/", 20))
    assert [len(page.articles) for page in pages] == [20, 19]


def test_pages_link_to_their_neighbours():
    pages = {page.url: page.pager for page in list_pages(row_of_articles(60)[::-1], "/x/", 20)}
    assert (pages["/x/"].newer_url, pages["/x/"].older_url) == (None, "/x/trang/2/")
    assert (pages["/x/trang/2/"].newer_url, pages["/x/trang/2/"].older_url) == ("/x/", "/x/trang/1/")
    assert (pages["/x/trang/1/"].newer_url, pages["/x/trang/1/"].older_url) == ("/x/trang/2/", None)


def test_the_newest_marked_article_with_a_picture_leads():
    picture = Picture("anh/a.png", "0" * 10, 1500, 1000)
    old, marked, new = row_of_articles(3)
    marked = replace(marked, featured=True, picture=picture)
    home = choose(make_site([old, marked, new]), block=4)
    assert home.lead == marked
    assert home.featured == (new, old)


def test_corrected_and_withdrawn_articles_are_told_on_the_home_page():
    plain, corrected, withdrawn = row_of_articles(3)
    corrected = replace(corrected, corrections=(Correction(NOW, "sửa"),))
    withdrawn = replace(withdrawn, withdrawn=Withdrawal(NOW, "sai"))
    home = choose(make_site([plain, corrected, withdrawn]), block=4)
    assert home.corrected == (withdrawn, corrected)
    assert withdrawn not in [*home.featured, home.lead]


def test_directories_are_in_vietnamese_order_and_count_what_is_shown():
    names = ["Đất đai", "Dữ liệu", "Ăn", "An"]
    tags = {name: Term("chu-de", name, name.lower()) for name in names}
    site = make_site([make_article(f"a{n}", tags=(tags[name],)) for n, name in enumerate(names)])
    assert [(letter, [entry[0] for entry in entries]) for letter, entries in terms(site.by_tag)] == [
        ("A", ["An"]),
        ("Ă", ["Ăn"]),
        ("D", ["Dữ liệu"]),
        ("Đ", ["Đất đai"]),
    ]
    assert months(site)[0] == ("Năm 2023", (("Tháng 7", "/luu-tru/2023/07/", 4),))


def test_letters_of_one_vowel_stand_together_whatever_their_tone():
    names = ["Ấn phẩm", "Âm thanh", "Ổn định", "Ôn tập", "Ưu đãi", "Ứng dụng", "4G"]
    tags = [Term("chu-de", name, f"t{n}") for n, name in enumerate(names)]
    site = make_site([make_article("a", tags=tuple(tags))])
    assert [(letter, [entry[0] for entry in entries]) for letter, entries in terms(site.by_tag)] == [
        ("4", ["4G"]),
        ("Â", ["Âm thanh", "Ấn phẩm"]),
        ("Ô", ["Ổn định", "Ôn tập"]),
        ("Ư", ["Ứng dụng", "Ưu đãi"]),
    ]


def test_groups_of_one_page_have_ids_of_their_own_that_the_site_map_links_to():
    assert len({group_id(heading) for heading in ("A", "Ă", "Â", "D", "Đ", "Năm 2023")}) == 6
    groups = dict(site_map(make_site([make_article("a")])))
    assert groups["Lưu trữ"] == (("Năm 2023", "/luu-tru/#N%C4%83m-2023", 1),)
    assert group_id("Năm 2023") == "Năm-2023"


def test_months_and_terms_whose_articles_are_all_withdrawn_are_left_out():
    withdrawn = Withdrawal(NOW, "sai")
    tag, author = Term("chu-de", "Đất đai", "dat-dai"), Term("tac-gia", "Khúc An", "khuc-an")
    site = make_site([
        make_article("a", published=NOW, withdrawn=withdrawn, tags=(tag,), authors=(author,)),
        make_article("b"),
    ])  # fmt: skip
    assert months(site) == (("Năm 2023", (("Tháng 7", "/luu-tru/2023/07/", 1),)),)
    assert terms(site.by_tag) == terms(site.by_author) == ()
    ways = {text: count for text, _, count in dict(site_map(site))["Lối vào"]}
    assert (ways["Chủ đề"], ways["Tác giả"]) == (0, 0)


def test_a_new_article_changes_the_list_of_months_only_when_its_month_is_new():
    def shown(*published):
        articles = [make_article(f"a{number}", published=moment(day)) for number, day in enumerate(published)]
        return ArchiveMonths(make_site(articles), render_as_json).html("")

    one = shown("2023-07-20 14:05")
    assert shown("2023-07-21 08:00", "2023-07-20 14:05") == one
    assert shown("2023-08-01 08:00", "2023-07-20 14:05") != one
