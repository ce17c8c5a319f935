"""Measures the built site with Lighthouse: home and the newest article with a picture, on Lighthouse's own phone.

    python -m bench.lighthouse [OUTPUT] [--runs 3] [--report FOLDER]

Serves OUTPUT (default: output/) as a real server would, with brotli and lasting addresses for assets and pictures, and
prints the median of each category and every audit that is not perfect. Exit status: 0 when all medians reach 95, 1 when
one does not, 2 when it could not measure. Needs `npm ci` in this folder, and Chromium.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.serving import StaticServer

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LOWEST = 95
_CHROME_FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
# Figures of a page load that the table shows beside the categories.
_FIGURES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
_NOT_JUDGED = {"notApplicable", "manual", "informative", "error"}

Report = Mapping[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(prog="lighthouse", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("output", nargs="?", type=Path, default=ROOT / "output", help="the built site")
    parser.add_argument("--runs", type=int, default=3, help="runs of each page; the median counts")
    parser.add_argument("--report", type=Path, help="keep the reports of all runs in this folder")
    options = parser.parse_args(arguments)
    chromium = os.environ.get("CHROME_PATH") or shutil.which("chromium")
    if chromium is None or not (FOLDER / "node_modules/.bin/lighthouse").exists():
        print("Needs Chromium, and `npm ci` in bench/.", file=sys.stderr)
        return 2
    if not (options.output / "index.html").is_file():
        print(f"No site in {options.output}: run `make build` first.", file=sys.stderr)
        return 2
    reached = True
    with StaticServer(options.output, compress=True) as server:
        for name, path in (("home", "/"), ("article", newest_article(options.output))):
            reports = [measure(server.url + path, chromium) for _ in range(options.runs)]
            if options.report:
                keep(reports, options.report, name)
            reached &= show(f"{name}  {path}", reports)
    return 0 if reached else 1


def newest_article(output: Path) -> str:
    """Return the address of the newest article that has a picture."""
    pages = [page for page in output.glob("tin-tuc/2*/**/index.html") if "article__cover" in page.read_text("utf-8")]
    newest = max(pages, key=lambda page: (published(page), page.as_posix()))
    return f"/{newest.parent.relative_to(output).as_posix()}/"


def published(page: Path) -> str:
    """Return the moment that the page of an article gives, "" without one."""
    found = re.search(r'article:published_time" content="([^"]+)"', page.read_text("utf-8"))
    return found[1] if found else ""


def measure(url: str, chromium: str) -> Report:
    """Return Lighthouse's report of one load of *url* with its mobile preset."""
    command = [
        "npx", "--no-install", "lighthouse", url, "--output=json", "--output-path=stdout", "--quiet",
        "--no-enable-error-reporting", f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={_CHROME_FLAGS}",
    ]  # fmt: skip
    environment = dict(os.environ, CHROME_PATH=chromium)
    # Its own command line of a fixed shape; the address is the local server's.
    result = subprocess.run(command, cwd=FOLDER, env=environment, stdout=subprocess.PIPE, check=False)  # noqa: S603
    try:
        report: Report = json.loads(result.stdout)
    except ValueError:
        raise SystemExit(2) from None  # Lighthouse has said why on stderr.
    if "runtimeError" in report:
        print(report["runtimeError"]["message"], file=sys.stderr)
        raise SystemExit(2)
    return report


def keep(reports: Sequence[Report], folder: Path, name: str) -> None:
    """Write *reports* to *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, report in enumerate(reports, 1):
        (folder / f"{name}-{number}.json").write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8")


def show(heading: str, reports: Sequence[Report]) -> bool:
    """Print the medians of *reports*; tell whether all reach the lowest figure allowed."""
    print(heading)
    medians = {name: score(reports, name) for name in CATEGORIES}
    for name, runs in medians.items():
        print(f"  {name:<26}{statistics.median(runs):>6.0f}   runs: {', '.join(f'{run:.0f}' for run in runs)}")
    for name in _FIGURES:
        values = sorted(report["audits"][name]["numericValue"] for report in reports)
        unit = " ms" if reports[0]["audits"][name]["numericUnit"] == "millisecond" else ""
        print(f"  {name:<26}{statistics.median(values):>6.{0 if unit else 3}f}{unit}")
    for line in imperfect(reports):
        print(f"  not perfect: {line}")
    return all(statistics.median(runs) >= LOWEST for runs in medians.values())


def score(reports: Sequence[Report], category: str) -> list[float]:
    """Return the score, 0 to 100, of *category* in each report."""
    return [100 * (report["categories"][category]["score"] or 0) for report in reports]


def imperfect(reports: Sequence[Report]) -> list[str]:
    """Return a line for each judged audit that is below 1 in any report: id, lowest score, what it says."""
    lowest: dict[str, tuple[float, str]] = {}
    for report in reports:
        for audit in report["audits"].values():
            value = audit["score"]
            if value is None or value >= 1 or audit["scoreDisplayMode"] in _NOT_JUDGED:
                continue
            said = f"{audit['title']} {audit.get('displayValue', '')}".strip()
            lowest[audit["id"]] = min(lowest.get(audit["id"], (1.0, "")), (value, said))
    return [f"{name} {value:.2f}: {said}" for name, (value, said) in sorted(lowest.items())]


if __name__ == "__main__":
    sys.exit(main())
