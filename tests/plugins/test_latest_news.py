"""Latest news: the list of the page that the project came from, kept to the letter."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from plugins.latest_news import plugin
from plugins.latest_news.config import LatestNewsConfig
from plugins.latest_news.provider import LatestNews
from plugins.latest_news.select import TITLE_LIMIT, Entry, entries
from portal.article import Article, StaticPage, Term, Withdrawal
from portal.build import Page, place
from portal.problem import ConfigError
from portal.site import Site
from portal.vietnamese.dates import show_moment
from tests.samples import (
    NOW,
    SERVICES,
    FakePelican,
    MemorySink,
    carry_out,
    make_article,
    make_site,
    moment,
    render_as_json,
    row_of_articles,
)


class Rendered(list[Mapping[str, Any]]):
    """The values that the template got, call by call."""

    def __call__(self, template: str, values: Mapping[str, Any]) -> str:
        assert template == "fragments/latest_news.html"
        self.append(values)
        return template


def titles(site: Site, subject: Any, **config: Any) -> list[str]:
    """Return the titles that the page about *subject* shows."""
    rendered = Rendered()
    provider = LatestNews(site, rendered, LatestNewsConfig(**{"limit": 15, "scope": "all", **config}))
    provider.html(provider.variant(subject))
    return [entry.title for entry in rendered[0]["entries"]]


def variants(site: Site, **config: Any) -> set[str]:
    provider = LatestNews(site, Rendered(), LatestNewsConfig(**{"limit": 15, "scope": "all", **config}))
    return {provider.variant(subject) for subject in (*site.articles, *site.categories, None)}


def named(*numbers: int) -> list[str]:
    return [f"Bài b{number}" for number in numbers]


def test_a_page_shows_the_fifteen_newest_newest_first():
    site = make_site(row_of_articles(40))

    assert titles(site, None) == named(*range(40, 25, -1))


def test_an_article_leaves_itself_out_and_the_next_one_moves_up():
    site = make_site(row_of_articles(40))
    fifth = site.articles[4]

    shown = titles(site, fifth)

    assert len(shown) == 15
    assert shown == [title for title in named(*range(40, 24, -1)) if title != fifth.title]


def test_an_older_article_shows_what_every_page_shows():
    site = make_site(row_of_articles(40))

    assert titles(site, site.articles[15]) == titles(site, None)


def test_articles_of_one_minute_stand_in_a_fixed_order():
    same = [make_article(name, published=moment("2023-05-05 08:00")) for name in "cab"]

    assert titles(make_site(same), None) == ["Bài a", "Bài b", "Bài c"]


def test_two_articles_of_one_title_are_two_lines():
    first = make_article("m", title="Nâng cao hiệu quả", published=moment("2023-02-02 15:56"))
    second = make_article("n", title="Nâng cao hiệu quả", published=moment("2022-12-13 10:03"))
    site = make_site([first, second])

    assert titles(site, None) == ["Nâng cao hiệu quả"] * 2
    assert titles(site, first) == ["Nâng cao hiệu quả"]


def test_withdrawn_articles_are_never_listed():
    row = row_of_articles(3)
    row[2] = replace(row[2], withdrawn=Withdrawal(NOW, "Sai số liệu."))
    site = make_site(row)

    assert titles(site, None) == named(2, 1)
    assert titles(site, row[2]) == named(2, 1)
    assert titles(site, row[2], scope="category") == named(2, 1)


def test_what_has_expired_is_no_latest_news_and_its_page_has_the_common_list():
    row = row_of_articles(3)
    row[2] = replace(row[2], expired=True)
    site = make_site(row)

    for scope in ("all", "category"):
        assert titles(site, None, scope=scope) == named(2, 1)
        assert titles(site, row[2], scope=scope) == named(2, 1)


def test_few_articles_give_a_short_list_and_none_an_empty_one():
    alone = make_article("x")

    assert titles(make_site([alone]), alone) == []
    assert titles(make_site([]), None) == []


def test_within_a_category_the_list_keeps_to_it():
    reform, services = (
        row_of_articles(3),
        [
            replace(a, identity=f"s{a.identity}", category=SERVICES, title=f"Dịch vụ {a.identity}")
            for a in row_of_articles(3)
        ],
    )
    site = make_site([*reform, *services])

    assert titles(site, reform[0], scope="category") == named(3, 2)
    assert titles(site, SERVICES, scope="category") == ["Dịch vụ b3", "Dịch vụ b2", "Dịch vụ b1"]
    assert len(titles(site, None, scope="category")) == 6
    assert len(titles(site, Term("chu-de", "Đề án 06", SERVICES.slug), scope="category")) == 6


def test_a_page_outside_the_news_shows_everything():
    site = make_site(row_of_articles(2))
    page = StaticPage("trang/lien-he.md", "Liên hệ", "lien-he", "/lien-he/", "")

    assert titles(site, page) == titles(site, page, scope="category") == named(2, 1)


def test_only_the_newest_articles_have_a_variant_of_their_own():
    site = make_site(row_of_articles(200))

    assert len(variants(site)) == 1 + 15
    # two categories, one of them empty, and everything
    assert len(variants(site, scope="category")) == 3 + 15
    assert len(variants(site, limit=3)) == 1 + 3


def test_every_variant_has_a_list_and_a_name_that_a_place_and_a_file_can_bear():
    site = make_site([*row_of_articles(30), make_article("tin-tuc/2023/họp\x02.md")])

    for scope in ("all", "category"):
        provider = LatestNews(site, render_as_json, LatestNewsConfig(15, scope))
        for variant in variants(site, scope=scope):
            assert place("latest_news", variant)
            assert set(variant) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
            assert not variant.startswith(".")
            assert provider.html(variant)


# The list that this one takes after cuts three of fifteen titles, to 92, 95 and 97 code points before the dots; the
# next word of the second one would end at the 99th. Its longest whole title has 94.
@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ((46, 47), 94),
        ((50, 49), 100),
        ((45, 46, 17), 92 + 3),
        ((46, 48, 3, 5), 95 + 3),
        ((48, 48, 32), 97 + 3),
        ((48, 49, 32), 48 + 3),
    ],
    ids=["longest-whole", "just-fits", "cut-at-92", "cut-at-95", "cut-at-97", "98-and-dots-are-too-many"],
)
def test_titles_are_cut_between_words_within_a_hundred_code_points(words, shown):
    title = " ".join("ế" * length for length in words)

    (entry,) = entries([make_article("x", title=title, slug="x")])

    assert len(entry.label) == shown <= TITLE_LIMIT
    assert entry.label == title or title.startswith(entry.label.removesuffix("...") + " ")
    assert entry.title == title


def test_a_document_number_is_never_cut_inside():
    title = "Quy định " * 10 + "theo 178/QĐ-UBND và các quyết định khác"

    label = entries([make_article("x", title=title)])[0].label

    assert label.endswith(("178/QĐ-UBND...", "theo..."))
    assert "178/QĐ-..." not in label


def test_a_line_gives_the_whole_title_its_address_and_its_minute():
    article = make_article("x", title="Sơ kết 6 tháng & R&D <5%", published=moment("2024-01-08 14:01"))

    (entry,) = entries([article])

    assert entry == Entry(article.title, article.title, article.url, article.published, "vi")
    assert f"{entry.label}({show_moment(entry.published)})" == "Sơ kết 6 tháng & R&D <5%(08/01/2024 2:01 CH)"


def test_a_line_tells_the_language_of_its_title():
    assert [entry.lang for entry in entries([make_article("a"), make_article("b", lang="en")])] == ["vi", "en"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LATEST_NEWS_LIMIT", 0),
        ("LATEST_NEWS_LIMIT", 51),
        ("LATEST_NEWS_LIMIT", "15"),
        ("LATEST_NEWS_LIMIT", True),
        ("LATEST_NEWS_SCOPE", "tag"),
        ("LATEST_NEWS_SCOPE", ["all"]),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name, value):
    with pytest.raises(ConfigError, match=name):
        LatestNewsConfig.from_settings({name: value})


def test_without_settings_there_are_fifteen_of_everything():
    assert LatestNewsConfig.from_settings({}) == LatestNewsConfig(15, "all")


def test_joining_a_build_gives_every_page_its_list(tmp_path):
    pelican = FakePelican(tmp_path, LATEST_NEWS_LIMIT=2)
    site = make_site(row_of_articles(4))
    sink = MemorySink()
    plugin.join_build(pelican)
    pelican.build.add_pages("articles", lambda site: [page_of(article) for article in site.articles])

    carry_out(pelican.build, site, render, sink)

    shown = {path.split("/")[-2]: json.loads(html) for path, html in sink.files.items()}
    assert shown == {
        "bai-b4": named(3, 2),
        "bai-b3": named(4, 2),
        "bai-b2": named(4, 3),
        "bai-b1": named(4, 3),
    }


def page_of(article: Article) -> Page:
    return Page.of(article.url, "article.html", {}, article)


def render(template: str, values: Mapping[str, Any]) -> str:
    if template == "article.html":
        return str(values["fragment"]("latest_news"))
    assert values["all_url"] == "/tin-tuc/"
    return json.dumps([entry.title for entry in values["entries"]], ensure_ascii=False)
