"""Which office is on duty on a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from .settings.roster import Roster

_ONE = timedelta(days=1)
_DAYS_OF = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Turn:
    """Days in a row on which an office is on duty."""

    office: str
    """Its slug."""
    start: date
    end: date
    """The last day."""


def on_duty(roster: Roster, day: date) -> str | None:
    """The slug of the office that is on duty on a day; None before the roster begins."""
    for change in roster.changes:
        if change.on == day:
            return change.office
    if day < roster.start:
        return None
    return roster.offices[(day - roster.start).days // _DAYS_OF[roster.turn] % len(roster.offices)]


def turns(roster: Roster, today: date, days: int) -> tuple[Turn, ...]:
    """The turn that a day falls into, from its first day on, and those that begin in the days after it.

    Turns are told whole, so the last one may end after those days.
    """
    length = _DAYS_OF[roster.turn]
    first = today - timedelta(days=length - 1)
    span = (first + timedelta(days=offset) for offset in range(days + 2 * length))
    # An office that follows itself, as the only one does, has a turn each time nevertheless.
    keyed = ((on_duty(roster, day), (day - roster.start).days // length, day) for day in span)
    found = []
    for (office, _), group in groupby(keyed, key=lambda each: each[:2]):
        of_turn = [day for _, _, day in group]
        if office is not None and of_turn[-1] >= today and of_turn[0] <= today + days * _ONE:
            found.append(Turn(office, of_turn[0], of_turn[-1]))
    return tuple(found)
