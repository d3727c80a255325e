"""Working days: the State Council's calendar of 2026 worked out by hand, one plain fact for each year before, bounds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.portal.workdays import count_workdays, is_workday, known_years, nth_workday, workdays_after

DAY = date.fromisoformat
KNOWN = st.dates(date(2019, 1, 1), date(2026, 9, 1))


@pytest.mark.parametrize(
    "day",
    [
        "2019-02-05",  # the first day of the lunar year, year by year
        "2020-01-25",
        "2021-02-12",
        "2022-02-01",
        "2023-01-22",
        "2024-02-10",
        "2025-01-29",
        "2026-02-17",
        "2020-01-31",  # the Spring Festival of 2020 was made longer while it ran
        "2019-10-07",  # National Day, the last day of the week off
        "2021-10-07",
        "2023-10-06",
        "2025-10-08",  # eight days, with the Mid-Autumn Festival
        "2026-10-07",
    ],
)
def test_holidays_are_off(day: str) -> None:
    assert not is_workday(DAY(day))


@pytest.mark.parametrize(
    "day",
    [
        "2019-10-12",  # a Saturday worked for National Day
        "2020-02-03",  # the Monday after the prolonged festival
        "2020-10-10",
        "2021-10-09",
        "2022-10-08",
        "2023-10-07",
        "2024-10-12",
        "2025-10-11",
        "2026-09-20",  # a Sunday
        "2026-10-10",
        "2026-02-14",
        "2026-02-28",
    ],
)
def test_make_up_days_are_worked(day: str) -> None:
    assert is_workday(DAY(day))
    assert nth_workday(DAY(day), 1).day == DAY(day)


# September and October 2026, by hand: off 25–27 September and 1–7 October; worked: Sunday 20 September, Saturday 10 October.
@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-09-28", 1, "2026-09-28"),  # Monday, the first day counts
        ("2026-09-28", 3, "2026-09-30"),
        ("2026-09-28", 4, "2026-10-08"),  # over the holiday
        ("2026-09-28", 5, "2026-10-09"),
        ("2026-09-28", 6, "2026-10-10"),  # the make-up Saturday counts
        ("2026-09-28", 7, "2026-10-12"),  # Sunday 11 does not
        ("2026-09-30", 5, "2026-10-12"),
        ("2026-10-01", 1, "2026-10-08"),  # from a day off, counting begins with the next working day
        ("2026-10-01", 5, "2026-10-13"),
        ("2026-09-19", 1, "2026-09-20"),  # Saturday; Sunday is worked
        ("2026-09-18", 5, "2026-09-23"),  # Fri 18, Sun 20, Mon 21, Tue 22, Wed 23
        ("2026-09-24", 2, "2026-09-28"),  # over the Mid-Autumn Festival
    ],
)
def test_counting_over_the_autumn_holidays(start: str, count: int, end: str) -> None:
    deadline = nth_workday(DAY(start), count)
    assert (deadline.day, deadline.provisional) == (DAY(end), False)
    assert count_workdays(DAY(start), DAY(end)) == count


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-09-30", 0, "2026-09-30"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-10-01", 1, "2026-10-08"),
        ("2026-10-09", 1, "2026-10-10"),
        ("2026-10-10", 1, "2026-10-12"),
    ],
)
def test_a_time_limit_does_not_count_its_first_day(start: str, count: int, end: str) -> None:
    assert workdays_after(DAY(start), count).day == DAY(end)


def test_beyond_the_published_calendars_the_answer_is_provisional() -> None:
    unknown = max(known_years()) + 1
    inside = nth_workday(date(unknown, 3, 1), 5)
    across = nth_workday(date(unknown - 1, 12, 28), 10)
    before = nth_workday(date(min(known_years()) - 1, 3, 1), 5)
    into = nth_workday(date(min(known_years()) - 1, 12, 29), 10)
    assert inside.provisional and across.provisional and before.provisional
    assert into.provisional and into.day.year in known_years()
    assert across.day.year == unknown
    assert not nth_workday(date(unknown - 1, 3, 2), 5).provisional


def test_a_year_without_a_calendar_has_its_weekends() -> None:
    unknown = max(known_years()) + 1
    days = [date(unknown, 6, 1) + timedelta(days=offset) for offset in range(7)]
    assert [is_workday(day) for day in days] == [day.weekday() < 5 for day in days]


def test_this_year_is_known() -> None:
    assert 2026 in known_years()


@pytest.mark.parametrize("count", [0, -1])
def test_a_period_of_no_days_is_refused(count: int) -> None:
    with pytest.raises(ValueError):
        nth_workday(date(2026, 1, 5), count)


def test_days_in_the_wrong_order_are_none() -> None:
    assert count_workdays(date(2026, 6, 9), date(2026, 6, 8)) == 0


@given(start=KNOWN, count=st.integers(1, 60))
def test_counting_out_and_counting_back_agree(start: date, count: int) -> None:
    end = nth_workday(start, count).day
    assert is_workday(end)
    assert count_workdays(start, end) == count
    assert count_workdays(start, end - timedelta(days=1)) == count - 1


@given(start=KNOWN, count=st.integers(1, 30))
def test_more_days_end_later(start: date, count: int) -> None:
    assert nth_workday(start, count).day < nth_workday(start, count + 1).day
    assert workdays_after(start, count).day >= nth_workday(start, count).day


@pytest.mark.parametrize("year", sorted(known_years()))
def test_every_known_year(year: int) -> None:
    """National Day is a holiday of three days or more; a year has some 250 working days; nothing is provisional."""
    assert not any(is_workday(date(year, 10, day)) for day in (1, 2, 3))
    assert 246 <= count_workdays(date(year, 1, 1), date(year, 12, 31)) <= 253
    assert not nth_workday(date(year, 5, 6), 5).provisional
