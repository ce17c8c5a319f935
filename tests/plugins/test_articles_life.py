"""The life of an article: former addresses, an end, a pin, a series, official documents, bodies that are no more."""

from datetime import timedelta

import pytest

from plugins.articles.aliases import AliasError, ReservedAliasError, read_alias
from plugins.articles.series import episodes
from portal.addresses import RESERVED_SEGMENTS
from portal.article import Term, Withdrawal
from tests.content import NOW, article, codes, found, load, load_one, write
from tests.samples import make_article, make_site, moment


def one(root, **fields):
    """Return the only article of a site, and what was found."""
    site, problems = load_one(root, article(**fields))
    return site.articles[0], problems


# Former addresses


@pytest.mark.parametrize(
    ("written", "alias"),
    [
        ("/tin/2019/hop.html", "/tin/2019/hop.html"),
        ("/tin/2019/hop.HTM", "/tin/2019/hop.HTM"),
        ("/tin/2019/hop", "/tin/2019/hop/"),
        ("/tin/2019/hop/", "/tin/2019/hop/"),
        ("/tin/2019/hop/index.html", "/tin/2019/hop/"),
        ("/tin/hop.html/", "/tin/hop.html"),
        ("/Pages/Tin.aspx", "/Pages/Tin.aspx/"),
        ("/tin-t%E1%BB%A9c/a%20b", "/tin-tức/a b/"),
        ("/tin-tu\u031b\u0301c", "/tin-tức/"),
        ("/vi/-/abc_123,5~x;y=1@2", "/vi/-/abc_123,5~x;y=1@2/"),
        ("/tin-tuc/2023/07/20/ten-cu/", "/tin-tuc/2023/07/20/ten-cu/"),
        ("/en/old/", "/en/old/"),
    ],
)
def test_a_former_address_has_one_form(written, alias):
    assert read_alias(written) == alias
    assert read_alias(alias) == alias


@pytest.mark.parametrize(
    "written",
    [
        "tin/hop", "https://lacgiang.example/tin/", "//lacgiang.example/tin/", "javascript:alert(1)", "/",
        "/index.html",
        "/a//b", "/../etc/passwd", "/a/../b", "/a/./b", "/%2e%2e/b", "/a?id=1", "/a#b", "/a%3Fid=1", "/a\\b", '/a"b',
        "/a'b", "/a$uri", "/a{b}", "/a\nb", "/a%0Ab", "/a%00", "/a%ff", "/_chuyen-huong.map", "/.git/config", "/a/_b",
        "/a./b", "/a /b", "/x.html/y", "/" + "a" * 201, "/a" * 201, "/a<b>",
    ],
)  # fmt: skip
def test_what_is_no_clean_path_is_no_former_address(written):
    with pytest.raises(AliasError):
        read_alias(written)


@pytest.mark.parametrize("segment", sorted(RESERVED_SEGMENTS - {"tin-tuc", "en", "index.html"}))
def test_no_address_of_another_part_of_the_portal_is_led_away(segment):
    for written in (f"/{segment}", f"/{segment}/x/", f"/{segment.upper()}/x"):
        with pytest.raises(AliasError):
            read_alias(written)


@pytest.mark.parametrize("written", ["/tin-tuc", "/tin-tuc/", "/tin-tuc/trang/3/", "/TIN-TUC/Trang/3"])
def test_the_list_of_all_articles_is_not_led_away(written):
    with pytest.raises(ReservedAliasError):
        read_alias(written)


def test_a_wrong_former_address_is_told_at_its_line(tmp_path):
    source = article(aliases="/cu.html, /quan-tri/x\n  https://vidu.example/\n  /moi/")
    assert codes(_problems(tmp_path, source)) == [("BV071", 5), ("BV070", 6)]


def _problems(root, source):
    write(root / "content", {"tin-tuc/dung.md": article("Bài đúng"), "tin-tuc/sai.md": source})
    site, problems = load(root / "content")
    assert [article.title for article in site.articles] == ["Bài đúng"]
    return problems


def test_former_addresses_of_published_articles_lead_to_the_present_ones(tmp_path):
    root = write(
        tmp_path / "content",
        {
            "tin-tuc/a.md": article("Bài A", aliases="/cu/a.html, /cu/a"),
            "tin-tuc/rut.md": article("Bài rút", aliases="/cu/rut", withdrawn="2024-03-10 | Sai số"),
            "tin-tuc/nhap.md": article("Bài nháp", aliases="/cu/nhap", status="draft"),
            "tin-tuc/mai.md": article("Bài mai", aliases="/cu/mai", date="2026-11-24 08:00"),
        },
    )
    site, problems = load(root)
    assert site.redirects == {
        "/cu/a.html": "/tin-tuc/2024/03/09/bai-a/",
        "/cu/a/": "/tin-tuc/2024/03/09/bai-a/",
        "/cu/rut/": "/tin-tuc/2024/03/09/bai-rut/",
    }
    assert problems == []
    assert "/cu/mai/" in load(root, NOW + timedelta(days=2))[0].redirects


def test_a_former_address_where_a_page_stands_is_told_and_left_out(tmp_path):
    root = write(
        tmp_path / "content",
        {
            "trang/gioi-thieu.md": "Title: Giới thiệu\n\nCổng thử.\n",
            "tin-tuc/a.md": article("Bài A", aliases="/Gioi-Thieu/, /tin-tuc/2024/03/09/bai-b/, /cu/"),
            "tin-tuc/b.md": article("Bài B"),
            "tin-tuc/rut.md": article("Bài rút", withdrawn="2024-03-10 | Sai", aliases="/tin-tuc/2024/03/09/bai-rut"),
        },
    )
    site, problems = load(root)
    assert site.redirects == {"/cu/": "/tin-tuc/2024/03/09/bai-a/"}
    assert len(site.articles) == 3
    expected = [("tin-tuc/a.md", "BV072", "warning")] * 2 + [("tin-tuc/rut.md", "BV072", "warning")]
    assert found(problems) == expected


def test_a_former_address_of_two_articles_leads_to_the_older_one(tmp_path):
    root = write(
        tmp_path / "content",
        {
            "tin-tuc/a.md": article("Bài A", date="2024-02-01", aliases="/Cu/x.html"),
            "tin-tuc/b.md": article("Bài B", date="2024-01-01", aliases="/cu/x.html"),
        },
    )
    site, problems = load(root)
    assert site.redirects == {"/cu/x.html": "/tin-tuc/2024/01/01/bai-b/"}
    assert [(problem.code, problem.path.rpartition("/")[2]) for problem in problems] == [("BV073", "a.md")]
    assert "content/tin-tuc/b.md" in problems[0].found


def test_spellings_of_a_former_address_that_differ_in_case_only_are_one(tmp_path):
    site, problems = load_one(tmp_path, article(aliases="/Cu/A.html, /cu/a.html"))
    assert site.redirects == {"/Cu/A.html": site.articles[0].url}
    assert problems == []


def test_a_link_in_a_text_to_a_former_address_gets_the_present_one(tmp_path):
    body = "Xem [một](/cu/a.html), [hai](/cu/a/?x=1), [ba](/cu/mai), [bốn](/cu/rut#muc)."
    root = write(
        tmp_path / "content",
        {
            "tin-tuc/a.md": article("Bài A", aliases="/cu/a.html, /cu/a"),
            "tin-tuc/mai.md": article("Bài mai", aliases="/cu/mai", date="2026-11-24 08:00"),
            "tin-tuc/rut.md": article("Bài rút", aliases="/cu/rut", withdrawn="2024-03-10 | Sai số"),
            "tin-tuc/link.md": article("Bài nối", body=body),
        },
    )
    site, problems = load(root)
    html = site.load_body("tin-tuc/link.md").html
    assert html.count('href="/tin-tuc/2024/03/09/bai-a/"') == 2
    assert "/cu/" not in html
    # What is not there yet is words for now; what was withdrawn has its notice there.
    assert ', ba, <a href="/tin-tuc/2024/03/09/bai-rut/#muc">bốn</a>.' in html
    assert [problem.code for problem in problems] == ["BV037"]


def test_a_link_to_an_address_that_nothing_ever_had_is_still_dead(tmp_path):
    root = write(
        tmp_path / "content",
        {"tin-tuc/a.md": article(aliases="/cu/a"), "tin-tuc/b.md": article("B", body="[x](/cu/b/)")},
    )
    assert [problem.code for problem in load(root)[1]] == ["BV041"]


# An end


def test_an_article_expires_at_its_minute_and_the_portal_is_built_again_then(tmp_path):
    root = write(tmp_path / "content", {"tin-tuc/a.md": article(expires="24/11/2026 5:00 CH")})
    end = moment("2026-11-24 17:00")
    before, at_last = load(root)[0], load(root, end)[0]
    assert before.next_due == end
    assert (before.articles[0].expired, len(before.current)) == (False, 1)
    assert (at_last.articles[0].expired, at_last.current, len(at_last.live)) == (True, (), 1)
    assert at_last.articles[0].version != before.articles[0].version
    assert at_last.next_due is None
    assert not load(root, end - timedelta(minutes=1))[0].articles[0].expired


def test_a_day_without_a_time_is_over_when_it_ends(tmp_path):
    item, problems = one(tmp_path, expires="24/11/2026", pinned="25/11/2026")
    assert (item.expires, item.pinned_until) == (moment("2026-11-25 00:00"), moment("2026-11-26 00:00"))
    assert problems == []
    assert one(tmp_path, expires="09/03/2024")[0].expired


@pytest.mark.parametrize("fields", [{"expires": "08/03/2024"}, {"expires": "2024-03-09 08:15"}, {"pinned": "1/1/2024"}])
def test_an_end_before_the_beginning_is_told(tmp_path, fields):
    assert [problem.code for problem in _problems(tmp_path, article(**fields))] == ["BV024"]


def test_an_end_that_is_no_date_is_told(tmp_path):
    assert [problem.code for problem in _problems(tmp_path, article(expires="tuần sau"))] == ["BV016"]


# A pin


@pytest.mark.parametrize(
    ("written", "pinned", "due"),
    [
        ("yes", True, None),
        ("có", True, None),
        ("no", False, None),
        ("24/11/2026", True, "2026-11-25 00:00"),
        ("ngày 24 tháng 11 năm 2026", True, "2026-11-25 00:00"),
        ("23/11/2026 7:00 SA", False, None),
        ("22/11/2026", False, None),
    ],
)
def test_a_pin_holds_until_its_day_is_over(tmp_path, written, pinned, due):
    site, problems = load_one(tmp_path, article(pinned=written))
    assert (site.articles[0].pinned, site.next_due, problems) == (pinned, due and moment(due), [])


def test_what_has_expired_is_not_pinned_any_more(tmp_path):
    assert not one(tmp_path, pinned="yes", expires="01/11/2026")[0].pinned


def test_a_pin_of_other_words_is_told(tmp_path):
    assert [problem.code for problem in _problems(tmp_path, article(pinned="mãi"))] == ["BV075"]
    assert [problem.code for problem in _problems(tmp_path, article(pinned="31/02/2026"))] == ["BV016"]


# A series


def test_spellings_of_a_series_are_one(tmp_path):
    texts = {f"tin-tuc/{n}.md": article(f"Bài {n}", series="Một cửa") for n in range(2)}
    site, problems = load(write(tmp_path / "content", texts | {"tin-tuc/9.md": article("B", series="MỘT CỬA")}))
    assert [(term.name, term.url, len(parts)) for term, parts in site.by_series.items()] == [
        ("Một cửa", "/dong-su-kien/mot-cua/", 3)
    ]
    assert problems == []


def test_a_series_without_a_letter_is_told(tmp_path):
    item, problems = one(tmp_path, series="???")
    assert item.series is None
    assert [problem.code for problem in problems] == ["BV062"]


def parts(count):
    term = Term("dong-su-kien", "Chuỗi", "chuoi")
    return [
        make_article(f"p{n}", published=moment(f"2023-01-{n:02} 08:00"), series=term, version=f"v{n}")
        for n in range(1, count + 1)
    ]


def test_a_short_series_is_shown_whole_and_a_long_one_by_its_neighbours():
    short = episodes(make_site(parts(7)))
    assert [part.identity for part in short["p3"].parts] == [f"p{n}" for n in range(1, 8)]
    long = episodes(make_site(parts(8)))
    assert long["p3"].parts == ()
    assert (long["p3"].previous.identity, long["p3"].next.identity) == ("p2", "p4")
    assert (long["p1"].previous, long["p8"].next) == (None, None)


def test_a_new_part_of_a_long_series_changes_one_page_only():
    before, after = episodes(make_site(parts(20))), episodes(make_site(parts(21)))
    assert [name for name in before if before[name].version != after[name].version] == ["p20"]


def test_a_series_of_one_live_part_has_no_box():
    withdrawn, live = parts(2)
    withdrawn = make_article("p1", series=live.series, withdrawn=Withdrawal(moment("2023-02-01 08:00"), "Sai"))
    assert episodes(make_site([withdrawn, live])) == {}


# Documents with number, date, issuer, kind


def documents_of(root, source):
    site, problems = load(write(root / "content", {"van-ban/a.pdf": b"%PDF-1.4", "tin-tuc/a.md": source}))
    return [
        (item.title, item.number, item.issued, item.issuer, item.kind) for item in site.articles[0].attachments
    ], problems


def test_a_line_tells_what_a_document_is(tmp_path):
    line = "/van-ban/a.pdf | Kế hoạch năm | Số: 12/KH-UBND | 05/03/2026 | UBND tỉnh | Kế hoạch"
    shown, problems = documents_of(tmp_path, article(attachments=line))
    assert shown == [("Kế hoạch năm", "12/KH-UBND", moment("2026-03-05 00:00"), "UBND tỉnh", "Kế hoạch")]
    assert problems == []


def test_parts_of_a_line_may_be_left_out(tmp_path):
    shown, problems = documents_of(tmp_path, article(attachments="/van-ban/a.pdf | Tên | | 05/03/2026"))
    assert shown == [("Tên", "", moment("2026-03-05 00:00"), "", "")]
    assert not documents_of(tmp_path, article(attachments="/van-ban/a.pdf | Tên"))[0][0][2]
    assert problems == []


def test_yaml_tells_what_a_document_is(tmp_path):
    source = (
        "---\ntitle: Bài\ndate: 2024-01-01\ncategory: Họp\nsummary: Tóm.\nattachments:\n  - file: /van-ban/a.pdf\n"
        "    title: Kế hoạch\n    number: 30/2020/NĐ-CP\n    date: ngày 5 tháng 3 năm 2020\n    issuer: Chính phủ\n"
        "    type: Nghị định\n---\n\nNội dung.\n"
    )
    shown, problems = documents_of(tmp_path, source)
    assert shown == [("Kế hoạch", "30/2020/NĐ-CP", moment("2020-03-05 00:00"), "Chính phủ", "Nghị định")]
    assert problems == []


@pytest.mark.parametrize(
    "number",
    ["12/KH-UBND", "30/2020/NĐ-CP", "422/QĐ-TTg", "76/2015/QH13", "05-NQ/TU", "1234/SNV-CCHC", "15a/BC-VP", "3/TT&TT"],
)
def test_numbers_as_offices_write_them_are_accepted(tmp_path, number):
    assert documents_of(tmp_path, article(attachments=f"/van-ban/a.pdf | Tên | {number}"))[1] == []


@pytest.mark.parametrize("number", ["KH-UBND", "12", "12/kh-ubnd", "ngày 12/3", "12 KH-UBND", "12/KH-UBND <b>"])
def test_a_number_of_another_form_is_told_and_shown_as_it_is(tmp_path, number):
    shown, problems = documents_of(tmp_path, article(attachments=f"/van-ban/a.pdf | Tên | {number}"))
    assert shown[0][1] == number
    assert [(problem.code, problem.severity) for problem in problems] == [("BV074", "warning")]


def test_a_date_of_a_document_that_cannot_be_read_is_told(tmp_path):
    source = article(attachments="/van-ban/a.pdf | Tên | 12/KH-UBND | 30/02/2026")
    assert codes(_problems(write(tmp_path, {"content/van-ban/a.pdf": b"%PDF-1.4"}), source)) == [("BV016", 5)]
