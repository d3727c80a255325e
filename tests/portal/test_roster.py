"""Who is on duty: turns, changes, what was not begun."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.portal.roster import Turn, on_duty, turns
from plugins.portal.settings.roster import Roster, inconsistencies

DAY = date.fromisoformat
DAYS = st.dates(date(2026, 1, 5), date(2030, 1, 1))


def roster(**fields: object) -> Roster:
    return Roster.model_validate({"start": "2026-01-05", "offices": ["general", "cadre", "training"], **fields})


@pytest.mark.parametrize(
    ("turn", "day", "office"),
    [
        ("每周", "2026-01-05", "general"),
        ("每周", "2026-01-11", "general"),
        ("每周", "2026-01-12", "cadre"),
        ("week", "2026-01-26", "general"),
        ("每天", "2026-01-05", "general"),
        ("每天", "2026-01-07", "training"),
        ("day", "2026-01-08", "general"),
    ],
)
def test_offices_take_turns(turn: str, day: str, office: str) -> None:
    assert on_duty(roster(turn=turn), DAY(day)) == office


def test_nobody_is_on_duty_before_the_roster_begins() -> None:
    assert on_duty(roster(), DAY("2026-01-04")) is None
    assert turns(roster(), DAY("2025-12-01"), 7) == ()


def test_a_change_cuts_a_turn() -> None:
    changed = roster(changes=[{"on": "2026-01-14", "office": "training"}])
    assert on_duty(changed, DAY("2026-01-14")) == "training"
    assert turns(changed, DAY("2026-01-13"), 3) == (
        Turn("cadre", DAY("2026-01-12"), DAY("2026-01-13")),
        Turn("training", DAY("2026-01-14"), DAY("2026-01-14")),
        Turn("cadre", DAY("2026-01-15"), DAY("2026-01-18")),
    )


def test_an_office_that_follows_itself_has_turns_all_the_same() -> None:
    alone = roster(offices=["general"])
    found = turns(alone, DAY("2026-01-20"), 7)
    assert [(turn.start, turn.end) for turn in found] == [
        (DAY("2026-01-19"), DAY("2026-01-25")),
        (DAY("2026-01-26"), DAY("2026-02-01")),
    ]


@given(DAYS, st.sampled_from(["day", "week"]), st.integers(0, 60), st.sets(DAYS, max_size=4))
def test_turns_follow_one_another_and_say_what_the_day_says(
    today: date, turn: str, days: int, changed: set[date]
) -> None:
    kept = roster(turn=turn, changes=[{"on": day.isoformat(), "office": "training"} for day in changed])
    found = turns(kept, today, days)
    assert found[0].start <= today <= found[0].end
    assert found[-1].end >= today + timedelta(days=days)
    for one, other in pairwise(found):
        assert other.start == one.end + timedelta(days=1)
    for each in found:
        span = [each.start + timedelta(days=offset) for offset in range((each.end - each.start).days + 1)]
        assert {on_duty(kept, day) for day in span} == {each.office}


def test_what_is_written_wrong_is_found() -> None:
    wrong = roster(
        offices=["general", "cadr"],
        changes=[{"on": "2026-02-01", "office": "cadre"}, {"on": "2026-02-01", "office": "nobody"}],
    )
    found = list(inconsistencies(wrong, ["general", "cadre", "training"]))
    assert [(code, path) for code, path, _ in found] == [
        ("site.roster_office", ("offices", 1)),
        ("site.roster_office", ("changes", 1, "office")),
        ("site.roster_twice", ("changes", 1, "on")),
    ]
    assert found[0][2]["near"] == "是不是想写“cadre”？"
