"""Task plans: every open task is answered for at least once a quarter (R6, R14: 件件有回音)."""

from collections.abc import Iterator

from ..accounts.tasks import current_plan, is_unanswered
from ..kinds.plan import Plan
from ..library import Library
from ..problems import Problem
from .places import at


def check(library: Library) -> Iterator[Problem]:
    """Tasks of the year's plan that nobody has answered for."""
    record = current_plan(library)
    if record is None or record.of(Plan).year != library.today.year:
        return
    for index, task in enumerate(record.of(Plan).tasks):
        if is_unanswered(task, library.today):
            values = {"no": task.no, "title": task.title[:30], "due": task.due.isoformat() if task.due else "未定"}
            yield Problem("plan.unanswered", at(record, "tasks", index, "title"), values)
