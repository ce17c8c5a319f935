"""Pages in two languages, and pages that take something back: what they say of themselves."""

import re

import pytest

from tests.building import built, soup
from tests.content import article, draw, write

VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵ]|[\u1ea0-\u1ef9]", re.IGNORECASE)
SPOKEN = ("aria-label", "alt", "title")
ENGLISH = "/tin-tuc/2024/03/09/one-stop-counters-open-on-saturdays/"
REASON = "Số liệu trong bài không có thật."


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    """Return a site with an English article that has everything, a Vietnamese and a withdrawn one, an English page."""
    root = tmp_path_factory.mktemp("languages")
    draw(root / "content/anh/hop.png", (900, 600))
    return built(
        write(
            root / "content",
            {
                "tin-tuc/en.md": article(
                    "One-stop counters open on Saturdays",
                    lang="en",
                    summary="Eight counters are open on Saturday mornings.",
                    picture="/anh/hop.png",
                    picture_alt="A counter",
                    author="Khúc An",
                    tags="Một cửa",
                    corrections="2024-03-10 | The number of counters is eight.",
                    attachments="/van-ban/a.pdf | The decision",
                    body="The counters are open.\n\n## What to bring\n\nNothing.",
                ),
                "tin-tuc/truoc.md": article("Bài trước", date="2024-03-08"),
                "tin-tuc/sau.md": article("Bài sau", date="2024-03-10"),
                "tin-tuc/rut.md": article("Bài sai", date="2024-03-11", withdrawn=f"2024-03-12 | {REASON}"),
                "trang/about.md": "Title: About\nSlug: about\nLang: en\nSummary: A portal.\n\nA portal.\n",
                "van-ban/a.pdf": b"%PDF-1.4",
            },
        ),
        root / "output",
    )


def language_of(tag):
    """Return the language in which a screen reader speaks *tag*."""
    return next(parent["lang"] for parent in (tag, *tag.parents) if parent.get("lang"))


def spoken(page):
    """Yield (words, language) of each piece of text and each spoken attribute of the body."""
    for text in page.body.find_all(string=True):
        yield str(text), language_of(text.parent)
    for tag in page.body.find_all(True):
        for name in SPOKEN:
            yield tag.get(name, ""), language_of(tag)


@pytest.mark.parametrize("url", [ENGLISH, "/en/about/"])
def test_vietnamese_words_on_an_english_page_are_marked(output, url):
    page = soup(output, url)
    assert page.html["lang"] == "en"
    assert [words for words, language in spoken(page) if VIETNAMESE.search(words) and language != "vi"] == []


def test_the_words_of_an_english_article_are_in_english(output):
    page = soup(output, ENGLISH)
    found = {words.strip(): language for words, language in spoken(page)}
    for words in ("The counters are open.", "What to bring", "Eight counters are open on Saturday mornings."):
        assert found[words] == "en"
    assert found["The number of counters is eight."] == "en"
    assert page.find("meta", property="og:locale")["content"] == "en_GB"


@pytest.mark.parametrize(
    "url", ["/", "/tin-tuc/", "/tin-tuc/2024/03/08/bai-truoc/", "/tin-tuc/2024/03/10/bai-sau/", "/404.html"]
)
def test_the_title_of_an_english_article_is_marked_on_vietnamese_pages(output, url):
    page = soup(output, url)
    links = [link for link in page.find_all("a", href=ENGLISH) if link.get_text(strip=True)]
    assert links
    for link in links:
        title = next(text for text in link.find_all(string=True) if "One-stop" in text)
        assert language_of(title.parent) == "en"
    assert page.find("meta", property="og:locale")["content"] == "vi_VN"


def test_a_withdrawn_article_tells_its_withdrawal_and_asks_not_to_be_found(output):
    page = soup(output, "/tin-tuc/2024/03/11/bai-sai/")
    said = f"Bài viết này đã được thu hồi ngày 12/03/2024. Lý do: {REASON}"
    assert page.find("meta", attrs={"name": "description"})["content"] == said
    assert page.find("meta", property="og:description")["content"] == said
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert "Tóm tắt." not in str(page)


def test_other_articles_may_be_found(output):
    page = soup(output, ENGLISH)
    assert page.find("meta", attrs={"name": "robots"}) is None
    assert page.find("link", rel="canonical")["href"].endswith(ENGLISH)


def test_no_two_landmarks_of_a_page_have_one_name(output):
    for url in ("/", "/tin-tuc/", ENGLISH, "/tim-kiem/", "/en/about/"):
        page = soup(output, url)
        names = []
        for tag in page.find_all(["nav", "aside", "section", "form"]):
            by = tag.get("aria-labelledby")
            name = page.find(id=by).get_text(" ", strip=True) if by else tag.get("aria-label")
            names += [name] if name else []
        assert len(names) == len(set(names)), f"{url}: {names}"


def test_the_search_page_promises_nothing_that_it_does_not_do(output):
    start = soup(output, "/tim-kiem/").find(attrs={"data-start": True})
    shown = start.find("p", class_="search-start__none").get_text()
    assert shown.startswith("Tìm kiếm ở đây cần trình duyệt đời mới và có bật JavaScript")
    assert "không dấu" not in shown
    assert "hidden" in start.find(string="Cách tìm").find_parent("div").attrs
