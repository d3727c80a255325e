"""Old addresses: well formed, each claimed once, none on top of a page that exists."""

import re
from collections.abc import Iterator

from .. import urls
from ..library import Library
from ..problems import Problem
from ..records import Record
from .places import at

_OLD = re.compile(r"/[A-Za-z0-9._~/-]*")
_OWN = (
    "/columns/",
    "/offices/",
    "/search/",
    "/kiosk/",
    "/data/",
    "/feeds/",
    "/theme/",
    "/files/",
    "/archive/",
    "/tags/",
    "/topics/",
    "/print/",
)


def check(library: Library) -> Iterator[Problem]:
    """Paths of redirect_from."""
    taken: dict[str, Record] = {}
    pages = {urls.output_path(urls.item(record.id)) for record in (*library.records, *library.scheduled)}
    pages |= {"index.html", "404.html", "sitemap.xml", "robots.txt", "sources.json", "site-map.html", "units.html"}
    for record in sorted((*library.records, *library.scheduled), key=lambda record: record.id):
        for index, old in enumerate(record.item.redirect_from):
            place = at(record, "redirect_from", index)
            path = urls.output_path(old)
            if not _OLD.fullmatch(old) or any(part in (".", "..", "") for part in path.split("/")):
                yield Problem("redirect.form", place, {"old": old[:60]})
            elif path in pages or old.startswith(_OWN):
                yield Problem("redirect.taken", place, {"old": old})
            elif path in taken:
                yield Problem("redirect.twice", place, {"old": old, "other": taken[path].file})
            else:
                taken[path] = record
