"""Edits of code, theme and settings for tests that compare builds: each changes what readers get.

An edit of a file is a pattern and what takes its place, with {n} for a number from 1 to 9. A pattern that is not found
fails the test: the edit must follow the code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Edit:
    """What to replace in the file *path*, relative to a code folder or a theme."""

    path: str
    pattern: str
    instead: str

    def make(self, root: Path, number: int) -> None:
        """Edit the file below *root*."""
        path = root / self.path
        text, count = re.subn(self.pattern, self.instead.format(n=number), path.read_text("utf-8"), count=1)
        assert count == 1, f"{self.path} has nothing like {self.pattern}"
        path.write_text(text, "utf-8")


# What shows on pages, in fragments, in bodies, in feeds, in pictures; and an edit that shows nowhere.
CODE = (
    Edit("plugins/latest_news/select.py", r"TITLE_LIMIT = \d+", "TITLE_LIMIT = 1{n}"),
    Edit("plugins/listings/home.py", r"_FEATURED = \d+", "_FEATURED = {n}"),
    Edit("plugins/articles/related.py", r"RELATED_COUNT = \d+", "RELATED_COUNT = {n}"),
    Edit("plugins/articles/figures.py", r"\(min-width: \d+px\) 640px", "(min-width: 76{n}px) 640px"),
    Edit("plugins/feeds/documents.py", r'GENERATOR = "[^"]*"', 'GENERATOR = "Cổng Tin {n}"'),
    Edit("plugins/online_visitors/counter.py", r"WINDOW_SECONDS = \d+", "WINDOW_SECONDS = 30{n}"),
    Edit("plugins/photos/derive.py", r'_WEBP = \{"quality": \d+', '_WEBP = {{"quality": 7{n}'),
    Edit("portal/pictures.py", r"WIDTHS = \(\d+,", "WIDTHS = (24{n},"),
    Edit("portal/vietnamese/dates.py", r"\{local.day:\d+\}", "{{local.day:{n}}}"),
    Edit("plugins/incremental_build/engine.py", r"\Z", "# {n}\n"),
)
# What code reads from a theme beside templates and style.
THEME = (
    Edit("components/article_tools/component.js", r"LARGEST = \d+", "LARGEST = 20{n}"),
    Edit("components/latest_news/component.html", r"</h2>", " {n}</h2>"),
    Edit("components/card/options.yaml", r"description: .*", "description: Mô tả {n}."),
    Edit("scripts/search/analysis.js", r"LONGEST = \d+", "LONGEST = 4{n}"),
    Edit("static/icons/alert.svg", r"v\.[\d]+", "v.{n}"),
    Edit("static/settings.js", r"zoom <= \d+", "zoom <= 20{n}"),
    Edit("templates/fragments/footer.html", r"\Z", "<!-- {n} -->\n"),
)
SETTINGS: tuple[dict[str, object], ...] = (
    {"LATEST_NEWS_LIMIT": 3},
    {"LATEST_NEWS_LIMIT": 9, "LISTINGS_PER_PAGE": 5},
    {"LATEST_NEWS_SCOPE": "category"},
    {"LATEST_NEWS_SCOPE": "all"},
    {"LISTINGS_PER_PAGE": 20, "LISTINGS_HOME_BLOCK": 2},
    {"FEEDS_LIMIT": 3},
    {"FEEDS_LIMIT": 50},
    {"ONLINE_VISITORS_PROVIDER": "stub", "ONLINE_VISITORS_STUB": 7},
    {"ONLINE_VISITORS_PROVIDER": "live"},
    {"COMPONENT_GALLERY": False},
    {"COMPONENT_GALLERY": True},
    {"PHOTOS_MAX_PIXELS": 60_700},  # some pictures of the newsroom are larger, some are not
    {"SITENAME": "Cổng tên khác"},
    {"SITEURL": "https://lacgiang.example"},
    {"INCREMENTAL_BUILD_MODE": "ssi"},
    {"INCREMENTAL_BUILD_MODE": "inline"},
)
