"""The addresses that the site makes by itself: pages that no file of content/ is behind."""

from urllib.parse import unquote, urlsplit

from ..library import Library

FOLDERS = frozenset(
    [
        "archive",
        "charts",
        "columns",
        "data",
        "feeds",
        "files",
        "kiosk",
        "ledgers",
        "offices",
        "print",
        "search",
        "tags",
        "theme",
        "topics",
    ]
)
FILES = frozenset(
    ["index.html", "404.html", "sitemap.xml", "robots.txt", "sources.json", "site-map.html", "units.html"]
)


def exists(url: str, library: Library) -> bool:
    """Whether one of these pages answers an address; of the pages of columns, offices and topics, the very one."""
    path = unquote(urlsplit(url).path).removeprefix("/")
    top, _, rest = path.partition("/")
    slug = rest.partition("/")[0]
    settings = library.settings
    if top == "columns":
        return slug in settings.column_by_slug
    if top == "topics":
        return slug in settings.topic_by_slug
    if top == "offices":
        return slug in ("", "index.html") or slug in settings.office_by_slug
    return top in FOLDERS or path in FILES or not path
