"""A record as a searcher may find it. Personal details and what is not published yet never enter."""

from collections.abc import Iterable, Iterator

from search.document import SearchDoc

from ..portal import urls
from ..portal.json_lines import json_lines
from ..portal.library import Library
from ..portal.lifecycle import is_withdrawn
from ..portal.records import Record

URL = "/search/records.json"


def search_records(library: Library) -> Iterator[SearchDoc]:
    """A search record of every published item, newest first."""
    return (search_record(library, record) for record in library.records)


def as_json(records: Iterable[SearchDoc]) -> bytes:
    """A JSON list of records, one a line."""
    return json_lines(records)


def search_record(library: Library, record: Record) -> SearchDoc:
    """What is known of an item for searching, but for its text, which is read from its page (sections.py)."""
    item = record.item
    column = library.column_of(record)
    status = library.status(record)
    withdrawn = is_withdrawn(item, library.today)
    attachments = () if withdrawn else tuple(each.title for each in item.attachments if not each.personal)
    return SearchDoc(
        id=record.id,
        url=urls.item(record.id),
        title=item.title,
        kind=record.kind_name,
        column=column.slug if column is not None else "",
        office=item.office,
        published=item.published.isoformat(" ", "minutes"),
        status=status.code if status is not None else "published",
        holds=status.holds if status is not None else True,
        doc_number=item.doc_number or "",
        index_number=library.index_numbers[record.id],
        keywords=() if withdrawn else item.keywords,
        summary="" if withdrawn else item.summary or "",
        attachments=attachments,
    )
