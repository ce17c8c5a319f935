"""A site that lost too much at once: an empty folder, a wrong clock, a folder that was moved."""

from __future__ import annotations

from plugins.articles import codes
from portal.build.memory import Ledger, Memory
from portal.problem import Problem
from portal.site import Site
from portal.vietnamese.dates import show_moment

# A fifth gone at once is a mistake. A portal that just begins may well change by more.
_MANY, _MOST = 50, 0.8
_KEY = "articles"


def nothing_left(site: Site, name: str) -> Problem | None:
    """Return why *site*, of the content folder *name*, has no article; None when it has some."""
    if site.articles:
        return None
    return codes.CLOCK_BEHIND.at(name, 0, now=show_moment(site.now)) if site.next_due else codes.NO_ARTICLES.at(name, 0)


def too_few(site: Site, memory: Memory, name: str) -> Problem | None:
    """Return a finding when a fifth of the articles that *memory* knows is gone at once."""
    count, before = len(site.articles), _ledger(memory).all().get(_KEY, 0)
    if before < _MANY or count >= before * _MOST:
        return None
    return codes.FEWER_ARTICLES.at(name, 0, count=count, before=before)


def remember(site: Site, memory: Memory) -> None:
    """Let *memory* know how many articles were published."""
    ledger = _ledger(memory)
    if ledger.all().get(_KEY) != len(site.articles):
        ledger.keep({_KEY: len(site.articles)}, ())


def _ledger(memory: Memory) -> Ledger:
    return memory.ledger("counts", "")
