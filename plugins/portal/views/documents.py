"""The views of the kinds that are documents: notice, bulletin, news, consultation."""

from msgspec import Struct

from .. import urls
from ..fields import names
from ..kinds.bulletin import Bulletin
from ..kinds.consultation import ADOPTION, Consultation
from ..kinds.news import News
from ..kinds.notice import TYPES, Notice, Person
from ..lifecycle import people_leave_after, public_people
from ..records import Record
from ..relations import RESULT_OF
from .contact import Told, pieces, told
from .desk import Desk, day
from .item import ItemView, Signature, common, people_note, signature_of
from .parts import Fact, Link, Period, Table
from .periods import period_of
from .series import issues_of_year, series_name, series_year


class NoticeView(ItemView, frozen=True, kw_only=True):
    """The page of a notice."""

    period: Period | None
    """How far its period has run, while it runs or is to come."""
    feedback: tuple[Told, ...]
    """Where opinions go."""
    people: Table | None
    """The people on notice, while they may be seen."""
    people_until: str
    """The last day on which the people may be seen, YYYY-MM-DD, for a script that takes them off between two builds."""
    people_note: str
    """What stands in their place before and after."""
    result: Link | None
    """The announcement of the result."""
    signature: Signature | None
    """What stands at the right below the text."""
    number: str
    """The number of the document, below its title."""


class ReportedView(Struct, frozen=True):
    """One thing that a bulletin reports."""

    title: str
    """Its heading."""
    url: str
    """The item's page, if it is one of this site."""
    text: str
    """A few words, in Markdown."""
    kind: str = ""
    """The kind of the item, if it is one of this site."""
    date: str = ""
    """The day of its publication, if it is one of this site."""


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
    year: str
    """The year of the issue, in words."""
    year_issues: tuple[Link, ...]
    """All issues of that year, oldest first, by their numbers; the issue itself among them."""
    all_issues: Link
    """The page with all issues of the series."""


class NewsView(ItemView, frozen=True, kw_only=True):
    """The page of a news item."""

    region: str
    """Where it happened, if that is said."""


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

    period: Period | None
    """How far its period has run, while it runs or is to come."""
    how: tuple[Link, ...]
    """How to give an opinion, in pieces; a url where there is somebody to call or write to."""
    results: tuple[OpinionView, ...]
    """What became of the opinions."""
    tally: tuple[Fact, ...]
    """How many were adopted, partly adopted, declined."""


def notice_view(desk: Desk, record: Record) -> NoticeView:
    """The page of a notice. People are in it only while they may be seen."""
    notice, relations = record.of(Notice), desk.library.relations
    results = desk.library.standing(record, RESULT_OF)
    feedback: tuple[Told, ...] = ()
    if notice.feedback is not None:
        fields = names(type(notice.feedback)).fields
        feedback = tuple(
            told(label, value) for name, label in fields.items() if (value := getattr(notice.feedback, name))
        )
    facts = (Fact("公告类型", TYPES[notice.type]),)
    groups = desk.group("对应的公示", relations.of(record, RESULT_OF)) + desk.group("结果公告", results)
    shared = common(desk, record, facts, groups)
    return NoticeView(
        **shared,
        period=period_of(shared["state"], desk.today),
        feedback=feedback,
        people=_people_table(public_people(notice, desk.today, desk.settings.checks.retention_days)),
        people_until=day(people_leave_after(notice, desk.settings.checks.retention_days)) if notice.people else "",
        people_note=people_note(desk, notice),
        result=desk.link(results[-1]) if results else None,
        signature=signature_of(desk, record),
        number=notice.doc_number or "",
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
    name = series_name(desk, bulletin.series)
    older, newer = desk.library.issues_beside(record)
    issue = f"{bulletin.number.year} 年第 {bulletin.number.issue} 期" if bulletin.number else ""
    facts = (Fact("刊物", name), *([Fact("期号", issue)] if issue else []))
    reported = []
    for entry in bulletin.items:
        target = desk.library.by_id.get(entry.item) if entry.item else None
        title = entry.title or (target.title if target else "")
        url = urls.item(target.id) if target else ""
        kind, date = (target.kind.label, target.published.date().isoformat()) if target else ("", "")
        reported.append(ReportedView(title, url, entry.text or "", kind, date))
    year = series_year(record)
    return BulletinView(
        **common(desk, record, facts),
        series=name,
        reported=tuple(reported),
        previous_issue=desk.link(older) if older is not None else None,
        next_issue=desk.link(newer) if newer is not None else None,
        year=f"{year} 年",
        year_issues=issues_of_year(desk, bulletin.series, year),
        all_issues=Link(f"{name}全部各期", urls.series(bulletin.series)),
    )


def news_view(desk: Desk, record: Record) -> NewsView:
    """The page of a news item."""
    region = record.of(News).region or ""
    return NewsView(**common(desk, record, (Fact("地区", region),) if region else ()), region=region)


def consultation_view(desk: Desk, record: Record) -> ConsultationView:
    """The page of a call for opinions."""
    consultation = record.of(Consultation)
    results = tuple(
        OpinionView(each.opinion, ADOPTION[each.adopted], each.adopted, each.reason or "")
        for each in consultation.results
    )
    counts = {code: sum(each.code == code for each in results) for code in ADOPTION}
    tally = tuple(Fact(ADOPTION[code], f"{count} 条") for code, count in counts.items()) if results else ()
    shared = common(desk, record)
    return ConsultationView(
        **shared,
        period=period_of(shared["state"], desk.today),
        how=pieces(consultation.how or ""),
        results=results,
        tally=tally,
    )
