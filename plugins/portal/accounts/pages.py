"""Which ledgers there are, and their pages."""

from collections.abc import Callable
from dataclasses import dataclass

from .. import urls
from ..kinds.plan import Plan
from ..library import Library
from ..views.desk import Desk
from ..views.parts import Fact, Link
from . import duty, letters, projects, proposals, tasks
from .parts import Account, LedgerPage


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger: its name, its page, and how it is computed."""

    slug: str
    title: str
    intro: str
    kinds: tuple[str, ...]
    """The kinds that it is computed from; the page belongs to their column."""
    compute: Callable[[Library], tuple[tuple[Fact, ...], tuple[Account, ...]]]

    @property
    def url(self) -> str:
        return urls.ledger(self.slug)

    @property
    def csv_url(self) -> str:
        return f"/data/{self.slug}.csv"


def _letters(library: Library) -> tuple[tuple[Fact, ...], tuple[Account, ...]]:
    cases = letters.cases(library)
    return letters.totals(cases), letters.accounts(library, cases)


def _proposals(library: Library) -> tuple[tuple[Fact, ...], tuple[Account, ...]]:
    return proposals.totals(library), proposals.accounts(library)


def _tasks(library: Library) -> tuple[tuple[Fact, ...], tuple[Account, ...]]:
    record = tasks.current_plan(library)
    if record is None:
        return (), ()
    return tasks.totals(record.of(Plan), library.today), tasks.accounts(library, record)


def _projects(library: Library) -> tuple[tuple[Fact, ...], tuple[Account, ...]]:
    return projects.totals(library), projects.accounts(library)


def _duty(library: Library) -> tuple[tuple[Fact, ...], tuple[Account, ...]]:
    found = duty.duties(library)
    return duty.totals(found), duty.accounts(library, found)


LEDGERS = (
    Ledger(
        "letters",
        "部长信箱办理台账",
        "每封来信从收到的次日起计算工作日，按国务院放假安排；答复早晚、平均用时和满意度都由各封来信的日期算出。",
        ("letter",),
        _letters,
    ),
    Ledger(
        "proposals",
        "建议提案办理台账",
        "人大代表建议和政协委员提案逐件列出交办、应答复和答复日期，超期的标明。",
        ("proposal",),
        _proposals,
    ),
    Ledger(
        "tasks",
        "年度任务矩阵",
        "全年任务按处室和季度排列，办结、推进、超期以本页日期为准；一季度以上没有进展记录的算没有回音。",
        ("plan",),
        _tasks,
    ),
    Ledger(
        "projects",
        "创新项目联系走访台账",
        "立项、实施和验收中的项目，指导处室每月联系一次、每季走访一次；本月、本季还没有做的标明。",
        ("project",),
        _projects,
    ),
    Ledger(
        "duty",
        "栏目更新责任台账",
        f"有更新期限的栏目逐个列出最近发布日期。每个处室从 {duty.FULL} 分起算，当日逾期一个栏目减 "
        f"{duty.POINTS_FOR_BEING_LATE} 分，一年内每超过期限一次减 {duty.POINTS_FOR_A_BREACH} 分。",
        (),
        _duty,
    ),
)


def ledger_page(desk: Desk, ledger: Ledger) -> LedgerPage:
    """The page of a ledger on the day of the build."""
    library = desk.library
    totals, accounts = ledger.compute(library)
    column = next((found for kind in ledger.kinds if (found := library.settings.column_of_kind.get(kind))), None)
    others = tuple(Link(other.title, other.url) for other in LEDGERS if other is not ledger)
    return LedgerPage(
        head=desk.page_head(ledger.title, ledger.url, ledger.intro, "数据发布"),
        title=ledger.title,
        crumbs=desk.crumbs(column),
        section=desk.section(column),
        intro=ledger.intro,
        as_of=library.today.isoformat(),
        totals=totals,
        accounts=accounts,
        download=Link("下载数据（CSV）", ledger.csv_url) if accounts else None,
        see=others,
    )
