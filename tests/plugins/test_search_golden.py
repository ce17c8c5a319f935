"""Golden shards: what the files of a small index hold, so that no change of the form goes by unseen.

What they hold, not their bytes: those also depend on the zlib of the machine.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

from plugins.search.index.addresses import FOLDER, MANIFEST
from plugins.search.index.deflate import inflated
from plugins.search.index.tables import digest_of, short
from plugins.search.reader import IndexReader
from tests.plugins import judged
from tests.plugins.static_index import Memory, Output, clean, differing, on_disk

GOLDEN = Path(__file__).with_name("search_golden.json")
ARTICLES = 12


def small_site():
    site = judged.site()
    return replace(site, articles=site.articles[-ARTICLES:])


def contents(files):
    """Return path without its digest → digest of what the file holds; of the manifest what it says."""
    held = {}
    for path, content in files.items():
        name = re.sub(r"-[0-9a-f]{4}(?=[./])", "", path.removeprefix(f"{FOLDER}/"))
        held[name] = hashlib.sha256(inflated(content)).hexdigest()[:16]
    assert len(held) == len(files)
    return held


def test_the_files_hold_what_they_did(request, tmp_path):
    """`pytest tests/plugins/test_search_golden.py --update-golden` writes the golden file anew."""
    files = clean(small_site())
    reader = IndexReader(on_disk(tmp_path, files))
    # Names of files are digests of bytes.
    told = {name: value for name, value in reader.told.items() if name != "words"}
    found = {"manifest": told, "days": reader.days.tolist(), "files": contents(files)}
    found["files"].pop(MANIFEST.removeprefix(f"{FOLDER}/"))
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(GOLDEN.read_text("utf-8"))


def test_every_file_but_the_manifest_is_named_by_its_content():
    files = clean(judged.site())
    for path, content in files.items():
        folder, name = path.removeprefix(f"{FOLDER}/").rsplit("/", 1) if path.count("/") > 2 else ("", path)
        if path != MANIFEST and not folder.startswith("the/"):
            assert path.endswith(f"-{short(digest_of(content))}.bin"), path
        if folder.startswith("the/"):
            assert re.fullmatch(r"the/\d+-[0-9a-f]{4}/\d+\.bin", f"{folder}/{name}")


def test_a_card_that_changed_has_another_address():
    site = judged.site()
    former, output = clean(site), Output()
    newest, *others = site.articles
    output.build(replace(site, articles=(replace(newest, title="Tựa khác", version="2"), *others)), Memory())
    cards = {path for path in former if f"{FOLDER}/the/" in path}
    changed = [path for path in differing(former, output.files) if f"{FOLDER}/the/" in path]
    assert changed
    assert not [path for path in cards & output.files.keys() if former[path] != output.files[path]]


def test_two_builds_of_one_site_are_the_same():
    assert differing(clean(judged.site()), clean(judged.site())) == []
