"""Working days by the State Council's calendar: holidays and the weekend days worked in exchange.

The calendar is kept by the chinesecalendar library, a release a year. For a year that it does not know yet, weekends
alone count as days off and the answer is provisional.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import chinese_calendar

_ONE = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day that was counted out. Provisional: the calendar of a year it passes through is not published yet."""

    day: date
    provisional: bool


@cache
def known_years() -> frozenset[int]:
    """The years whose calendar the library has."""
    return frozenset(day.year for day in chinese_calendar.holidays)


def is_workday(day: date) -> bool:
    """Whether offices are open on a day; in an unknown year, whether it is Monday to Friday."""
    if day.year in known_years():
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < _SATURDAY


def is_public_holiday(day: date) -> bool:
    """Whether a day is part of a public holiday, a weekend within one included; never in an unknown year."""
    return day in chinese_calendar.holidays


def nth_workday(start: date, count: int) -> Deadline:
    """The last of `count` working days, the first of which is `start` or the first working day after it.

    Counting includes the first day, as notices of appointments do. Raises ValueError for a count below 1.
    """
    if count < 1:
        raise ValueError(f"a period has at least one working day, not {count}")
    day, provisional = start, False
    while True:
        provisional = provisional or day.year not in known_years()
        count -= is_workday(day)
        if not count:
            return Deadline(day, provisional)
        day += _ONE


def workdays_after(start: date, count: int) -> Deadline:
    """The day `count` working days after `start`, which is not counted itself: the clock of a time limit."""
    if count == 0:
        return Deadline(start, start.year not in known_years())
    return nth_workday(start + _ONE, count)


def count_workdays(first: date, last: date) -> int:
    """How many working days there are from `first` to `last`, both included; 0 when they are in the wrong order."""
    days = (last - first).days + 1
    return sum(is_workday(first + timedelta(days=offset)) for offset in range(max(days, 0)))
