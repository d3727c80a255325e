"""When the screen is lit: the opening days and hours that come with the pack."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from .refused import Refused

NAME = "hours.json"

Span = tuple[time, time]
"""From when the screen is lit, and from when it is dark."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody may stand before the screen, by Beijing time."""

    week: tuple[Span | None, ...] | None
    """From Monday to Sunday, None for a day that is dark as a whole; or None where the screen is always lit."""
    days: dict[date, Span | None] = field(default_factory=dict)
    """The days that the build knows to be otherwise: holidays, days worked in exchange, days of the house's own."""

    def is_lit(self, moment: datetime) -> bool:
        """Whether the screen is lit at a moment of Beijing time."""
        if self.week is None:
            return True
        day = moment.date()
        span = self.days[day] if day in self.days else self.week[day.weekday()]
        return span is not None and span[0] <= moment.time() < span[1]


def encode(hours: Hours) -> bytes:
    """Hours as /kiosk/hours.json."""
    week = [_written(span) for span in hours.week] if hours.week is not None else None
    days = {day.isoformat(): _written(span) for day, span in sorted(hours.days.items())}
    return json.dumps({"week": week, "days": days}, separators=(",", ":")).encode() + b"\n"


def decode(data: bytes) -> Hours:
    """The hours in some bytes. Raises Refused for bytes that no build of ours writes."""
    try:
        read = json.loads(data)
        week = tuple(_span(each) for each in read["week"]) if read["week"] is not None else None
        days = {date.fromisoformat(day): _span(each) for day, each in read["days"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        week, days = (), {}
    if week is not None and len(week) != 7:
        raise Refused(f"内容包里的 {NAME} 读不懂，屏幕一直亮着。")
    return Hours(week, days)


def _written(span: Span | None) -> list[str] | None:
    return [each.isoformat("minutes") for each in span] if span is not None else None


def _span(written: Any) -> Span | None:
    if written is None:
        return None
    lit, dark = written
    return time.fromisoformat(lit), time.fromisoformat(dark)
