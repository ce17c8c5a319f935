"""Articles: whatever bytes or Markdown come in, reading ends, nothing crashes and nothing unsafe comes out."""

import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.articles.markup import clean
from tests.content import reader, write

HEAD = "Title: Bài thử\nDate: 2024-03-09\nCategory: Tin\nSummary: Tóm tắt.\n\n"
# A crash is told as BV061, work without end as BV057: neither may be.
NEVER = {"BV057", "BV061"}
UNSAFE = re.compile(
    r"<(?:script|style|iframe|object|embed|form|input|svg|math|base|meta|link|template)\b|<[^>]*\son[a-z]+\s*="
    r"|(?:href|src)=\"\s*(?:javascript|vbscript|data):|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]",
    re.IGNORECASE,
)
PIECES = st.sampled_from([
    "chữ ", "Đất đai ", "\n", "\n\n", "    ", "\t", "# ", "## ", "- ", "1. ", "> ", "| a | b |\n", "|---|---|\n",
    "```\n", "`", "**", "*", "__", "_", "[", "]", "(", ")", "![", "](", "[^1]", "[^1]: ", "<", ">", "</", "/>",
    "<b>", "</b>", "<p>", "<div>", "</div>", "</body>", "<script>", "</script>", "<style>", "<svg onload=alert(1)>",
    "<img src=x onerror=alert(1)>", "<a href=", "javascript:alert(1)", "&#106;avascript:", "data:text/html,", "\"",
    "'", "=", "&", "&lt;", "&#x3C;", "&#0;", "&#2;", "<!--", "-->", "<![CDATA[", "]]>", "<?php ", "!!! note\n",
    "{: onclick=\"alert(1)\" }", "{{ x }}", "http://", "//", "\\", "\N{NO-BREAK SPACE}", "cong-tin:tin-tuc/a.md",
    "/anh/a.jpg", "<math><mtext><table><mglyph><style>", "<noscript><p title=\"</noscript>", "<template><p>",
    "<select><option>", "Bảng 1. Số liệu\n\n", "UBND ", "%00", "ﬁ", "🎉",
])  # fmt: skip


def read(data):
    """Return the record and the body of a source of *data*."""
    with tempfile.TemporaryDirectory() as folder:
        files = {"viet-tat.yaml": "UBND: Ủy ban nhân dân\n", "tin-tuc/bai.md": data}
        return reader(write(Path(folder), files)).read("tin-tuc/bai.md")


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    record, body = read(data)
    assert NEVER.isdisjoint(problem.code for problem in record.problems)
    assert record.is_sound or any(problem.severity == "error" for problem in record.problems)
    assert not UNSAFE.search(body.html)


@settings(max_examples=300)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_under_a_head_is_read_or_refused(text):
    record, body = read(HEAD + text)
    assert NEVER.isdisjoint(problem.code for problem in record.problems)
    assert not UNSAFE.search(body.html)


@settings(max_examples=600)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_markdown_ends_and_leaves_nothing_unsafe(markdown):
    record, body = read(HEAD + markdown)
    assert NEVER.isdisjoint(problem.code for problem in record.problems)
    assert not UNSAFE.search(body.html)
    assert clean(body.html) == body.html


@settings(max_examples=300)
@given(st.lists(st.tuples(st.sampled_from(["Title", "Date", "Slug", "Tags", "Picture", "Status", "Corrections", "la"]),
                          st.text(max_size=60)), max_size=8))  # fmt: skip
def test_any_head_is_read_or_refused(fields):
    head = "".join(f"{name}: {value}\n" for name, value in fields)
    record, _ = read(f"{head}\nNội dung.\n".encode("utf-8", "surrogatepass"))
    assert NEVER.isdisjoint(problem.code for problem in record.problems)
