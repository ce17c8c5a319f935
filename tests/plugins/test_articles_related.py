"""Related articles and neighbours: chosen among older ones, and kept only as long as the same came before."""

from plugins.articles.related import neighbours
from plugins.incremental_build.store import Store
from portal.article import Term
from portal.build.memory import NoMemory
from tests.samples import make_article, make_site, moment


def tag(slug):
    return Term("chu-de", slug, slug)


def site(*articles):
    """Return the live articles, newest first; each is (identity, day, slugs of tags)."""
    made = [
        make_article(identity, published=moment(f"2024-01-{day:02} 08:00"), tags=tuple(map(tag, slugs)))
        for identity, day, slugs in articles
    ]
    return make_site(made).live


def related(found):
    return {identity: [other.identity for other in around.related] for identity, around in found.items()}


def test_more_common_tags_go_first_then_the_younger_and_never_the_predecessor():
    articles = site(("a", 1, "xy"), ("b", 2, "x"), ("c", 3, "x"), ("d", 4, ""), ("e", 5, "xy"))
    assert related(neighbours(articles, NoMemory()))["e"] == ["a", "c", "b"]


def test_what_is_kept_is_what_would_be_chosen_whatever_came_and_went(tmp_path):
    store = Store(tmp_path / "store.sqlite", "code")
    states = (
        site(("a", 1, "x"), ("b", 2, "x"), ("c", 3, "x"), ("d", 4, "x")),
        site(("a", 1, "x"), ("c", 3, "x"), ("d", 4, "x")),
        site(("a", 1, "x"), ("b", 2, "y"), ("c", 3, "x"), ("d", 4, "x")),
        site(("a", 2, "x"), ("b", 1, "y"), ("c", 3, "x"), ("d", 4, "x"), ("e", 5, "xy")),
    )
    for articles in states:
        assert neighbours(articles, store) == neighbours(articles, NoMemory())
    store.close()


def test_names_that_would_read_alike_in_a_row_are_told_apart(tmp_path):
    store = Store(tmp_path / "store.sqlite", "code")
    later = (("m", 2, "c"), ("n", 3, "c"))
    for first in (("a", 1, ("b", "c")), ("a b", 1, ("c",)), ("a", 1, ("b c",))):
        articles = site(first, *later)
        assert neighbours(articles, store) == neighbours(articles, NoMemory())
    store.close()
