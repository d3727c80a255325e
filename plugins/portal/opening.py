"""When the house is open: by `kiosk.hours` of site.yaml, or by what can be read from its opening hours in words."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from .settings.entrance import WEEKDAYS, Kiosk
from .workdays import is_public_holiday, is_workday

Spans = tuple[tuple[str, str], ...]
"""Of a day: (from, to), HH:MM, in order; none on a day on which the house is closed."""

AHEAD = 400
"""Days that are worked out beforehand, for a screen that nobody reaches for more than a year."""
_BEHIND = 7
_SATURDAY = 5
_WHOLE_DAY: Spans = (("00:00", "24:00"),)
_SPAN = re.compile(r"(\d{1,2})[:：](\d{2})\s*[—–\-~～至到]+\s*(\d{1,2})[:：](\d{2})")
_DAILY = re.compile("每天|每日|全天|周一至周日")


@dataclass(frozen=True)
class Opening:
    """The hours of each day of the week, and the days that are otherwise."""

    week: tuple[Spans, ...]
    """From Monday to Sunday."""
    timed: bool = True
    """Whether hours are known; where they are not, a working day is open as a whole."""
    holidays: bool = False
    """Whether public holidays are days like any other."""
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()

    def on(self, day: date) -> Spans:
        """The hours of a day. A weekend day worked in exchange has its own hours, or those of the week's first day."""
        usual = self.week[day.weekday()]
        if day in self.closed:
            return ()
        if day in self.opened or (day.weekday() >= _SATURDAY and is_workday(day)):
            return usual or next(filter(None, self.week), ())
        return () if is_public_holiday(day) and not self.holidays else usual

    def exceptions(self, today: date) -> dict[date, Spans]:
        """The days, from a week ago to AHEAD days ahead, that are not like their day of the week."""
        days = (today + timedelta(days=number) for number in range(-_BEHIND, AHEAD + 1))
        return {day: spans for day in days if (spans := self.on(day)) != self.week[day.weekday()]}

    def words(self) -> str:
        """The week for people: 周一至周五 9:00—12:00，13:30—17:30（法定节假日除外）. Empty where no hours are known."""
        if not self.timed:
            return ""
        names = list(WEEKDAYS.values())
        parts = []
        for spans, group in groupby(range(7), key=lambda number: self.week[number]):
            if spans:
                days = list(group)
                first, last = names[days[0]], names[days[-1]]
                apart = {1: "", 2: "、"}.get(len(days), "至")
                times = "，".join(f"{start.removeprefix('0')}—{end.removeprefix('0')}" for start, end in spans)
                parts.append(f"{first}{apart}{last if apart else ''} {times}")
        return "；".join(parts) + ("" if self.holidays else "（法定节假日除外）")


def opening(kiosk: Kiosk, text: str) -> Opening:
    """The opening by the kiosk's settings, or else by the site's opening hours in words."""
    found = _by_settings(kiosk) if kiosk.hours else read(text)
    return Opening(found.week, found.timed, found.holidays, frozenset(kiosk.closed), frozenset(kiosk.open))


def read(text: str) -> Opening:
    """What opening hours in words say: their times, on working days or every day."""
    spans = [(f"{int(a):02}:{b}", f"{int(c):02}:{d}") for a, b, c, d in _SPAN.findall(text)]
    sound = tuple(
        sorted(span for span in spans if span[0] < span[1] <= "24:00" and max(span[0][3:], span[1][3:]) < "60")
    )
    daily = bool(_DAILY.search(text))
    days = 7 if daily else _SATURDAY
    return Opening((sound or _WHOLE_DAY,) * days + ((),) * (7 - days), bool(sound), daily)


def _by_settings(kiosk: Kiosk) -> Opening:
    return Opening(
        tuple(tuple(sorted((each.start, each.to) for each in kiosk.hours if day in each.days)) for day in WEEKDAYS)
    )
