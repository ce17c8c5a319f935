"""Bad input: what an editor may hand in, one folder a case in tests/bad_input/, with what is to be told and shown.

A case lies in ``tests/bad_input/FAMILY/CASE/``: its files in ``content/``, and ``case.yaml``: ``about`` (what is
wrong), ``make`` (what cannot lie in a repository), ``told`` (the findings), ``published`` (titles), ``shown`` and
``absent`` (words in the site, or in none of its files), ``refused`` (no site at all), ``epoch`` (the moment).
"""

import os
import re
from pathlib import Path

import pytest
import yaml

from plugins.articles.checking import check_all
from plugins.photos.cli import check as check_photos
from plugins.search.index.addresses import FOLDER as SEARCH_FOLDER
from plugins.search.index.deflate import inflated
from plugins.urgent_notice.cli import check as check_notice
from portal.build import Build
from portal.clock import read_now
from tests.building import EPOCH, ROOT, files
from tests.content import article, write
from tests.rights import bow_to_file_rights
from tests.workshop import Workshop

FOLDER = ROOT / "tests/bad_input"
CASES = sorted(path.parent.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*/case.yaml"))
HEAD = article("Bài sai", body="").rstrip() + "\n\n"
# "content/tin-tuc/a.md:3: BV012 what → remedy"; a folder has no line.
LINE = re.compile(r"  (content(?:/[^:]*)?)(?::(\d+))?: ([A-Z]{2}\d{3}) (\S.*) → (\S.*)")
HEADING = re.compile(r"\d+ (?:lỗi biên tập|lưu ý):")
LAST = re.compile(r"(?:Không có bài nào để đăng|Chưa dựng được vì [^;]+); .*giữ nguyên\.")
# What no page, feed or file of the site may hold, whoever wrote it.
UNSAFE = re.compile(
    rb"<script(?! (?:type=\"application/ld\+json\"|async|defer|type=\"module\"|src=\"/assets/))|[\s\"'/]on[a-z]{3,}\s*="
    rb"|(?:href|src|action)=[\"']?\s*(?:javascript|vbscript|data):|<(?:iframe|object|embed|base|frame)\b|[\x00\x02\x03]"
    rb"|<(?:img|link|script|source|video|audio)[^>]* (?:src|srcset)=[\"']?(?:https?:)?//",
    re.IGNORECASE,
)


@pytest.fixture
def place(tmp_path, warm_cache):
    """Return a newsroom with one good article."""
    room = Workshop(tmp_path, warm_cache, settings={"COMPONENT_GALLERY": False})
    write(room.content, {"tin-tuc/dung.md": article("Bài đúng", body="Nội dung đúng.", date="2024-02-01")})
    return room


def make(content, recipe):
    """Make what cannot lie in a repository."""
    kind, name, *given = recipe
    path = Path(os.fsdecode(os.fsencode(content / name).replace(b"{ff}", b"\xff")))
    path.parent.mkdir(parents=True, exist_ok=True)
    match kind:
        case "link":
            path.symlink_to(given[0])
        case "pipe":
            os.mkfifo(path)
        case "mode":
            path.chmod(int(given[0], 8))
        case "repeat":
            path.write_text(HEAD + given[0] * given[1], "utf-8")
        case "name":
            path.write_text(HEAD + "Nội dung.\n", "utf-8")


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_told_and_nothing_unsafe_or_lost(name, place, request):
    folder, content = FOLDER / name, place.content
    case = yaml.safe_load((folder / "case.yaml").read_text("utf-8"))
    if case.get("good") is False:
        (content / "tin-tuc/dung.md").unlink()
        (content / "tin-tuc").rmdir()
    write(content, files(folder / "content"))
    for recipe in case.get("make", ()):
        make(content, recipe)

    place.epoch = case.get("epoch", int(EPOCH))
    outcome = place.build(bow_to_file_rights)

    told = told_in(outcome.err, refused=case.get("refused", False))
    if request.config.getoption("--update-golden"):
        case |= {"published": sorted(titles_in(files(place.output)) - {"Bài đúng"}), "told": told}
        (folder / "case.yaml").write_text(yaml.safe_dump(case, allow_unicode=True, sort_keys=False, width=120), "utf-8")
    assert told == case["told"]
    assert outcome.status == (1 if case.get("refused") or any(" error " in line for line in told) else 0)
    if case.get("refused"):
        assert not files(place.output)
    else:
        check_site(files(place.output), case)
    if os.geteuid() or not any(recipe[0] == "mode" for recipe in case.get("make", ())):
        assert checked(place) == sorted(told)


def told_in(printed, *, refused):
    """Return "place code severity what" of each finding in what a build *printed*; any other line fails the test."""
    told, severity = [], ""
    *lines, last = printed.splitlines() or [""]
    if not refused:
        lines.append(last)
    else:
        assert LAST.fullmatch(last), printed
    for line in filter(None, lines):
        if HEADING.fullmatch(line):
            severity = "error" if "lỗi" in line else "warning"
            continue
        match = LINE.fullmatch(line)
        assert match, line
        path, number, code, what, _ = match.groups()
        assert number or Path(path).suffix not in (".md", ".MD", ".yaml"), f"no line: {line}"
        told.append(f"{path}{f':{number}' if number else ''} {code} {severity} {what}")
    return told


def check_site(site, case):
    """Assert that the other article is there, and all that the case wants; nothing unsafe, nothing that it forbids."""
    pages = {path: data for path, data in site.items() if not path.endswith((".woff2", ".jpg", ".webp", ".js", ".bin"))}
    whole = b"\n".join(pages.values())
    found = UNSAFE.search(whole)
    assert not found, whole[max(0, found.start() - 80) : found.end() + 80]
    cards = b"\n".join(inflated(data) for path, data in site.items() if path.startswith(f"{SEARCH_FOLDER}/the/"))
    for words in case.get("absent", ()):
        assert words.encode() not in whole + cards, words
    assert titles_in(site) == {"Bài đúng", *case.get("published", ())}
    for words in case.get("shown", ()):
        assert words in whole.decode(), words


def titles_in(site):
    """Return the titles of the articles of *site*."""
    pages = [data.decode() for path, data in site.items() if re.match(r"tin-tuc/\d{4}/", path)]
    return {re.search(r"<h1[^>]*>\s*(.*?)\s*</h1>", page, re.DOTALL)[1] for page in pages}


def checked(place):
    """Return what `desk check` tells, in the form of `told_in`."""
    build = Build(now=read_now({"SOURCE_DATE_EPOCH": str(place.epoch)}), content=place.content, cache=place.cache)
    site = check_all(build)
    check_notice(build)
    if site is not None:
        check_photos(site, build)
    return sorted(
        f"{found.path}{f':{found.line}' if found.line else ''} {found.code} {found.severity} {found.found}"
        for found in build.problems
    )
