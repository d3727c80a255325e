"""Notices and bulletins as the kiosk shows them: larger text, page by page, without a way out of the kiosk."""

import re
from collections.abc import Callable
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from ..portal import markdown
from ..portal.kinds.bulletin import Bulletin
from ..portal.kinds.notice import TYPES, Notice
from ..portal.library import Library
from ..portal.lifecycle import span
from ..portal.records import Record
from ..portal.views.desk import Desk
from ..portal.views.documents import notice_view
from ..portal.views.parts import Fact, Table
from . import records as kiosk_records

RECENT_DAYS = 120
"""For how long an announcement without a period stays on the screen."""
_LINK = re.compile(r"</?a\b[^>]*>|<img\b[^>]*>|<input\b[^>]*>")
_FRAME = re.compile(r'<div class="table-frame"[^>]*>')
_ANCHOR = re.compile(r' id="[^"]*"')


class Paper(Struct, frozen=True):
    """A document as a list shows it."""

    id: str
    """The record's id."""
    screen: str
    """The name of its screen."""
    title: str
    """Its title."""
    kind: str
    """The type of notice, or the name of the series."""
    date: str
    """When it was published, YYYY-MM-DD."""
    summary: str
    """A sentence."""
    start: str
    """The first day of its period, YYYY-MM-DD; empty for none."""
    end: str
    """The last day of its period, after which it leaves the screen; empty for none."""
    facts: tuple[Fact, ...]
    """Number, office, dates."""
    people: Table | None
    """The people on notice, while they may be seen."""
    people_note: str
    """What stands in their place before."""
    feedback: tuple[Fact, ...]
    """Where opinions go."""


class Series(Struct, frozen=True):
    """What an issue reports, for the week at a glance."""

    title: str
    """The issue."""
    screen: str
    """The name of its screen."""
    items: tuple[str, ...]
    """What it reports."""


def notices(desk: Desk) -> tuple[Paper, ...]:
    """The notices in their period or about to be, soonest end first; then recent announcements without a period."""
    library = desk.library
    due = [record for record in kiosk_records.due(library) if record.kind_name == "notice"]
    timed = sorted((_notice(desk, record) for record in due), key=lambda paper: (paper.start, paper.end, paper.id))
    plain = [
        _notice(desk, record)
        for record in library.of_kind.get("notice", ())
        if record.of(Notice).period is None and (desk.today - record.published.date()).days <= RECENT_DAYS
    ]
    return (*timed, *plain)


def ends(library: Library) -> dict[str, date]:
    """The notices that run or will, each with the last day of its period: then its text may not be seen any more."""
    due = (record for record in kiosk_records.due(library) if record.kind_name == "notice")
    periods = ((record.id, record.of(Notice).period) for record in due)
    return {id: span(period).end for id, period in periods if period is not None}


def text_path(id: str) -> str:
    """Where below /kiosk/ the text of a notice with a period stands: apart from the document, so that it can go."""
    return f"papers/{id}.json"


def bulletins(desk: Desk) -> tuple[Paper, ...]:
    """The newest bulletins."""
    due = (record for record in kiosk_records.due(desk.library) if record.kind_name == "bulletin")
    return tuple(_bulletin(desk, record) for record in due)


def week(desk: Desk) -> Series | None:
    """The newest issue of the weekly series, if the kiosk shows it."""
    wanted = desk.settings.kiosk.week_series
    due = (record for record in kiosk_records.due(desk.library) if record.kind_name == "bulletin")
    record = next((each for each in due if each.of(Bulletin).series == wanted), None)
    if record is None:
        return None
    items = []
    for entry in record.of(Bulletin).items:
        reported = desk.library.by_id.get(entry.item) if entry.item else None
        words = entry.title or (reported.title if reported is not None else "")
        text = "" if reported is not None else (entry.text or "")
        items.append("：".join(filter(None, (words, text))))
    return Series(record.title, _screen(record), tuple(filter(None, items)))


def body(record: Record, body_of: Callable[[Record], str]) -> Markup:
    """A body as HTML that leads nowhere: links are their words, pictures and anchors are left out."""
    html = markdown.render(body_of(record)).html
    html = _FRAME.sub('<div class="table">', _ANCHOR.sub("", _LINK.sub("", html)))
    return Markup(html)


def _screen(record: Record) -> str:
    return f"paper/{record.id}"


def _notice(desk: Desk, record: Record) -> Paper:
    view, notice = notice_view(desk, record), record.of(Notice)
    period = span(notice.period) if notice.period is not None else None
    facts = [Fact("发布日期", record.published.date().isoformat()), Fact("发布处室", desk.office_name(notice.office))]
    if notice.doc_number:
        facts.append(Fact("文号", notice.doc_number))
    return Paper(
        id=record.id,
        screen=_screen(record),
        title=record.title,
        kind=TYPES[notice.type],
        date=record.published.date().isoformat(),
        summary=notice.summary or "",
        start=period.start.isoformat() if period else "",
        end=period.end.isoformat() if period else "",
        facts=tuple(facts),
        people=view.people,
        people_note=view.people_note,
        feedback=view.feedback,
    )


def _bulletin(desk: Desk, record: Record) -> Paper:
    bulletin = record.of(Bulletin)
    series = desk.settings.series_by_slug.get(bulletin.series)
    facts = [Fact("发布日期", record.published.date().isoformat()), Fact("编发处室", desk.office_name(bulletin.office))]
    return Paper(
        id=record.id,
        screen=_screen(record),
        title=record.title,
        kind=series.name if series is not None else bulletin.series,
        date=record.published.date().isoformat(),
        summary=bulletin.summary or "",
        start="",
        end="",
        facts=tuple(facts),
        people=None,
        people_note="",
        feedback=(),
    )
