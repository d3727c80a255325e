"""Atom feeds: one for the whole site, one for each column, newest items first."""

from collections.abc import Iterator, Sequence
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from ..portal import urls
from ..portal.library import Library
from ..portal.plan import FilePlan
from ..portal.records import Record

ENTRIES = 20
_TIME_ZONE = "+08:00"
ALL = "all"


def plans(library: Library) -> Iterator[FilePlan]:
    """The feeds of a site."""
    name = library.settings.site.name
    make = partial(feed, library, ALL, name, urls.HOME, library.listed[:ENTRIES])
    yield FilePlan(urls.feed(ALL), make, key=library.key)
    for column, _ in library.settings.walk_columns():
        records = _newest(library.in_column.get(column.slug, ()))
        title = f"{column.name}——{name}"
        make = partial(feed, library, column.slug, title, urls.column(column.slug), records)
        yield FilePlan(urls.feed(column.slug), make, key=library.key)


def feed(library: Library, slug: str, title: str, page: str, records: Sequence[Record]) -> bytes:
    """An Atom document. Its time is that of its newest entry, so that equal content gives equal bytes."""
    site = library.settings.site
    root = site.address_url
    updated = max((_updated(record) for record in records), default="1970-01-01T00:00:00" + _TIME_ZONE)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"<title>{_text(title)}</title>",
        f"<id>{_text(root + urls.feed(slug))}</id>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(root + urls.feed(slug))}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(root + page)}/>',
        f"<updated>{updated}</updated>",
        f"<author><name>{_text(site.publisher)}</name></author>",
    ]
    for record in records:
        url = root + urls.item(record.id)
        lines += [
            "<entry>",
            f"<title>{_text(record.title)}</title>",
            f"<id>{_text(url)}</id>",
            f'<link rel="alternate" type="text/html" href={quoteattr(url)}/>',
            f"<published>{record.published.isoformat()}{_TIME_ZONE}</published>",
            f"<updated>{_updated(record)}</updated>",
            f"<category term={quoteattr(record.kind_name)} label={quoteattr(record.kind.label)}/>",
            f"<summary>{_text(record.item.summary or record.title)}</summary>",
            "</entry>",
        ]
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


def _updated(record: Record) -> str:
    updated = record.item.updated
    if updated is not None and updated > record.published.date():
        return f"{updated.isoformat()}T00:00:00{_TIME_ZONE}"
    return record.published.isoformat() + _TIME_ZONE


def _newest(records: Sequence[Record]) -> list[Record]:
    """The newest of a column, whose list has the pinned ones first: feeds go by time alone, ties by id."""
    pinned = [record for record in records if record.item.pinned]
    chosen = sorted([*pinned, *records[len(pinned) : len(pinned) + ENTRIES]], key=lambda record: record.id)
    return sorted(chosen, key=lambda record: record.published, reverse=True)[:ENTRIES]


def _text(text: str) -> str:
    return escape(text)
