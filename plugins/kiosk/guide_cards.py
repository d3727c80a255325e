"""A guide as the kiosk shows it: what to bring, where to go, whom to see, how long, what it costs."""

import re
from collections.abc import Sequence

from msgspec import Struct

from ..portal import urls
from ..portal.kinds.guide import Guide
from ..portal.records import Record
from ..portal.settings import Settings
from ..portal.views.desk import Desk
from ..portal.views.parts import Fact
from .building import Building, Leg


class ThingToBring(Struct, frozen=True):
    """One thing to bring."""

    name: str
    """What it is."""
    form: str
    """Original or copy, and how many."""
    note: str
    """What to mind."""
    required: bool
    """Whether nobody can do without it."""


class PostCard(Struct, frozen=True):
    """Whom to see: a post, never a person."""

    title: str
    """The post."""
    duty: str
    """What it does."""
    room: str
    """Where it sits."""


class StepCard(Struct, frozen=True):
    """One step."""

    title: str
    """What happens."""
    detail: str
    """How."""
    time: str
    """How many working days it takes."""


class GuideCard(Struct, frozen=True):
    """A guide."""

    screen: str
    """The name of its screen."""
    title: str
    """What can be done."""
    summary: str
    """The same in a sentence."""
    audience: str
    """For whom it is."""
    office: str
    """Who answers for it."""
    place: str
    """Where to go."""
    room: str
    """The room in the building, if there is one."""
    floor: str
    """Its floor."""
    facts: tuple[Fact, ...]
    """When, how long, what it costs, whom to call."""
    posts: tuple[PostCard, ...]
    """Whom to see."""
    materials: tuple[ThingToBring, ...]
    """What to bring."""
    conditions: tuple[str, ...]
    """Who may apply."""
    steps: tuple[StepCard, ...]
    """The way through the office."""
    way: tuple[Leg, ...]
    """The way through the building."""
    address: str
    """The guide's page on the site, for the QR code."""


class GuideList(Struct, frozen=True):
    """Guides of a theme or for an audience."""

    screen: str
    """The name of its screen."""
    name: str
    """Theme or audience."""
    note: str
    """A sentence about it."""
    guides: tuple[GuideCard, ...]
    """The guides."""


def guide_cards(desk: Desk, building: Building) -> dict[str, GuideCard]:
    """Record id → card of every guide."""
    records = desk.library.of_kind.get("guide", ())
    return {record.id: _card(desk, building, record) for record in records}


def by_theme(desk: Desk, cards: dict[str, GuideCard]) -> tuple[GuideList, ...]:
    """The guides by theme, those without one last."""
    library, settings = desk.library, desk.settings
    lists = [
        _list(f"theme/{topic.slug}", topic.name, topic.description or "", library.of_topic[topic.slug], cards)
        for topic in settings.topics
        if topic.slug in library.of_topic
    ]
    rest = [
        record for record in library.of_kind.get("guide", ()) if record.of(Guide).topic not in settings.topic_by_slug
    ]
    if rest:
        lists.append(_list("theme/others", "其他服务", "", rest, cards))
    return tuple(lists)


def by_audience(desk: Desk, cards: dict[str, GuideCard]) -> tuple[GuideList, ...]:
    """The guides by audience."""
    guides = desk.library.of_kind.get("guide", ())
    lists = []
    for audience in desk.settings.audiences:
        mine = [record for record in guides if audience.slug in record.of(Guide).audience]
        if mine:
            lists.append(_list(f"audience/{audience.slug}", audience.name, audience.description or "", mine, cards))
    return tuple(lists)


def _list(screen: str, name: str, note: str, records: Sequence[Record], cards: dict[str, GuideCard]) -> GuideList:
    shown = tuple(sorted((cards[record.id] for record in records), key=lambda card: (len(card.title), card.title)))
    return GuideList(screen, name, note, shown)


def _card(desk: Desk, building: Building, record: Record) -> GuideCard:
    guide = record.of(Guide)
    place = guide.place or ""
    room = named_first(place, building.names())
    floor = building.floor_of(room) if room else None
    audience = desk.settings.audience_by_slug
    return GuideCard(
        screen=f"guide/{record.id.removeprefix('guides/')}",
        title=record.title,
        summary=guide.summary or "",
        audience="、".join(audience[slug].name for slug in guide.audience if slug in audience),
        office=desk.office_name(guide.office),
        place=place,
        room=room,
        floor=f"{floor} 楼" if floor is not None else "",
        facts=_facts(guide),
        posts=_posts(desk.settings, guide, room),
        materials=tuple(
            ThingToBring(
                each.name,
                (each.form or "") + (f" {each.copies} 份" if each.copies else ""),
                each.note or "",
                each.required,
            )
            for each in guide.materials
        ),
        conditions=guide.conditions,
        steps=tuple(
            StepCard(each.title, each.detail or "", f"{each.days} 个工作日" if each.days else "")
            for each in guide.steps
        ),
        way=building.way(room, "hans") if room else (),
        address=desk.settings.site.address_url + urls.item(record.id),
    )


def named_first(place: str, names: Sequence[str]) -> str:
    """The place of the building that a text names first; empty for none. `names` longest first."""
    found = [(at.start(), order, name) for order, name in enumerate(names) if (at := _alone(name, place))]
    return min(found)[2] if found else ""


def _alone(name: str, text: str) -> re.Match[str] | None:
    """A name in a text; a room's number not as a part of a longer number."""
    return re.search(rf"(?<!\d){re.escape(name)}(?!\d)" if name.isdigit() else re.escape(name), text)


def _facts(guide: Guide) -> tuple[Fact, ...]:
    limit = guide.promised_limit if guide.promised_limit is not None else guide.legal_limit
    visits = guide.visits
    facts = (
        ("什么时间", guide.hours or ""),
        ("多久办好", "" if limit is None else "当场办结" if limit == 0 else f"{limit} 个工作日"),
        ("收费", guide.fee or ""),
        ("跑几次", "" if visits is None else "不用到现场" if visits == 0 else f"{visits} 次"),
        ("电话", guide.phone or ""),
        ("办完拿到", guide.result or ""),
    )
    return tuple(Fact(label, value) for label, value in facts if value)


def _posts(settings: Settings, guide: Guide, room: str) -> tuple[PostCard, ...]:
    """The posts that sit in the guide's room, of its own office first; else those that its steps name."""
    own = [post for office in settings.offices if office.slug == guide.office for post in office.posts]
    others = [post for office in settings.offices if office.slug != guide.office for post in office.posts]
    there = [post for post in (*own, *others) if room and post.room == room]
    if not there:
        named = " ".join(step.who or "" for step in guide.steps)
        there = [post for post in own if len(post.title) > 2 and post.title in named]
    return tuple(PostCard(post.title, post.duty or "", f"{post.room} 室" if post.room else "") for post in there[:2])
