"""The day by Beijing time, wherever the computer that builds stands. Only commands and the generator ask for it."""

from datetime import date, datetime, timedelta, timezone

ZONE = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has had no daylight saving time since 1991, so a fixed offset is the zone."""


def today() -> date:
    """The date in Beijing at this moment."""
    return datetime.now(ZONE).date()


def day_or_today(text: str | None) -> date:
    """YYYY-MM-DD → the day; today for none. Raises ValueError for another text."""
    return date.fromisoformat(text) if text else today()
