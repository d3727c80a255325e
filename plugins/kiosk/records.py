"""A record as the kiosk shows it: guides, running notices and bulletins, in few words."""

from collections.abc import Iterable

from msgspec import Struct

from ..portal import urls
from ..portal.json_lines import json_lines
from ..portal.kinds.guide import Guide
from ..portal.kinds.notice import Notice
from ..portal.library import Library
from ..portal.lifecycle import people_leave_after, public_people
from ..portal.records import Record

URL = "/kiosk/records.json"
KINDS = ("guide", "notice", "bulletin")
_BULLETINS = 20


class KioskRecord(Struct, frozen=True):
    """What the kiosk knows of an item."""

    id: str
    url: str
    title: str
    kind: str
    office: str
    published: str
    summary: str
    place: str
    """Where to go, for guides."""
    bring: tuple[str, ...]
    """What to bring, for guides."""
    people: tuple[str, ...]
    """Names on notice, while they may be seen."""
    visible_from: str
    """The first day on which a notice may be shown, YYYY-MM-DD; empty for no bound."""
    visible_until: str
    """The last day on which a notice may be shown, by the kiosk's own clock; empty for no bound."""


def due(library: Library) -> list[Record]:
    """The records that the kiosk must have: every guide, the notices that still run, the newest bulletins."""
    notices = [
        record
        for record in library.of_kind.get("notice", ())
        if (status := library.status(record)) is not None and status.code in ("open", "upcoming")
    ]
    guides = library.of_kind.get("guide", ())
    return [*guides, *notices, *library.of_kind.get("bulletin", ())[:_BULLETINS]]


def kiosk_records(library: Library) -> list[KioskRecord]:
    """The kiosk's records."""
    return [_kiosk_record(library, record) for record in due(library)]


def as_json(records: Iterable[KioskRecord]) -> bytes:
    """A JSON list of records, one a line."""
    return json_lines(records)


def _kiosk_record(library: Library, record: Record) -> KioskRecord:
    item = record.item
    guide = item if isinstance(item, Guide) else None
    notice = item if isinstance(item, Notice) else None
    retention = library.settings.checks.retention_days
    last = people_leave_after(notice, retention) if notice is not None else None
    return KioskRecord(
        id=record.id,
        url=urls.item(record.id),
        title=item.title,
        kind=record.kind_name,
        office=item.office,
        published=item.published.date().isoformat(),
        summary=item.summary or "",
        place=(guide.place or "") if guide is not None else "",
        bring=tuple(material.name for material in guide.materials) if guide is not None else (),
        people=tuple(person.name for person in public_people(notice, library.today, retention)) if notice else (),
        visible_from=notice.period.start.isoformat() if notice is not None and notice.period is not None else "",
        visible_until=last.isoformat() if last is not None else "",
    )
