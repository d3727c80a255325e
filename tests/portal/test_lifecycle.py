"""States by date: the day before, the first day, the last day and the day after, for each kind."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.portal import lifecycle
from plugins.portal.kinds.consultation import Consultation
from plugins.portal.kinds.letter import Letter
from plugins.portal.kinds.notice import Notice, Period
from plugins.portal.kinds.plan import Task
from plugins.portal.kinds.proposal import Proposal
from plugins.portal.kinds.rule import Rule

from ..helpers import record

DAY = date.fromisoformat
ONE = timedelta(days=1)


def notice(**given: Any) -> Notice:
    return record("notices/n", **given).of(Notice)


def rule(**given: Any) -> Rule:
    return record("rules/r", **given).of(Rule)


@pytest.mark.parametrize(
    ("day", "code"),
    [("2026-09-27", "upcoming"), ("2026-09-28", "open"), ("2026-10-09", "open"), ("2026-10-10", "ended")],
)
def test_notice_over_national_day(day: str, code: str) -> None:
    made = notice(period={"start": "2026-09-28", "workdays": 5})
    status = lifecycle.of_notice(made, DAY(day))
    assert status is not None
    assert (status.code, status.holds) == (code, code != "ended")
    dates = {
        "upcoming": (DAY("2026-09-28"), DAY("2026-10-09")),
        "open": (DAY("2026-09-28"), DAY("2026-10-09")),
        "ended": (DAY("2026-10-09"), None),
    }
    assert (status.since, status.until) == dates[code]


@pytest.mark.parametrize(
    ("day", "code"),
    [("2026-03-01", "upcoming"), ("2026-03-02", "open"), ("2026-03-31", "open"), ("2026-04-01", "ended")],
)
def test_consultation(day: str, code: str) -> None:
    made = record("consultations/c", period={"start": "2026-03-02", "end": "2026-03-31"}).of(Consultation)
    status = lifecycle.of_consultation(made, DAY(day))
    assert status is not None and status.code == code


def test_one_day_is_a_period() -> None:
    made = notice(period={"start": "2026-03-02", "end": "2026-03-02"})
    codes = [status.code for day in (1, 2, 3) if (status := lifecycle.of_notice(made, date(2026, 3, day)))]
    assert codes == ["upcoming", "open", "ended"]


def test_without_a_period_there_is_no_state() -> None:
    assert lifecycle.of_notice(notice(), DAY("2026-03-01")) is None
    assert lifecycle.of_consultation(record("consultations/c").of(Consultation), DAY("2026-03-01")) is None


def test_an_end_through_an_unknown_year_is_provisional() -> None:
    assert lifecycle.span(Period(start=date(2090, 3, 1), workdays=5)).provisional
    assert not lifecycle.span(Period(start=date(2090, 3, 1), end=date(2090, 3, 8))).provisional


@pytest.mark.parametrize(
    ("day", "code"),
    [("2026-02-28", "upcoming"), ("2026-03-01", "in-force"), ("2026-08-31", "in-force"), ("2026-09-01", "repealed")],
)
def test_rule_from_its_first_day_to_its_repeal(day: str, code: str) -> None:
    made = rule(effective="2026-03-01", repealed="2026-09-01")
    status = lifecycle.of_rule(made, [], [], DAY(day))
    assert (status.code, status.holds) == (code, code != "repealed")
    if code == "in-force":
        assert (status.since, status.until) == (DAY("2026-03-01"), DAY("2026-09-01"))


@pytest.mark.parametrize(
    ("given", "start"),
    [
        ({"effective": "2026-03-01", "issued": "2026-02-01"}, "2026-03-01"),
        ({"issued": "2026-02-01"}, "2026-02-01"),
        ({}, "2026-01-01"),
    ],
)
def test_rule_takes_effect_by_its_word_its_issue_or_its_publication(given: dict[str, str], start: str) -> None:
    assert lifecycle.in_force_from(rule(**given)) == DAY(start)


@pytest.mark.parametrize(
    ("day", "code"),
    [("2026-04-30", "in-force"), ("2026-05-01", "superseded"), ("2026-07-01", "superseded")],
)
def test_rule_ends_when_its_successor_takes_effect(day: str, code: str) -> None:
    newer = rule(published="2026-04-01", effective="2026-05-01")
    status = lifecycle.of_rule(rule(), [newer], [], DAY(day))
    assert (status.code, status.holds) == (code, code == "in-force")
    assert (status.until if code == "in-force" else status.since) == DAY("2026-05-01")


def test_the_earlier_of_repeal_and_succession_counts() -> None:
    newer = rule(effective="2026-05-01")
    assert lifecycle.of_rule(rule(repealed="2026-04-01"), [newer], [], DAY("2026-06-01")).code == "repealed"
    assert lifecycle.of_rule(rule(repealed="2026-06-01"), [newer], [], DAY("2026-07-01")).code == "superseded"


@pytest.mark.parametrize(
    ("day", "code", "since"),
    [
        ("2026-04-30", "in-force", "2026-01-01"),
        ("2026-05-01", "amended", "2026-05-01"),
        ("2026-05-31", "amended", "2026-05-01"),
        ("2026-06-01", "amended", "2026-06-01"),
    ],
)
def test_rule_is_amended_from_the_amendments_first_day(day: str, code: str, since: str) -> None:
    amendments = [rule(effective="2026-06-01"), rule(effective="2026-05-01")]
    status = lifecycle.of_rule(rule(), [], amendments, DAY(day))
    assert (status.code, status.since, status.holds) == (code, DAY(since), True)


def test_an_amended_rule_that_is_superseded_is_superseded() -> None:
    status = lifecycle.of_rule(
        rule(), [rule(effective="2026-06-01")], [rule(effective="2026-05-01")], DAY("2026-06-01")
    )
    assert status.code == "superseded"


def test_letter() -> None:
    waiting = record("letters/l", received="2026-03-02").of(Letter)
    answered = record("letters/l", received="2026-03-02", answer="答。", replied="2026-03-09").of(Letter)
    assert (lifecycle.of_letter(waiting).code, lifecycle.of_letter(waiting).since) == ("waiting", DAY("2026-03-02"))
    assert (lifecycle.of_letter(answered).code, lifecycle.of_letter(answered).since) == ("answered", DAY("2026-03-09"))


@pytest.mark.parametrize(
    ("day", "code"), [("2026-06-04", "waiting"), ("2026-06-05", "waiting"), ("2026-06-06", "overdue")]
)
def test_proposal_is_overdue_the_day_after(day: str, code: str) -> None:
    made = record("proposals/p", received="2026-03-01", due="2026-06-05").of(Proposal)
    assert lifecycle.of_proposal(made, DAY(day)).code == code
    assert lifecycle.of_proposal(made.model_copy(update={"replied": DAY("2026-06-01")}), DAY(day)).code == "answered"


@pytest.mark.parametrize(
    ("done", "day", "code"),
    [
        (None, "2026-05-31", "running"),
        (None, "2026-06-01", "overdue"),
        ("2026-05-31", "2026-07-01", "done"),
        ("2026-06-01", "2026-07-01", "done-late"),
    ],
)
def test_task(done: str | None, day: str, code: str) -> None:
    task = Task.model_validate({"no": "1", "title": "事", "due": "2026-05-31", "done": done})
    assert lifecycle.of_task(task, DAY(day)).code == code


def test_a_task_without_a_date_is_never_late() -> None:
    assert lifecycle.of_task(Task(no="1", title="事"), DAY("2090-01-01")).code == "running"


@pytest.mark.parametrize(("day", "out"), [("2026-02-28", False), ("2026-03-01", True), ("2026-03-02", True)])
def test_an_item_is_out_on_the_day_of_its_publication_whatever_the_hour(day: str, out: bool) -> None:
    assert lifecycle.is_published(notice(published="2026-03-01 23:59"), DAY(day)) is out


@pytest.mark.parametrize(("day", "gone"), [("2026-02-28", False), ("2026-03-01", True), ("2026-03-02", True)])
def test_an_item_is_withdrawn_from_the_day_on(day: str, gone: bool) -> None:
    made = notice(withdrawn={"on": "2026-03-01", "reason": "有误"})
    assert lifecycle.is_withdrawn(made, DAY(day)) is gone


@given(
    start=st.dates(date(2024, 1, 1), date(2027, 6, 1)),
    length=st.one_of(st.integers(1, 20).map(lambda n: ("workdays", n)), st.integers(0, 40).map(lambda n: ("end", n))),
    retention=st.one_of(st.none(), st.integers(0, 30)),
    common=st.integers(0, 30),
    today=st.integers(-5, 90),
    withdrawn=st.one_of(st.none(), st.integers(-5, 90)),
)
def test_people_are_public_from_the_first_day_to_the_end_and_retention(
    start: date,
    length: tuple[str, int],
    retention: int | None,
    common: int,
    today: int,
    withdrawn: int | None,
) -> None:
    name, count = length
    period = {"start": start, name: count if name == "workdays" else start + count * ONE}
    day = start + today * ONE
    gone = {"on": start + withdrawn * ONE, "reason": "有误"} if withdrawn is not None else None
    made = notice(period=period, retention=retention, people=[{"name": "某人"}], withdrawn=gone)
    end = lifecycle.span(Period.model_validate(period)).end
    last = end + (common if retention is None else retention) * ONE
    public = bool(lifecycle.public_people(made, day, common))
    assert public == (start <= day <= last and not (withdrawn is not None and withdrawn <= today))


def test_people_without_a_period_are_never_public() -> None:
    assert lifecycle.public_people(notice(people=[{"name": "某人"}]), DAY("2026-01-01"), 30) == ()
