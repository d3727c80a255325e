"""draft: a supervision bulletin, drafted from the year's tasks as they stand today, for the office to finish by hand."""

import sys
from datetime import date, timedelta
from pathlib import Path

from ..portal.accounts import tasks
from ..portal.accounts.parts import Account
from ..portal.beijing import day_or_today
from ..portal.gathering import gather_site
from ..portal.kinds.bulletin import Bulletin
from ..portal.kinds.plan import Plan
from ..portal.library import Library
from ..portal.lifecycle import of_task
from .build import Options
from .reporting import print_report

SERIES = "supervision"
SOON = timedelta(days=31)


def run(options: Options) -> int:
    """The command: write the next issue's file, and never over one that is there."""
    today = day_or_today(options.checked().today)
    gathered = gather_site(options.content, options.site, today)
    library = gathered.library
    if library is None or gathered.report.has_errors:
        print_report(gathered.report)
        return 1
    number = next_number(library, today)
    text = draft(library, today, number)
    if text is None:
        print("还没有今年的任务分解表（plans/ 下的文件），无从起草。", file=sys.stderr)
        return 1
    path = Path(options.content) / "bulletins" / SERIES / f"{today.year}-{number}.md"
    if path.exists():
        print(f"{path} 已经有了，没有动它。", file=sys.stderr)
        return 1
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"已起草 {path}。请补上情况分析和要求，核对后发布。")
    return 0


def next_number(library: Library, today: date) -> int:
    """The number after the last issue of the year."""
    everything = (*library.records, *library.scheduled)
    issues = [record.of(Bulletin) for record in everything if record.kind_name == "bulletin"]
    numbers = [
        each.number.issue for each in issues if each.series == SERIES and each.number and each.number.year == today.year
    ]
    return max(numbers, default=0) + 1


def draft(library: Library, today: date, number: int) -> str | None:
    """The file's text; None where there is no plan of the year."""
    record = tasks.current_plan(library)
    if record is None or record.of(Plan).year != today.year:
        return None
    plan = record.of(Plan)
    totals = "，".join(f"{fact.label}{fact.value}" for fact in tasks.totals(plan, today))
    soon = [
        f"- {task.no} {task.title}（{task.due.isoformat()}）"
        for task in plan.tasks
        if task.due is not None and today <= task.due <= today + SOON and of_task(task, today).code == "running"
    ]
    silent = [f"- {task.no} {task.title}" for task in plan.tasks if tasks.is_unanswered(task, today)]
    parts = [
        "---",
        f"title: 督查督办通报（{today.year}年第{number}期）",
        f"published: {today.isoformat()}",
        f"office: {record.item.office}",
        f"series: {SERIES}",
        f"number: {{year: {today.year}, issue: {number}}}",
        f"summary: 截至{today.isoformat()}年度任务的进度。",
        f"items: [{record.id}]",
        "---",
        f"截至 {today.isoformat()}，{totals}。",
    ]
    for account in tasks.accounts(library, record):
        parts += ["", f"## {account.caption}", "", *table(account)]
    parts += ["", "## 一季度以上没有回音的任务", "", *(silent or ["没有。"])]
    parts += ["", "## 一个月内到期的任务", "", *(soon or ["没有。"])]
    return "\n".join(parts) + "\n"


def table(account: Account) -> list[str]:
    """A ledger's table in Markdown."""
    head = "| " + " | ".join(account.head) + " |"
    rows = ["| " + " | ".join(cell.text.replace("|", "\\|") for cell in row) + " |" for row in account.rows]
    return [head, "|" + "---|" * len(account.head), *rows]
