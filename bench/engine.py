"""Builds the same site with the portal and its peers, side by side in one run, and prints what each costs.

    python bench/engine.py --articles 10000 --runs 5 [--large 100000] [--only inline,ssi,hugo] [--save]

Scenarios: clean build; nothing changed; one new post; template edit. In each of them the systems take turns (A B C A B
C …), so that a busy minute of the machine meets them all; ratios are made run by run. bench/README.md says what is
compared and how fair it is. Exit status: 0 measured, 1 a build failed or its site was wrong, 2 a peer is not installed.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import report
from bench.corpus import Post, make_post
from bench.measuring import BuildFailedError, Run, load_average
from bench.systems import KEYS, ROOT, System, all_systems, kinds

SCENARIOS = ("clean", "unchanged", "post", "template")
# Pagefind follows Hugo where there are new words to find; the portal without search is compared as a whole build only.
# Eleventy's every build is a whole one, and plain Pelican renders and writes every page whatever changed: one scenario
# tells what another would, and they are slow.
_TAKE_PART = {
    "pagefind": {"clean", "post"},
    "bare": {"clean"},
    "pelican": {"clean"},
    "eleventy": {"clean", "post"},
}
# Builds tell a saved file from an older one of the same size only when it has become this old.
_SETTLED_SECONDS = 2.5


@dataclass
class Results:
    """What was measured at one size.

    Attributes:
        runs: by scenario and key, in the order of the runs.
        built: files of a clean build by key and kind.
        changed: files that the last new post changed, by key and kind.
    """

    articles: int
    runs: dict[str, dict[str, list[Run]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    built: dict[str, Counter[str]] = field(default_factory=dict)
    changed: dict[str, Counter[str]] = field(default_factory=dict)


class Benchmark:
    """Measures *systems* with a corpus of *articles*."""

    def __init__(self, systems: Sequence[System], articles: int, runs: int) -> None:
        self._systems = systems
        self._articles = articles
        self._runs = runs
        self._next_post = articles
        self.results = Results(articles)

    def run(self, scenarios: Sequence[str]) -> Results:
        """Measure *scenarios* one after another."""
        for system in self._systems:
            if system.dialect:
                _tell(f"{system.label}: writing {self._articles} articles")
                system.prepare(self._articles)
        time.sleep(_SETTLED_SECONDS)
        for scenario in scenarios:
            systems = [system for system in self._systems if scenario in _TAKE_PART.get(system.key, SCENARIOS)]
            self._settle(systems, scenario)
            for number in range(self._runs):
                self._round(scenario, systems, number)
        return self.results

    def _settle(self, systems: Sequence[System], scenario: str) -> None:
        """Let the portal have seen every source once it was old enough, and every other system have built at all."""
        if scenario == "clean":
            return
        time.sleep(_SETTLED_SECONDS)
        for system in systems:
            if system.is_portal or not system.site.exists():
                system.build()

    def _round(self, scenario: str, systems: Sequence[System], number: int) -> None:
        post = make_post(self._next_post, self._articles)
        mark = f"{scenario} {number + 1}"
        watch = scenario == "post" and number == self._runs - 1
        for system in systems:
            before = system.digests() if watch and system.dialect else {}
            self._change(scenario, system, post, mark)
            run = system.build()
            self.results.runs[scenario][system.key].append(run)
            _tell(f"{scenario} {number + 1}/{self._runs}  {system.label}: {run.cpu:.2f} CPU s, {run.wall:.2f} s")
            self._look(scenario, system, post, mark)
            if before:
                self._count_changes(system, before, post)
        if scenario == "post":
            self._next_post += 1

    def _change(self, scenario: str, system: System, post: Post, mark: str) -> None:
        if scenario == "clean":
            system.forget()
        elif scenario == "post" and system.dialect:
            system.add_post(post)
        elif scenario == "template":
            system.edit_template(mark)

    def _look(self, scenario: str, system: System, post: Post, mark: str) -> None:
        """Be sure that what was built shows what was changed."""
        if scenario == "clean":
            self.results.built[system.key] = kinds(system.files())
        elif scenario == "post" and system.dialect:
            system.expect_post(post, self._articles)
        elif scenario == "template":
            system.expect_mark(mark, self._articles)

    def _count_changes(self, system: System, before: dict[str, bytes], post: Post) -> None:
        after = system.digests()
        changed = {path for path in {**before, **after} if before.get(path) != after.get(path)}
        self.results.changed[system.key] = kinds(changed, post)


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="engine", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5, help="runs of each scenario; medians count")
    parser.add_argument("--only", default=",".join(KEYS), help="the systems to measure: some of the default")
    parser.add_argument("--scenarios", default=",".join(SCENARIOS), help="some of the default")
    parser.add_argument("--large", type=int, default=0, help="then measure the portal, ssi, with so many articles too")
    parser.add_argument("--large-runs", type=int, default=3)
    parser.add_argument("--work", type=Path, default=ROOT / ".cache/bench", help="sites are laid out below it")
    parser.add_argument("--keep", action="store_true", help="leave the sites there")
    parser.add_argument("--save", action="store_true", help="put the tables into bench/RESULTS.md too")
    options = parser.parse_args(arguments)
    options.only, options.scenarios = options.only.split(","), options.scenarios.split(",")
    if unknown := {*options.only, *options.scenarios} - {*KEYS, *SCENARIOS}:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    return options


def _measure(options: argparse.Namespace) -> tuple[Results, Results | None, list[System]]:
    work: Path = options.work / "sites"
    try:
        systems = [system for system in all_systems(work / "small") if system.key in options.only]
        results = Benchmark(systems, options.articles, options.runs).run(options.scenarios)
        if not options.large:
            return results, None, systems
        ssi = [system for system in all_systems(work / "large") if system.key == "ssi"]
        return results, Benchmark(ssi, options.large, options.large_runs).run(("clean", "post")), systems
    finally:
        if not options.keep:
            shutil.rmtree(work, ignore_errors=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    options = _options(arguments)
    shutil.rmtree(options.work / "sites", ignore_errors=True)
    before = load_average()
    try:
        results, large, systems = _measure(options)
    except BuildFailedError as error:
        print(error, file=sys.stderr)
        return 1
    except FileNotFoundError as error:
        print(f"{error.filename} is not there: bench/README.md says how to install the peers.", file=sys.stderr)
        return 2
    text = report.engine(results, large, systems, (before, load_average()))
    print(text)
    if options.save:
        report.save(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
