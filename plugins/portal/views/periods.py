"""How far a period has run on a day: the numbers behind a period bar."""

from datetime import date

from .parts import Period, State


def period_of(state: State | None, today: date) -> Period | None:
    """The period of a state that is open or to come; None for other states and where an end is not known."""
    if state is None or state.code not in ("open", "upcoming") or not state.start or not state.end:
        return None
    start, end = date.fromisoformat(state.start), date.fromisoformat(state.end)
    days = (end - start).days + 1
    passed = min(max((today - start).days + 1, 0), days)
    if today < start:
        left = f"{(start - today).days} 天后开始"
    else:
        left = f"还剩 {(end - today).days} 天" if today < end else "今天截止"
    return Period(state.start, state.end, days, passed, left)
