"""Abbreviations that nobody explains: not in ``viet-tat.yaml``, and not where they first stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.articles.checks.prose import Passage
from plugins.articles.checks.written import Written
from portal.problem import Code, Problem

UNEXPLAINED = Code(
    "BV120", "chữ viết tắt «{short}» chưa được giải nghĩa",
    "viết đủ ở lần đầu, như «thủ tục hành chính (TTHC)», hoặc thêm vào viet-tat.yaml", "warning",
)  # fmt: skip

# Two to eight capitals, not inside a word or a document number: 178/QĐ-UBND.
_SHORT = re.compile(r"[A-ZĐƯ](?<![\w/&.-].)(?:&?[A-ZĐƯ]){1,7}(?![\w&]|[/.-]\w)")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_CAPITAL_WORD = re.compile(r"[A-ZÀ-ỸĐ]{2,}")
# Names that are words by now, hours, money and units: their long form would tell nobody more.
_KNOWN = frozenset(
    {
        "AA", "AAA", "AI", "AIDS", "AM", "ASEAN", "ATM", "BOT", "CD", "CEO", "CH", "COVID", "DNA", "DVD", "EU", "EVN",
        "FAO", "FAX", "FPT", "GB", "GDP", "GPS", "HCM", "HIV", "HTML", "ID", "IMF", "IP", "ISO", "IT", "KB", "LAN",
        "LED", "MB", "MW", "NGO", "ODA", "OK", "OTP", "PC", "PDF", "PIN", "PM", "QR", "SA", "SIM", "SMS", "SOS", "TB",
        "TP", "TV", "UN", "UNDP", "UNESCO", "UNICEF", "URL", "US", "USB", "USD", "VAT", "VIP", "VND", "VNPT", "VOV",
        "VR", "VTV", "WB", "WHO", "WTO",
    }
)  # fmt: skip


def unexplained(written: Written) -> Iterator[Problem]:
    """Yield each abbreviation of a Vietnamese source that it does not explain, where it first stands."""
    if written.lang != "vi":
        return
    found = written.passages
    told: set[str] = set()
    whole = ""
    for passage in found:
        for match in _SHORT.finditer(passage.text):
            short = match[0]
            if short in told or short in _KNOWN or short in written.glossary or _ROMAN.fullmatch(short):
                continue
            told.add(short)
            if _is_shouted(passage, match):
                continue
            whole = whole or "\n".join(item.text for item in found)
            if not _is_explained(short, whole):
                yield UNEXPLAINED.at(written.source.path, passage.line_at(match.start()), short=short)


def _is_explained(short: str, whole: str) -> bool:
    """Tell whether the text says what *short* means: in parentheses on either side, or by "viết tắt là"."""
    name = re.escape(short)
    return (
        re.search(rf"\(\W?{name}\W?[);,]|(?<!\w){name}(?: [\d.]+)? \(\w|tắt(?: là)?:? \W?{name}\b", whole) is not None
    )


def _is_shouted(passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether it stands among words in capitals, where any word looks like an abbreviation."""
    text = passage.text
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    line = text[start : end if end >= 0 else len(text)]
    before, after = text[start : match.start()].split()[-1:], text[match.end() :].split(maxsplit=1)[:1]
    if any(_CAPITAL_WORD.fullmatch(word) and not word.isascii() for word in (*before, *after)):
        return True
    return sum(map(str.isupper, line)) > sum(map(str.islower, line))
