"""Escaping: what the portal's Markdown reader would take for markup is kept as text, and nothing else is touched."""

from __future__ import annotations

import re

# Python-Markdown takes a backslash before these as "the next one is text"; "|" comes with its tables.
_INLINE = re.compile(
    r"""[*`{}]                       # emphasis, code, attributes
    | _(?<![^\W_]_) | _(?![^\W_])     # within a word it means nothing
    | \\(?=[^\w\s]|_|$)               # before a letter or a space neither
    """,
    re.VERBOSE,
)
_ANGLE = re.compile(r"<(?=[A-Za-z/!?]|$)")
_ENTITY = re.compile(r"&(?=#|[A-Za-z0-9]+;|[A-Za-z0-9]*$)")
# A bracket begins a link only when something follows it; elsewhere "[1]" stays as it is.
_LINK_LIKE = re.compile(r"\][(:]|\[\^")
_BRACKET = re.compile(r"[\[\]]")
# What begins a block where it begins a line.
_LINE_START = re.compile(
    r"""(?P<mark>[#>+-])(?P<after>.?)
    | (?P<number>\d+)\.(?=\ |$)
    | (?P<admonition>!)!!
    | (?P<setext>=)=*\ *$
    | (?P<pipe>\|)
    | (?P<colon>:)(?=[-:| ]*$)
    """,
    re.VERBOSE,
)
_DASHES = re.compile(r"[-_ ]*$")


def escape(text: str, *, brackets: bool = False, pipes: bool = False) -> str:
    """Return *text* (one line) so that it reads as text inside a line.

    Args:
        text: words without line ends.
        brackets: whether brackets could meet those of a link beside them.
        pipes: whether the text stands in a table, or where one could begin.
    """
    text = _INLINE.sub(r"\\\g<0>", text)
    text = _ENTITY.sub("&amp;", text)
    text = _ANGLE.sub("&lt;", text)
    if brackets or _LINK_LIKE.search(text):
        # "[…\\]:" would still define where a link leads.
        text = _BRACKET.sub(r"\\\g<0>", text).replace(r"\]:", "&#93;:")
    return text.replace("|", r"\|") if pipes else text


def escape_line_start(line: str) -> str:
    """Return *line*, whose inside is escaped, so that its beginning is text too."""
    match = _LINE_START.match(line)
    if match is None:
        return line
    if match["number"]:
        return f"{match['number']}\\{line[len(match['number']) :]}"
    if match["setext"] or match["colon"]:
        return f"&#{ord(line[0])};{line[1:]}"
    is_plain = match["mark"] and match["mark"] in "+-" and match["after"].strip() and not _DASHES.match(line)
    return line if is_plain else f"\\{line}"


def address(url: str) -> str:
    """Return *url* so that it can stand between the parentheses of a link."""
    return re.sub(
        r"[\x00-\x20\x7f\s()<>\"'\\`*\[\]{}|]", lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), url
    )


def quoted(text: str) -> str:
    """Return *text* as the quoted title of a picture."""
    inner = escape(text, brackets=True).replace("<", "&lt;").replace('"', "&quot;")
    if text.count("(") != text.count(")") or text.find(")") < text.find("("):
        inner = re.sub(r"[()]", r"\\\g<0>", inner)
    return f'"{inner}"'
