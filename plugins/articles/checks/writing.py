"""Writing: what readers, and those who only hear the page, stumble over: links, headings, figures, title, summary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.articles.checks.prose import Passage
from plugins.articles.checks.written import Written
from portal.problem import Code, Problem

EMPTY_LINK = Code(
    "BV100", "chữ của liên kết «{words}» không nói dẫn tới đâu", "dùng tên bài, tên tài liệu hoặc tên trang làm chữ",
    "warning",
)  # fmt: skip
SKIPPED_LEVEL = Code(
    "BV101", "mục «{heading}» nhảy cấp, từ {before} dấu # xuống {level}", "dùng {right} dấu # cho mục này", "warning"
)
FIRST_LEVEL = Code("BV102", "mục «{heading}» dùng một dấu #, cấp của tiêu đề bài", "dùng hai dấu #: «## …»", "warning")
BOLD_HEADING = Code(
    "BV103", "đoạn chỉ có chữ đậm «{words}» dùng như tên mục", "viết thành mục: «## {words}»", "warning"
)
MIXED_THOUSANDS = Code(
    "BV104", "số «{bare}» không có dấu chấm hàng nghìn, trong khi bài có «{dotted}»",
    "viết các số theo một cách: «{right}»", "warning",
)  # fmt: skip
DECIMAL_POINT = Code("BV105", "số thập phân «{number}» viết dấu chấm", "viết dấu phẩy: «{right}»", "warning")
CAPITAL_TITLE = Code("BV106", "tiêu đề viết hoa toàn bộ", "chỉ viết hoa đầu câu và tên riêng", "warning")
LONG_TITLE = Code("BV107", "tiêu đề dài {length} ký tự", "rút xuống dưới {limit} ký tự", "warning")
LONG_SUMMARY = Code("BV108", "tóm tắt dài {length} chữ", "rút xuống còn 20–45 chữ", "warning")
FULL_STOP = Code("BV109", "tiêu đề có dấu chấm ở cuối", "bỏ dấu chấm", "warning")

_LONGEST_TITLE, _LONGEST_SUMMARY = 150, 60
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,80})\]\(|<(https?://[^>\s]+)>")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_EMPTY_WORDS = frozenset(
    {
        "tại đây", "ở đây", "đây", "vào đây", "xem tại đây", "xem ở đây", "xem thêm", "xem tiếp", "xem chi tiết",
        "chi tiết", "click vào đây", "bấm vào đây", "nhấn vào đây", "nhấp vào đây", "kích vào đây", "click", "link",
        "đường link", "liên kết", "đường dẫn", "tải tại đây", "tải về tại đây", "đọc thêm", "đọc tiếp", "here",
        "click here", "more", "read more",
    }
)  # fmt: skip
_HEADING = re.compile(r"^(#{1,6})[ \t]+([^\n#]+)", re.MULTILINE)
_BOLD = re.compile(r"(?:\A|\n)\n*(?:\*\*|__)([^*_\n]{2,80}[^*_\n.?!:;,…])(?:\*\*|__)[ \t]*(?=\n\n|\n?\Z)")
# Each begins with what it looks for, and only then with what may not stand before: so `re` passes over a text quickly.
# Thousands parted by dots; and four digits or more without, not part of a date, a code, a document or telephone number.
_DOTTED = re.compile(r"[1-9](?<![\w.,-].)\d{0,2}(?:\.\d{3})+(?!\w|[.,]\d)")
_BARE = re.compile(r"[1-9](?<![\w.,/:+-].)(?<!\d .)(?<![-–] .)\d{3,8}(?![\w/:]|[.,]\d|-\w| \d| [-–] ?\d)")
# What stands before a number that counts nothing.
_NAMED = re.compile(
    r"(?:\b(?i:số|mã(?: \w+){0,3}|năm|khóa|giai đoạn|nhiệm kỳ|đài|nóng|hotline|thoại|xuân|tết|đến|từ)"
    r"|\bquý [IVX]+|[A-ZĐ]{2,})"
    r"[ :]*(?:\d+[ -]+)?$"
)
# Without it a text holds neither thousands parted by dots nor a decimal point.
_DOT_IN_FIGURE = re.compile(r"\.\d")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# A number that may be a year counts only what is counted.
_COUNTED = re.compile(
    r" (?:văn bản|hồ sơ|người|hộ|lượt|trường hợp|đơn vị|nhiệm vụ|thủ tục|đồng|triệu|tỷ|tỉ|ha|km|m2|tấn|doanh nghiệp"
    r"|cán bộ|công chức|học sinh|học viên|đảng viên|ý kiến|phiếu|cây|căn|thửa|sản phẩm|dịch vụ|quyết định|công trình"
    r"|giấy|bộ|trang|bài|xã|phường|thôn|lớp|máy|điểm|tổ chức|hội viên|khách|chuyến)\b"
)
_POINT = re.compile(
    r"(\d(?<![\w.,/-].)\d{0,2})\.(\d{1,2})(?=(?: ?%| (?:phần trăm|triệu|tỷ|tỉ|nghìn|km|ha|kg|tấn|lần|độ|điểm)\b))"
)


def faults_of_writing(written: Written) -> Iterator[Problem]:
    """Yield the faults of links, headings, title and summary; in Vietnamese of figures too."""
    source = written.source
    found = written.passages
    for passage in found:
        if passage.field == "title":
            yield from _title(source.path, passage)
        elif passage.field == "summary" and (length := len(passage.text.split())) > _LONGEST_SUMMARY:
            yield LONG_SUMMARY.at(source.path, passage.line, length=length)
    if "](" in source.body or "<http" in source.body:
        yield from _links(source.path, Passage("", source.body_line, source.body))
    yield from _headings(source.path, found[-1])
    if written.lang == "vi" and any(_DOT_IN_FIGURE.search(passage.text) for passage in found):
        yield from _figures(source.path, found)


def _title(path: str, title: Passage) -> Iterator[Problem]:
    text = title.text.strip()
    if text.isupper() and len(text.split()) > 2:
        yield CAPITAL_TITLE.at(path, title.line)
    if len(text) > _LONGEST_TITLE:
        yield LONG_TITLE.at(path, title.line, length=len(text), limit=_LONGEST_TITLE)
    if text.endswith(".") and not text.endswith(".."):
        yield FULL_STOP.at(path, title.line)


def _links(path: str, body: Passage) -> Iterator[Problem]:
    for match in _LINK.finditer(body.text):
        words = (match[1] or match[2]).strip(" .…:;,>»*_[]()")
        if words.lower() in _EMPTY_WORDS or _ADDRESS.fullmatch(words):
            yield EMPTY_LINK.at(path, body.line_at(match.start()), words=words)


def _headings(path: str, body: Passage) -> Iterator[Problem]:
    before = 1
    for match in _HEADING.finditer(body.text) if "#" in body.text else ():
        level, heading, line = len(match[1]), match[2].strip(), body.line_at(match.start())
        if level == 1:
            yield FIRST_LEVEL.at(path, line, heading=heading)
        elif level > before + 1:
            yield SKIPPED_LEVEL.at(path, line, heading=heading, before=before, level=level, right=before + 1)
        before = max(level, 1)
    for match in _BOLD.finditer(body.text) if "**" in body.text or "__" in body.text else ():
        yield BOLD_HEADING.at(path, body.line_at(match.start(1)), words=match[1].strip())


def _figures(path: str, found: tuple[Passage, ...]) -> Iterator[Problem]:
    """Yield where one text writes thousands in two ways, once, and each decimal point."""
    dotted = next((match[0] for passage in found for match in [_DOTTED.search(passage.text)] if match), None)
    bare = next(((passage, match) for passage in found for match in _counts(passage.text)), None) if dotted else None
    if bare:
        passage, match = bare
        right = f"{int(match[0]):,}".replace(",", ".")
        line = passage.line_at(match.start())
        yield MIXED_THOUSANDS.at(path, line, bare=match[0], dotted=dotted, right=right)
    for passage in found:
        for match in _POINT.finditer(passage.text):
            line, right = passage.line_at(match.start()), f"{match[1]},{match[2]}"
            yield DECIMAL_POINT.at(path, line, number=match[0], right=right)


def _counts(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers without dots that count something."""
    for match in _BARE.finditer(text):
        may_be_year = _FIRST_YEAR <= int(match[0]) <= _LAST_YEAR
        if may_be_year and not _COUNTED.match(text, match.end()):
            continue
        if not _NAMED.search(text, max(0, match.start() - 40), match.start()):
            yield match
