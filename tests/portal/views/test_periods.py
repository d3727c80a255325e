"""How far a period has run."""

from datetime import date

import pytest

from plugins.portal.views.parts import State
from plugins.portal.views.periods import period_of


def state(code: str = "open", start: str = "2026-11-18", end: str = "2026-11-24") -> State:
    return State(code, "公示中", True, "", start, end)


@pytest.mark.parametrize(
    ("today", "passed", "left"),
    [
        ("2026-11-15", 0, "3 天后开始"),
        ("2026-11-18", 1, "还剩 6 天"),
        ("2026-11-20", 3, "还剩 4 天"),
        ("2026-11-24", 7, "今天截止"),
    ],
)
def test_first_and_last_day_count(today: str, passed: int, left: str) -> None:
    period = period_of(state(), date.fromisoformat(today))
    assert period is not None
    assert (period.days, period.passed, period.left) == (7, passed, left)


@pytest.mark.parametrize("given", [None, state("ended"), state("in-force"), state(end="")])
def test_what_does_not_run_or_has_no_end_has_no_period(given: State | None) -> None:
    assert period_of(given, date(2026, 11, 20)) is None
