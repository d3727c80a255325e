"""The view of the kiosk: all that its one document shows, made from the library."""

from collections.abc import Iterable
from itertools import groupby

from msgspec import Struct

from ..portal.opening import Opening, Spans, opening
from ..portal.settings.entrance import CityFact
from ..portal.views.desk import Desk
from ..portal.views.parts import Fact
from ..portal.views.roster import RosterView, roster_view
from . import papers
from .building import Building, FloorPlan
from .guide_cards import GuideCard, GuideList, by_audience, by_theme, guide_cards
from .papers import Paper, Series
from .wayfinding import Wayfinding, wayfinding
from .words import LANGUAGES, all_words

_SCRIPT_WORDS = (
    *(
        "updated",
        "old",
        "clock",
        "leaving",
        "page",
        "speak",
        "quiet",
        "lower",
        "raise",
        "back",
        "home",
        "large",
        "contrast",
    ),
    *("previous", "next", "still", "continue", "chinese_only"),
)


_DUTY_DAYS = 92
"""Turns of duty that the screen knows beforehand."""


class CityRow(Struct, frozen=True):
    """A fact about the city."""

    name: str
    """What it is about."""
    value: str
    """The fact."""
    source: str
    """Who says so."""
    checked: str
    """When it was checked, YYYY-MM-DD."""
    until: str
    """The last day on which it counts, YYYY-MM-DD."""


class CityGroup(Struct, frozen=True):
    """Facts of a group."""

    name: str
    """The group."""
    short: bool
    """Whether its facts are numbers to be seen from afar."""
    facts: tuple[CityRow, ...]
    """The facts."""


class PanelData(Struct, frozen=True):
    """The glass, for reckoning millimetres."""

    diagonal: float
    """Inches."""
    bottom: int
    """Millimetres from the floor to the lower edge."""


class Data(Struct, frozen=True):
    """What the script is told."""

    made: str
    """The day of the build, YYYY-MM-DD."""
    idle: int
    """Seconds without a touch after which it asks."""
    warning: int
    """Seconds that it then waits."""
    panel: PanelData
    """The glass."""
    timed: bool
    """Whether opening hours are known."""
    week: tuple[Spans, ...]
    """The opening hours from Monday to Sunday: (from, to), HH:MM."""
    days: dict[str, Spans]
    """The hours of days that are not like their day of the week: holidays, days worked in exchange."""
    organs: dict[str, str]
    """Language → whose house this is."""
    words: dict[str, dict[str, str]]
    """Language → the words that the script fills in."""


class KioskView(Struct, frozen=True, kw_only=True):
    """The whole edition."""

    organ: str
    """Whose house this is."""
    tags: tuple[Fact, ...]
    """The state's tags of the page."""
    greeting: str
    """The words that greet a visitor."""
    greeting_english: str
    """The same in English."""
    hours: str
    """The opening hours in words."""
    roster: RosterView | None
    """Who is on duty, for as long as the screen may be without a network."""
    address: str
    """Where the house stands."""
    phone: str
    """Its telephone."""
    demonstration: str
    """The statement that this is a demonstration, if it is one."""
    made: str
    """The day of the build, YYYY-MM-DD."""
    ways: tuple[Wayfinding, ...]
    """The way-finding screens in each language, 简体 first."""
    plans: tuple[FloorPlan, ...]
    """Every floor's drawing in every language."""
    guides: dict[str, GuideCard]
    """Every guide by its record's id."""
    themes: tuple[GuideList, ...]
    """The guides by theme."""
    audiences: tuple[GuideList, ...]
    """The guides by audience."""
    notices: tuple[Paper, ...]
    """The notices in their period or about to be, and recent announcements."""
    bulletins: tuple[Paper, ...]
    """The newest bulletins."""
    week: Series | None
    """The week at a glance."""
    city: tuple[CityGroup, ...]
    """The city."""
    data: Data
    """What the script is told."""


def kiosk_view(desk: Desk) -> KioskView:
    """The edition of the day of the build."""
    settings = desk.settings
    site, kiosk = settings.site, settings.kiosk
    building = Building(kiosk)
    cards = guide_cards(desk, building)
    demonstration = site.demonstration
    opened = opening(kiosk, site.hours or "")
    ways = tuple(wayfinding(desk, building, language) for language in LANGUAGES)
    return KioskView(
        organ=site.publisher,
        tags=_tags(desk),
        greeting=kiosk.greeting,
        greeting_english=kiosk.greeting_english,
        hours=(opened.words() if kiosk.hours else site.hours) or "",
        roster=roster_view(desk, _DUTY_DAYS),
        address=site.address or "",
        phone=site.phone or "",
        demonstration=demonstration.text if demonstration.enabled else "",
        made=desk.today.isoformat(),
        ways=ways,
        plans=tuple(building.plan(floor, language) for floor in building.floors for language in LANGUAGES),
        guides=cards,
        themes=by_theme(desk, cards),
        audiences=by_audience(desk, cards),
        notices=papers.notices(desk),
        bulletins=papers.bulletins(desk),
        week=papers.week(desk),
        city=_city(kiosk.city),
        data=_data(desk, opened, ways),
    )


def _data(desk: Desk, opened: Opening, ways: Iterable[Wayfinding]) -> Data:
    kiosk = desk.settings.kiosk
    return Data(
        made=desk.today.isoformat(),
        idle=kiosk.idle_seconds,
        warning=kiosk.warning_seconds,
        panel=PanelData(kiosk.panel.diagonal_inches, kiosk.panel.bottom_mm),
        timed=opened.timed,
        week=opened.week,
        days={day.isoformat(): spans for day, spans in opened.exceptions(desk.today).items()},
        organs={way.language: way.organ for way in ways},
        words={code: {key: words[key] for key in _SCRIPT_WORDS} for code, words in all_words().items()},
    )


def _tags(desk: Desk) -> tuple[Fact, ...]:
    """国办发〔2017〕47号 网页标签规范: the kiosk's document is a page of the site as well."""
    site = desk.settings.site
    column = desk.column_tags(None, "入口查询屏", "办事服务")
    tags = (
        ("SiteName", site.name),
        ("SiteDomain", site.domain),
        ("SiteIDCode", site.site_code.number if site.site_code.enabled else ""),
        ("ColumnName", column.name),
        ("ColumnDescription", column.description),
        ("ColumnKeywords", column.keywords),
        ("ColumnType", column.type),
    )
    return tuple(Fact(name, value) for name, value in tags if value)


def _city(facts: Iterable[CityFact]) -> tuple[CityGroup, ...]:
    """The groups in the order in which site.yaml names them first."""
    listed = list(facts)
    order = {name: place for place, name in reversed(list(enumerate(fact.group for fact in listed)))}
    groups = []
    for name, members in groupby(sorted(listed, key=lambda fact: order[fact.group]), key=lambda fact: fact.group):
        rows = tuple(
            CityRow(fact.name, fact.value, fact.source, fact.checked_on.isoformat(), fact.valid_until.isoformat())
            for fact in members
        )
        groups.append(CityGroup(name, all(len(row.value) <= 8 for row in rows), rows))
    return tuple(groups)
