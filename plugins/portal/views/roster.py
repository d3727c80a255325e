"""Who is on duty: the turn of the day of the build and those that follow, for pages and for the script that turns them."""

from datetime import date

from msgspec import Struct

from .. import roster, urls
from .contact import pieces
from .desk import Desk
from .parts import Link

AHEAD = {"day": 13, "week": 34}
"""Days that are told beforehand, by how long a turn is."""


class Turn(Struct, frozen=True):
    """Days in a row on which an office is on duty."""

    office: Link
    """The office, and its page."""
    start: str
    """The first day, YYYY-MM-DD."""
    end: str
    """The last day, YYYY-MM-DD."""
    days: str
    """The days in words: 11月23日至11月29日."""
    phone: tuple[Link, ...]
    """The office's own number, in pieces, where there is none for all; a url where one can call."""
    is_now: bool
    """Whether it is the turn of the day of the build."""


class RosterView(Struct, frozen=True):
    """Whose turn it is, and whose it will be."""

    turns: tuple[Turn, ...]
    """The turn of the day of the build, if the roster has begun, and those after it."""
    phone: tuple[Link, ...]
    """The number that whoever is on duty answers, in pieces."""
    hours: str
    """At what times somebody is on duty, in words."""


def roster_view(desk: Desk, days: int = 0) -> RosterView | None:
    """The roster on the day of the build and for so many days at least; None for a department that keeps none."""
    settings = desk.settings
    kept = settings.site.roster
    if kept is None:
        return None
    found = []
    for turn in roster.turns(kept, desk.today, max(days, AHEAD[kept.turn])):
        office = settings.office_by_slug[turn.office]
        found.append(
            Turn(
                Link(office.name, urls.office(office.slug)),
                turn.start.isoformat(),
                turn.end.isoformat(),
                _days(turn.start, turn.end),
                pieces("" if kept.phone else office.phone or ""),
                turn.start <= desk.today,
            )
        )
    return RosterView(tuple(found), pieces(kept.phone or ""), kept.hours or "") if found else None


def _days(start: date, end: date) -> str:
    first, last = (f"{day.month}月{day.day}日" for day in (start, end))
    return first if start == end else f"{first}至{last}"
