"""The web app manifest: the site's name and icons, for those who put it on the first screen of a phone."""

import json

from . import urls
from .settings import Settings
from .views.site import Look

_PAPER = "#f7f4ee"
_ACCENT = "#ae1420"


def as_json(settings: Settings, look: Look) -> bytes:
    """The manifest. It opens in the browser's own window: a government site has no reason to hide its address."""
    site = settings.site
    icons = [
        {"src": look.icon, "sizes": "any", "type": "image/svg+xml"},
        {"src": look.touch_icon, "sizes": "180x180", "type": "image/png"},
        {"src": look.large_icon, "sizes": "512x512", "type": "image/png", "purpose": "any"},
    ]
    manifest = {
        "name": site.name,
        "short_name": site.short_name or site.name,
        "description": site.description or site.name,
        "lang": "zh-CN",
        "dir": "ltr",
        "id": urls.HOME,
        "start_url": urls.HOME,
        "scope": urls.HOME,
        "display": "browser",
        "background_color": _PAPER,
        "theme_color": _ACCENT,
        "icons": [icon for icon in icons if icon["src"]],
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
