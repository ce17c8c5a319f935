"""Plain Pelican, with its own readers, generators, writer and cache of sources."""

SITENAME = "Cổng đo tốc độ"
SITEURL = "https://lacgiang.example"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
THEME_STATIC_PATHS: list[str] = []
PLUGINS: list[str] = []
READERS = {"rst": None, "html": None}
ARTICLE_PATHS = ["tin-tuc"]
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
USE_FOLDER_AS_CATEGORY = False

# A second build reads only sources that changed.
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CHECK_MODIFIED_METHOD = "mtime"

ARTICLE_URL = "tin-tuc/{date:%Y}/{date:%m}/{date:%d}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
CATEGORY_URL = "chuyen-muc/{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
TAG_URL = "chu-de/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
CATEGORIES_SAVE_AS = "chuyen-muc/index.html"
TAGS_SAVE_AS = "chu-de/index.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = ARCHIVES_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "news", "categories", "tags", "sitemap"]
NEWS_SAVE_AS = "tin-tuc/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
PAGINATED_TEMPLATES = {"category": 20, "tag": 20, "news": 20}
DEFAULT_PAGINATION = 20
PAGINATION_PATTERNS = (
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/trang/{number}/", "{base_name}/trang/{number}/index.html"),
)

FEED_DOMAIN = SITEURL
FEED_MAX_ITEMS = 50
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TAG_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_ALL_RSS = "feeds/tat-ca.rss.xml"
CATEGORY_FEED_RSS = "feeds/chuyen-muc/{slug}.rss.xml"
TAG_FEED_RSS = "feeds/chu-de/{slug}.rss.xml"

JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
