"""One run of the builder: its lock, its store, what shapes it, the engine, and the shortcut when nothing changed."""

from __future__ import annotations

import gc
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.incremental_build.config import BuilderConfig
from plugins.incremental_build.engine import Engine, read_all
from plugins.incremental_build.fingerprints import code_digest, settings_digest, templates_digest
from plugins.incremental_build.folder import NOT_WRITABLE, SiteFolder, WriteError
from plugins.incremental_build.kept import alone, state_folder
from plugins.incremental_build.store import DAMAGE, Store, StoreError, is_unwritable
from portal.build import Build, Render, place
from portal.build.digest import digest, digest_of
from portal.build.memory import YOUNG_NS
from portal.problem import ConfigError
from portal.site import Site


@dataclass(frozen=True)
class Result:
    """What a run did and found."""

    pages: int
    written: int
    unchanged: bool
    problems: str
    failed: bool
    due: datetime | None


class SiteBuild:
    """Builds one content folder into one output folder."""

    def __init__(
        self,
        build: Build,
        config: BuilderConfig,
        settings: Mapping[str, Any],
        render_with: Callable[[Mapping[str, Any]], Render],
    ) -> None:
        self._build = build
        self._config = config
        self._settings = settings
        self._render_with = render_with
        self._output = Path(settings["OUTPUT_PATH"])
        self._theme = Path(settings["THEME"])
        self._state = state_folder(build.cache, build.content, self._output)

    def run(self) -> Result:
        """Do what is to be done, alone.

        Raises:
            WriteError, StoreError: the site, a cache or the store cannot be written.
        """
        if self._build.load_site is None:
            raise ConfigError("PLUGINS", self._settings["PLUGINS"], "có plugins.articles")
        try:
            self._state.mkdir(parents=True, exist_ok=True)
            with alone(self._state / "lock"):
                return self._run_alone()
        except sqlite3.DatabaseError as error:
            raise StoreError.of(self._store_path, error) from None
        except OSError as error:
            if error.errno not in NOT_WRITABLE:
                raise
            raise WriteError.of(error.filename or self._build.cache, error) from None

    def _run_alone(self) -> Result:
        known = list(self._build.problems)
        inputs = self._inputs()
        store = self._open_store()
        try:
            return self._unchanged(store, inputs) or self._changed(store, inputs)
        except DAMAGE as error:
            if is_unwritable(error):
                raise
            store.close()
            self._store_path.write_bytes(b"")
            store = self._open_store(anew=True)
            self._build.problems.clear()
            self._build.problems.extend(known)
            return self._changed(store, inputs)
        finally:
            store.close()

    @property
    def _store_path(self) -> Path:
        return self._state / "store.sqlite"

    def _open_store(self, *, anew: bool = False) -> Store:
        store = Store(self._store_path, code_digest())
        if store.was_damaged or anew:
            print("Bộ nhớ của lần dựng trước bị hỏng; dựng lại từ đầu.", file=sys.stderr)
        return store

    def _inputs(self) -> str:
        """Return what tells the state of all that is built from; "" while some is so young that it may mislead."""
        youngest = time.time_ns() - YOUNG_NS
        content, theme = _stamps(str(self._build.content)), _stamps(str(self._theme))
        self._build.stamps = {path: (size, changed) for path, size, changed in content}
        if any(changed > youngest for _, _, changed in (*content, *theme)):
            return ""
        files = [digest_of([f"{path} {size} {changed}" for path, size, changed in found]) for found in (content, theme)]
        return digest(settings_digest(self._settings), self._config.mode, *files)

    def _unchanged(self, store: Store, inputs: str) -> Result | None:
        """Return the result of the last run if this one would be the same, before anything is loaded."""
        if self._config.verify or not inputs or store.info("inputs") != inputs or store.info("unfinished") != "no":
            return None
        due = store.info("due") or ""
        if (due and datetime.fromisoformat(due) <= self._build.now) or self._build.now.isoformat() < (
            store.info("now") or ""
        ):
            return None
        rows = store.files()
        folder = SiteFolder(self._output, rows, "")
        if store.info("folder") != folder.identity or not all(
            folder.is_intact(path, row) for path, row in rows.items()
        ):
            return None
        problems = store.info("problems") or ""
        moment = datetime.fromisoformat(due) if due else None
        return Result(0, 0, True, problems, store.info("failed") == "yes", moment)

    def _changed(self, store: Store, inputs: str) -> Result:
        build = self._build
        build.memory = store
        build.in_parallel = read_all
        with _nothing_collected():
            site = self._load()
            folder = SiteFolder(self._output, store.files(), self._key(site), verify=self._config.verify)
            render, pages_key = self._render_with(self._globals(site)), self._pages_key(site)
            engine = Engine(build, folder, render, mode=self._config.mode, pages_key=pages_key)
            engine.plan(site)
        # Files that nobody remembers: left by a build that did not end, or come with what somebody put back.
        may_hold_more = store.info("unfinished") != "no" or store.info("folder") != folder.identity
        store.set_info("unfinished", "yes")
        engine.carry_out(site)
        gone = folder.remove_unclaimed(look_everywhere=may_hold_more or folder.was_touched or self._config.verify)
        store.keep_files(folder.changed, gone)
        due = build.next_due(site)
        problems, failed = build.problems.report(), bool(build.problems.errors)
        notes = {
            "inputs": inputs, "due": due.isoformat() if due else "", "now": build.now.isoformat(),
            "problems": problems, "failed": "yes" if failed else "no", "unfinished": "no",
            "folder": folder.identity,
        }  # fmt: skip
        for key, value in notes.items():
            store.set_info(key, value)
        return Result(engine.report.pages, folder.written, False, problems, failed, due)

    def _load(self) -> Site:
        if self._build.load_site is None:
            raise ConfigError("PLUGINS", self._settings["PLUGINS"], "có plugins.articles")
        return self._build.load_site()

    def _globals(self, site: Site) -> dict[str, Any]:
        return {
            "agency": site.agency,
            "categories": site.categories,
            "site_url": self._settings["SITEURL"],
            "place": place,
            "page_urls": frozenset(page.url for page in site.pages),
        }

    def _key(self, site: Site) -> str:
        """Return what shapes every file beside what it shows."""
        return digest(settings_digest(self._settings), self._config.mode, repr(site.agency), repr(site.categories))

    def _pages_key(self, site: Site) -> str:
        """Return what shapes every page beside what it shows and what shapes every file."""
        fingerprints = [f"{name} {value.hex()}" for name, value in sorted(self._build.fingerprints.items())]
        pages = sorted(page.url for page in site.pages)
        return digest(templates_digest(self._theme), " ".join(pages), *fingerprints)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Let the garbage collector rest: a site is millions of values and no garbage, and stays until the end.

    A quarter of the time went to looking through them again and again.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _stamps(root: str) -> list[tuple[str, int, int]]:
    """Return (path under *root*, size, time of change) of every file, in the order of the paths."""
    found = []
    start = len(root) + 1
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            found.append((_writable(folder[start:]), -1, 0))  # whoever reads it tells why
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
                continue
            try:
                status = entry.stat()
            except OSError:
                continue  # a link to nowhere
            size = status.st_size if status.st_mode & 0o444 else -1  # what nobody may read is another file
            found.append((_writable(entry.path[start:]), size, status.st_mtime_ns))
    return sorted(found)


def _writable(path: str) -> str:
    """Return *path* in letters that can be kept: a name need not be UTF-8."""
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "backslashreplace")
