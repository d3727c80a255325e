"""The ledger of innovation projects (R21): each is contacted monthly and visited quarterly; what is missing shows."""

from datetime import date

from .. import urls
from ..kinds.project import STATES, Project
from ..library import Library
from ..records import Record
from ..views.parts import Fact
from .parts import Account, Cell, figure, text

UNDER_WAY = ("approved", "running", "review")
"""States in which a project is contacted and visited."""


def is_contacted(project: Project, today: date) -> bool:
    """Whether its guiding office has contacted it this month."""
    return any((contact.on.year, contact.on.month) == (today.year, today.month) for contact in project.contacts)


def is_visited(project: Project, today: date) -> bool:
    """Whether its guiding office has visited it this quarter."""
    quarter = (today.month + 2) // 3
    return any(visit.on.year == today.year and (visit.on.month + 2) // 3 == quarter for visit in project.visits)


def totals(library: Library) -> tuple[Fact, ...]:
    """The figures that sum the projects up."""
    projects = [record.of(Project) for record in library.of_kind.get("project", ())]
    active = [project for project in projects if project.state in UNDER_WAY]
    return (
        Fact("项目", f"{len(projects)} 个"),
        Fact("在办", f"{len(active)} 个"),
        Fact("获奖", f"{sum(project.state == 'awarded' for project in projects)} 个"),
        Fact("本月还没有联系", f"{sum(not is_contacted(project, library.today) for project in active)} 个"),
        Fact("本季还没有走访", f"{sum(not is_visited(project, library.today) for project in active)} 个"),
    )


def accounts(library: Library) -> tuple[Account, ...]:
    """The projects one by one."""
    head = ("项目", "申报单位", "指导处室", "状态", "联系次数", "走访次数", "本月联系", "本季走访", "奖项")
    rows = tuple(_row(library, record) for record in library.of_kind.get("project", ()))
    return (Account("创新项目", head, rows),)


def _row(library: Library, record: Record) -> tuple[Cell, ...]:
    project, today = record.of(Project), library.today
    office = library.settings.office_by_slug.get(project.guide_office or "")
    return (
        text(record.title, urls.item(record.id)),
        text(project.unit),
        text(office.short or office.name, urls.office(office.slug)) if office else text(""),
        text(STATES[project.state]),
        figure(len(project.contacts)),
        figure(len(project.visits)),
        _kept(project, is_contacted(project, today)),
        _kept(project, is_visited(project, today)),
        text(project.award or ""),
    )


def _kept(project: Project, kept: bool) -> Cell:
    if project.state not in UNDER_WAY:
        return text("—")
    return text("已完成", state="done") if kept else text("还没有", state="overdue")
