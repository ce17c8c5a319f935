"""The editor's page, and the folder of its own scripts and styles."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from portal.problem import PortalError
from portal.system import reason_of

STATIC = Path(__file__).with_name("static")
# Marks a folder as one that the editor was written into before.
_MARKER = ".cong-tin-editor"


class OfficeError(PortalError):
    """The editor of an office cannot be written where it should go."""

    exit_code = 2


def page(start: Mapping[str, Any]) -> str:
    """Return the page with what its script needs to begin."""
    kept = json.dumps(start, ensure_ascii=False).replace("<", "\\u003c")
    return (STATIC / "page.html").read_text("utf-8").replace("{start}", kept)


def write_office(folder: Path, config: Mapping[str, Any], vendored: Path) -> None:
    """Write the editor with *config* into *folder*, plain files for any web server.

    Raises:
        OfficeError: the folder holds files of somebody else, or cannot be written.
    """
    try:
        if folder.exists() and not (folder / _MARKER).is_file() and any(folder.iterdir()):
            raise OfficeError(f"{folder}: thư mục có tệp khác → chọn thư mục trống bằng --into.")
        _write(folder, config, vendored)
    except (OSError, shutil.Error) as error:
        reason = reason_of(error) if type(error) is not shutil.Error else "không chép được tệp"
        raise OfficeError(
            f"{folder}: không ghi được ({reason}) → chọn thư mục khác bằng --into, hoặc xem lại quyền ghi và chỗ trống."
        ) from None


def _write(folder: Path, config: Mapping[str, Any], vendored: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARKER).touch()
    shutil.copytree(STATIC, folder, dirs_exist_ok=True)
    shutil.copytree(vendored, folder / "decap", dirs_exist_ok=True)
    (folder / "page.html").unlink()
    (folder / "index.html").write_text(page({"config": config}), "utf-8")
