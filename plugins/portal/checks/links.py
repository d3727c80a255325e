"""Links and pictures in bodies: those that point into the site must find something there."""

from collections.abc import Iterator

from ..addresses import resolve
from ..library import Library
from ..nearest import nearest
from ..problems import Place, Problem


def check(library: Library) -> Iterator[Problem]:
    """Each link's target exists. A broken one is an error: the reader would meet it."""
    waiting = {record.id for record in library.scheduled}
    for record in (*library.records, *library.scheduled):
        for link in record.links:
            place = Place(record.file, link.line)
            address = resolve(link.target, record.id)
            values = {"target": link.target[:80]}
            if address.misshapen:
                yield Problem("link.misshapen", place, values)
            elif address.file is not None and address.file not in library.attachments:
                near = nearest(address.file, library.attachments)
                values["near"] = f"是不是想写“{near}”？" if near else ""
                yield Problem("link.no_file", place, values)
            elif address.item is not None and address.item not in library.by_id:
                if address.item in waiting:
                    yield Problem("link.waiting", place, values)
                    continue
                near = nearest(address.item, library.by_id)
                values["near"] = f"是不是想写“{near}”？" if near else ""
                yield Problem("link.no_item", place, values)
            elif link.is_picture and address.outside:
                yield Problem("link.outside_picture", place, values)
