"""An article's life as readers see it, and what it costs a build."""

from datetime import datetime

from portal.vietnamese.dates import ZONE
from tests.building import EPOCH, files, soup, words
from tests.content import age, article, write

BIDS = "/tin-tuc/2024/03/09/moi-thau/"
DUE = int(EPOCH) + 7200
END = datetime.fromtimestamp(DUE, ZONE)


def links(tag):
    return [link["href"] for link in tag.find_all("a")]


def test_a_notice_ends_at_its_minute_and_only_pages_that_tell_of_it_change(workshop):
    source = article("Mời thầu", date="2024-03-09 08:15", expires=END.strftime("%d/%m/%Y %H:%M"), featured="yes")
    write(workshop.content, {"tin-tuc/thau.md": source})
    age(workshop.content)
    workshop.built()
    assert BIDS in links(soup(workshop.output, "/").main)

    workshop.epoch = DUE - 60
    assert workshop.built().seen["unchanged"]
    workshop.epoch = DUE
    seen = workshop.built().seen
    page = soup(workshop.output, BIDS)
    assert "Tin đã hết hiệu lực từ" in words(page.find(class_="notice--info"))
    assert words(page.find(class_="article__text")) == "Nội dung của bài."
    assert BIDS not in links(soup(workshop.output, "/").main)
    assert BIDS not in links(soup(workshop.output, "/tin-tuc/2024/03/06/bai-so-5/").find(class_="latest-news"))
    row = soup(workshop.output, "/chuyen-muc/cai-cach-hanh-chinh/").find("a", href=BIDS).find_parent("article")
    assert "Đã hết hiệu lực" in words(row)
    # Its own page, that of the article before it, home, 404 and the three lists that it stands in.
    assert seen["rendered"] == 7
    assert workshop.clean() == files(workshop.output)


def test_a_new_name_in_the_file_of_merged_bodies_renders_only_the_articles_that_name_it(workshop):
    write(workshop.content, {"tin-tuc/so.md": article("Sở Nội vụ họp", date="2024-03-20 08:00")})
    write(workshop.content, {"don-vi-da-sap-nhap.yaml": "- name: Sở Xây dựng\n  date: 01/03/2025\n"})
    age(workshop.content)
    workshop.built()
    entry = "- name: Sở Nội vụ\n  date: 01/03/2025\n  successor: Sở Nội vụ và Lao động\n"
    write(workshop.content, {"don-vi-da-sap-nhap.yaml": entry})
    seen = workshop.built().seen
    page = soup(workshop.output, "/tin-tuc/2024/03/20/so-noi-vu-hop/")
    assert words(page.find(class_="merged-bodies")) == "Sở Nội vụ nay là Sở Nội vụ và Lao động, từ 01/03/2025."
    assert seen["rendered"] == 1
    assert workshop.clean() == files(workshop.output)


def test_the_demonstration_shows_every_stage(site):
    home = soup(site, "/")
    assert words(home.find(class_="lead")).startswith("Xin ý kiến kế hoạch cải cách hành chính 2027")
    parts = soup(site, "/dong-su-kien/uy-quyen-thu-tuc-cho-xa-phuong/").main.find_all(class_="row")
    assert len(parts) == 4
    first = links(parts[-1])[0]
    page = soup(site, first)
    box = page.find(class_="series")
    assert len(box.find_all("li")) == 4
    assert words(box.find(attrs={"aria-current": "page"})) == words(page.h1)
    facts = page.find(class_="attachments__facts")
    assert [words(fact) for fact in facts.find_all("dd")] == [
        "Quyết định", "178/QĐ-UBND", "28/01/2026", "UBND tỉnh Lạc Giang",
    ]  # fmt: skip


def test_corrections_and_withdrawals_lead_to_their_list_and_back(site):
    listed = soup(site, "/dinh-chinh/").main
    urls = [links(row)[0] for row in listed.find_all(class_="row")]
    assert len(urls) >= 5
    for url in urls:
        notices = soup(site, url).find_all(class_=["notice--correction", "notice--withdrawn"])
        assert "/dinh-chinh/" in [href for notice in notices for href in links(notice)], url
    withdrawn = next(row for row in listed.find_all(class_="row") if "thu hồi" in words(row))
    page = soup(site, links(withdrawn)[0])
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    assert "/dinh-chinh/" in links(soup(site, "/so-do-cong/").main)
