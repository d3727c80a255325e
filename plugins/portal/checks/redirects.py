"""Old addresses: well formed, each claimed once, none on top of a page that exists."""

import re
from collections.abc import Container, Iterator

from .. import urls
from ..library import Library
from ..problems import Problem
from ..records import Record
from . import own_pages
from .places import at

_OLD = re.compile(r"/[A-Za-z0-9._~/-]*")
_LONGEST = 200
"""Of one part of a path: file systems take 255 bytes."""


def check(library: Library) -> Iterator[Problem]:
    """Paths of redirect_from."""
    everything = sorted((*library.records, *library.scheduled), key=lambda record: record.id)
    pages = {urls.output_path(urls.item(record.id)) for record in everything} | own_pages.FILES
    folders = {above for page in pages for above in _above(page)} | own_pages.FOLDERS
    occupied = pages | own_pages.FOLDERS
    taken: dict[str, Record] = {}
    below: dict[str, Record] = {}
    for record in everything:
        for index, old in enumerate(record.item.redirect_from):
            place = at(record, "redirect_from", index)
            path = urls.output_path(old)
            if not _is_well_formed(old, path):
                yield Problem("redirect.form", place, {"old": old[:60]})
            elif path in pages or path in folders or _is_below(path, occupied):
                yield Problem("redirect.taken", place, {"old": old})
            elif path in taken:
                yield Problem("redirect.twice", place, {"old": old, "other": taken[path].file})
            elif path in below or _is_below(path, taken):
                other = below.get(path) or next(taken[above] for above in _above(path) if above in taken)
                yield Problem("redirect.nested", place, {"old": old, "other": other.file})
            else:
                taken[path] = record
                below.update(dict.fromkeys(_above(path), record))


def _is_well_formed(old: str, path: str) -> bool:
    parts = path.split("/")
    return bool(_OLD.fullmatch(old)) and not any(part in (".", "..", "") or len(part) > _LONGEST for part in parts)


def _above(path: str) -> list[str]:
    """The folders that a file needs: a/b/c.html → a, a/b."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: end + 1]) for end in range(len(parts))]


def _is_below(path: str, others: Container[str]) -> bool:
    """Whether a path would need a folder where something else is."""
    return any(above in others for above in _above(path))
