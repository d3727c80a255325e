"""When the screen is lit: the opening days and hours that come with the pack."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time

from .refused import Refused

NAME = "hours.json"
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Hours:
    """The days and hours on which somebody may stand before the screen, by Beijing time."""

    lit: time | None
    """From when the screen is lit; None: always."""
    dark: time | None
    """From when it is dark."""
    first: date
    """The first day that the build worked out."""
    last: date
    """The last day that it worked out; after it, Monday to Friday count as open."""
    days: frozenset[date]
    """The open days from `first` to `last`."""

    def is_lit(self, moment: datetime) -> bool:
        """Whether the screen is lit at a moment of Beijing time."""
        if self.lit is None or self.dark is None:
            return True
        return self._is_open(moment.date()) and self.lit <= moment.time() < self.dark

    def _is_open(self, day: date) -> bool:
        if self.first <= day <= self.last:
            return day in self.days
        return day.weekday() < _SATURDAY


def encode(hours: Hours) -> bytes:
    """Hours as /kiosk/hours.json."""
    days = [day.isoformat() for day in sorted(hours.days)]
    written = {
        "lit": hours.lit.isoformat("minutes") if hours.lit else "",
        "dark": hours.dark.isoformat("minutes") if hours.dark else "",
        "first": hours.first.isoformat(),
        "last": hours.last.isoformat(),
        "days": days,
    }
    return json.dumps(written, separators=(",", ":")).encode() + b"\n"


def decode(data: bytes) -> Hours:
    """The hours in some bytes. Raises Refused for bytes that no build of ours writes."""
    try:
        read = json.loads(data)
        return Hours(
            time.fromisoformat(read["lit"]) if read["lit"] else None,
            time.fromisoformat(read["dark"]) if read["dark"] else None,
            date.fromisoformat(read["first"]),
            date.fromisoformat(read["last"]),
            frozenset(date.fromisoformat(day) for day in read["days"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refused(f"内容包里的 {NAME} 读不懂，屏幕一直亮着。") from None
