"""Personal data that a news text seldom needs: telephone and identity numbers, private mail, bank accounts.

What is found is never told whole: findings are printed, sent and kept in logs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.articles.checks.written import Written
from portal.data_file import Value
from portal.problem import Code, Problem

TELEPHONE = Code(
    "BV130", "có số điện thoại di động {masked}",
    "bỏ số này, hoặc thay bằng số của cơ quan; chỉ giữ khi người đó đồng ý", "warning",
)  # fmt: skip
IDENTITY = Code("BV131", "có số giấy tờ tùy thân {masked}", "bỏ số này khỏi bài", "warning")
MAIL = Code(
    "BV132", "có hộp thư riêng {masked}", "thay bằng hộp thư của cơ quan; chỉ giữ khi người đó đồng ý", "warning"
)
ACCOUNT = Code(
    "BV133", "có số tài khoản {masked}", "bỏ số này, trừ tài khoản của cơ quan nhà nước hay quỹ đã công bố", "warning"
)

# Mobile numbers: 0 or +84, a network's two digits, seven more. Hotlines (1800, 1900, 1022) and landlines (02) are none.
_TELEPHONE = re.compile(
    r"(?<![\w/,-])(?<!\d[. ])(?:\+?84[ .-]?|0)(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)(?:[ .-]?\d){7}(?![\w/]|[ .-]?\d)"
)
_PUBLIC = re.compile(r"đường dây nóng|hotline|tổng đài|trực ban|số máy của", re.IGNORECASE)
# A citizen's number: province 001–096, sex and century, year of birth, six more. Older papers have nine digits.
_CITIZEN = re.compile(r"(?<![\w/.,-])0(?:0[1-9]|[1-8]\d|9[0-6])[ .]?[0-3]\d{2}[ .]?\d{3}[ .]?\d{3}(?![\w/]|[.,]\d)")
_NUMBER = re.compile(r"(?<![\w/.,-])\d(?:[ .]?\d){8}(?:(?:[ .]?\d){3})?(?![\w/]|[ .,]?\d)")
_IDENTITY = re.compile(r"CCCD|căn cước|CMND|CMTND|chứng minh (?:nhân dân|thư)|định danh", re.IGNORECASE)
_MAIL = re.compile(
    r"[\w.+-]+@(?:gmail|yahoo|hotmail|outlook|icloud|live|ymail|proton|protonmail)\.[\w.]*\w", re.IGNORECASE
)
_ACCOUNT = re.compile(
    r"(?:số tài khoản|tài khoản số|STK|số TK)(?: (?:ngân hàng|là|của tôi))?[ :.]*(\d(?:[ .-]?\d){5,18})(?!\d)",
    re.IGNORECASE,
)
# Without six digits a text holds none of these numbers.
_DIGITS = re.compile(r"\d(?:[ .-]?\d){5}")
_NEAR = 60  # characters


def personal_data(written: Written) -> Iterator[Problem]:
    """Yield what looks like personal data in head and body, each once, where it first stands."""
    source, texts = written.source, list(_texts(written))
    whole = "\n".join([text for text, _ in texts])
    if "@" not in whole and not _DIGITS.search(whole):
        return
    told: set[str] = set()
    for text, line in texts:
        for code, offset, value in _found(text):
            bare = re.sub(r"[ .-]", "", value).lower() if code is not MAIL else value.lower()
            if bare in told or bare in written.contacts:
                continue
            told.add(bare)
            yield code.at(source.path, line + text.count("\n", 0, offset), masked=masked(value))


def masked(value: str) -> str:
    """Return *value* with its middle hidden: 091…89, n…@gmail.com."""
    name, at, host = value.partition("@")
    if at:
        return f"{name[0]}…@{host}"
    digits = re.sub(r"\D", "", value)
    return f"{digits[:3]}…{digits[-2:]}"


def _texts(written: Written) -> Iterator[tuple[str, int]]:
    for name in ("title", "summary", "picture_caption"):
        for item in written.source.fields.get(name, ()):
            if isinstance(item, Value):
                yield item.text, item.line
    yield written.source.body, written.source.body_line


def _found(text: str) -> Iterator[tuple[Code, int, str]]:
    """Yield (code, offset, value) of each finding; a number is one thing only."""
    taken: set[int] = set()
    for match in _ACCOUNT.finditer(text) if "ài khoản" in text or "TK" in text else ():
        taken.add(match.start(1))
        yield ACCOUNT, match.start(1), match[1]
    for match in _TELEPHONE.finditer(text):
        if match.start() not in taken and not _PUBLIC.search(text, max(0, match.start() - _NEAR), match.start()):
            taken.add(match.start())
            yield TELEPHONE, match.start(), match[0]
    for match in _NUMBER.finditer(text):
        is_named = _IDENTITY.search(text, max(0, match.start() - _NEAR), match.start())
        if match.start() not in taken and (is_named or _CITIZEN.fullmatch(match[0])):
            yield IDENTITY, match.start(), match[0]
    for match in _MAIL.finditer(text) if "@" in text else ():
        yield MAIL, match.start(), match[0]
