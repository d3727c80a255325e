"""The task matrix (R6, R14): each year's tasks by office and by quarter; late ones, and those that nobody answered for."""

from datetime import date, timedelta

from .. import urls
from ..kinds.plan import Plan, Task
from ..library import Library
from ..lifecycle import of_task
from ..records import Record
from ..views.parts import Fact
from .parts import Account, Cell, figure, rate, share, text

SILENCE = timedelta(days=92)
"""A quarter: progress is collected quarterly, so a task that is silent for longer has not been answered for."""
CODES = ("done", "done-late", "running", "overdue")


def current_plan(library: Library) -> Record | None:
    """The plan of the day's year; before it is out, the newest there is."""
    plans = library.of_kind.get("plan", ())
    return next((record for record in plans if record.of(Plan).year == library.today.year), plans[0] if plans else None)


def is_unanswered(task: Task, today: date) -> bool:
    """An open task, due or begun, of which nothing has been heard for a quarter."""
    if task.done is not None:
        return False
    heard = max((step.on for step in task.progress if step.on <= today), default=None)
    if heard is None:
        return task.due is not None and task.due < today
    return today - heard > SILENCE


def totals(plan: Plan, today: date) -> tuple[Fact, ...]:
    """The figures that sum a plan up."""
    codes = [of_task(task, today).code for task in plan.tasks]
    done = codes.count("done") + codes.count("done-late")
    return (
        Fact("任务", f"{len(codes)} 项"),
        Fact("已办结", f"{done} 项（{share(done, len(codes))}）"),
        Fact("其中逾期办结", f"{codes.count('done-late')} 项"),
        Fact("推进中", f"{codes.count('running')} 项"),
        Fact("已超期", f"{codes.count('overdue')} 项"),
        Fact("一季度以上没有回音", f"{sum(is_unanswered(task, today) for task in plan.tasks)} 项"),
    )


def accounts(library: Library, record: Record) -> tuple[Account, ...]:
    """Overdue tasks, the matrix of offices, and the quarters of a plan."""
    plan = record.of(Plan)
    late = tuple(
        _late_row(library, record, task) for task in plan.tasks if of_task(task, library.today).code == "overdue"
    )
    tables = [Account("已超期的任务", ("任务", "责任处室", "时限", "超期天数", "最近一次进展"), late)] if late else []
    tables.append(_matrix(library, plan))
    tables.append(_quarters(plan, library.today))
    return tuple(tables)


def _late_row(library: Library, record: Record, task: Task) -> tuple[Cell, ...]:
    last = task.progress[-1] if task.progress else None
    return (
        text(f"{task.no} {task.title}", urls.item(record.id)),
        _office(library, task.office),
        text(task.due.isoformat() if task.due else ""),
        figure((library.today - task.due).days if task.due else None),
        text(f"{last.on.isoformat()} {last.text}" if last else "没有回音", state="" if last else "overdue"),
    )


def _matrix(library: Library, plan: Plan) -> Account:
    rows = []
    for office in library.settings.offices:
        own = [task for task in plan.tasks if task.office == office.slug]
        helped = sum(office.slug in task.partners for task in plan.tasks)
        if own or helped:
            codes = [of_task(task, library.today).code for task in own]
            counts = [figure(codes.count(code)) for code in CODES]
            rows.append((_office(library, office.slug), figure(len(own)), *counts, figure(helped)))
    head = ("处室", "牵头", "按期办结", "逾期办结", "推进中", "已超期", "配合")
    return Account(f"{plan.year} 年任务按处室", head, tuple(rows))


def _quarters(plan: Plan, today: date) -> Account:
    rows = []
    for quarter in range(1, 5):
        due = [task for task in plan.tasks if task.due is not None and (task.due.month + 2) // 3 == quarter]
        done = sum(task.done is not None for task in due)
        codes = [of_task(task, today).code for task in due]
        rows.append(
            (
                text(f"第{'一二三四'[quarter - 1]}季度"),
                figure(len(due)),
                figure(done),
                rate(done, len(due)),
                figure(codes.count("overdue")),
            )
        )
    return Account(f"{plan.year} 年任务按时限所在季度", ("季度", "应完成", "已完成", "完成率", "已超期"), tuple(rows))


def _office(library: Library, slug: str | None) -> Cell:
    office = library.settings.office_by_slug.get(slug or "")
    return text(office.short or office.name, urls.office(office.slug)) if office else text(slug or "")
