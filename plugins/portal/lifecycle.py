"""What state an item is in on a day: pure functions of the record and the date, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .kinds.common import Item
from .kinds.consultation import Consultation
from .kinds.letter import Letter
from .kinds.notice import Notice, Period, Person
from .kinds.plan import Task
from .kinds.proposal import Proposal
from .kinds.rule import Rule
from .workdays import nth_workday


@dataclass(frozen=True, slots=True)
class Span:
    """A period with both ends known. Provisional: an end counted through a year without a published calendar."""

    start: date
    end: date
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """The state of an item: a code for programs, a label for readers, and since or until when."""

    code: str
    label: str
    holds: bool = True
    """Whether the item still counts: false for repealed, superseded, ended, withdrawn."""
    since: date | None = None
    until: date | None = None


def is_published(item: Item, today: date) -> bool:
    """Whether an item is out by the end of a day. Items with a later time wait."""
    return item.published.date() <= today


def is_withdrawn(item: Item, today: date) -> bool:
    """Whether an item has been taken back by a day."""
    return item.withdrawn is not None and item.withdrawn.on <= today


def span(period: Period) -> Span:
    """A period with its end computed."""
    if period.end is not None:
        return Span(period.start, period.end)
    deadline = nth_workday(period.start, period.workdays or 1)
    return Span(period.start, deadline.day, deadline.provisional)


def of_period(period: Span, today: date, before: str, during: str, after: str) -> Status:
    """Before, in, or after a period, in the words of the kind."""
    if today < period.start:
        return Status("upcoming", before, True, period.start, period.end)
    if today <= period.end:
        return Status("open", during, True, period.start, period.end)
    return Status("ended", after, False, period.end, None)


def in_force_from(rule: Rule) -> date:
    """The day a rule takes effect: the one it names, else the day of issue or publication."""
    return rule.effective or rule.issued or rule.published.date()


def of_rule(rule: Rule, successors: Sequence[Rule], amendments: Sequence[Rule], today: date) -> Status:
    """Whether a rule is in force, given the rules that supersede and amend it."""
    ends = sorted([*([rule.repealed] if rule.repealed else []), *(in_force_from(newer) for newer in successors)])
    if ends and ends[0] <= today:
        if rule.repealed == ends[0]:
            return Status("repealed", "已废止", False, ends[0])
        return Status("superseded", "已被取代", False, ends[0])
    start = in_force_from(rule)
    until = ends[0] if ends else None
    if start > today:
        return Status("upcoming", "尚未施行", True, start, until)
    changed = [in_force_from(newer) for newer in amendments if in_force_from(newer) <= today]
    if changed:
        return Status("amended", "现行有效（已修改）", True, max(changed), until)
    return Status("in-force", "现行有效", True, start, until)


def of_notice(notice: Notice, today: date) -> Status | None:
    """Upcoming, open or ended; None for a notice without a period."""
    if notice.period is None:
        return None
    return of_period(span(notice.period), today, "即将公示", "公示中", "公示已结束")


def of_consultation(consultation: Consultation, today: date) -> Status | None:
    """Upcoming, open or closed; None without a period."""
    if consultation.period is None:
        return None
    return of_period(span(consultation.period), today, "即将征集", "征集中", "征集已结束")


def people_leave_after(notice: Notice, retention_days: int) -> date | None:
    """The last day on which a notice's people may be seen; None for a notice without a period."""
    if notice.period is None:
        return None
    days = notice.retention if notice.retention is not None else retention_days
    return span(notice.period).end + timedelta(days=days)


def public_people(notice: Notice, today: date, retention_days: int) -> tuple[Person, ...]:
    """The people that may be seen on a day. None of them without a period, before it, or after it and its retention."""
    last = people_leave_after(notice, retention_days)
    if last is None or notice.period is None or is_withdrawn(notice, today):
        return ()
    return notice.people if notice.period.start <= today <= last else ()


def of_letter(letter: Letter) -> Status:
    """Answered or waiting."""
    if letter.answer:
        return Status("answered", "已答复", True, letter.replied)
    return Status("waiting", "办理中", True, letter.received)


def of_proposal(proposal: Proposal, today: date) -> Status:
    """Answered, waiting, or overdue."""
    if proposal.replied is not None:
        return Status("answered", "已答复", True, proposal.replied)
    if proposal.due is not None and proposal.due < today:
        return Status("overdue", "超期未答复", True, proposal.due)
    return Status("waiting", "办理中", True, proposal.received, proposal.due)


def of_task(task: Task, today: date) -> Status:
    """Done, done late, under way, or overdue."""
    if task.done is not None:
        late = task.due is not None and task.done > task.due
        return Status("done-late", "逾期办结", True, task.done) if late else Status("done", "已办结", True, task.done)
    if task.due is not None and task.due < today:
        return Status("overdue", "已超期", True, task.due)
    return Status("running", "推进中", True, None, task.due)
