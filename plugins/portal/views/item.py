"""The view of an item's page: what all kinds share. Each kind with a structure of its own adds to it."""

from typing import Any

from msgspec import Struct

from .. import urls
from ..kinds.notice import Notice
from ..lifecycle import is_withdrawn, people_leave_after, public_people
from ..records import Record
from ..relations import REPORTS, SUCCESSOR
from .desk import SUMMARY_LENGTH, Desk, day, moment
from .parts import Body, Download, Fact, Link, LinkGroup, Page, State


class ItemView(Page, frozen=True, kw_only=True):
    """The page of an item."""

    id: str
    """The record's id."""
    kind: str
    """The kind's name, for styles."""
    kind_label: str
    """The kind in Chinese."""
    published: str
    """The time of publication."""
    facts: tuple[Fact, ...]
    """The document's head: numbers, issuer, dates, validity."""
    state: State | None
    """The state today, if the kind has one."""
    summary: str
    """The summary, if the author wrote one."""
    body: Body | None
    """The Markdown body, if there is one."""
    attachments: tuple[Download, ...]
    """Files to download."""
    groups: tuple[LinkGroup, ...]
    """What the item is related to, by kinds of relation."""
    related: tuple[Link, ...]
    """Others on the same subjects."""
    keywords: tuple[Link, ...]
    """Its keywords; a url only where the keyword has a page."""
    older: Link | None
    """The item before it in its column."""
    newer: Link | None
    """The item after it in its column."""
    source: str
    """The issuing body, or where it was reprinted from."""
    editor: str
    """Who is responsible for the text: an office or a post."""
    updated: str
    """The day of the last change, if given."""
    signoff: tuple[Fact, ...]
    """The steps of approval (党务公开条例 第十五条)."""


class Signature(Struct, frozen=True):
    """What stands at the right below the text of an official document."""

    organ: str
    """Who issued it."""
    day: str
    """The day of issue as documents write it: 2026年3月10日."""
    date: str
    """The same for machines, YYYY-MM-DD."""


class WithdrawnView(Page, frozen=True, kw_only=True):
    """The page of an item that was taken back: its body is gone, its address stays."""

    published: str
    """When it had been published."""
    on: str
    """When it was withdrawn."""
    reason: str
    """Why."""
    successor: Link | None
    """What stands in its place."""
    office: Link
    """The office to ask."""


def withdrawn_view(desk: Desk, record: Record) -> WithdrawnView:
    """The page of a withdrawn item."""
    column = desk.library.column_of(record)
    withdrawn = record.item.withdrawn
    if withdrawn is None:
        raise ValueError(f"{record.id} is not withdrawn")
    successors = desk.library.relations.of(record, SUCCESSOR)
    return WithdrawnView(
        head=desk.item_head(record, column, f"本件已于 {day(withdrawn.on)} 撤回。"),
        title=record.title,
        crumbs=desk.crumbs(column),
        section=desk.section(column),
        published=moment(record.item),
        on=day(withdrawn.on),
        reason=withdrawn.reason,
        successor=desk.link(successors[0]) if successors else None,
        office=desk.office_link(record.item.office),
    )


def item_view(desk: Desk, record: Record) -> ItemView:
    """The page of an item that has nothing beyond the common fields."""
    return ItemView(**common(desk, record))


def common(
    desk: Desk,
    record: Record,
    facts: tuple[Fact, ...] = (),
    groups: tuple[LinkGroup, ...] = (),
    articles: bool = False,
) -> dict[str, Any]:
    """The fields that every item's view has; `facts` and `groups` are those that the kind adds."""
    library, item = desk.library, record.item
    column = library.column_of(record)
    older, newer = library.neighbours(record)
    state = desk.state(record)
    groups = (*groups, *desk.group("有关通报", library.relations.to(record, REPORTS)))
    description = (item.summary or f"{record.kind.label}：{item.title}")[:SUMMARY_LENGTH]
    return {
        "head": desk.item_head(record, column, description),
        "title": item.title,
        "crumbs": desk.crumbs(column),
        "section": desk.section(column),
        "id": record.id,
        "kind": record.kind_name,
        "kind_label": record.kind.label,
        "published": moment(item),
        "facts": (*_facts(desk, record, state), *facts),
        "state": state,
        "summary": item.summary or "",
        "body": Body(record.id, record.body_digest, articles) if record.body_digest else None,
        "attachments": tuple(
            desk.download(attachment.file, attachment.title)
            for attachment in item.attachments
            if not attachment.personal or has_public_people(desk, record)
        ),
        "groups": groups,
        "related": _related(desk, record, groups) if item.keywords else (),
        "keywords": tuple(
            Link(word, urls.tag(word) if len(library.of_keyword.get(word, ())) >= MINIMUM_TAG else "")
            for word in item.keywords
        ),
        "older": desk.link(older) if older is not None else None,
        "newer": desk.link(newer) if newer is not None else None,
        "source": item.source or desk.settings.site.publisher,
        "editor": item.author or "",
        "updated": day(item.updated),
        "signoff": _signoff(record),
    }


MINIMUM_TAG = 3
"""A keyword has a page of its own from this many items on; below that the page would lead nowhere new."""


def has_public_people(desk: Desk, record: Record) -> bool:
    """Whether the personal part of a notice may be seen today; kinds without people have nothing to hide."""
    item = record.item
    if not isinstance(item, Notice):
        return True
    last = people_leave_after(item, desk.settings.checks.retention_days)
    if last is None or item.period is None:
        return False
    return item.period.start <= desk.today <= last and not is_withdrawn(item, desk.today)


def _facts(desk: Desk, record: Record, state: State | None) -> tuple[Fact, ...]:
    item = record.item
    facts = [Fact("索引号", desk.library.index_numbers[record.id])]
    if item.doc_number:
        facts.append(Fact("文号", item.doc_number))
    facts.append(Fact("发布机构", desk.settings.site.publisher))
    facts.append(Fact("负责处室", desk.office_name(item.office), urls.office(item.office)))
    if item.issued:
        facts.append(Fact("成文日期", day(item.issued)))
    facts.append(Fact("发布日期", moment(item)))
    if item.updated:
        facts.append(Fact("更新日期", day(item.updated)))
    if state is not None:
        facts.append(Fact("有效性" if record.kind_name == "rule" else "状态", state.label))
    return tuple(facts)


def _related(desk: Desk, record: Record, groups: tuple[LinkGroup, ...]) -> tuple[Link, ...]:
    """Others on the same subjects that no group names already."""
    named = {link.url for group in groups for link in group.links}
    return tuple(link for link in desk.links(desk.library.related(record)) if link.url not in named)


def _signoff(record: Record) -> tuple[Fact, ...]:
    signoff = record.item.signoff
    if signoff is None:
        return ()
    steps = (
        ("提出", signoff.drafted),
        ("审核", signoff.checked),
        ("保密审查", signoff.secrecy_checked),
        ("审批", signoff.approved),
        ("审批日期", day(signoff.on)),
    )
    return tuple(Fact(label, value) for label, value in steps if value)


def signature_of(desk: Desk, record: Record) -> Signature | None:
    """The signature of a document of this department; none where no day of issue is given, or another issued it."""
    issued = record.item.issued
    if issued is None:
        return None
    written = f"{issued.year}年{issued.month}月{issued.day}日"
    return Signature(desk.settings.site.publisher, written, day(issued))


def people_note(desk: Desk, notice: Notice) -> str:
    """A sentence where the people of a notice would stand, when they may not be seen today."""
    if not notice.people or public_people(notice, desk.today, desk.settings.checks.retention_days):
        return ""
    if notice.period is not None and desk.today < notice.period.start:
        return f"公示自 {day(notice.period.start)} 开始，公示对象届时公布。"
    return f"公示期已结束，{len(notice.people)} 名公示对象的个人信息已按规定撤下。"
