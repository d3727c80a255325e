"""The catalogue: one row an item, as JSON and as CSV, in the elements of the state's disclosure catalogues."""

from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec
from msgspec import Struct

from ..portal import urls
from ..portal.csv_files import csv_file
from ..portal.json_lines import json_lines
from ..portal.kinds.rule import Rule
from ..portal.library import Library
from ..portal.lifecycle import in_force_from, is_withdrawn
from ..portal.records import Record

JSON_URL = "/data/catalogue.json"
CSV_URL = "/data/catalogue.csv"


class Row(Struct, frozen=True):
    """A row. Dates are YYYY-MM-DD (published may have HH:MM); what an item lacks is empty."""

    id: str
    index_number: str
    title: str
    url: str
    kind: str
    kind_label: str
    column: str
    column_name: str
    office: str
    issuer: str
    source: str
    doc_number: str
    issued: str
    published: str
    updated: str
    effective: str
    repealed: str
    status: str
    validity: str
    summary: str
    keywords: str
    language: str


def rows(library: Library) -> Iterator[Row]:
    """Every published item, newest first. What a notice says of people is not in it."""
    return (_row(library, record) for record in library.records)


def as_json(rows: Iterable[Row]) -> bytes:
    """A JSON list of rows, one a line."""
    return json_lines(rows)


def as_csv(rows: Iterable[Row]) -> bytes:
    """The same as CSV with a byte-order mark, without which spreadsheet programs garble Chinese."""
    return csv_file(chain([Row.__struct_fields__], map(msgspec.structs.astuple, rows)))


def _row(library: Library, record: Record) -> Row:
    item, site = record.item, library.settings.site
    column = library.column_of(record)
    status = library.status(record)
    published = item.published
    with_time = published.hour or published.minute
    withdrawn = is_withdrawn(item, library.today)
    rule = item if isinstance(item, Rule) else None
    return Row(
        id=record.id,
        index_number=library.index_numbers[record.id],
        title=item.title,
        url=site.address_url + urls.item(record.id),
        kind=record.kind_name,
        kind_label=record.kind.label,
        column=column.slug if column is not None else "",
        column_name=column.name if column is not None else "",
        office=item.office,
        issuer=site.publisher,
        source=item.source or site.publisher,
        doc_number=item.doc_number or "",
        issued=_day(item.issued),
        published=published.isoformat(" ", "minutes") if with_time else published.date().isoformat(),
        updated=_day(item.updated),
        effective=in_force_from(rule).isoformat() if rule is not None else "",
        repealed=_day(rule.repealed) if rule is not None else "",
        status=status.code if status is not None else "published",
        validity=status.label if status is not None else "",
        summary="" if withdrawn else item.summary or "",
        keywords="" if withdrawn else " ".join(item.keywords),
        language="zh-CN",
    )


def _day(value: object) -> str:
    return str(value) if value is not None else ""
