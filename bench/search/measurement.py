"""The course of one measurement: index in turns, ask, count bytes, change the site."""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.measuring import Run, measure
from bench.search import browser, ours
from bench.search.articles import Article, read_articles
from bench.search.queries import OWN, Keys, Query, read_keys, read_queries, texts
from bench.search.scores import Scores, same_first, scores
from bench.search.systems import SITE_PAGEFIND, Answers, Peer, disk, pagefind_command, peers
from bench.systems import ROOT

PARTS = ("index", "ranking", "bytes", "changes", "speed")
_BARE = "bare"
# So many two-word queries and titles are asked in a browser; medians count.
_WORDS, _HEADLINES = 12, 12


@dataclass
class Measured:
    """What was measured; every map is by a system's key.

    Attributes:
        articles: how many.
        syllables: mean of an article's words.
        labels, notes: names in tables, and what is said beside figures.
        runs: what indexing cost, run by run; of the portal, what building with search and without ("bare") cost.
        stages: CPU seconds of the portal's search alone, by stage, build by build.
        sizes: files of the index and their bytes.
        scores: by the name of the query set, then by key.
        typed: keys that find first what the right spelling does, and of how many, by method.
        fetched: bytes that a browser fetches.
        posts, sentences: what edits changed, of the portal.
        waits: milliseconds from the last key to the results, of the portal.
    """

    articles: int = 0
    syllables: float = 0.0
    labels: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    runs: dict[str, list[Run]] = field(default_factory=lambda: defaultdict(list))
    stages: list[dict[str, float]] = field(default_factory=list)
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)
    scores: dict[str, dict[str, Scores]] = field(default_factory=lambda: defaultdict(dict))
    typed: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)
    fetched: dict[str, browser.Fetched] = field(default_factory=dict)
    posts: list[ours.Change] = field(default_factory=list)
    sentences: list[ours.Change] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)


class Measurement:
    """Measures what the *options* of the command line ask for, over what lies in ``options.work``."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._work: Path = options.work
        self._peers = [peer for peer in peers(self._work) if peer.key in options.only]
        self._ours: ours.Ours | None = None
        self._sets: dict[str, list[Query]] = {path.stem: read_queries(path) for path in options.queries}
        self._sets["own"] = read_queries(OWN)
        self._keys: list[Keys] = read_keys()
        self.found = Measured()
        for peer in self._peers:
            self.found.labels[peer.key], self.found.notes[peer.key] = peer.label, peer.note
        if ours.KEY in options.only:
            self._ours = ours.Ours(self._work / ours.KEY, self._work / "content")
            self.found.labels = {ours.KEY: ours.LABEL, **self.found.labels}

    def run(self) -> Measured:
        """Measure, part by part."""
        sizes = json.loads((self._work / "sizes.json").read_text("utf-8"))
        self.found.articles, self.found.syllables = sizes["articles"], sizes["syllables"]
        self._index(self._options.runs if "index" in self._options.parts else 1)
        if "ranking" in self._options.parts:
            self._rank()
        if "bytes" in self._options.parts:
            self._count_bytes()
        if self._ours is not None and "speed" in self._options.parts:
            self.found.waits = browser.waits_of_ours(self._ours.site, self._words())
        if self._ours is not None and "changes" in self._options.parts:
            self._change(self._ours)
        return self.found

    def _index(self, rounds: int) -> None:
        for number in range(rounds):
            for peer in self._peers:
                self._tell(f"index {number + 1}/{rounds}", peer.label, peer.build(self._log(peer.key)), peer.key)
            if self._ours is not None:
                self._build(self._ours, number, rounds)
        for peer in self._peers:
            self.found.sizes[peer.key] = disk(peer.folder)

    def _build(self, system: ours.Ours, number: int, rounds: int) -> None:
        built = {ours.KEY: system}
        if "index" in self._options.parts:
            built = {_BARE: ours.Ours(self._work / _BARE, system.content, searches=False), **built}
        for key, each in built.items():
            each.forget()
            self._tell(f"build {number + 1}/{rounds}", key, each.build(), key)
            if not each.searches:
                each.forget()
        if "pagefind" in self._options.only and "index" in self._options.parts:
            folder = self._work / SITE_PAGEFIND
            run = measure(pagefind_command(system.site, folder), ROOT, self._log(SITE_PAGEFIND))
            self._tell(f"index {number + 1}/{rounds}", "Pagefind, the portal's pages", run, SITE_PAGEFIND)
            self.found.sizes[SITE_PAGEFIND] = disk(folder)
        self.found.stages.append(system.stages())
        self.found.sizes[ours.KEY] = disk(system.data)

    def _tell(self, what: str, label: str, run: Run, key: str) -> None:
        self.found.runs[key].append(run)
        words = f"{what}  {label}: {run.cpu:.2f} CPU s, {run.wall:.2f} s, {run.peak / 1e6:.0f} MB"
        print(words, file=sys.stderr, flush=True)

    def _log(self, key: str) -> Path:
        return self._work / f"{key}.log"

    def _rank(self) -> None:
        asked = texts(self._sets.values(), self._keys)
        for key, answers in self._answers(asked):
            print(f"asked {len(asked)} queries  {self.found.labels[key]}", file=sys.stderr, flush=True)
            self.found.typed[key] = same_first(self._keys, answers)
            for name, queries in self._sets.items():
                self.found.scores[name][key] = scores(queries, answers)

    def _answers(self, asked: Sequence[str]) -> Iterator[tuple[str, Answers]]:
        if self._ours is not None:
            yield ours.KEY, self._answers_of_ours(self._ours, asked)
        for peer in self._peers:
            yield peer.key, self._answers_of(peer, asked)

    def _answers_of(self, peer: Peer, asked: Sequence[str]) -> Answers:
        if peer.search:
            return peer.answer(asked, self._log(peer.key))
        return browser.answers_of_pagefind(self._work / "pages", asked)

    def _answers_of_ours(self, system: ours.Ours, asked: Sequence[str]) -> Answers:
        ask, told = self._work / "ours.texts.json", self._work / "ours.answers.json"
        ask.write_text(json.dumps(asked), "utf-8")
        command = (sys.executable, "-m", "bench.search.ours", str(system.site), str(ask), str(told))
        measure(command, ROOT, self._log(ours.KEY))
        answers: Answers = json.loads(told.read_text("utf-8"))[0]
        return answers

    def _count_bytes(self) -> None:
        words, headlines = self._words(), self._headlines()
        if self._ours is not None:
            self.found.fetched[ours.KEY] = browser.bytes_of_ours(self._ours.site, words, headlines)
        for peer in self._peers:
            if peer.fetched:
                whole = peer.whole_bytes()
                self.found.fetched[peer.key] = browser.Fetched(whole, 0, whole)
            elif not peer.search:
                self.found.fetched[peer.key] = browser.bytes_of_pagefind(self._work / "pages", words, headlines)

    def _words(self) -> list[str]:
        """Return the two-word queries, as typed."""
        return [query.forms["typed"] for query in self._sets["own"] if query.kind == "hai-tu"][:_WORDS]

    def _headlines(self) -> list[str]:
        lines = (self._work / "documents.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line)["title"] for line in lines[:: max(1, len(lines) // _HEADLINES)]][:_HEADLINES]

    def _change(self, system: ours.Ours) -> None:
        """Save new posts, and sentences in old articles spread over the archive."""
        new, old = self._work / "new", self._options.sentences
        if self._options.posts:
            self.found.posts = ours.changes_by_posts(system, read_articles(new))
        if old:
            edited: list[Article] = read_articles(system.content / "tin-tuc")
            self.found.sentences = ours.changes_by_sentences(system, edited[:: max(1, len(edited) // old)][:old])
