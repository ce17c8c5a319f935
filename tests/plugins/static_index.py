"""What the tests of the static index need: a memory, an output folder, an archive that random acts change."""

from __future__ import annotations

import copy
import json
import random
import shutil
import subprocess
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from plugins.search.index import manifest, shards, tiers, update
from plugins.search.publish import publish
from portal.article import Body, StaticPage, Withdrawal
from portal.build.digest import digest
from portal.site import newest_first
from tests.building import ROOT
from tests.content import write
from tests.samples import REFORM, SERVICES, make_article, make_site, moment

RUNNER = Path(__file__).with_name("search_in_node.mjs")
WORDS = (
    "cải cách hành chính công dịch vụ trực tuyến hồ sơ thủ tục đất đai một cửa liên thông tỉnh huyện xã phường người "
    "dân doanh nghiệp chỉ số hài lòng quyết định nghị quyết kế hoạch báo cáo hội nghị đánh giá xếp hạng năm 2024 số"
)


class PowerCutError(Exception):
    """The build ends here."""


class Power:
    """Counts what a build does to its memory and output, and ends it before act number *fails_at*."""

    def __init__(self):
        self.acts, self.fails_at = 0, 0

    def act(self):
        self.acts += 1
        if self.acts == self.fails_at:
            raise PowerCutError


class Rows:
    """A table and a ledger at once."""

    def __init__(self, power):
        self.rows, self.power = {}, power

    def get(self, key):
        return self.rows.get(key)

    def put(self, rows):
        self.power.act()
        assert all(isinstance(value, bytes) for value in rows.values())
        self.rows.update(rows)

    def remove(self, keys):
        self.power.act()
        for key in keys:
            self.rows.pop(key, None)

    def all(self):
        return copy.deepcopy(self.rows)

    def keep(self, changed, gone):
        self.power.act()
        self.rows.update(json.loads(json.dumps(changed)))
        for key in gone:
            self.rows.pop(key, None)


class Memory:
    """What builds remember, as long as this value lives."""

    def __init__(self, power=None):
        self.power, self.tables = power or Power(), {}

    def table(self, name, key):
        return self.tables.setdefault((name, key), Rows(self.power))

    ledger = table


class Output:
    """An output folder in memory that remembers the last build that ended.

    Attributes:
        put_now: paths that the last build wrote.
    """

    def __init__(self, power=None):
        self.power, self.files = power or Power(), {}
        self.put_now, self._rows, self._shows = [], {}, {}

    def put(self, path, content, shows=""):
        self.power.act()
        assert path not in self._shows, f"{path} is written twice"
        assert content, f"{path} is empty"
        self.files[path], self._shows[path] = content, shows
        self.put_now.append(path)

    def keep(self, path, shows):
        row = self._rows.get(path)
        kept = row is not None and row == (shows, self.files.get(path))
        if kept:
            assert path not in self._shows, f"{path} is kept twice"
            self._shows[path] = shows
        return kept

    def size(self, path):
        return len(self.files[path]) if path in self._shows else None

    def build(self, site, memory):
        """Write the index of *site* as a build does; files that are no part of it go at its end."""
        self.put_now, self._shows = [], {}
        index = publish(site, self, memory)
        self.files = {path: self.files[path] for path in self._shows}
        self._rows = {path: (shows, self.files[path]) for path, shows in self._shows.items()}
        return index


def clean(site):
    """Return path → bytes of the index of *site*, built from nothing."""
    output = Output()
    output.build(site, Memory())
    return output.files


def differing(some, others):
    """Return the paths at which two indexes differ; texts of both kinds are too long for a failing assert."""
    return sorted(path for path in some.keys() | others.keys() if some.get(path) != others.get(path))


def on_disk(folder, files):
    """Write the files of an index below *folder* and return it."""
    return write(folder, files)


def in_node(tmp_path, site, queries):
    """Return what the browser's modules answer to *queries* over the built *site*; see search_in_node.mjs."""
    modules = tmp_path / "modules"
    if not modules.exists():
        shutil.copytree(ROOT / "theme/scripts/search", modules)
        (modules / "package.json").write_text('{"type": "module"}')
    answer = subprocess.run(
        ["node", str(RUNNER), str(modules), str(site)], input=json.dumps(queries), capture_output=True, text=True,
        encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def small_tiers(monkeypatch):
    """Make tiers, lists and batches so small that thirty documents cross every boundary that 20,000 would."""
    for module, name, value in (
        (tiers, "CHUNK", 8), (tiers, "FEW", 2), (tiers, "LARGE", 24), (tiers, "LARGE_CHUNK", 16),
        (shards, "LONGEST", 4), (manifest, "LONGEST", 4), (manifest, "CHUNK", 8),
        (update, "_MANY", 5), (update, "_MOST_TOUCHED", 10), (update, "_AT_ONCE", 1_500),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, value)


class Archive:
    """A site of short documents, and random acts on it. The same seed, the same acts."""

    def __init__(self, seed, articles):
        self.random = random.Random(seed)
        self.articles, self.pages, self.bodies, self.unpublished = {}, {}, {}, {}
        self._made, self._day = 0, moment("2023-01-01 08:00")
        for _ in range(articles):
            self.add_the_newest()

    def site(self):
        articles = [replace(one, version=self._version(one)) for one in self.articles.values()]
        pages = [replace(page, version=self._version(page)) for page in self.pages.values()]
        site = make_site(newest_first(articles), bodies=self.bodies.__getitem__)
        glossary = {"CCHC": "cải cách hành chính"}
        return replace(site, pages=tuple(pages), unpublished=dict(self.unpublished), abbreviations=glossary)

    def act(self):
        """Do one random act and return its name."""
        names = sorted(name for name, value in vars(Archive).items() if callable(value) and value in ACTS)
        name = self.random.choice(names)
        getattr(self, name)()
        return name

    def _version(self, item):
        return digest(repr(replace(item, version="")), self.bodies[item.source].text)

    def _text(self, length=10):
        return " ".join(self.random.choice(WORDS.split()) for _ in range(length))

    def _any(self):
        return self.random.choice(sorted(self.articles))

    def _change(self, **fields):
        identity = self._any()
        self.articles[identity] = replace(self.articles[identity], **fields)

    def _add(self, day):
        self._made += 1
        identity = f"b{self._made}"
        self.articles[identity] = made = make_article(
            identity, title=self._text(4).capitalize(), slug=identity, summary=self._text(4), published=day
        )
        self.bodies[made.source] = Body("", f"{self._text()}\n{self._text(3)}")

    def add_the_newest(self):
        self._day += timedelta(hours=7)
        self._add(self._day)

    def back_date(self):
        self._add(moment("2023-01-01 09:00") + timedelta(days=self.random.randrange(12)))

    def edit_a_sentence(self):
        source = self.articles[self._any()].source
        self.bodies[source] = Body("", f"{self.bodies[source].text}\n{self._text(3)}")

    def edit_a_title(self):
        self._change(title=self._text(5))

    def edit_many(self):
        for _ in range(self.random.choice((3, 7, 90))):
            self.edit_a_sentence()

    def withdraw_or_restore(self):
        identity = self._any()
        withdrawn = None if self.articles[identity].withdrawn else Withdrawal(self._day, "Sai số liệu")
        self.articles[identity] = replace(self.articles[identity], withdrawn=withdrawn)

    def delete(self):
        if len(self.articles) > 1:
            del self.articles[self._any()]

    def delete_the_newest(self):
        if len(self.articles) > 1:
            del self.articles[max(self.articles, key=lambda identity: self.articles[identity].published)]

    def expire(self):
        self._change(expired=True)

    def move_to_another_category(self):
        self._change(category=self.random.choice((REFORM, SERVICES)))

    def redate(self):
        self._change(published=moment("2023-01-02 10:00") + timedelta(days=self.random.randrange(9)))

    def hide_or_show(self):
        source = self.articles[self._any()].source
        if self.unpublished.pop(source, None) is None:
            self.unpublished[source] = "draft"

    def add_or_edit_a_page(self):
        number = self.random.randrange(3)
        source = f"trang/{number}.md"
        self.pages[source] = StaticPage(source, self._text(3), f"trang-{number}", f"/trang-{number}/", "")
        self.bodies[source] = Body("", self._text())

    def delete_a_page(self):
        if self.pages:
            del self.pages[self.random.choice(sorted(self.pages))]

    def change_nothing(self):
        """A build without a change."""


ACTS = [
    value for name, value in vars(Archive).items() if callable(value) and name[0] != "_" and name not in ("site", "act")
]


class Newspaper:
    """An archive and its index, built again after each act."""

    def __init__(self, seed, articles):
        self.archive, self.power = Archive(seed, articles), Power()
        self.memory, self.output = Memory(self.power), Output(self.power)
        self.build()

    def build(self):
        """Bring the index up to date."""
        self.power.fails_at = 0
        self.output.build(self.archive.site(), self.memory)

    def build_until(self, act):
        """Begin a build that ends before its act number *act*."""
        self.power.acts, self.power.fails_at = 0, act
        with suppress(PowerCutError):
            self.output.build(self.archive.site(), self.memory)

    def differences(self):
        """Return in which files the index differs from one that was built from nothing."""
        return differing(self.output.files, clean(self.archive.site()))
