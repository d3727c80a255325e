"""The building as a drawing: floors laid out from site.yaml's rooms, and the way from the screen to a room.

A floor is a corridor from west to east with rooms on both sides; north is up. Lengths are units of the drawing's
viewBox, in which every floor is 1000 wide.
"""

from collections.abc import Iterator

from msgspec import Struct

from ..portal.settings.entrance import Floor, Kiosk, Spot
from .traditional import traditional
from .words import say

WIDTH, DEPTH, CORRIDOR = 1000, 170, 120
HEIGHT = 2 * DEPTH + CORRIDOR
_MIDDLE = DEPTH + CORRIDOR // 2
_GLYPH, _LATIN = 27, 15
"""About how wide a Chinese character and a Latin letter are."""


class Stand(Struct, frozen=True):
    """Where the visitor stands."""

    x: int
    """From the west."""
    y: int
    """From the north."""
    words_y: int
    """The base line of 您在这里, clear of the room's own label."""


class Placed(Struct, frozen=True):
    """A room or facility, placed on its floor."""

    name: str
    """As written in site.yaml."""
    type: str
    """What it is: room, lift, stairs …"""
    english: str
    """Its English name, if it has one."""
    floor: int
    """Its floor."""
    north: bool
    """On which side of the corridor it lies."""
    x: int
    """Its west wall."""
    y: int
    """Its north wall."""
    width: int
    """From west to east."""

    @property
    def stand(self) -> Stand:
        """Where somebody in it stands: near the door."""
        middle = self.x + self.width // 2
        return Stand(middle, DEPTH - 42, 40) if self.north else Stand(middle, self.y + 42, self.y + DEPTH - 26)

    @property
    def door(self) -> tuple[int, int]:
        """A step inside its door."""
        return self.x + self.width // 2, DEPTH - 34 if self.north else self.y + 34

    @property
    def threshold(self) -> int:
        """A step outside of it, in the corridor."""
        return DEPTH + 20 if self.north else DEPTH + CORRIDOR - 20


class Line(Struct, frozen=True):
    """A line of a room's label."""

    text: str
    """The words."""
    x: int
    """Its middle."""
    y: int
    """Its base line."""


class Room(Struct, frozen=True):
    """A room as it is drawn."""

    type: str
    """What it is: room, lift, stairs …"""
    x: int
    """Its west wall."""
    y: int
    """Its north wall."""
    width: int
    """From west to east."""
    height: int
    """From north to south."""
    lines: tuple[Line, ...]
    """Its label."""
    tight: bool
    """Whether the label needs smaller letters."""


class FloorPlan(Struct, frozen=True):
    """A floor as it is drawn, in one language."""

    floor: int
    """Its number."""
    label: str
    """Its name."""
    symbol: str
    """The id of its drawing, to which screens refer."""
    here: bool
    """Whether the screen stands on it."""
    rooms: tuple[Room, ...]
    """What is on it."""


class Leg(Struct, frozen=True):
    """A part of a way, on one floor."""

    symbol: str
    """The id of the floor's drawing."""
    label: str
    """The floor's name."""
    words: str
    """What to do, in a sentence."""
    path: str
    """The way, as an SVG path; empty where none can be drawn."""
    start: Stand | None
    """Where the visitor stands, on the screen's own floor."""
    target: Room | None
    """The room to go to, if it is on this floor."""


class Building:
    """The floors of site.yaml with everything in its place."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.floors = kiosk.floors
        self._spots = {floor.floor: tuple(_place(floor)) for floor in kiosk.floors}
        here = kiosk.here
        self._here = self._named(here.at, here.floor) if here is not None else None

    def names(self) -> list[str]:
        """Every place that can be gone to, longest name first."""
        spots = (spot for spots in self._spots.values() for spot in spots if spot.type in ("room", "desk", "hall"))
        return sorted({spot.name for spot in spots}, key=lambda name: (-len(name), name))

    def floor_of(self, name: str) -> int | None:
        spot = self._named(name)
        return spot.floor if spot is not None else None

    def plan(self, floor: Floor, language: str) -> FloorPlan:
        """A floor's drawing."""
        rooms = tuple(_drawn(spot, language) for spot in self._spots[floor.floor])
        here = self._here is not None and self._here.floor == floor.floor
        label = say("floor", language, n=floor.floor)
        return FloorPlan(floor.floor, label, f"floor-{floor.floor}-{language}", here, rooms)

    def here_on(self, floor: int) -> Stand | None:
        """Where on a floor the screen stands, if it is there."""
        return self._here.stand if self._here is not None and self._here.floor == floor else None

    def way(self, name: str, language: str) -> tuple[Leg, ...]:
        """The way from the screen to a place: one leg, or two with the lift between; none to where nothing is drawn."""
        target, here = self._named(name), self._here
        if target is None or here is None:
            return ()
        room = place_words(target.name, language, target.english)
        if target.floor == here.floor:
            return (self._leg(here, target, language, say("way_same", language, room=room), True),)
        lift, landing = self._lift(here.floor), self._lift(target.floor)
        there = say("way_there", language, room=room)
        if lift is None or landing is None:
            return (self._leg(None, target, language, there, False),)
        first = say("way_lift", language, floor=target.floor)
        return (self._leg(here, lift, language, first, True), self._leg(landing, target, language, there, False))

    def _leg(self, start: Placed | None, end: Placed, language: str, words: str, from_here: bool) -> Leg:
        path = ""
        if start is not None:
            x, y = (start.stand.x, start.stand.y) if from_here else start.door
            path = f"M{x} {y}V{_MIDDLE}H{end.door[0]}V{end.threshold}"
        label = say("floor", language, n=end.floor)
        return Leg(
            f"floor-{end.floor}-{language}",
            label,
            words,
            path,
            start.stand if start and from_here else None,
            _drawn(end, language),
        )

    def _named(self, name: str, floor: int | None = None) -> Placed | None:
        spots = (spot for number, spots in self._spots.items() if floor in (None, number) for spot in spots)
        return next((spot for spot in spots if spot.name == name), None)

    def _lift(self, floor: int) -> Placed | None:
        spots = self._spots.get(floor, ())
        return next((spot for kind in ("lift", "stairs") for spot in spots if spot.type == kind), None)


def place_words(name: str, language: str, english: str = "") -> str:
    """A room's number or a facility's name, in a language."""
    if name.isascii() and name[:1].isdigit():
        return say("room", language, n=name)
    return english or name if language == "en" else traditional(name) if language == "hant" else name


def _place(floor: Floor) -> Iterator[Placed]:
    for side in (floor.north, floor.south):
        total = sum(spot.width for spot in side)
        at = 0
        for spot in side:
            west, east = round(at * WIDTH / total), round((at + spot.width) * WIDTH / total)
            north = side is floor.north
            yield Placed(
                spot.name,
                spot.type,
                _english(spot),
                floor.floor,
                north,
                west,
                0 if north else DEPTH + CORRIDOR,
                east - west,
            )
            at += spot.width


def _english(spot: Spot) -> str:
    return spot.english or (say("toilet", "en") if spot.type == "toilet" else "")


def _drawn(spot: Placed, language: str) -> Room:
    english = spot.english or spot.name
    label = english if language == "en" else traditional(spot.name) if language == "hant" else spot.name
    lines = _lines(label, spot.width - 8)
    top = spot.y + DEPTH // 2 - (len(lines) - 1) * 16 + 9
    placed = tuple(Line(text, spot.x + spot.width // 2, top + 32 * number) for number, text in enumerate(lines))
    longest = max((len(line) * (_LATIN if line.isascii() else _GLYPH) for line in lines), default=0)
    return Room(spot.type, spot.x, spot.y, spot.width, DEPTH, placed, longest > spot.width - 16)


def _lines(label: str, width: int) -> list[str]:
    """A label broken to fit a width."""
    if label.isascii():
        lines: list[str] = []
        for word in label.split(" "):
            if lines and len(f"{lines[-1]} {word}") * _LATIN <= width:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines
    room = max(2, int(width // _GLYPH))
    rows = -(-len(label) // room)
    size = -(-len(label) // rows)
    return [label[start : start + size] for start in range(0, len(label), size)]
