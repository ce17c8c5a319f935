"""Settings for building on an editor's machine. publishconf.py adds what a public site needs."""

import sys
from pathlib import Path

# Pelican's console script does not have the project on its path.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from plugins.incremental_build.plugin import PortalPelican

PELICAN_CLASS = PortalPelican
PROJECT_ROOT = str(Path(__file__).resolve().parent)
PATH = str(Path(PROJECT_ROOT, "content"))
OUTPUT_PATH = str(Path(PROJECT_ROOT, "output"))
THEME = str(Path(PROJECT_ROOT, "theme"))
CACHE_PATH = str(Path(PROJECT_ROOT, ".cache"))

SITENAME = "Cổng Tin"
SITEURL = "http://127.0.0.1:8000"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"

# Each plugin is one feature; see plugins/*/__init__.py for what it does and its settings.
PLUGINS = [
    "plugins.articles",
    "plugins.listings",
    "plugins.assets",
    "plugins.photos",
    "plugins.latest_news",
    "plugins.feeds",
    "plugins.redirects",
    "plugins.search",
    "plugins.online_visitors",
    "plugins.urgent_notice",
    "plugins.component_gallery",
]

# Written once, never changed: subscribers know each article by it (docs/architecture.md).
PORTAL_ID_AUTHORITY = "lacgiang.example"
PORTAL_ID_YEAR = 2022

COMPONENT_GALLERY = True  # /thanh-phan/, for whoever works on the theme
ONLINE_VISITORS_PROVIDER = "none"

JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": __import__("jinja2").StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}

# Pelican's own reading, copying and feeds are not used: plugins.articles, photos, assets and feeds do it.
READERS = {"rst": None, "html": None}
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DELETE_OUTPUT_DIRECTORY = False
USE_FOLDER_AS_CATEGORY = False
FILENAME_METADATA = ""
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
