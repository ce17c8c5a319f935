"""An article's file and the form: both ways, and what is not touched keeps its bytes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.editor.document import changed, new_document, read_document, to_data
from plugins.editor.form import FIELDS
from plugins.editor.head import UnreadableError
from portal.text_file import without_unseen
from portal.vietnamese.text import nfc
from tests.building import ROOT
from tests.content import YAML, article, load_one

ARTICLES = sorted((ROOT / "content/tin-tuc").rglob("*.md"))


def through_the_form(content, **edits):
    """Return the file after it was opened, perhaps edited, and saved; the form speaks JSON."""
    document = read_document(content)
    return changed(document, json.loads(json.dumps(to_data(document))) | edits).to_bytes()


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_opening_and_saving_an_article_leaves_its_bytes(path):
    content = path.read_bytes()
    assert through_the_form(content) == content


@pytest.mark.parametrize("path", ARTICLES[::6], ids=lambda path: path.stem)
def test_another_title_changes_one_line_and_nothing_else(path):
    before = path.read_text("utf-8").splitlines()
    after = through_the_form(path.read_bytes(), title="Tên mới: hai").decode().splitlines()
    changed_lines = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed_lines) == 1
    assert changed_lines[0][1].lower() in ('title: "tên mới: hai"', "title: tên mới: hai")


def test_a_head_of_lines_stays_one_and_keeps_what_the_form_does_not_know():
    source = article(
        tags="Một cửa, Cấp xã", slug="dia-chi-rieng", la="trường lạ", corrections="2024-03-10 09:00 | sửa số liệu"
    )
    edits = {
        "tags": ["Cấp xã", "Số hóa"],
        "picture_alt": "Người dân ở quầy",
        "attachments": [
            {"file": "/van-ban/a.pdf", "title": "Kế hoạch"},
            {"file": "/van-ban/b.pdf", "title": "Phụ lục"},
        ],
        "body": "Câu mới.\n",
    }
    text = through_the_form(source.encode(), **edits).decode()
    assert text == (
        "Title: Họp sơ kết\nDate: 2024-03-09 08:15\nCategory: Cải cách hành chính\nSummary: Tóm tắt.\n"
        "Picture_alt: Người dân ở quầy\nTags: Cấp xã, Số hóa\n"
        "Attachments: /van-ban/a.pdf | Kế hoạch\n    /van-ban/b.pdf | Phụ lục\nSlug: dia-chi-rieng\nLa: trường lạ\n"
        "Corrections: 2024-03-10 09:00 | sửa số liệu\n\nCâu mới.\n"
    )


def test_a_yaml_head_keeps_its_comments_and_its_quotes():
    source = YAML.format("# lời ghi của người sửa\ntags:\n- 'Một cửa'\nslug: dia-chi").encode()
    text = through_the_form(source, summary='Nói "rõ": một', corrections=[{"date": "2024-02-01T09:05", "text": "sửa"}])
    assert "# lời ghi của người sửa\ntags:\n- 'Một cửa'\n" in text.decode()
    assert 'summary: "Nói \\"rõ\\": một"\n' in text.decode()
    assert "corrections:\n  - date: 2024-02-01 09:05\n    text: sửa\n" in text.decode()


def test_windows_files_keep_their_mark_and_line_ends():
    source = b"\xef\xbb\xbf" + article().replace("\n", "\r\n").encode()
    assert through_the_form(source) == source
    after = through_the_form(source, title="Tên khác")
    assert after.startswith(b"\xef\xbb\xbfTitle: ")
    assert after.count(b"\r\n") == after.count(b"\n") == source.count(b"\n")


def test_a_field_that_is_emptied_leaves_the_head():
    after = through_the_form(article(author="Lục Bảo", featured="yes").encode(), author="", featured=False).decode()
    assert "Author" not in after
    assert "Featured" not in after


def test_a_date_that_nobody_can_read_stays_until_it_is_replaced():
    source = article(date="31/02/2024").encode()
    assert to_data(read_document(source))["date"] == "31/02/2024"
    assert through_the_form(source) == source
    assert b"Date: 2024-03-01 08:00\n" in through_the_form(source, date="2024-03-01T08:00")


def test_midnight_is_written_as_the_day_alone():
    assert b"date: 2024-03-01\n" in new_document({"title": "Bài", "date": "2024-03-01T00:00"}, "0a0a0a0a").to_bytes()


def test_a_new_article_bears_its_id_and_what_was_written(tmp_path):
    data = {
        "title": "Đẩy mạnh: một cửa",
        "status": "published",
        "date": "2024-03-01T14:05",
        "category": "Cải cách hành chính",
        "summary": "Tóm tắt.",
        "tags": ["Một cửa", "yes"],
        "author": "null",
        "source": "- báo",
        "body": "\n\nĐoạn một.\n\nĐoạn hai.\n\n",
    }
    text = new_document(data, "1a2b3c4d").to_bytes().decode()
    site, problems = load_one(tmp_path, text)
    assert problems == []
    (one,) = site.articles
    assert (one.identity, one.title, one.slug) == ("1a2b3c4d", "Đẩy mạnh: một cửa", "day-manh-mot-cua")
    assert [term.name for term in one.tags] == ["Một cửa", "yes"]
    assert [term.name for term in one.authors] == ["null"]
    assert one.origin == "- báo"
    assert site.load_body(one.source).text == "Đoạn một.\nĐoạn hai."


LINES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=60)


@given(title=LINES, summary=LINES, tags=st.lists(LINES, max_size=3), text=LINES, is_yaml=st.booleans())
def test_whatever_is_typed_comes_back_as_it_was(title, summary, tags, text, is_yaml):
    """Any line of text, in both forms of heads, survives being written and read, but for what nobody sees."""
    source = YAML.format("tags: x") if is_yaml else article()
    edits = {
        "title": title,
        "summary": summary,
        "tags": tags,
        "corrections": [{"date": "", "text": text}],
        "body": text,
    }
    after = to_data(read_document(through_the_form(source.encode(), **edits)))

    def line(typed):
        return nfc(" ".join(without_unseen(typed).split()))

    assert after["title"] == line(title)
    assert after["summary"] == line(summary)
    assert after["tags"] == [part for tag in tags for part in map(line, tag.split(",")) if part]
    assert after["status"] == "published"


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"---\ntitle: A\n", b"Ch\xff", b"# Kh\xc3\xb4ng c\xc3\xb3 ph\xe1\xba\xa7n \xc4\x91\xe1\xba\xa7u\n"],
    ids=["empty", "blank", "open fence", "not UTF-8", "no head"],
)
def test_what_cannot_be_taken_apart_is_refused_not_rewritten(content):
    with pytest.raises(UnreadableError):
        read_document(content)


def test_every_field_has_a_label_and_a_hint():
    assert all(field.label and field.hint.endswith(".") for field in FIELDS)
