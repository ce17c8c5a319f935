"""The tables of one measurement, and the goals beside it."""

from __future__ import annotations

import statistics
from collections.abc import Iterable

from bench.measuring import version_of
from bench.report import head, table
from bench.search import ours
from bench.search.forms import FORMS
from bench.search.measurement import Measured
from bench.search.scores import Scores
from bench.search.systems import SITE_PAGEFIND
from bench.systems import FOLDER, pagefind_program

_PYTHON = str(FOLDER / ".venv/bin/python")
_KB, _MB = 1e3, 1e6
_POST_LIMIT = 300_000
_ORIGIN = "Pagefind"
Goal = tuple[str, str, float | None, bool, str]


def report(measured: Measured, loads: tuple[float, float]) -> str:
    """Return the whole report in Markdown."""
    articles = f"Search, {measured.articles} articles of {measured.syllables:.0f} syllables"
    parts = [
        head(articles, loads),
        _versions(),
        *(_ranking(name, found, measured) for name, found in measured.scores.items()),
        _typed(measured),
        _fetched(measured),
        _index(measured),
        _changes(measured),
        _goals_table(measured),
    ]
    return "\n".join(part for part in parts if part)


def _versions() -> str:
    """Return which versions of the peers were measured."""
    node = 'process.stdout.write(require(process.argv[1] + "/package.json").version)'
    told = [f"Pagefind {version_of((pagefind_program(), '--version')).split()[-1]}"]
    told += [f"{name} {version_of(('node', '-e', node, str(FOLDER / 'node_modules' / name)))}" for name in _PACKAGES]
    python = "import importlib.metadata, sqlite3; print('whoosh-reloaded', importlib.metadata.version('whoosh-reloaded') + ', SQLite', sqlite3.sqlite_version)"  # noqa: E501  # one line of Python
    return f"Versions: {', '.join([*told, version_of((_PYTHON, '-c', python))])}.\n"


_PACKAGES = ("lunr", "lunr-languages", "minisearch")


def _ranking(name: str, found: dict[str, Scores], measured: Measured) -> str:
    one = next(iter(found.values()))
    kinds = list(one.by_kind)
    heads = ["", *(f"nDCG@10 {form}" for form in FORMS), *(f"MRR@10 {form}" for form in FORMS)]
    heads += [f"numbers first, {form}" for form in FORMS] if one.first else []
    heads += [f"nDCG {kind} ({one.by_kind[kind][1]})" for kind in kinds]
    rows = [[measured.labels[key], *_figures(scores)] for key, scores in found.items()]
    return f"### Ranking, queries «{name}» ({one.queries})\n\n{table(heads, rows)}"


def _figures(scores: Scores) -> Iterable[str]:
    yield from (f"{scores.ndcg[form]:.3f}" for form in FORMS)
    yield from (f"{scores.mrr[form]:.3f}" for form in FORMS)
    yield from (f"{scores.first[form]:.2f}" for form in FORMS) if scores.first else ()
    yield from (f"{mean:.3f}" for mean, _ in scores.by_kind.values())


def _typed(measured: Measured) -> str:
    if not measured.typed:
        return ""
    methods = list(next(iter(measured.typed.values())))
    rows = [
        (measured.labels[key], *(f"{hits[method][0]} of {hits[method][1]}" for method in methods))
        for key, hits in measured.typed.items()
    ]
    heading = "### Typed without an input method: same first result as the right spelling"
    return f"{heading}\n\n{table(('', *methods), rows)}"


def _fetched(measured: Measured) -> str:
    if not measured.fetched:
        return ""
    heads = ("", "first two-word query, kB", "a further one, kB", "a full headline, kB", "")
    rows = [
        (measured.labels[key], *(f"{value / _KB:.1f}" for value in (got.first, got.further, got.headline)), note)
        for key, got in measured.fetched.items()
        for note in [measured.notes.get(key, "")]
    ]
    return (
        "### What a browser fetches, script and result cards included\n\nMedians; text compressed by brotli, as a"
        f" server does ahead of time; the page itself left out.\n\n{table(heads, rows)}"
    )


def _index(measured: Measured) -> str:
    if not measured.runs:
        return ""
    labels = {
        **measured.labels,
        "bare": f"{ours.LABEL}, the site without search",
        ours.KEY: f"{ours.LABEL}, the site",
        SITE_PAGEFIND: "Pagefind, the portal's own pages",
    }
    rows = []
    for key, runs in measured.runs.items():
        cpu = [run.cpu for run in runs]
        files, size = measured.sizes.get(key, (0, 0))
        shown = f"{statistics.median(cpu):.2f} ({min(cpu):.2f}–{max(cpu):.2f})"
        peak = f"{statistics.median(run.peak for run in runs) / _MB:.0f}"
        rows.append((labels[key], shown, peak, f"{size / _MB:.2f}" if size else "", str(files) if files else ""))
    rows += [(f"{ours.LABEL}, {what}", f"{cpu:.2f}", "", "", "") for what, cpu in _own_costs(measured).items()]
    heads = ("", "CPU s", "peak MB", "index MB", "files")
    count = max(len(runs) for runs in measured.runs.values())
    return (
        f"### Indexing, clean\n\nMedian (lowest–highest) of {count}, the systems taking turns.\n\n{table(heads, rows)}"
    )


def _own_costs(measured: Measured) -> dict[str, float]:
    """Return medians of the CPU seconds of the search within the portal's build."""
    if not measured.stages:
        return {}
    named = {f"search alone: {name}": [costs[name] for costs in measured.stages] for name in measured.stages[0]}
    pairs = zip(measured.runs[ours.KEY], measured.runs.get("bare", []), strict=False)
    differences = [site.cpu - bare.cpu for site, bare in pairs]
    more = {"the site with search minus without, run by run": differences} if differences else {}
    return {name: statistics.median(values) for name, values in {**named, **more}.items()}


def _changes(measured: Measured) -> str:
    rows = [
        (what, str(len(changes)), f"{files:.0f}", f"{size / _KB:.1f}", f"{share:.3f}", f"{_largest(changes):.0f}")
        for what, changes in (("a new post", measured.posts), ("a sentence in an old article", measured.sentences))
        if changes
        for files, size, share in [ours.summary(changes, _POST_LIMIT)]
    ]
    if not rows:
        return ""
    heads = ("", "edits", "files, median", "kB, median", f"share ≤ {_POST_LIMIT / _KB:.0f} kB", "largest, kB")
    return f"### Search files that one edit changed\n\n{table(heads, rows)}"


def _largest(changes: list[ours.Change]) -> float:
    return max(change.bytes for change in changes) / _KB


def _goals_table(measured: Measured) -> str:
    if ours.KEY not in measured.labels:
        return ""
    rows = [
        (what, goal, "not measured" if value is None else shown.format(value), _verdict(value, met))
        for what, goal, value, met, shown in (*_ranking_goals(measured), *_cost_goals(measured))
    ]
    return f"### Goals\n\n{table(('', 'goal', 'measured', ''), rows)}"


def _verdict(value: float | None, met: bool) -> str:
    return "" if value is None else "met" if met else "**missed**"


def _ranking_goals(measured: Measured) -> Iterable[Goal]:
    for name, found in measured.scores.items():
        own = found[ours.KEY]
        for form, least in (("typed", 0.90), ("folded", 0.85), ("variant", own.ndcg["typed"])):
            goal = "as typed" if form == "variant" else f"≥ {least:.2f}"
            yield f"«{name}»: nDCG@10 {form}", goal, own.ndcg[form], own.ndcg[form] >= least, "{:.3f}"
        if own.first:
            worst = min(own.first.values())
            yield f"«{name}»: numbers found first, worst form", "≥ 0.99", worst, worst >= 0.99, "{:.2f}"
        for form in FORMS:
            best = max((scores.ndcg[form] for key, scores in found.items() if key != ours.KEY), default=0.0)
            ahead = own.ndcg[form] - best
            yield f"«{name}»: ahead of the best peer, {form}", "> 0", ahead, ahead > 0, "{:+.3f}"
    if ours.KEY in measured.typed:
        hits = sum(hit for hit, _ in measured.typed[ours.KEY].values())
        yield "Telex and VNI: same first result", "≥ 45", hits, hits >= 45, "{:.0f} of 50"


def _cost_goals(measured: Measured) -> Iterable[Goal]:
    limits = (120, 50, None) if measured.articles >= 100_000 else (45, 20, 90)
    got = measured.fetched.get(ours.KEY)
    for name, limit in zip(("first", "further", "headline"), limits, strict=True):
        if got is not None and limit is not None:
            value = getattr(got, name) / _KB
            yield f"Bytes: {name}", f"≤ {limit} kB", value, value <= limit, "{:.1f} kB"
    yield from _index_goals(measured)
    if measured.waits:
        wait = statistics.median(measured.waits)
        yield "Last key to results, Chromium, warm", "≤ 50 ms", wait, wait <= 50, "{:.0f} ms"
    if measured.posts:
        files, size, share = ours.summary(measured.posts, _POST_LIMIT)
        yield "A new post: files, median", "≤ 10", files, files <= 10, "{:.0f}"
        yield "A new post: median", "≤ 60 kB", size / _KB, size <= 60_000, "{:.1f} kB"
        yield "A new post: share ≤ 300 kB", "≥ 127 of 128", share, share >= 127 / 128, "{:.4f}"
    if measured.sentences:
        worst = _largest(measured.sentences)
        yield "A sentence in an old article, largest", "≤ 200 kB", worst, worst <= 200, "{:.1f} kB"


def _index_goals(measured: Measured) -> Iterable[Goal]:
    for key, pages in ((SITE_PAGEFIND, "the same pages"), ("pagefind", "bare pages of the same articles")):
        peer = measured.runs.get(key)
        if measured.stages and peer:
            pairs = zip(measured.stages, peer, strict=True)
            share = statistics.median(sum(costs.values()) / run.cpu for costs, run in pairs)
            yield f"Index and shards: CPU × {_ORIGIN}'s over {pages}", "≤ 0.8", share, share <= 0.8, "{:.2f}"
    if measured.runs.get(ours.KEY):
        peak = statistics.median(run.peak for run in measured.runs[ours.KEY]) / _MB
        yield "The site with its search: peak", "≤ 500 MB", peak, peak <= 500, "{:.0f} MB"
    if ours.KEY in measured.sizes and "pagefind" in measured.sizes:
        size = measured.sizes[ours.KEY][1] / measured.sizes["pagefind"][1]
        yield f"Index on disk × {_ORIGIN}'s", "≤ 1.0", size, size <= 1.0, "{:.2f}"
