"""A new article: its words checked, its file written, nothing ever overwritten."""

from __future__ import annotations

import difflib
import secrets
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TypeVar

from plugins.articles.desk.kinds import KINDS, Kind
from plugins.articles.fields import suggestion
from plugins.articles.files import ARTICLES
from portal.article import Term
from portal.problem import PortalError
from portal.system import reason_of
from portal.vietnamese.dates import DateError, names_time, parse_date, show_date, show_moment
from portal.vietnamese.slug import MAX_LENGTH, slugify
from portal.vietnamese.text import nfc

T = TypeVar("T")

_SIGNS = string.ascii_lowercase + string.digits
_ID_LENGTH = 8  # 36⁸: two of a million articles are alike once in six


class NewArticleError(PortalError):
    """What was asked for cannot be made; one line says why and what can."""

    exit_code = 2


@dataclass(frozen=True)
class NewArticle:
    """What an article begins with. All words are NFC and stand on one line.

    Attributes:
        date: as the head says it.
        year: of that date, in Viet Nam.
        author: one name or several with commas between; "" for none.
    """

    title: str
    kind: Kind
    category: str
    author: str
    date: str
    year: int


def one_line(text: str, what: str) -> str:
    """Return *text* in NFC with single spaces.

    Raises:
        NewArticleError: it holds control characters.
    """
    line = " ".join(nfc(text).split())
    if not line.isprintable():
        raise NewArticleError(f"{what} có ký tự ẩn, thường do dán từ nơi khác → gõ lại.")
    return line


def checked_title(text: str) -> str:
    """Return the title.

    Raises:
        NewArticleError: no address can be made of it.
    """
    title = one_line(text, "Tiêu đề")
    if not slugify(title):
        raise NewArticleError('Tiêu đề cần có chữ hoặc số → ví dụ: desk new "Họp sơ kết sáu tháng"')
    return title


def checked_kind(text: str) -> Kind:
    """Return the kind of that name, label or place in the list.

    Raises:
        NewArticleError: there is none.
    """
    kinds = list(KINDS.values())
    found = _chosen(text, kinds, [(kind.name, kind.label) for kind in kinds])
    if found is None:
        raise NewArticleError(f"Không có loại bài «{text}» → chọn một trong: {', '.join(KINDS)}.")
    return found


def checked_category(text: str, categories: Sequence[Term] | None) -> str:
    """Return the category's name, by its name, its slug or its place in the list; any name where none are laid down.

    Raises:
        NewArticleError: there is none.
    """
    name = one_line(text, "Chuyên mục")
    if categories is None:
        if not slugify(name):
            raise NewArticleError("Chuyên mục cần có chữ → ghi tên chuyên mục.")
        return name
    found = _chosen(name, categories, [(term.slug, term.name) for term in categories])
    if found is None:
        names = [term.name for term in categories]
        hint = suggestion(name, names) or _by_slug(name, categories)
        remedy = "ghi lại cho đúng" if hint else f"chọn một trong: {', '.join(names)}"
        raise NewArticleError(f"Không có chuyên mục «{name}»{hint} → {remedy}.")
    return found.name


def _by_slug(name: str, categories: Sequence[Term]) -> str:
    """Return the hint for a name that was typed without marks."""
    names = {term.slug: term.name for term in categories}
    close = difflib.get_close_matches(slugify(name), names, n=1, cutoff=0.6)
    return f", ý bạn là «{names[close[0]]}»?" if close else ""


def _chosen(text: str, choices: Sequence[T], names: Sequence[tuple[str, str]]) -> T | None:
    if text.isdecimal() and 1 <= int(text) <= len(choices):
        return choices[int(text) - 1]
    wanted = text.casefold()
    return next(
        (choice for choice, of in zip(choices, names, strict=True) if wanted in (of[0], of[1].casefold())), None
    )


def checked_date(text: str) -> tuple[str, int]:
    """Return the date as the head says it, and its year.

    Raises:
        NewArticleError: it cannot be read.
    """
    try:
        moment = parse_date(text)
    except DateError as error:
        raise NewArticleError(f"Ngày đăng: {error} → ghi như 20/07/2026 hoặc 20/07/2026 2:05 CH.") from None
    return show_moment(moment) if names_time(text) else show_date(moment), moment.year


def new_identity() -> str:
    """Return eight random letters and digits: given once, never changed."""
    return "".join(secrets.choice(_SIGNS) for _ in range(_ID_LENGTH))


def source_text(article: NewArticle, identity: str) -> str:
    """Return the whole file: a draft of its kind, places to fill in included."""
    author = f"Author: {article.author}\n" if article.author else ""
    return (
        f"Title: {article.title}\nDate: {article.date}\nCategory: {article.category}\n{author}"
        f"Summary: {article.kind.summary}\n{article.kind.fields}Id: {identity}\nStatus: draft\n\n{article.kind.body}"
    )


def write(content: Path, article: NewArticle, identity: str) -> Path:
    """Write the article below *content* and return its path; where one of its name lies, it gets the next number.

    Raises:
        NewArticleError: the folder cannot be written.
    """
    folder = content / ARTICLES / str(article.year)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in _names(folder, slugify(article.title)):
            try:
                _put(path, source_text(article, identity).encode())
            except FileExistsError:
                continue
            return path
    except OSError as error:
        raise NewArticleError(
            f"{folder}: không ghi được ({reason_of(error)}) → xem lại quyền ghi và chỗ trống."
        ) from None
    raise AssertionError("numbers do not end")


def _put(path: Path, text: bytes) -> None:
    """Write *text* to the new file *path*, whole or not at all. No rename: it could replace what lies there."""
    file = path.open("xb")
    try:
        with file:
            file.write(text)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _names(folder: Path, slug: str) -> Iterator[Path]:
    yield folder / f"{slug}.md"
    for number in count(2):
        suffix = f"-{number}"
        yield folder / f"{slug[: MAX_LENGTH - len(suffix)].rstrip('-')}{suffix}.md"
