"""Opening hours that a script can tell the time by: read from the words people write, with the year's days off."""

import re
from datetime import date, timedelta
from functools import cache

from msgspec import Struct

from ..workdays import is_workday, known_years

_TIME = r"(\d{1,2}):(\d{2})\s*[—–~至-]+\s*(\d{1,2}):(\d{2})"
_HOURS = re.compile(rf"工作日\s*{_TIME}(?:\s*[，、,]\s*{_TIME})?(?:$|；|（法定节假日除外）)")
"""“工作日 9:00—12:00，13:30—17:30”, and perhaps a remark after a semicolon. Other words are left to readers."""
_FRIDAY = 4


class Opening(Struct, frozen=True):
    """When a door or a desk is open on working days, for the script that says “now open”."""

    spans: str
    """From when to when, in minutes of the day: 540-720 810-1050."""
    except_for: str
    """Days that are not what their weekday says, YYYY-MM-DD: holidays, and weekend days that are worked."""
    until: str
    """The last day for which the holidays are known, YYYY-MM-DD; after it the script is silent."""


def opening_of(hours: str | None, today: date) -> Opening | None:
    """What words about opening hours say; None where they are not plainly working hours, or the year is not known."""
    found = _HOURS.match(hours or "")
    if found is None or today.year not in known_years():
        return None
    numbers = [int(number) for number in found.groups() if number is not None]
    minutes = [hour * 60 + minute for hour, minute in zip(numbers[::2], numbers[1::2], strict=True)]
    if minutes != sorted(set(minutes)) or minutes[-1] > 24 * 60:
        return None
    spans = [f"{start}-{end}" for start, end in zip(minutes[::2], minutes[1::2], strict=True)]
    return Opening(" ".join(spans), *_calendar(today.year))


@cache
def _calendar(year: int) -> tuple[str, str]:
    """The exceptions from a year on, and the last day that is known; the same all year, so that pages stay the same."""
    last = year
    while last + 1 in known_years():
        last += 1
    first = date(year, 1, 1)
    days = (first + timedelta(days=offset) for offset in range((date(last, 12, 31) - first).days + 1))
    exceptions = [day.isoformat() for day in days if is_workday(day) != (day.weekday() <= _FRIDAY)]
    return " ".join(exceptions), date(last, 12, 31).isoformat()
