"""The views of what people sent in and the department answered: letters to the minister's mailbox, and proposals."""

from datetime import timedelta

from ..kinds.letter import SATISFACTION, Letter
from ..kinds.proposal import KINDS, Proposal
from ..records import Record
from ..workdays import count_workdays
from .desk import Desk, day
from .item import ItemView, common
from .parts import Fact, Link


class LetterView(ItemView, frozen=True, kw_only=True):
    """The page of a letter."""

    question: str
    """The letter, in Markdown."""
    answer: str
    """The answer, in Markdown; empty while there is none."""
    answered_by: Link
    """The office that answered, or that is to."""
    received: str
    """The day on which the letter came, YYYY-MM-DD."""
    replied: str
    """The day of the answer, YYYY-MM-DD; empty while there is none."""
    taken: str
    """How long the answer took, in working days; empty while there is none."""
    satisfaction: str
    """What the writer said of the answer, if anything."""


class ProposalView(ItemView, frozen=True, kw_only=True):
    """The page of a proposal and its answer."""

    course: tuple[Fact, ...]
    """What happened when: handed over, answered, or by when it is due; the label is the day."""
    taken: str
    """How long the answer took, in working days; empty while there is none or the first day is not known."""


def letter_view(desk: Desk, record: Record) -> LetterView:
    """The page of a letter, with the working days that the answer took."""
    letter = record.of(Letter)
    facts = [Fact("来信日期", day(letter.received))]
    if letter.category:
        facts.append(Fact("来信类别", letter.category))
    taken = ""
    if letter.replied:
        taken = f"{count_workdays(letter.received + timedelta(days=1), letter.replied)} 个工作日"
        facts += [Fact("答复日期", day(letter.replied)), Fact("办理用时", taken)]
    satisfied = letter.satisfaction is not None and letter.satisfaction != "none"
    return LetterView(
        **common(desk, record, tuple(facts)),
        question=letter.question,
        answer=letter.answer or "",
        answered_by=desk.office_link(letter.answered_by or letter.office),
        received=day(letter.received),
        replied=day(letter.replied),
        taken=taken,
        satisfaction=SATISFACTION[letter.satisfaction] if letter.satisfaction and satisfied else "",
    )


def proposal_view(desk: Desk, record: Record) -> ProposalView:
    """The page of a proposal, with its dates in their order."""
    proposal = record.of(Proposal)
    lines = (
        ("建议提案号", proposal.number or ""),
        ("类别", KINDS[proposal.kind] if proposal.kind else ""),
        ("交办日期", day(proposal.received)),
        ("应答复日期", day(proposal.due)),
        ("答复日期", day(proposal.replied)),
    )
    taken = ""
    if proposal.received and proposal.replied:
        taken = f"{count_workdays(proposal.received + timedelta(days=1), proposal.replied)} 个工作日"
    return ProposalView(
        **common(desk, record, tuple(Fact(label, value) for label, value in lines if value)),
        course=_course(proposal),
        taken=taken,
    )


def _course(proposal: Proposal) -> tuple[Fact, ...]:
    course = [Fact(day(proposal.received), "交办")] if proposal.received else []
    if proposal.replied is None:
        return (*course, *([Fact(day(proposal.due), "应答复期限")] if proposal.due else []))
    kept = ""
    if proposal.due is not None:
        kept = f"（期限 {day(proposal.due)}，{'按期' if proposal.replied <= proposal.due else '逾期'}）"
    return (*course, Fact(day(proposal.replied), f"答复{kept}"))
