"""site.yaml and the command line → Pelican's settings. Pelican's own article, page and feed machinery is switched off."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PLUGINS = ("plugins.portal", "plugins.kiosk", "plugins.search_index", "plugins.open_data")
"""All of them must register, or nothing is built."""


def pelican_settings(
    *,
    content: Path = ROOT / "content",
    site: Path = ROOT / "site.yaml",
    output: Path = ROOT / "output",
    theme: Path = ROOT / "theme",
    today: str | None = None,
    jobs: int = 1,
    report: Callable[..., None] | None = None,
) -> dict[str, Any]:
    """The settings for a build. `today` is YYYY-MM-DD, or None for the day of the build."""
    return {
        "PATH": str(content),
        "OUTPUT_PATH": str(output),
        "DELETE_OUTPUT_DIRECTORY": False,
        "PLUGINS": list(PLUGINS),
        "PORTAL_PLUGINS": PLUGINS,
        "PORTAL_SITE": str(site),
        "PORTAL_THEME": str(theme),
        "PORTAL_DATE": today,
        "PORTAL_JOBS": jobs,
        "PORTAL_REPORT": report,
        "SITENAME": "portal",
        "SITEURL": "",
        "TIMEZONE": "Asia/Shanghai",
        "DEFAULT_LANG": "zh_cn",
        "ARTICLE_PATHS": ["files/.none"],
        "PAGE_PATHS": ["files/.none"],
        "STATIC_PATHS": [],
        "THEME_STATIC_PATHS": [],
        "DIRECT_TEMPLATES": [],
        "FEED_ALL_ATOM": None,
        "CATEGORY_FEED_ATOM": None,
        "TRANSLATION_FEED_ATOM": None,
        "AUTHOR_FEED_ATOM": None,
        "AUTHOR_FEED_RSS": None,
    }
