"""Stock Pelican as the speed comparison runs it: no plugins, settings that give the portal's pages and nothing more."""

import json
from pathlib import Path
from typing import Any

_PROJECT = Path(__file__).parent
_SITE: dict[str, Any] = json.loads((_PROJECT / "portal.json").read_text(encoding="utf-8"))

SITENAME = _SITE["name"]
SITEURL = ""
FEED_DOMAIN = "https://portal.example"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh"
PATH = str(_PROJECT / "content")
THEME = str(_PROJECT / "theme")
ARTICLE_PATHS = ["rules"]
PAGE_PATHS = ["pages"]
STATIC_PATHS: list[str] = []
# Addresses as the portal's: a page's path is its source's path, a column's page is /columns/<slug>/.
PATH_METADATA = r"(?P<path_no_ext>.*)\..*"
ARTICLE_URL = "{path_no_ext}.html"
ARTICLE_SAVE_AS = "{path_no_ext}.html"
# Columns are Pelican's authors: an article has one category but many authors, and a column lists those below it too.
AUTHOR_URL = "columns/{slug}/"
AUTHOR_SAVE_AS = "columns/{slug}/index.html"
AUTHOR_FEED_ATOM = "feeds/{slug}.xml"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
TAGS_SAVE_AS = "tags/index.html"
# As pinyin, two keywords of one sound would become one page.
SLUGIFY_USE_UNICODE = True
YEAR_ARCHIVE_URL = "archive/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = "archive/{date:%Y}/index.html"
USE_FOLDER_AS_CATEGORY = False
DIRECT_TEMPLATES = ["index", "sitemap", "tags"]
SITEMAP_SAVE_AS = "sitemap.xml"
PAGINATED_TEMPLATES = {"author": 20, "tag": 20, "period_archives": 20}
PAGINATION_PATTERNS = (
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page-{number}.html", "{base_name}/page-{number}.html"),
)
# Full texts: stock Pelican cannot cut its Atom feeds to the summaries.
FEED_MAX_ITEMS = 20
MARKDOWN = {
    # What the texts use; Pelican's default would add code highlighting and seven more extensions.
    "extension_configs": {
        "markdown.extensions.meta": {},
        "markdown.extensions.tables": {},
        "markdown.extensions.toc": {},
    },
    "output_format": "html5",
}

# Off, because the portal has no such pages: categories, the feeds of the whole site and of translations.
CATEGORY_SAVE_AS = ""
CATEGORY_FEED_ATOM = None
FEED_ALL_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_RSS = None
# Off, because they only cost time here: looking for translations compares every document with every other; the
# summary would go through Markdown once more.
ARTICLE_TRANSLATION_ID = None
PAGE_TRANSLATION_ID = None
FORMATTED_FIELDS: list[str] = []
DELETE_OUTPUT_DIRECTORY = False

_neighbours: dict[str, tuple[Any, Any]] = {}


def neighbours(article: Any, articles: list[Any]) -> tuple[Any, Any]:
    """The newer and the older document of the same column.

    Stock Pelican has none; looked up once for all pages, since a search for each would grow with the square.
    """
    if not _neighbours:
        columns: dict[str, list[Any]] = {}
        for other in articles:
            columns.setdefault(other.category.name, []).append(other)
        for members in columns.values():
            for newer, this, older in zip([None, *members], members, [*members[1:], None], strict=False):
                _neighbours[this.source_path] = (newer, older)
    return _neighbours[article.source_path]


JINJA_GLOBALS = {"PORTAL": _SITE, "COLUMNS": _SITE["by_slug"], "neighbours": neighbours}
