"""The ledger of proposals (R15): received, due, answered, days left or over, by year."""

from datetime import date

from .. import urls
from ..kinds.proposal import KINDS, Proposal
from ..library import Library
from ..lifecycle import of_proposal
from ..records import Record
from ..views.parts import Fact
from .parts import Account, Cell, figure, rate, share, text


def answered_in_time(proposal: Proposal) -> bool:
    """Whether the answer came by its day; an answer without a day to meet is in time."""
    return proposal.replied is not None and (proposal.due is None or proposal.replied <= proposal.due)


def totals(library: Library) -> tuple[Fact, ...]:
    """The figures that sum the proposals up."""
    proposals = [record.of(Proposal) for record in library.of_kind.get("proposal", ())]
    answered = sum(proposal.replied is not None for proposal in proposals)
    codes = [of_proposal(proposal, library.today).code for proposal in proposals]
    return (
        Fact("交办", f"{len(proposals)} 件"),
        Fact("已答复", f"{answered} 件"),
        Fact("按期答复率", share(sum(map(answered_in_time, proposals)), answered)),
        Fact("办理中", f"{codes.count('waiting')} 件"),
        Fact("超期未答复", f"{codes.count('overdue')} 件"),
    )


def accounts(library: Library) -> tuple[Account, ...]:
    """The proposals one by one, and by year."""
    records = library.of_kind.get("proposal", ())
    head = ("建议提案", "编号", "类别", "主办处室", "交办日期", "应答复日期", "答复日期", "状态")
    rows = tuple(_row(library, record) for record in records)
    years: dict[int, list[Proposal]] = {}
    for record in records:
        proposal = record.of(Proposal)
        years.setdefault((proposal.received or record.published.date()).year, []).append(proposal)
    by_year = tuple(_year(year, members, library.today) for year, members in sorted(years.items(), reverse=True))
    totals_head = ("年份", "交办", "已答复", "按期答复", "按期答复率", "超期未答复")
    return (Account("建议提案逐件", head, rows), Account("各年合计", totals_head, by_year))


def _row(library: Library, record: Record) -> tuple[Cell, ...]:
    proposal = record.of(Proposal)
    status = of_proposal(proposal, library.today)
    office = library.settings.office_by_slug.get(proposal.office)
    late = status.code == "answered" and not answered_in_time(proposal)
    return (
        text(record.title, urls.item(record.id)),
        text(proposal.number or ""),
        text(KINDS.get(proposal.kind or "", "")),
        text(office.short or office.name if office else proposal.office, urls.office(proposal.office)),
        text(proposal.received.isoformat() if proposal.received else ""),
        text(proposal.due.isoformat() if proposal.due else ""),
        text(proposal.replied.isoformat() if proposal.replied else ""),
        text("超期答复" if late else status.label, state="late" if late else status.code),
    )


def _year(year: int, members: list[Proposal], today: date) -> tuple[Cell, ...]:
    answered = sum(proposal.replied is not None for proposal in members)
    in_time = sum(map(answered_in_time, members))
    overdue = sum(of_proposal(proposal, today).code == "overdue" for proposal in members)
    return (
        text(f"{year} 年"),
        figure(len(members)),
        figure(answered),
        figure(in_time),
        rate(in_time, answered),
        figure(overdue),
    )
