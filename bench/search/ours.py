"""The portal's own search: built with it and without, asked as `desk search` asks, edited as a site is."""

from __future__ import annotations

import hashlib
import json
import shutil
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.measuring import Run, measure
from bench.search.articles import Article, write_source
from bench.search.systems import Answers
from bench.systems import ROOT, SEARCH, plugins
from portal.addresses import SEARCH_DATA

KEY, LABEL = "ours", "Cổng Tin"


@dataclass(frozen=True)
class Ours:
    """The portal over WORK/content.

    Attributes:
        folder: holds the built site and the caches.
        content: the articles.
        searches: False leaves the search out, to see what it costs.
    """

    folder: Path
    content: Path
    searches: bool = True

    @property
    def site(self) -> Path:
        """The built site."""
        return self.folder / "output"

    @property
    def data(self) -> Path:
        """What the browser's search reads, scripts apart."""
        return self.site / SEARCH_DATA.strip("/")

    def build(self) -> Run:
        """Build the site with what the last build left, and return what it cost.

        Raises:
            bench.measuring.BuildFailedError: it could not.
        """
        program = ["-m", "bench.search.stage", str(self._stages)] if self.searches else ["-m", "pelican"]
        settings: dict[str, object] = {"CACHE_PATH": str(self.folder / "cache"), "INCREMENTAL_BUILD_MODE": "ssi"}
        if not self.searches:
            settings["PLUGINS"] = [name for name in plugins() if name != SEARCH]
        command = (
            sys.executable, *program, str(self.content), "-s", "pelicanconf.py", "-o", str(self.site),
            "-e", *(f"{name}={json.dumps(value)}" for name, value in settings.items()),
        )  # fmt: skip
        self.folder.mkdir(parents=True, exist_ok=True)
        return measure(command, ROOT, self.folder / "log")

    def stages(self) -> dict[str, float]:
        """Return the CPU seconds of each stage of the search in the last build (`stage.STAGES`)."""
        costs: dict[str, float] = json.loads(self._stages.read_text("utf-8"))
        return costs

    @property
    def _stages(self) -> Path:
        return self.folder / "stages.json"

    def forget(self) -> None:
        """Delete the site and all that earlier builds left."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def digests(self) -> dict[str, tuple[bytes, int]]:
        """Return a digest and the bytes of every file of the search, by path."""
        files = (path for path in self.data.rglob("*") if path.is_file())
        return {str(path.relative_to(self.data)): _digest(path) for path in files}


def _digest(path: Path) -> tuple[bytes, int]:
    content = path.read_bytes()
    return hashlib.blake2b(content, digest_size=8).digest(), len(content)


@dataclass(frozen=True)
class Change:
    """What one edit changed: *files* of the search that are new or other than before, and their *bytes*."""

    files: int
    bytes: int


def answers(site: Path, texts: Sequence[str]) -> tuple[Answers, dict[str, int]]:
    """Return the first ten slugs for each text, and the bytes of the files that it reads when none was read before."""
    from plugins.search.query import SearchIndex  # late: numpy would count into the memory of what is measured

    found, read = {}, {}
    for text in texts:
        index = SearchIndex(site)
        found[text] = [result.url.rstrip("/").rpartition("/")[2] for result in index.search(text, limit=10).results]
        read[text] = sum(size for _, size in index.fetched)
    return found, read


def changes_by_posts(ours: Ours, posts: Sequence[Article]) -> list[Change]:
    """Save *posts*, one after another, and return what each changed; the site was built before."""
    return [_change(ours, [post]) for post in posts]


def changes_by_sentences(ours: Ours, old: Sequence[Article]) -> list[Change]:
    """Add a sentence to each of *old*, one after another, and return what each changed."""
    sentence = "Câu này được thêm vào sau khi bài đã đăng, để nói rõ trách nhiệm của cơ quan tiếp nhận."
    edited = [replace(article, paragraphs=(*article.paragraphs, sentence)) for article in old]
    return [_change(ours, [article]) for article in edited]


def _change(ours: Ours, saved: Sequence[Article]) -> Change:
    before = ours.digests()
    for article in saved:
        write_source(article, ours.content)
    ours.build()
    changed = [item for path, item in ours.digests().items() if before.get(path) != item]
    return Change(len(changed), sum(size for _, size in changed))


def summary(changes: Sequence[Change], limit: int) -> tuple[float, float, float]:
    """Return the median of the files, the median of the bytes, and the share of changes of at most *limit* bytes."""
    return (
        statistics.median(change.files for change in changes),
        statistics.median(change.bytes for change in changes),
        sum(change.bytes <= limit for change in changes) / len(changes),
    )


def main(site: str, asked: str, told: str) -> None:
    """Answer the texts of a file; a process of its own, so that the one that measures stays small."""
    texts = json.loads(Path(asked).read_text("utf-8"))
    Path(told).write_text(json.dumps(answers(Path(site), texts), ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
