"""The views of the kinds that are ledgers: plan, statistic, assessment, submission, project."""

from msgspec import Struct

from .. import charts, urls
from ..accounts.parts import Account, Cell, text
from ..kinds.assessment import Assessment
from ..kinds.plan import Plan, Task
from ..kinds.project import STATES, Contact, Project
from ..kinds.statistic import Statistic
from ..kinds.submission import Submission
from ..lifecycle import of_task
from ..quarters import analysis, quarters
from ..records import Record
from ..scoring import Score, Tally, assessment_scores, submission_tallies
from .desk import Desk, day
from .item import ItemView, common
from .parts import Fact, Link, State


class Picture(Struct, frozen=True):
    """A picture with its size, so that its place is kept free."""

    url: str
    """Where it is."""
    width: int
    """Its width in points."""
    height: int
    """Its height in points."""


class Chart(Struct, frozen=True):
    """A chart, drawn for wide and for narrow screens."""

    title: str
    """What it shows, for those who do not see it."""
    wide: Picture
    """The drawing for wide screens and paper."""
    narrow: Picture
    """The drawing for phones."""


class LedgerView(ItemView, frozen=True, kw_only=True):
    """The page of a table: statistics, assessment, submissions, a project's contacts."""

    totals: tuple[Fact, ...]
    """The figures that sum it up."""
    tables: tuple[Account, ...]
    """The tables."""
    working: tuple[str, ...] = ()
    """How the figures came about, in sentences, the last one with a computed example."""
    analysis: tuple[str, ...] = ()
    """What the newest quarter brought, in computed sentences."""
    chart: Chart | None = None
    """The chart of the figures."""
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
    rows = tuple((text(row.label), *(_number(value) for value in row.values)) for row in statistic.rows)
    sums = [sum(row.values[place] for row in statistic.rows) for place in range(len(statistic.series))]
    totals = tuple(
        Fact(f"{series.name}合计", f"{figure(total)} {series.unit or ''}".strip())
        for series, total in zip(statistic.series, sums, strict=True)
        if series.unit != "%"
    )
    tables = (Account(statistic.title, head, rows),) if rows else ()
    found = quarters(statistic)
    if found:
        by_quarter = tuple((text(each.label), *(_number(value) for value in each.values)) for each in found)
        tables = (Account(f"{statistic.title}（按季度）", head, by_quarter), *tables)
    return LedgerView(
        **common(desk, record),
        totals=totals,
        tables=tables,
        analysis=analysis(statistic, found),
        chart=_chart(record, statistic) if has_chart(statistic) else None,
        download=Link("下载数据（CSV）", urls.figures(record.id)) if rows else None,
    )


def _chart(record: Record, statistic: Statistic) -> Chart:
    names = "、".join(series.name for _, series in charts.drawn_series(statistic))
    kind = "折线图" if statistic.chart == "line" else "横条图"
    return Chart(
        f"{statistic.title}：{names}的{kind}，数值见下表",
        Picture(urls.chart(record.id), *charts.size(statistic, charts.WIDE)),
        Picture(urls.narrow_chart(record.id), *charts.size(statistic, charts.NARROW)),
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
    items = Account(
        "考核项目和分值",
        ("考核项", "目标任务", "分值"),
        tuple((text(item.name), text(item.task or ""), _number(item.points)) for item in assessment.items),
    )
    scores = assessment_scores(assessment)
    head = ("单位", "名次", "总分", "各项得分", "信息得分", "办结件数", "超额加分", "办结率", "欠额扣分")
    tables = []
    for tier in assessment.tiers:
        rows = tuple(_score_row(score) for score in scores if score.tier == tier.slug)
        tables.append(Account(f"{tier.name}（基数 {tier.base} 件）", head, rows))
    if assessment.items:
        tables.append(items)
        names = ("单位", *(item.name for item in assessment.items), "合计")
        given = {(result.unit, result.tier): result.points for result in assessment.results}
        rows = tuple(
            (
                text(score.unit),
                *(_number(given[score.unit, score.tier].get(item.slug, 0)) for item in assessment.items),
                _number(score.points),
            )
            for score in scores
        )
        tables.append(Account("各项得分明细", names, rows))
    working = _assessment_working(assessment, scores)
    return LedgerView(**common(desk, record), totals=totals, tables=tuple(tables), working=working)


def _score_row(score: Score) -> tuple[Cell, ...]:
    cases = f"{score.cases}（超 {score.beyond}）" if score.beyond else str(score.cases)
    rate = f"{figure(score.closing_rate)}%（差 {score.steps} 档）" if score.steps else f"{figure(score.closing_rate)}%"
    return (
        text(score.unit),
        _number(score.rank),
        _number(score.total),
        _number(score.points),
        _number(score.information),
        Cell(cases, number=True),
        _number(score.bonus),
        Cell(rate, number=True),
        _number(-score.penalty),
    )


def _assessment_working(assessment: Assessment, scores: list[Score]) -> tuple[str, ...]:
    """The rules of the score in sentences, and the first unit's score as an example."""
    if not scores:
        return ()
    rules, first = assessment.scoring, scores[0]
    parts = f"{figure(first.points)} + {figure(first.information)} + {figure(first.bonus)} − {figure(first.penalty)}"
    return (
        "总分 = 各项得分 + 信息得分 + 超额加分 − 欠额扣分；名次在本档内排，总分相同的名次相同。",
        f"超额加分：办结件数超过本档基数的，每超 1 件加 {figure(rules.bonus_per_case)} 分。",
        f"欠额扣分：办结率低于 {figure(assessment.target_rate)}% 的，"
        f"每满 {figure(rules.penalty_step)} 个百分点为一档，每档扣 {figure(rules.penalty_points)} 分，不满一档不扣。",
        f"例如{first.unit}：{parts} = {figure(first.total)} 分。",
    )


def submission_view(desk: Desk, record: Record) -> LedgerView:
    """The page of a year's submissions: adopted items, points and ranking."""
    submission = record.of(Submission)
    tallies = submission_tallies(submission)
    quarters = sorted({row.quarter for row in submission.rows})
    counted = ("单位", "名次", "总分", "报送", "中央采用", "省级采用", "市级采用", "迟报", "漏报")
    head = (*counted, *(f"第{'一二三四'[quarter - 1]}季度" for quarter in quarters))
    rows = tuple(
        (
            text(t.unit),
            _number(t.rank),
            _number(t.points),
            *map(_number, (t.submitted, t.national, t.provincial, t.city, t.late, t.missed)),
            *(_number(t.by_quarter.get(quarter, 0)) for quarter in quarters),
        )
        for t in tallies
    )
    weights = submission.weights
    totals = (
        Fact("报送", f"{sum(t.submitted for t in tallies)} 条"),
        Fact("采用", f"{sum(t.national + t.provincial + t.city for t in tallies)} 条"),
        Fact("迟报", f"{sum(t.late for t in tallies)} 次"),
        Fact("漏报", f"{sum(t.missed for t in tallies)} 次"),
    )
    working = (
        f"每采用 1 条，中央 {figure(weights.national)} 分、省级 {figure(weights.provincial)} 分、"
        f"市级 {figure(weights.city)} 分；总分是各季度得分之和，总分相同的名次相同。",
        *(f"例如{t.unit}：{_sum_of(submission, t)} = {figure(t.points)} 分。" for t in tallies[:1]),
    )
    table = Account(submission.title, head, rows)
    return LedgerView(**common(desk, record), totals=totals, tables=(table,), working=working)


def _sum_of(submission: Submission, tally: Tally) -> str:
    weights = submission.weights
    pairs = ((tally.national, weights.national), (tally.provincial, weights.provincial), (tally.city, weights.city))
    return " + ".join(f"{count} × {figure(weight)}" for count, weight in pairs)


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


def _contacts(caption: str, contacts: tuple[Contact, ...]) -> tuple[Account, ...]:
    rows = tuple((text(day(contact.on)), text(contact.text or "")) for contact in contacts)
    return (Account(caption, ("日期", "情况"), rows),) if rows else ()


def figure(value: float) -> str:
    """A number as people write it: no .0, at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _number(value: float) -> Cell:
    return Cell(figure(value), number=True)
