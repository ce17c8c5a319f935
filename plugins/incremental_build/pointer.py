"""Tells an editor where in the preview an article stands, again whenever a save moves it."""

from __future__ import annotations

import json
import webbrowser
from pathlib import Path

from portal.addresses import PREVIEWED

_MOST_LISTED = 20


class Pointer:
    """Reads after each build where sources stand; prints what changed since the last one."""

    def __init__(self, output: Path, source: str, *, opens: bool) -> None:
        """Take *output* as the folder of the preview; *source* is the article meant, "" for all that is unpublished.

        *opens*: open the first address in the browser, too.
        """
        self._output = output
        self._source = source
        self._opens = opens
        self._told: list[str] = []

    def point(self, site_url: str) -> None:
        """Print the addresses below *site_url*, if they are not those printed last."""
        lines = self._lines(site_url)
        if lines == self._told:
            return
        self._told = lines
        print("\n".join(lines), flush=True)
        if self._opens and lines and (address := lines[0].split()[0]).startswith(site_url):
            webbrowser.open(address)
            self._opens = False

    def _lines(self, site_url: str) -> list[str]:
        try:
            known = json.loads((self._output / PREVIEWED).read_bytes())
        except FileNotFoundError:
            known = {}
        if self._source:
            found = known.get(self._source)
            return [_line(site_url, found)] if found else [f"Chưa xem được {self._source}: sửa các lỗi ở trên rồi lưu."]
        waiting = [_line(site_url, found) for found in known.values() if found["note"]]
        return waiting[:_MOST_LISTED] or ["Không có bản nháp hay bài hẹn giờ nào."]


def _line(site_url: str, found: dict[str, str]) -> str:
    return f"{site_url}{found['url']}  {found['note'] or 'Bài đã đăng.'} {found['title']}"
