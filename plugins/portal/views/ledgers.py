"""The views of the kinds that are ledgers: letter, proposal, plan, statistic, assessment, submission, project."""

from datetime import timedelta

from msgspec import Struct

from .. import urls
from ..kinds.assessment import Assessment
from ..kinds.letter import Letter
from ..kinds.plan import Plan, Task
from ..kinds.project import STATES, Contact, Project
from ..kinds.proposal import KINDS, Proposal
from ..kinds.statistic import Statistic
from ..kinds.submission import Submission
from ..lifecycle import of_task
from ..quarters import analysis, quarters
from ..records import Record
from ..scoring import assessment_scores, submission_tallies
from ..workdays import count_workdays
from .desk import Desk, day
from .item import ItemView, common
from .parts import Fact, Link, State, Table


class LetterView(ItemView, frozen=True, kw_only=True):
    """The page of a letter."""

    question: str
    """The letter, in Markdown."""
    answer: str
    """The answer, in Markdown; empty while there is none."""
    answered_by: Link
    """The office that answered, or that is to."""


class LedgerView(ItemView, frozen=True, kw_only=True):
    """The page of a table: statistics, assessment, submissions, a project's contacts."""

    totals: tuple[Fact, ...]
    """The figures that sum it up."""
    tables: tuple[Table, ...]
    """The tables."""
    analysis: tuple[str, ...] = ()
    """What the newest quarter brought, in computed sentences."""
    chart: Link | None = None
    """The chart of the figures: its description and its address."""
    download: Link | None = None
    """The figures as CSV."""


class TaskView(Struct, frozen=True):
    """A task of the year."""

    no: str
    """Its number."""
    title: str
    """What is to be achieved."""
    leader: str
    """The post of the leader in charge."""
    office: Link | None
    """The office responsible."""
    partners: tuple[Link, ...]
    """The offices that help."""
    due: str
    """By when."""
    state: State
    """Done, done late, under way, overdue."""
    progress: tuple[Fact, ...]
    """What was done up to which day."""
    result: str
    """What came of it."""


class PlanView(ItemView, frozen=True, kw_only=True):
    """The page of a year's plan."""

    year: int
    """The year."""
    totals: tuple[Fact, ...]
    """How many tasks are done, under way, overdue."""
    tasks: tuple[TaskView, ...]
    """The tasks."""


def letter_view(desk: Desk, record: Record) -> LetterView:
    """The page of a letter, with the working days that the answer took."""
    letter = record.of(Letter)
    facts = [Fact("来信日期", day(letter.received))]
    if letter.category:
        facts.append(Fact("来信类别", letter.category))
    if letter.replied:
        taken = count_workdays(letter.received + timedelta(days=1), letter.replied)
        facts += [Fact("答复日期", day(letter.replied)), Fact("办理用时", f"{taken} 个工作日")]
    return LetterView(
        **common(desk, record, tuple(facts)),
        question=letter.question,
        answer=letter.answer or "",
        answered_by=desk.office_link(letter.answered_by or letter.office),
    )


def proposal_view(desk: Desk, record: Record) -> ItemView:
    """The page of a proposal."""
    proposal = record.of(Proposal)
    lines = (
        ("建议提案号", proposal.number or ""),
        ("类别", KINDS[proposal.kind] if proposal.kind else ""),
        ("交办日期", day(proposal.received)),
        ("应答复日期", day(proposal.due)),
        ("答复日期", day(proposal.replied)),
    )
    return ItemView(**common(desk, record, tuple(Fact(label, value) for label, value in lines if value)))


def plan_view(desk: Desk, record: Record) -> PlanView:
    """The page of a year's plan, each task with its state today."""
    plan = record.of(Plan)
    tasks = tuple(task_view(desk, task) for task in plan.tasks)
    counts: dict[str, int] = {}
    for task in tasks:
        counts[task.state.label] = counts.get(task.state.label, 0) + 1
    totals = (Fact("任务总数", f"{len(tasks)} 项"), *(Fact(label, f"{count} 项") for label, count in counts.items()))
    return PlanView(**common(desk, record), year=plan.year, totals=totals, tasks=tasks)


def task_view(desk: Desk, task: Task) -> TaskView:
    """A task with its state today."""
    return TaskView(
        task.no,
        task.title,
        task.leader or "",
        desk.office_link(task.office) if task.office else None,
        tuple(desk.office_link(slug) for slug in task.partners),
        day(task.due),
        desk.state_of(of_task(task, desk.today)),
        tuple(Fact(day(step.on), step.text) for step in task.progress),
        task.result or "",
    )


def statistic_view(desk: Desk, record: Record) -> LedgerView:
    """The page of a statistical table, with its sums."""
    statistic = record.of(Statistic)
    head = ("", *(f"{series.name}（{series.unit}）" if series.unit else series.name for series in statistic.series))
    rows = tuple((row.label, *(figure(value) for value in row.values)) for row in statistic.rows)
    sums = [sum(row.values[place] for row in statistic.rows) for place in range(len(statistic.series))]
    totals = tuple(
        Fact(f"{series.name}合计", f"{figure(total)} {series.unit or ''}".strip())
        for series, total in zip(statistic.series, sums, strict=True)
        if series.unit != "%"
    )
    tables = (Table(statistic.title, head, rows),) if rows else ()
    found = quarters(statistic)
    if found:
        by_quarter = tuple((each.label, *(figure(value) for value in each.values)) for each in found)
        tables = (Table(f"{statistic.title}（按季度）", head, by_quarter), *tables)
    names = "、".join(series.name for series in statistic.series)
    described = f"{statistic.title}：{names}的{'折线图' if statistic.chart == 'line' else '柱图'}，数值见下表"
    return LedgerView(
        **common(desk, record),
        totals=totals,
        tables=tables,
        analysis=analysis(statistic, found),
        chart=Link(described, urls.chart(record.id)) if has_chart(statistic) else None,
        download=Link("下载数据（CSV）", urls.figures(record.id)) if rows else None,
    )


def has_chart(statistic: Statistic) -> bool:
    """Whether there is something to draw, and somebody wants it drawn."""
    return statistic.chart != "none" and bool(statistic.rows) and bool(statistic.series)


def assessment_view(desk: Desk, record: Record) -> LedgerView:
    """The page of a target assessment: items, rules, and the ranking of each tier with its working."""
    assessment = record.of(Assessment)
    rules = assessment.scoring
    totals = (
        Fact("考核项目", f"{len(assessment.items)} 项"),
        Fact("满分", f"{figure(sum(item.points for item in assessment.items))} 分"),
        Fact("超额加分", f"每超 1 件加 {figure(rules.bonus_per_case)} 分"),
        Fact("欠额扣分", f"每差 {figure(rules.penalty_step)} 个百分点扣 {figure(rules.penalty_points)} 分"),
    )
    items = Table(
        "考核项目和分值",
        ("考核项", "目标任务", "分值"),
        tuple((item.name, item.task or "", figure(item.points)) for item in assessment.items),
    )
    scores = assessment_scores(assessment)
    head = ("单位", "名次", "各项得分", "信息得分", "办结件数", "超额加分", "办结率", "欠额扣分", "总分")
    tables = [items] if assessment.items else []
    for tier in assessment.tiers:
        rows = tuple(
            (
                s.unit,
                str(s.rank),
                figure(s.points),
                figure(s.information),
                f"{s.cases}（超 {s.beyond}）" if s.beyond else str(s.cases),
                figure(s.bonus),
                f"{figure(s.closing_rate)}%（差 {s.steps} 档）" if s.steps else f"{figure(s.closing_rate)}%",
                figure(-s.penalty),
                figure(s.total),
            )
            for s in scores
            if s.tier == tier.slug
        )
        tables.append(Table(f"{tier.name}（基数 {tier.base} 件）", head, rows))
    return LedgerView(**common(desk, record), totals=totals, tables=tuple(tables))


def submission_view(desk: Desk, record: Record) -> LedgerView:
    """The page of a year's submissions: adopted items, points and ranking."""
    submission = record.of(Submission)
    tallies = submission_tallies(submission)
    quarters = sorted({row.quarter for row in submission.rows})
    counted = ("单位", "名次", "报送", "中央采用", "省级采用", "市级采用", "迟报", "漏报")
    head = (*counted, *(f"第{'一二三四'[quarter - 1]}季度得分" for quarter in quarters), "总分")
    rows = tuple(
        (
            t.unit,
            *map(str, (t.rank, t.submitted, t.national, t.provincial, t.city, t.late, t.missed)),
            *(figure(t.by_quarter.get(quarter, 0)) for quarter in quarters),
            figure(t.points),
        )
        for t in tallies
    )
    totals = (
        Fact("报送", f"{sum(t.submitted for t in tallies)} 条"),
        Fact("采用", f"{sum(t.national + t.provincial + t.city for t in tallies)} 条"),
    )
    return LedgerView(**common(desk, record), totals=totals, tables=(Table(submission.title, head, rows),))


def project_view(desk: Desk, record: Record) -> LedgerView:
    """The page of a project: who declared and guides it, and each contact and visit."""
    project = record.of(Project)
    lines = (
        ("申报单位", project.unit),
        ("指导处室", desk.office_name(project.guide_office) if project.guide_office else ""),
        ("立项日期", day(project.started)),
        ("项目状态", STATES[project.state]),
        ("奖项", project.award or ""),
    )
    facts = tuple(Fact(label, value) for label, value in lines if value)
    tables = (*_contacts("每月联系", project.contacts), *_contacts("每季走访", project.visits))
    return LedgerView(**common(desk, record, facts), totals=(), tables=tables)


def _contacts(caption: str, contacts: tuple[Contact, ...]) -> tuple[Table, ...]:
    rows = tuple((day(contact.on), contact.text or "") for contact in contacts)
    return (Table(caption, ("日期", "情况"), rows),) if rows else ()


def figure(value: float) -> str:
    """A number as people write it: no .0, at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
