"""The ledger of letters (R7): received, due by working days, answered, days taken, satisfaction, overdue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .. import urls
from ..kinds.letter import SATISFACTION, Letter
from ..library import Library
from ..records import Record
from ..views.parts import Fact
from ..workdays import count_workdays, workdays_after
from .parts import Account, figure, rate, share, text

LABELS = {"on-time": "按时答复", "late": "超时答复", "waiting": "办理中", "overdue": "超期未答复"}


@dataclass(frozen=True, slots=True)
class Case:
    """A letter and its clock. Days are working days, the day of receipt not counted."""

    record: Record
    letter: Letter
    due: date
    taken: int | None
    """From receipt to answer; None while there is none."""
    state: str
    """A key of LABELS."""


def cases(library: Library) -> list[Case]:
    """Every letter, newest first."""
    return library.reckoned("letters", _cases)


def _cases(library: Library) -> list[Case]:
    limit = library.settings.checks.letter_workdays
    return [_case(record, limit, library.today) for record in library.of_kind.get("letter", ())]


def _case(record: Record, limit: int, today: date) -> Case:
    letter = record.of(Letter)
    due = workdays_after(letter.received, limit).day
    if letter.replied is None or not letter.answer:
        return Case(record, letter, due, None, "overdue" if today > due else "waiting")
    taken = count_workdays(letter.received + timedelta(days=1), letter.replied)
    return Case(record, letter, due, taken, "late" if letter.replied > due else "on-time")


def totals(cases: list[Case]) -> tuple[Fact, ...]:
    """The figures that sum the letters up."""
    answered = [case.taken for case in cases if case.taken is not None]
    on_time = sum(case.state == "on-time" for case in cases)
    content = [case.letter.satisfaction for case in cases if case.letter.satisfaction in ("good", "fair", "bad")]
    facts = [
        Fact("收到", f"{len(cases)} 封"),
        Fact("已答复", f"{len(answered)} 封"),
        Fact("按时答复率", share(on_time, len(answered))),
        Fact("平均用时", f"{sum(answered) / len(answered):.1f} 个工作日" if answered else "—"),
        Fact("超期未答复", f"{sum(case.state == 'overdue' for case in cases)} 封"),
    ]
    if content:
        facts.append(Fact("满意和基本满意", share(sum(each != "bad" for each in content), len(content))))
    return tuple(facts)


def accounts(library: Library, cases: list[Case]) -> tuple[Account, ...]:
    """The letters one by one, and by year."""
    head = ("来信", "来信日期", "类别", "办理处室", "应答复日期", "答复日期", "用时（工作日）", "状态", "满意度")
    offices = library.settings.office_by_slug
    rows = []
    for case in cases:
        slug = case.letter.answered_by or case.letter.office
        office = offices.get(slug)
        rows.append(
            (
                text(case.record.title, urls.item(case.record.id)),
                text(case.letter.received.isoformat()),
                text(case.letter.category or ""),
                text(office.short or office.name if office else slug, urls.office(slug)),
                text(case.due.isoformat()),
                text(case.letter.replied.isoformat() if case.letter.replied else ""),
                figure(case.taken),
                text(LABELS[case.state], state=case.state),
                text(SATISFACTION.get(case.letter.satisfaction or "", "")),
            )
        )
    return (Account("来信逐件", head, tuple(rows)), _by_year(cases))


def _by_year(cases: Iterable[Case]) -> Account:
    years: dict[int, list[Case]] = {}
    for case in cases:
        years.setdefault(case.letter.received.year, []).append(case)
    head = ("年份", "收到", "已答复", "按时答复", "按时答复率", "平均用时（工作日）")
    rows = []
    for year, members in sorted(years.items(), reverse=True):
        taken = [case.taken for case in members if case.taken is not None]
        on_time = sum(case.state == "on-time" for case in members)
        average = sum(taken) / len(taken) if taken else None
        rows.append(
            (
                text(f"{year} 年"),
                figure(len(members)),
                figure(len(taken)),
                figure(on_time),
                rate(on_time, len(taken)),
                figure(average),
            )
        )
    return Account("各年合计", head, tuple(rows))
