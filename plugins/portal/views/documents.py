"""The views of the kinds that are documents: rule, notice, bulletin, news, consultation."""

from msgspec import Struct

from .. import urls
from ..fields import names
from ..kinds.bulletin import Bulletin
from ..kinds.consultation import ADOPTION, Consultation
from ..kinds.news import News
from ..kinds.notice import TYPES, Notice, Person
from ..kinds.rule import Rule
from ..lifecycle import people_leave_after, public_people
from ..records import Record
from ..relations import AMENDS, RESTS_ON, RESULT_OF, SUPERSEDES
from .desk import Desk, day
from .guide import basis_links
from .item import ItemView, common, people_note
from .parts import Fact, Link, Table


class RuleView(ItemView, frozen=True, kw_only=True):
    """The page of a rule."""

    successor: Link | None
    """The rule that took its place, for the banner."""
    basis: tuple[Link, ...]
    """What it was made on the ground of."""


class NoticeView(ItemView, frozen=True, kw_only=True):
    """The page of a notice."""

    feedback: tuple[Fact, ...]
    """Where opinions go."""
    people: Table | None
    """The people on notice, while they may be seen."""
    people_until: str
    """The last day on which the people may be seen, YYYY-MM-DD, for a script that takes them off between two builds."""
    people_note: str
    """What stands in their place before and after."""
    result: Link | None
    """The announcement of the result."""


class ReportedView(Struct, frozen=True):
    """One thing that a bulletin reports."""

    title: str
    """Its heading."""
    url: str
    """The item's page, if it is one of this site."""
    text: str
    """A few words, in Markdown."""


class BulletinView(ItemView, frozen=True, kw_only=True):
    """The page of an issue."""

    series: str
    """The name of the series."""
    reported: tuple[ReportedView, ...]
    """What the issue reports."""
    previous_issue: Link | None
    """The issue before it in the series."""
    next_issue: Link | None
    """The issue after it in the series."""


class OpinionView(Struct, frozen=True):
    """An opinion and what became of it."""

    opinion: str
    """The opinion."""
    adopted: str
    """Adopted, partly, declined."""
    code: str
    """The same for styles."""
    reason: str
    """Why."""


class ConsultationView(ItemView, frozen=True, kw_only=True):
    """The page of a call for opinions."""

    how: str
    """How to give an opinion."""
    results: tuple[OpinionView, ...]
    """What became of the opinions."""
    tally: tuple[Fact, ...]
    """How many were adopted, partly adopted, declined."""


def rule_view(desk: Desk, record: Record) -> RuleView:
    """The page of a rule."""
    rule, library = record.of(Rule), desk.library
    category = desk.settings.category_by_slug.get(rule.category)
    facts = [Fact("类别", category.name if category else rule.category)]
    if rule.effective:
        facts.append(Fact("施行日期", day(rule.effective)))
    if rule.repealed:
        facts.append(Fact("废止日期", day(rule.repealed)))
    successors = library.standing(record, SUPERSEDES)
    resting = library.standing(record, RESTS_ON)
    groups = (
        *desk.group("取代本制度的", successors),
        *desk.group("修改本制度的", library.standing(record, AMENDS)),
        *desk.group("本制度取代的", library.relations.of(record, SUPERSEDES)),
        *desk.group("本制度修改的", library.relations.of(record, AMENDS)),
        *desk.group("依据本制度的办事指南", (each for each in resting if each.kind_name == "guide")),
        *desk.group("依据本制度的规章", (each for each in resting if each.kind_name == "rule")),
    )
    return RuleView(
        **common(desk, record, tuple(facts), groups, articles=True),
        successor=desk.link(successors[-1]) if successors else None,
        basis=basis_links(desk, rule.basis),
    )


def notice_view(desk: Desk, record: Record) -> NoticeView:
    """The page of a notice. People are in it only while they may be seen."""
    notice, relations = record.of(Notice), desk.library.relations
    results = desk.library.standing(record, RESULT_OF)
    feedback: tuple[Fact, ...] = ()
    if notice.feedback is not None:
        fields = names(type(notice.feedback)).fields
        feedback = tuple(
            Fact(label, value) for name, label in fields.items() if (value := getattr(notice.feedback, name))
        )
    facts = (Fact("公告类型", TYPES[notice.type]),)
    groups = desk.group("对应的公示", relations.of(record, RESULT_OF)) + desk.group("结果公告", results)
    return NoticeView(
        **common(desk, record, facts, groups),
        feedback=feedback,
        people=_people_table(public_people(notice, desk.today, desk.settings.checks.retention_days)),
        people_until=day(people_leave_after(notice, desk.settings.checks.retention_days)) if notice.people else "",
        people_note=people_note(desk, notice),
        result=desk.link(results[-1]) if results else None,
    )


def _people_table(people: tuple[Person, ...]) -> Table | None:
    if not people:
        return None
    fields = [
        (name, label) for name, label in names(Person).fields.items() if any(getattr(each, name) for each in people)
    ]
    head = tuple(label for _, label in fields)
    return Table("公示对象", head, tuple(tuple(getattr(each, name) or "" for name, _ in fields) for each in people))


def bulletin_view(desk: Desk, record: Record) -> BulletinView:
    """The page of an issue."""
    bulletin = record.of(Bulletin)
    series = desk.settings.series_by_slug.get(bulletin.series)
    older, newer = desk.library.issues_beside(record)
    issue = f"{bulletin.number.year} 年第 {bulletin.number.issue} 期" if bulletin.number else ""
    facts = (Fact("刊物", series.name if series else bulletin.series), *([Fact("期号", issue)] if issue else []))
    reported = []
    for entry in bulletin.items:
        target = desk.library.by_id.get(entry.item) if entry.item else None
        title = entry.title or (target.title if target else "")
        reported.append(ReportedView(title, urls.item(target.id) if target else "", entry.text or ""))
    return BulletinView(
        **common(desk, record, facts),
        series=series.name if series else bulletin.series,
        reported=tuple(reported),
        previous_issue=desk.link(older) if older is not None else None,
        next_issue=desk.link(newer) if newer is not None else None,
    )


def news_view(desk: Desk, record: Record) -> ItemView:
    """The page of a news item."""
    region = record.of(News).region
    return ItemView(**common(desk, record, (Fact("地区", region),) if region else ()))


def consultation_view(desk: Desk, record: Record) -> ConsultationView:
    """The page of a call for opinions."""
    consultation = record.of(Consultation)
    results = tuple(
        OpinionView(each.opinion, ADOPTION[each.adopted], each.adopted, each.reason or "")
        for each in consultation.results
    )
    counts = {code: sum(each.code == code for each in results) for code in ADOPTION}
    tally = tuple(Fact(ADOPTION[code], f"{count} 条") for code, count in counts.items()) if results else ()
    return ConsultationView(**common(desk, record), how=consultation.how or "", results=results, tally=tally)
