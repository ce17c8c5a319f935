"""The editor's page, and the folder of its own scripts and styles."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

STATIC = Path(__file__).with_name("static")


def page(start: Mapping[str, Any]) -> str:
    """Return the page with what its script needs to begin."""
    kept = json.dumps(start, ensure_ascii=False).replace("<", "\\u003c")
    return (STATIC / "page.html").read_text("utf-8").replace("{start}", kept)


def write_office(folder: Path, config: Mapping[str, Any], vendored: Path) -> None:
    """Write the editor with *config* into *folder*, plain files for any web server; what else lies there stays."""
    shutil.copytree(STATIC, folder, dirs_exist_ok=True)
    shutil.copytree(vendored, folder / "decap", dirs_exist_ok=True)
    (folder / "page.html").unlink()
    (folder / "index.html").write_text(page({"config": config}), "utf-8")
