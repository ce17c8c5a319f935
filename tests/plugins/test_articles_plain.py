"""Bodies on the short ways: plain ones past Markdown, others through a parser that tries what can match.

Every result is compared with that of the long way: Markdown as it comes, a tree, the sanitiser.
"""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from plugins.articles import body, parser
from plugins.articles.body import BodyMaker
from plugins.articles.files import ContentFolder
from plugins.articles.glossary import Glossary
from plugins.articles.headers import Source, parse
from plugins.articles.markup import clean
from plugins.articles.parser import new_markdown
from plugins.articles.plain import plain_body
from plugins.articles.references import References
from portal.data_file import Value
from tests.bodies import GLOSSARY

CONTENT = Path(__file__).parents[2] / "content"
# The shortest texts that mean something to Markdown, to HTML or to us, words between them, and each kind of line.
PIECES = [
    *"-+*_`#>|=~:&<[](){}!\\'\"", " ", "  ", "\n", "\n\n", "\t", "    ", "\n- ", "\n1. ", "\n2. ", "- ", "1. ", "1\\. ",
    "## ", "\n\n## Mục\n\n", "\n\n- một\n- hai\n\n", "\n\n1. một\n2. hai\n\n", "\n---\n", "\n===\n", "\n!!! note\n    ",
    "[^1]", "\n[^1]: ", "[x](/a)", "[x]: /a", "{: .a}", "&amp;", "<b>", "<p>", "UBND", "CCHC", "(TTHC)", "TT&TT",
    "cải cách hành chính", "Ủy ban", "đ", "a", "12", "\xa0", "\xad", "\u200b", "\u0323", "“", "…", "\\.", "\\-", "\\#",
    "\\*", "**đậm**", "\n\nMột câu.\n\n", "Hai câu. Câu hai (ba): bốn; năm?",
]  # fmt: skip
PLAIN_PIECES = [
    "\n\nMột câu.\n\n", "Hai câu: UBND, “ba” – bốn.", "\nDòng mới CCHC", "\n\n## Mục UBND\n\n", "\n\n# Mục\n\n",
    "\n\n- một\n- hai UBND\n- ba\n\nSau.", "\n\n1. một\n2. hai\n\nSau.", "\n\n- một\n- hai\n\n", "\n\n1\\. Khoản",
    " (CCHC)", "\\-", " x",
    "thủ tục hành chính (TTHC)", "\n\n###### Mục\n\n", "UBND", " TTHC-", "\n\n\n",
]  # fmt: skip


def markdown_as_it_comes():
    return Markdown(extensions=parser.EXTENSIONS, output_format="html", tab_length=4)


def made(text, *, long_way, lang="vi"):
    """Return what becomes of the body *text*, and the problems told."""
    source = Source("content/tin-tuc/a.md", fields={"lang": [Value(lang, 1)]}, body=text)
    with pytest.MonkeyPatch.context() as patch:
        if long_way:
            patch.setattr(body, "plain_body", lambda *_: None)
            patch.setattr(body, "new_markdown", markdown_as_it_comes)
        maker = BodyMaker(References(ContentFolder(CONTENT)), Glossary(GLOSSARY))
        return maker.make(source, "tin-tuc/a.md", around=("TT&TT",)), source.problems


def repository_bodies():
    return [parse(path.read_text(encoding="utf-8"), path.name).body for path in sorted(CONTENT.rglob("*.md"))]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.sampled_from(["vi", "en"]))
def test_whatever_is_written_the_short_way_ends_as_the_long_one(text, lang):
    assert made(text, long_way=False, lang=lang) == made(text, long_way=True, lang=lang)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PLAIN_PIECES), max_size=8).map("".join))
def test_a_plain_body_is_what_the_long_way_makes_and_the_sanitiser_leaves_it_as_it_is(text):
    found = plain_body(text, Glossary(GLOSSARY), ("TT&TT",))
    if found:
        assert found == made(text, long_way=True)[0].body
        assert clean(found.html).strip() == found.html


def test_the_bodies_of_the_repository_end_the_same_on_both_ways():
    bodies = repository_bodies()
    assert len(bodies) > 50
    for text in bodies:
        assert made(text, long_way=False) == made(text, long_way=True)


def test_the_parser_gives_what_markdown_as_it_comes_does_for_every_body_of_the_repository():
    quick, slow = new_markdown(), markdown_as_it_comes()
    for text in repository_bodies():
        assert quick.reset().convert(text) == slow.reset().convert(text)


def test_paragraphs_headings_lists_and_escapes_of_law_are_plain():
    found = plain_body("# Mục\n\n1\\. Khoản\nmột UBND.\n\n- a\n- b\n", Glossary(GLOSSARY), ())
    assert found is not None
    assert found.html == (
        '<h2 id="muc-muc">Mục</h2>\n<p>1. Khoản\nmột <abbr title="Ủy ban nhân dân">UBND</abbr>.</p>\n'
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"
    )
    assert found.text == "Mục\n1. Khoản một UBND.\na\nb"
    assert found.abbreviations == (("UBND", "Ủy ban nhân dân"),)


@pytest.mark.parametrize(
    "mark", [*"&<>*_`[]{}|\t\xa0\u200b\u2028\x85\ufeff", "\\x", " \n", "\n ", "\n- ", "\n# ", "\n---\n"]
)
def test_a_body_with_a_mark_in_it_is_not_plain(mark):
    assert plain_body(f"Một{mark}hai.", None, ()) is None


def test_the_meaning_of_an_abbreviation_brings_no_markup_into_a_plain_body():
    found = plain_body("Ở UBND.", Glossary({"UBND": 'a"><script>b</script>&\xa0'}), ())
    assert found is not None
    assert "<script" not in found.html.replace("&lt;", "")
    assert clean(found.html) == found.html


@given(st.lists(st.sampled_from([*GLOSSARY, "A-B", "(x", "-", "/", "&", " ", "a", "đ", "\n", ".", "CC"])).map("".join))
def test_abbreviations_are_found_as_by_the_pattern_that_says_it_plainly(text):
    shorts = sorted([*GLOSSARY, "A-B", "(x", "CC"], key=lambda short: (-len(short), short))
    pattern = re.compile(rf"(?<![\w/&-])(?:{'|'.join(map(re.escape, shorts))})(?![\w/&]|-\w)")
    glossary = Glossary(dict.fromkeys(shorts, "nghĩa"))
    assert list(glossary.used(text)) == list(dict.fromkeys(pattern.findall(text)))
