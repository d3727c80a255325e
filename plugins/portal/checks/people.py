"""A notice's people: their names stand only where they can leave, and a notice with people has an end."""

from collections.abc import Iterator

from ..addresses import resolve
from ..kinds.notice import Notice, set_close
from ..library import Library
from ..lifecycle import span
from ..problems import Place, Problem
from ..records import Record
from ..workdays import count_workdays
from .places import at, label

MINIMUM_WORKDAYS = {"appointment": 5, "membership": 5, "recruitment": 5, "selection": 5, "commendation": 5}
"""干部任用条例 第四十二条; 发展党员工作细则 第十三条; 公务员录用规定: at least five working days."""


def check(library: Library) -> Iterator[Problem]:
    """Notices with people, and the length of periods."""
    for record in (*library.records, *library.scheduled):
        item = record.item
        yield from _personal_files(record)
        if not isinstance(item, Notice):
            continue
        if item.people and item.period is None:
            yield Problem("notice.people_without_period", at(record, "people"))
        yield from _names_elsewhere(record, item)
        yield from _period(record, item)


def _names_elsewhere(record: Record, notice: Notice) -> Iterator[Problem]:
    """A name in a title or summary would stay in feeds, lists and the catalogue when the people leave."""
    fields: list[tuple[tuple[str | int, ...], str]] = [(("title",), notice.title), (("summary",), notice.summary or "")]
    fields += [(("keywords", index), word) for index, word in enumerate(notice.keywords)]
    fields += [
        (("attachments", index, "title"), attachment.title)
        for index, attachment in enumerate(notice.attachments)
        if not attachment.personal
    ]
    texts = [(path, set_close(text)) for path, text in fields]
    for person in notice.people:
        for path, text in texts:
            if set_close(person.name) in text:
                values = {"name": person.name, "label": label(record, *path)}
                yield Problem("notice.name_elsewhere", at(record, *path), values)


def _personal_files(record: Record) -> Iterator[Problem]:
    """A file marked personal leaves with the people of a notice: it needs a period, and no link that outlives it."""
    personal = {file.file: index for index, file in enumerate(record.item.attachments) if file.personal}
    if not personal:
        return
    if not isinstance(record.item, Notice) or record.item.period is None:
        for index in personal.values():
            yield Problem("attachment.personal", at(record, "attachments", index, "personal"))
    for link in record.links:
        file = resolve(link.target, record.id).file
        if file in personal:
            yield Problem("attachment.personal_link", Place(record.file, link.line), {"file": file})


def _period(record: Record, notice: Notice) -> Iterator[Problem]:
    if notice.period is None:
        return
    period = span(notice.period)
    minimum = MINIMUM_WORKDAYS.get(notice.type)
    days = count_workdays(period.start, period.end)
    if minimum and days < minimum:
        values = {"days": days, "minimum": minimum, "end": period.end.isoformat()}
        yield Problem("notice.too_short", at(record, "period"), values)
    if period.provisional:
        yield Problem(
            "period.provisional", at(record, "period"), {"year": period.end.year, "end": period.end.isoformat()}
        )
