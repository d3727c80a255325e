"""Links and pictures in bodies: those that point into the site must find something there."""

from collections.abc import Iterable, Iterator

from .. import urls
from ..addresses import Address, resolve
from ..library import Library
from ..nearest import nearest
from ..problems import Place, Problem
from ..records import Link, Record
from . import own_pages


def check(library: Library) -> Iterator[Problem]:
    """Each link's target exists. A broken one is an error: the reader would meet it."""
    everything = (*library.records, *library.scheduled)
    waiting = {record.id for record in library.scheduled}
    moved = {urls.output_path(old) for record in everything for old in record.item.redirect_from}
    for record in everything:
        for link in record.links:
            yield from _check(record, link, library, waiting, moved)


def _check(record: Record, link: Link, library: Library, waiting: set[str], moved: set[str]) -> Iterator[Problem]:
    place = Place(record.file, link.line)
    address = resolve(link.target, record.id)
    values = {"target": link.target[:80], "near": ""}
    if address.misshapen:
        yield Problem("link.misshapen", place, values)
    elif address.file is not None:
        found = library.attachments.get(address.file)
        if found is None:
            values["near"] = _offer(address.file, library.attachments, "/files/{}")
            yield Problem("link.no_file", place, values)
        elif found.stamp.size == 0:
            yield Problem("attachment.empty", place, {"label": "正文", "file": address.file})
    elif address.item is not None:
        if address.item in waiting:
            yield Problem("link.waiting", place, values)
        elif address.item not in library.by_id and f"{address.item}.html" not in moved:
            values["near"] = _offer(address.item, library.by_id, "/{}.html")
            yield Problem("link.no_item", place, values)
    elif link.is_picture and address.outside:
        yield Problem("link.outside_picture", place, values)
    elif _is_inside(address) and not _answers(address, library, moved):
        yield Problem("link.no_page", place, values)


def _answers(address: Address, library: Library, moved: set[str]) -> bool:
    """Whether a page that the site makes by itself, or an old address, stands there."""
    return own_pages.exists(address.url, library) or urls.output_path(address.url) in moved


def _is_inside(address: Address) -> bool:
    return not address.outside and address.url.startswith("/")


def _offer(word: str, among: Iterable[str], form: str) -> str:
    near = nearest(word, among)
    return f"是不是想写“{form.format(near)}”？" if near else ""
