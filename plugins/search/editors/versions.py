"""Which version of which article the Whoosh index holds, told without opening it.

``versions-N.json`` lies beside the segments, written before Whoosh's own table of contents N takes effect by a rename:
so a crash leaves the old state or the new one, and what does not fit together is no index.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import orjson

from portal.build.digest import digest
from portal.vietnamese import analysis

_CONTENTS = re.compile(r"_MAIN_([0-9]+)\.toc")
# What shapes the terms of the index.
_CODE = (Path(analysis.__file__), *(Path(__file__).with_name(name) for name in ("texts.py", "writer.py")))


def known_versions(home: Path) -> dict[str, str] | None:
    """Return identity → version of the articles in the index at *home*; None where there is none that can be used.

    It cannot be used if another version of the code wrote it, or if a file of it is not as it was left.
    """
    try:
        contents = map(_CONTENTS.fullmatch, (path.name for path in home.iterdir()))
        newest = max(int(match[1]) for match in contents if match)
        kept = orjson.loads(_place(home, newest).read_bytes())
        if kept["code"] == _code() and kept["files"] == _files(home, kept["files"]):
            return dict(kept["versions"])
    except (OSError, ValueError, LookupError, TypeError):  # missing, no JSON, other JSON
        pass
    return None


def keep_versions(home: Path, generation: int, segments: list[str], versions: Mapping[str, str]) -> None:
    """Write what generation *generation*, whose files are *segments*, will hold."""
    kept = {"code": _code(), "files": _files(home, segments), "versions": versions}
    _place(home, generation).write_bytes(orjson.dumps(kept))


def forget_others(home: Path, generation: int) -> None:
    """Remove the files of other generations than *generation*."""
    for path in home.glob("versions-*.json"):
        if path != _place(home, generation):
            path.unlink(missing_ok=True)


def _place(home: Path, generation: int) -> Path:
    return home / f"versions-{generation}.json"


def _code() -> str:
    return digest(*(path.read_bytes() for path in _CODE))


def _files(home: Path, names: list[str] | dict[str, list[int]]) -> dict[str, list[int]]:
    """Return the size of each file, and when it was last written, in nanoseconds."""
    states = {name: (home / name).stat() for name in names}
    return {name: [state.st_size, state.st_mtime_ns] for name, state in states.items()}
