"""The way-finding screens in one language: home, the directory by floor and by letter, an office, a floor."""

from collections.abc import Callable, Iterable
from operator import attrgetter

from msgspec import Struct
from pypinyin import Style, lazy_pinyin

from ..portal.settings import Office
from ..portal.views.desk import Desk
from ..portal.views.parts import Fact
from .building import Building, FloorPlan, Leg, Stand, place_words
from .guide_cards import PostCard
from .traditional import traditional
from .words import say


class OfficeCard(Struct, frozen=True):
    """An office."""

    screen: str
    """The name of its screen."""
    name: str
    """Its name."""
    room: str
    """Its room."""
    floor: str
    """Its floor."""
    phone: str
    """Its telephone, to be read and not to be called from here."""
    facts: tuple[Fact, ...]
    """Where, when, telephone."""
    duties: tuple[str, ...]
    """What it is there for; Chinese only."""
    posts: tuple[PostCard, ...]
    """Its posts; Chinese only."""
    way: tuple[Leg, ...]
    """The way to it."""


class OfficeGroup(Struct, frozen=True):
    """Offices of a floor, or of a letter."""

    name: str
    """The floor or the letter."""
    offices: tuple[OfficeCard, ...]
    """The offices."""


class FloorScreen(Struct, frozen=True):
    """A floor as a screen of its own."""

    screen: str
    """The name of its screen."""
    plan: FloorPlan
    """Its drawing."""
    here: Stand | None
    """Where on it the visitor stands."""
    offices: tuple[OfficeCard, ...]
    """The offices on it."""


class Wayfinding(Struct, frozen=True):
    """The way-finding screens in one language."""

    language: str
    """The language's code."""
    greeting: str
    """The words that greet a visitor."""
    organ: str
    """Whose house this is."""
    offices: tuple[OfficeCard, ...]
    """Every office."""
    by_floor: tuple[OfficeGroup, ...]
    """The directory by floor."""
    by_letter: tuple[OfficeGroup, ...]
    """The directory by letter."""
    floors: tuple[FloorScreen, ...]
    """The floors."""


def wayfinding(desk: Desk, building: Building, language: str) -> Wayfinding:
    """The screens in one language."""
    settings = desk.settings
    site, kiosk = settings.site, settings.kiosk
    listed = sorted(settings.offices, key=lambda office: office.order if office.order is not None else 10_000)
    cards = {office.slug: _card(desk, building, office, language) for office in listed}
    floors = sorted({office.floor for office in listed if office.floor is not None})
    on_floor = {floor: tuple(cards[each.slug] for each in listed if each.floor == floor) for floor in floors}
    return Wayfinding(
        language=language,
        greeting=kiosk.greeting_english if language == "en" else _put(kiosk.greeting, language),
        organ=(site.name_en or site.publisher) if language == "en" else _put(site.publisher, language),
        offices=tuple(cards.values()),
        by_floor=tuple(OfficeGroup(say("floor", language, n=floor), on_floor[floor]) for floor in floors),
        by_letter=_by_letter(listed, cards, language),
        floors=tuple(
            FloorScreen(
                f"floor/{floor.floor}",
                building.plan(floor, language),
                building.here_on(floor.floor),
                on_floor.get(floor.floor, ()),
            )
            for floor in sorted(building.floors, key=attrgetter("floor"))
        ),
    )


def _card(desk: Desk, building: Building, office: Office, language: str) -> OfficeCard:
    put: Callable[[str], str] = lambda text: _put(text, language)  # noqa: E731
    room = place_words(office.room, language) if office.room else ""
    floor = say("floor", language, n=office.floor) if office.floor is not None else ""
    hours = office.hours or desk.settings.site.hours or ""
    facts = (
        (
            say("where", language),
            ", ".join(filter(None, (floor, room))) if language == "en" else f"{floor} {room}".strip(),
        ),
        (say("phone", language), office.phone or ""),
        (say("hours", language), "" if language == "en" else put(hours)),
    )
    english = language == "en"
    return OfficeCard(
        screen=f"office/{office.slug}",
        name=(office.english or office.name) if english else put(office.name),
        room=room,
        floor=floor,
        phone=office.phone or "",
        facts=tuple(Fact(label, value) for label, value in facts if value),
        duties=() if english else tuple(put(duty) for duty in office.duties),
        posts=()
        if english
        else tuple(
            PostCard(put(post.title), put(post.duty or ""), place_words(post.room, language) if post.room else "")
            for post in office.posts
        ),
        way=building.way(office.room, language) if office.room else (),
    )


def _by_letter(offices: Iterable[Office], cards: dict[str, OfficeCard], language: str) -> tuple[OfficeGroup, ...]:
    groups: dict[str, list[tuple[str, OfficeCard]]] = {}
    for office in offices:
        if language == "en":
            key = (office.english or "".join(lazy_pinyin(office.name))).upper()
        else:
            key = "".join(lazy_pinyin(office.name, style=Style.NORMAL)).upper()
        groups.setdefault(key[:1], []).append((key, cards[office.slug]))
    return tuple(
        OfficeGroup(letter, tuple(card for _, card in sorted(groups[letter], key=lambda pair: pair[0])))
        for letter in sorted(groups)
    )


def _put(text: str, language: str) -> str:
    """A text in the script of a language; English screens keep Chinese that has no translation."""
    return traditional(text) if language == "hant" else text
