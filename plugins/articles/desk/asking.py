"""Asking an editor, on the terminal, for what an article begins with. A wrong answer is told, and asked for again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import click

from plugins.articles.desk.kinds import KINDS
from plugins.articles.desk.new import (
    NewArticle,
    NewArticleError,
    checked_category,
    checked_date,
    checked_kind,
    checked_title,
    one_line,
)
from portal.article import Term
from portal.vietnamese.dates import show_moment

T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """What the command line says; None where it says nothing."""

    title: str | None = None
    kind: str | None = None
    category: str | None = None
    author: str | None = None
    date: str | None = None


def settle(asked: Asked, categories: Sequence[Term] | None, now: datetime, *, may_ask: bool) -> NewArticle:
    """Return the article; what *asked* does not say is asked for, or is its default.

    Raises:
        NewArticleError: what the command line says cannot be used.
        click.Abort: the editor ended the questions.
    """
    kinds = [(kind.name, kind.label) for kind in KINDS.values()]
    named = [("", term.name) for term in categories or ()]
    ask = _Questions(may_ask=may_ask)
    title = ask.one("Tiêu đề", asked.title, "", checked_title)
    kind = ask.one("Loại bài", asked.kind, kinds[0][0], checked_kind, kinds)
    category = ask.one(
        "Chuyên mục", asked.category, named[0][1] if named else "", lambda text: checked_category(text, categories),
        named,
    )  # fmt: skip
    author = ask.one("Tác giả (bỏ trống nếu không ghi)", asked.author, "", lambda text: one_line(text, "Tác giả"))
    date, year = ask.one("Ngày đăng", asked.date, show_moment(now), checked_date)
    return NewArticle(title, kind, category, author, date, year)


class _Questions:
    """Questions on standard error, so that standard output holds nothing but the result."""

    def __init__(self, *, may_ask: bool) -> None:
        self._may_ask = may_ask

    def one(
        self,
        what: str,
        given: str | None,
        default: str,
        check: Callable[[str], T],
        choices: Sequence[tuple[str, str]] = (),
    ) -> T:
        """Return what *check* makes of *given*, else of the answer to the question for *what*."""
        if given is not None or not self._may_ask:
            return check(default if given is None else given)
        if choices:
            click.echo(f"{what}:", err=True)
            for number, (name, label) in enumerate(choices, 1):
                click.echo(f"  {number}. {label}{f' ({name})' if name else ''}", err=True)
            what = "Chọn số"
        while True:
            shown = "1" if choices else default
            answer = click.prompt(what, default=shown, show_default=bool(shown), err=True)
            try:
                return check(answer)
            except NewArticleError as error:
                click.echo(f"  {error}", err=True)
