"""Listings: archives that count from the oldest, the home page's choice."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from plugins.listings import plugin
from plugins.listings.archive import list_pages
from plugins.listings.corrections import changes
from plugins.listings.directories import group_id, months, site_map, terms
from plugins.listings.home import choose
from plugins.listings.plugin import ArchiveMonths
from portal.article import Attachment, Correction, Term, Withdrawal
from portal.pictures import Picture
from tests.samples import NOW, FakePelican, make_article, make_site, moment, render_as_json, row_of_articles


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
    assert [change.article for change in home.corrected] == [withdrawn, corrected]
    assert withdrawn not in [*home.featured, home.lead]


def test_pinned_articles_stand_first_on_the_home_page_then_featured_ones():
    picture = Picture("anh/a.png", "0" * 10, 1500, 1000)
    plain, featured, pinned, also_pinned = row_of_articles(4)
    featured = replace(featured, featured=True, picture=picture)
    pinned, also_pinned = replace(pinned, pinned=True), replace(also_pinned, pinned=True, featured=True)
    newest = make_article("mới", published=moment("2023-12-01 08:00"))
    home = choose(make_site([plain, featured, pinned, also_pinned, newest]), block=4)
    assert (home.lead, *home.featured) == (also_pinned, pinned, featured, newest)


def test_what_has_expired_is_not_presented_as_news_and_stays_in_archives():
    kept, gone = row_of_articles(2)
    document = Attachment("van-ban/a.pdf", "/van-ban/a.pdf", "A", "PDF", 1)
    gone = replace(gone, expired=True, featured=True, attachments=(document,))
    site = make_site([kept, gone])
    home = choose(site, block=4)
    assert (home.lead, home.featured, home.documents) == (kept, (), ())
    assert home.blocks == ((kept.category, (kept,)),)
    assert [page.articles for page in list_pages(site.articles, "/x/", 20)] == [(gone, kept)]


def test_a_pinned_article_stands_first_in_its_category_and_moves_nobody_else():
    articles = row_of_articles(60)[::-1]
    pinned = articles[50]  # on the oldest page
    with_pin = [replace(article, pinned=article is pinned) for article in articles]
    plain = list(list_pages(articles, "/x/", 20, pinned_first=True))
    newest, *older = list_pages(with_pin, "/x/", 20, pinned_first=True)
    assert [article.identity for article in newest.articles][:2] == [pinned.identity, articles[0].identity]
    assert newest.articles[1:] == plain[0].articles
    assert [page.url for page in older] == [page.url for page in plain[1:]]
    assert [page.version for page in older] == [page.version for page in plain[1:]]
    own = replace(with_pin[5], pinned=True)
    newest, *_ = list_pages([*with_pin[:5], own, *with_pin[6:]], "/x/", 20, pinned_first=True)
    assert [article.identity for article in newest.articles].count(own.identity) == 1


def noted(count):
    """Return articles of which each has been corrected once, a day after the one before."""
    days = [moment("2023-06-01 08:00") + timedelta(days=number) for number in range(count)]
    articles = zip(row_of_articles(count), days, strict=True)
    return [replace(article, version="v", corrections=(Correction(day, "sửa"),)) for article, day in articles]


def test_corrections_and_withdrawals_stand_newest_first_whatever_the_date_of_the_article():
    old, new, both = row_of_articles(3)
    old = replace(old, corrections=(Correction(moment("2024-01-02 08:00"), "hai"),))
    new = replace(new, corrections=(Correction(moment("2024-01-01 08:00"), "một"),))
    both = replace(
        both,
        corrections=(Correction(moment("2024-01-03 08:00"), "ba"),),
        withdrawn=Withdrawal(moment("2024-01-04 08:00"), "bốn"),
    )
    found = changes(make_site([old, new, both]))
    assert [(change.text, change.is_withdrawal) for change in found] == [
        ("bốn", True), ("ba", False), ("hai", False), ("một", False),
    ]  # fmt: skip
    assert choose(make_site([old, new, both]), block=4).corrected == tuple(found[:3])


def test_a_new_correction_changes_the_newest_page_of_corrections_only():
    def pages(count):
        build = FakePelican(Path(), LISTINGS_PER_PAGE=5)
        plugin.join_build(build)
        found = build.build.pages["listings"](make_site(noted(count)))
        return {page.url: page.shows for page in found if page.url.startswith("/dinh-chinh/")}

    before, after = pages(22), pages(23)
    assert before.keys() == {"/dinh-chinh/", *(f"/dinh-chinh/trang/{n}/" for n in (1, 2, 3))}
    assert [url for url in before if before[url] != after[url]] == ["/dinh-chinh/"]


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
