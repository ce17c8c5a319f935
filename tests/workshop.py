"""A portal of one's own for a test: builds run in forked processes, with eyes on what they do."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from tests.building import EPOCH, ROOT, files
from tests.content import age, article, write


@dataclass(frozen=True)
class Outcome:
    """What a build said and did.

    Attributes:
        status: its exit status.
        out, err: what it printed.
        seen: "pages", "rendered", "restitched", "written", "unchanged", "bodies" (paths), "row_bytes" (by table).
    """

    status: int
    out: str
    err: str
    seen: dict[str, Any]


class Running:
    """A build in a process of its own."""

    def __init__(self, pid: int, folder: Path) -> None:
        self.pid = pid
        self._folder = folder

    def said(self) -> str:
        """Return what it told so far on its standard error."""
        return (self._folder / "err").read_text("utf-8") if (self._folder / "err").exists() else ""

    def wait(self) -> Outcome:
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        out, err = ((self._folder / name).read_text("utf-8") for name in ("out", "err"))
        seen = self._folder / "seen.json"
        return Outcome(status, out, err, json.loads(seen.read_bytes()) if seen.exists() else {})


@dataclass
class Workshop:
    """One content folder, its output, its cache. *warm* is a cache whose fonts and style are used again."""

    root: Path
    warm: Path | None = None
    settings: dict[str, object] = field(default_factory=dict)
    epoch: int = int(EPOCH)
    theme: Path = ROOT / "theme"
    _runs: int = 0

    def __post_init__(self) -> None:
        self.content, self.output, self.cache = (self.root / name for name in ("content", "output", "cache"))
        if self.warm is not None:
            shutil.copytree(self.warm, self.cache, ignore=shutil.ignore_patterns("sites"))

    @property
    def store(self) -> Path:
        """The one store of this portal."""
        (path,) = self.cache.glob("sites/*/store.sqlite")
        return path

    def own_theme(self) -> Path:
        """Give the portal a theme that a test may edit."""
        self.theme = self.root / "theme"
        shutil.copytree(ROOT / "theme", self.theme)
        return self.theme

    def start(self, prepare: Callable[[], object] | None = None, **places: Path) -> Running:
        """Start a build; *prepare* runs first in its process. *places* stand in for "output" and "cache"."""
        load_for_all()
        self._runs += 1
        folder = self.root / "runs" / str(self._runs)
        folder.mkdir(parents=True)
        pid = os.fork()
        if pid == 0:
            status = 70
            try:
                _speak_into(folder)
                status = self._build(folder, prepare, places)
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status)
        return Running(pid, folder)

    def build(self, prepare: Callable[[], object] | None = None, **places: Path) -> Outcome:
        """Build and wait for the end."""
        return self.start(prepare, **places).wait()

    def built(self, prepare: Callable[[], object] | None = None) -> Outcome:
        """Build; anything but a clean build fails the test with what was printed."""
        outcome = self.build(prepare)
        assert outcome.status == 0, outcome.out + outcome.err
        return outcome

    def clean(self) -> dict[str, bytes]:
        """Return the files of a build that remembers nothing."""
        root = self.root / "clean"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.cache, root / "cache", ignore=shutil.ignore_patterns("sites"))
        outcome = self.build(output=root / "output", cache=root / "cache")
        assert outcome.status in (0, 1), outcome.err
        return files(root / "output")

    def assert_equals_clean(self) -> None:
        """Assert that the output is, byte for byte, what a clean build gives."""
        here, clean = files(self.output), self.clean()
        assert sorted(here) == sorted(clean)
        assert [path for path in here if here[path] != clean[path]] == []

    def age(self) -> None:
        """Make all sources older than two seconds, as after a pause; times that are old already stay."""
        age(self.content, *([self.theme] if self.theme != ROOT / "theme" else []))

    def _build(self, folder: Path, prepare: Callable[[], object] | None, places: dict[str, Path]) -> int:
        from pelican.settings import read_settings

        from plugins.incremental_build.plugin import PortalPelican

        os.environ["SOURCE_DATE_EPOCH"] = str(self.epoch)
        paths = {
            "PATH": self.content, "THEME": self.theme, "OUTPUT_PATH": places.get("output", self.output),
            "CACHE_PATH": places.get("cache", self.cache),
        }  # fmt: skip
        override = {**{name: str(path) for name, path in paths.items()}, **self.settings}
        seen = watch()
        if prepare:
            prepare()
        try:
            PortalPelican(read_settings(str(ROOT / "pelicanconf.py"), override=override)).run()
        except SystemExit as end:
            return int(end.code or 0)
        finally:
            (folder / "seen.json").write_text(json.dumps(seen), "utf-8")
        return 0


def load_for_all() -> None:
    """Load here, once, what each forked build would load for itself."""
    for name in ("articles.loader", "feeds.catalogue", "photos.publish", "assets.publish", "incremental_build.plugin"):
        importlib.import_module(f"plugins.{name}")


def _speak_into(folder: Path) -> None:
    """Let this process, and those that it starts, print into files of *folder*."""
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT, 0o666), number)
    # Pytest's own do not lead to the descriptors.
    sys.stdout = open(1, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115


def watch() -> dict[str, Any]:
    """Let this process count what builds do; the counts stand in what is returned."""
    from plugins.incremental_build.engine import Engine
    from plugins.incremental_build.run import SiteBuild
    from plugins.incremental_build.tables import StoredLedger, StoredTable

    seen: dict[str, Any] = {"bodies": [], "row_bytes": {}}

    def note(table: str, size: int) -> None:
        seen["row_bytes"][table] = seen["row_bytes"].get(table, 0) + size

    def after(kind: type, name: str, look: Callable[..., None]) -> None:
        method = getattr(kind, name)

        def watched(self: Any, *given: Any, **named: Any) -> Any:
            result = method(self, *given, **named)
            look(self, result, *given)
            return result

        setattr(kind, name, watched)

    after(Engine, "carry_out", lambda engine, _, site: seen.update(vars(engine.report)))
    after(SiteBuild, "run", lambda _, result: seen.update(written=result.written, unchanged=result.unchanged))
    after(StoredTable, "get", lambda table, _, key: seen["bodies"].append(key) if "kept_bodies" in table._one else None)
    after(StoredTable, "put", lambda table, _, rows: note(table._put.split()[4], sum(map(len, rows.values()))))
    after(StoredLedger, "_write", lambda ledger, _, __, chunk: note(ledger._put.split()[4], len(orjson.dumps(chunk))))
    return seen


def small_content(root: Path, articles: int = 6) -> Path:
    """Write a small portal: articles of two categories and two tags, a page, a glossary."""
    for number in range(articles):
        write(
            root,
            {
                f"tin-tuc/{number}.md": article(
                    f"Bài số {number}",
                    body="UBND tỉnh bàn việc." if number % 2 else "Tỉnh bàn việc.",
                    date=f"2024-03-{number % 28 + 1:02} 08:00",
                    category=("Cải cách hành chính", "Chuyển đổi số")[number % 2],
                    tags=("Một cửa", "Số hóa")[number % 2],
                )
            },
        )
    return write(
        root,
        {
            "viet-tat.yaml": "UBND: Ủy ban nhân dân\n",
            "trang/gioi-thieu.md": "Title: Giới thiệu\n\nCổng thử.\n",
        },
    )


def stamps(root: Path) -> dict[str, tuple[int, int, int]]:
    """Return path → (inode, size, time of change) of every file below *root*."""
    found = {}
    for path in sorted(root.rglob("*")):
        if path.is_file():
            status = path.stat()
            found[path.relative_to(root).as_posix()] = (status.st_ino, status.st_size, status.st_mtime_ns)
    return found


def changed_files(before: dict[str, tuple[int, int, int]], after: dict[str, tuple[int, int, int]]) -> set[str]:
    """Return the paths that came, went or were written."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
