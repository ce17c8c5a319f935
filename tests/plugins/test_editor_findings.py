"""What the portal finds wrong, told at the field that it concerns, in the words of the form."""

import importlib
import pkgutil
import re

import pytest

import plugins.articles
from plugins.articles import codes
from plugins.articles.proof import read_proof
from plugins.editor.document import read_document
from plugins.editor.findings import blocking, findings_of
from plugins.editor.form import BY_NAME, FIELDS
from portal import text_file
from portal.problem import Code, Problem
from tests.content import NOW, YAML, article, draw, write

# Those of folders, of files that cannot be opened, and of what the whole site shows: none of one article that is open.
ELSEWHERE = {"BV004", "BV005", "BV065", "BV068"}
MODULES = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(plugins.articles.__path__, "plugins.articles.")
    if ".desk" not in module.name
]
CODES = sorted(
    {value for module in (*MODULES, text_file) for value in vars(module).values() if isinstance(value, Code)},
    key=lambda code: code.code,
)
TOLD = [code for code in CODES if code.code not in ELSEWHERE]


def told(root, source, **more):
    """Return (field, message) of what the portal finds in *source*."""
    content = write(root / "content", {"chuyen-muc.yaml": "- Cải cách hành chính\n"})
    problems = read_proof(content, "tin-tuc/bai.md", source.encode(), now=NOW).problems
    found = findings_of(problems, read_document(source.encode()).head, **more)
    return [(finding.field, finding.message) for finding in found]


@pytest.mark.parametrize(
    ("source", "field", "words"),
    [
        (article(date="31/02/2024"), "date", "không có trong lịch"),
        (article(date=""), "date", "Chưa điền ô này."),
        (article(title=""), "title", "Chưa điền ô này."),
        (article(category="Cải cách hành chánh"), "category", "Cổng không có chuyên mục «Cải cách hành chánh»"),
        (article(summary=""), "summary", "Chưa có tóm tắt"),
        (article(body=""), "body", "Bài chưa có nội dung."),
        (article(picture="/anh/khong-co.jpg"), "picture", "Không tìm thấy ảnh «/anh/khong-co.jpg»"),
        (article(body="Một.\n\n![](/anh/x.jpg)"), "body", "Không tìm thấy ảnh"),
        (article(attachments="/van-ban/khong.pdf | Kế hoạch"), "attachments", "Không tìm thấy tài liệu"),
        (article(corrections="2024-03-01 | sửa"), "corrections", "sớm hơn ngày đăng"),
        (article(body="[Bài](/tin-tuc/khong-co.md)"), "body", "Liên kết tới «tin-tuc/khong-co.md» không dẫn tới đâu"),
        (article(status="chờ"), "status", "Trạng thái «chờ» không dùng được"),
        (article(pinned="abc"), "pinned", "Hãy ghi «có», hoặc ngày thôi ghim, như 20/12/2026."),
        (article(featured="nổi bật"), "featured", "Hãy chọn có hoặc không."),
        (YAML.format("attachments:\n  - file: /a.pdf\n    title: ''"), "attachments", "Hãy điền đủ cả hai ô"),
    ],
)
def test_a_finding_stands_at_its_field(tmp_path, source, field, words):
    assert [message for at, message in told(tmp_path, source) if at == field and words in message]


def test_a_picture_without_description_asks_for_it_where_it_is_written(tmp_path):
    draw(tmp_path / "content/anh/hop.png")
    assert told(tmp_path, article(picture="/anh/hop.png")) == [
        ("picture_alt", "Chưa mô tả ảnh cho người không nhìn được.")
    ]


class Anything(dict):
    """Fills in whatever a sentence asks for."""

    def __missing__(self, name):
        return 7 if name in ("codepoint", "limit", "offset") else "Summary" if name == "field" else "điều ấy"


@pytest.mark.parametrize("code", TOLD, ids=lambda code: code.code)
def test_no_message_shows_a_code_a_path_or_the_name_of_a_header(code):
    found, fix = (words.format_map(Anything()) for words in (code.found, code.fix))
    problem = Problem("content/tin-tuc/bai.md", 1, code.code, found, fix, code.severity)
    (finding,) = findings_of([problem], read_document(article().encode()).head)
    assert finding.field in BY_NAME
    assert finding.message.endswith(".")
    assert finding.message[0] == finding.message[0].upper()
    headers = "|".join(field.header for field in FIELDS if field.name != "body")
    unfit = rf"BV\d|content/|tin-tuc/|\.md\b|\.yaml|Markdown|Slug|«(?:{headers})»|\b(?:{headers}):"
    assert not re.search(unfit, finding.message)


def test_a_head_that_cannot_be_read_is_told_in_whole_words():
    problem = codes.BAD_DATA_FILE.at("content/tin-tuc/bai.md", 1, reason="ký tự lạ")
    (finding,) = findings_of([problem], read_document(article().encode()).head)
    assert finding.message == "Phần đầu bài viết sai, phần mềm không đọc được. Hãy báo người quản trị."


def test_a_draft_is_not_told_what_it_does_not_have_yet(tmp_path):
    source = article(title="", summary="", category="", status="draft", body="", date="31/02/2024")
    assert [field for field, _ in told(tmp_path, source, is_draft=True)] == ["date"]


def test_the_sentence_of_a_refusal_names_each_field_once(tmp_path):
    content = write(tmp_path / "content", {"chuyen-muc.yaml": "- Cải cách hành chính\n"})
    source = article(date="31/02/2024", category="", summary="").encode()
    problems = read_proof(content, "tin-tuc/bai.md", source, now=NOW).problems
    sentence = blocking(findings_of(problems, read_document(source).head))
    assert sentence.startswith("Chưa đăng được: cần sửa ô «")
    assert sentence.count("«Ngày đăng»") == sentence.count("«Chuyên mục»") == 1
    assert "Tóm tắt" not in sentence  # a note, no mistake
    assert blocking([]) == ""
