"""The computer's clock, and whether it can be right: it never goes back, and the pack was not made tomorrow."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from ...portal.beijing import ZONE
from .files import write_whole

_SLACK = timedelta(minutes=10)
"""Clocks are set right by a little now and then."""
_APART = timedelta(hours=1)
"""From here on the site's clock and ours cannot both be right."""
_WRITE_EVERY = timedelta(minutes=10)
_DAY = timedelta(days=1)


class Clock:
    """Beijing time by the computer's clock. Remembers the latest time that it ever showed."""

    def __init__(self, file: Path, wall: Callable[[], float]) -> None:
        self._file = file
        self._wall = wall
        self._latest = _read(file)
        self._written = self._latest
        self._apart = timedelta(0)

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._wall(), ZONE)

    def today(self) -> date:
        return self.now().date()

    def latest_day(self) -> date:
        """The latest day that it ever showed: what ended by then stays so, though the clock goes back."""
        return max(self._latest, self.now()).date()

    def look(self) -> None:
        """Take note of the time; now and then write it down. Raises OSError when that fails."""
        now = self.now()
        self._latest = max(self._latest, now)
        if self._latest - self._written >= _WRITE_EVERY:
            self._write()

    def compare(self, told: datetime) -> None:
        """The site's clock. When both agree, a time to come that ours once showed is forgotten. Raises OSError."""
        now = self.now()
        self._apart = now - told
        if abs(self._apart) < _SLACK and self._latest - now > _SLACK:
            self._latest = now
            self._write()

    def doubt(self, made: date | None) -> str:
        """Why the clock cannot be right, given the day of the pack that is shown; empty while it may be."""
        now = self.now()
        if now < self._latest - _SLACK:
            return f"时钟倒退：曾经到过 {_text(self._latest)}，现在是 {_text(now)}。"
        if made is not None and now.date() < made - _DAY:
            return f"时钟早于内容包：内容包是 {made} 的，现在是 {_text(now)}。"
        if abs(self._apart) > _APART:
            return f"时钟和网站相差 {abs(self._apart) // timedelta(minutes=1)} 分钟。"
        return ""

    def _write(self) -> None:
        write_whole(self._file, json.dumps({"latest": self._latest.isoformat()}).encode() + b"\n")
        self._written = self._latest


def _read(file: Path) -> datetime:
    try:
        latest = datetime.fromisoformat(json.loads(file.read_bytes())["latest"])
        return latest.astimezone(ZONE)
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return datetime.min.replace(tzinfo=ZONE) + _DAY


def _text(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
