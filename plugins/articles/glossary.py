"""Abbreviations: the first use of each is explained where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml.html import HtmlElement, tostring
from lxml.html.builder import ABBR

from plugins.articles.markup import clean
from portal.vietnamese.fold import fold


class Glossary:
    """Abbreviations and what they mean, found by one compiled pattern."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._meanings = dict(meanings)
        self._elements: dict[str, str] = {}
        longest_first = sorted(self._meanings, key=lambda short: (-len(short), short))
        self._pattern = _pattern(longest_first) if longest_first else None

    def explain(self, root: HtmlElement, around: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Wrap the first use of each abbreviation in ``<abbr>`` and return those used, in order of first use.

        *around* is text shown above the body (title, summary): what it uses is returned too. An abbreviation that the
        text defines itself, as in "thủ tục hành chính (TTHC)", is neither wrapped nor returned.
        """
        shown = self.used("\n".join([*around, root.text_content()]))
        left = set(shown)
        for element in list(root.iter("p", "li", "td", "dd", "figcaption")) if left else ():
            if not left:
                break
            self._wrap_in(element, left, shown)
        return tuple(shown.items())

    def used(self, whole: str) -> dict[str, str]:
        """Return the abbreviations in the text *whole* that it does not define itself, with their meanings."""
        used = dict.fromkeys(self._pattern.findall(whole)) if self._pattern else {}
        folded = " ".join(fold(whole).split()) if used and "(" in whole else ""
        return {short: self._meanings[short] for short in used if not self._defined_in(folded, short)}

    def explain_words(self, words: str, left: set[str]) -> str:
        """Return *words*, which hold no markup, as HTML with the first use of each of *left* in ``<abbr>``.

        What is explained leaves *left*.
        """
        html = ""
        while match := self._first(words, left):
            left.discard(match[0])
            html += words[: match.start()] + self._abbr(match[0])
            words = words[match.end() :]
        return html + words

    def _abbr(self, short: str) -> str:
        if short not in self._elements:
            element = ABBR(short, title=self._meanings[short])
            self._elements[short] = clean(tostring(element, encoding="unicode"))
        return self._elements[short]

    def _defined_in(self, folded: str, short: str) -> bool:
        """Tell whether *folded* text sets *short* beside its own meaning: other parentheses define nothing."""
        if "(" not in folded:
            return False
        name, meaning = re.escape(fold(short)), re.escape(" ".join(fold(self._meanings[short]).split()))
        defined = rf"{meaning}[^().]{{0,30}}\({name}[);,]|\b{name} \([^()]{{0,30}}{meaning}"
        return bool(meaning) and re.search(defined, folded) is not None

    def _wrap_in(self, element: HtmlElement, left: set[str], meanings: Mapping[str, str]) -> None:
        """Wrap first uses in the text directly inside *element* and after its children, not inside links or code."""
        before: HtmlElement | None
        for before in [None, *element]:
            while match := self._first(element.text if before is None else before.tail, left):
                abbr = element.makeelement("abbr", {"title": meanings[match[0]]})
                abbr.text, abbr.tail = match[0], match.string[match.end() :]
                left.discard(match[0])
                if before is None:
                    element.text, position = match.string[: match.start()], 0
                else:
                    before.tail, position = match.string[: match.start()], element.index(before) + 1
                element.insert(position, abbr)
                before = abbr  # noqa: PLW2901  # the rest of the text now follows the new element

    def _first(self, text: str | None, left: set[str]) -> re.Match[str] | None:
        if self._pattern is None or not text or not left:
            return None
        return next((match for match in self._pattern.finditer(text) if match[0] in left), None)


def _pattern(shorts: list[str]) -> re.Pattern[str]:
    """Return the pattern of *shorts*, of which an earlier one goes before a later one.

    Not inside a word or a document number: 178/QĐ-UBND has no UBND to explain.
    """
    # Their first characters stand before all conditions: only so does `re` pass over the rest of a text quickly.
    first = "".join(sorted({re.escape(short[0]) for short in shorts}))
    others = "|".join(rf"(?<={re.escape(short[0])}){re.escape(short[1:])}" for short in shorts)
    return re.compile(rf"[{first}](?<![\w/&-].)(?:{others})(?![\w/&]|-\w)", re.DOTALL)
