"""The ledger of publishing duty (R2): column by column, what was published last, and whether the window was kept.

It goes by the items' own dates, or, if site.yaml says so and there is a version history, by the days that they came in. Breaches are gaps between publications that were longer than the window, in the year
before the day of the build; each costs a point of the hundred that an office begins with.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .. import urls
from ..library import Library
from ..records import Record
from ..settings import Column
from ..views.parts import Fact
from .parts import Account, Cell, figure, share, text

YEAR = timedelta(days=365)
FULL = 100
POINTS_FOR_A_BREACH = 2
POINTS_FOR_BEING_LATE = 5


@dataclass(frozen=True, slots=True)
class Duty:
    """A column's duty on a day."""

    column: Column
    last: date | None
    """The day of the newest publication."""
    left: int | None
    """Days until the window closes; negative when it has closed; None where nothing was ever published."""
    breaches: int
    """Gaps of the past year that were longer than the window."""

    @property
    def is_met(self) -> bool:
        return self.left is not None and self.left >= 0


def duties(library: Library) -> list[Duty]:
    """Every column that has a window, in the order of the tree."""
    return library.reckoned("duties", _duties)


def _duties(library: Library) -> list[Duty]:
    return [
        _duty(column, _days(library, library.in_column.get(column.slug, ())), library.today)
        for column, _ in library.settings.walk_columns()
        if column.update_within is not None
    ]


def _days(library: Library, records: Sequence[Record]) -> list[date]:
    """The days on which something was published: by the items' dates; where commits count, not before the commit."""
    published = ((record.published.date(), library.committed.get(record.file)) for record in records)
    return sorted({max(day, seen) if seen is not None else day for day, seen in published})


def _duty(column: Column, days: Sequence[date], today: date) -> Duty:
    window = timedelta(days=column.update_within or 0)
    if not days:
        return Duty(column, None, None, 0)
    breaches = sum(later - earlier > window and later >= today - YEAR for earlier, later in itertools.pairwise(days))
    return Duty(column, days[-1], (days[-1] + window - today).days, breaches)


def points(duties: Sequence[Duty]) -> int:
    """An office's points: a hundred, less those for columns that are late today and for breaches of the year."""
    late = sum(not duty.is_met for duty in duties)
    return max(FULL - POINTS_FOR_BEING_LATE * late - POINTS_FOR_A_BREACH * sum(duty.breaches for duty in duties), 0)


def totals(duties: Sequence[Duty]) -> tuple[Fact, ...]:
    """The figures that sum the duty up."""
    met = sum(duty.is_met for duty in duties)
    return (
        Fact("有更新期限的栏目", f"{len(duties)} 个"),
        Fact("按期更新", f"{met} 个（{share(met, len(duties))}）"),
        Fact("逾期", f"{len(duties) - met} 个"),
        Fact("一年内超过期限", f"{sum(duty.breaches for duty in duties)} 次"),
    )


def accounts(library: Library, duties: Sequence[Duty]) -> tuple[Account, ...]:
    """Columns one by one, and the points of each office."""
    head = ("栏目", "负责处室", "更新期限（天）", "最近发布", "剩余天数", "状态", "一年内超期（次）")
    rows = tuple(row(library, duty) for duty in duties)
    by_office = []
    for office in library.settings.offices:
        own = [duty for duty in duties if duty.column.office == office.slug]
        if own:
            met = sum(duty.is_met for duty in own)
            cells = (figure(len(own)), figure(met), figure(sum(duty.breaches for duty in own)), figure(points(own)))
            by_office.append((text(office.short or office.name, urls.office(office.slug)), *cells))
    office_head = ("处室", "负责栏目", "按期更新", "一年内超期（次）", "得分")
    return (Account("栏目更新责任", head, rows), Account("处室得分", office_head, tuple(by_office)))


def office_account(library: Library, office: str) -> Account | None:
    """The duty of one office; None for an office that has none."""
    own = [duty for duty in duties(library) if duty.column.office == office]
    if not own:
        return None
    met = sum(duty.is_met for duty in own)
    caption = f"栏目更新责任：{len(own)} 个栏目，按期 {met} 个，得 {points(own)} 分"
    head = ("栏目", "更新期限（天）", "最近发布", "剩余天数", "状态", "一年内超期（次）")
    rows = [row(library, duty) for duty in own]
    return Account(caption, head, tuple((first, *rest) for first, _, *rest in rows))


def row(library: Library, duty: Duty) -> tuple[Cell, ...]:
    """A column's line of the ledger."""
    column = duty.column
    office = library.settings.office_by_slug.get(column.office or "")
    state = text("按期", state="done") if duty.is_met else text("逾期" if duty.last else "空白", state="overdue")
    return (
        text(column.name, urls.column(column.slug)),
        text(office.short or office.name, urls.office(office.slug)) if office else text(""),
        figure(column.update_within),
        text(duty.last.isoformat() if duty.last else "从未发布"),
        figure(duty.left),
        state,
        figure(duty.breaches),
    )
