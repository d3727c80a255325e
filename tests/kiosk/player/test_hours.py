"""When the screen is lit: open days and hours, holidays, days worked in exchange, and the time that nobody worked out."""

from datetime import date, datetime, time, timedelta

import pytest

from plugins.kiosk.pack import AHEAD, opening_hours
from plugins.kiosk.player.hours import Hours, decode, encode
from plugins.kiosk.player.refused import Refused

DAY = date(2026, 9, 28)
TEXT = "工作日 9:00—12:00，13:30—17:30（法定节假日除外）"
HOURS = opening_hours(TEXT, DAY)


@pytest.mark.parametrize(
    ("moment", "lit"),
    [
        ("2026-09-28 08:44", False),
        ("2026-09-28 08:45", True),
        ("2026-09-28 12:30", True),  # who comes at noon must see when it opens again
        ("2026-09-28 17:44", True),
        ("2026-09-28 17:45", False),
        ("2026-10-01 10:00", False),  # National Day
        ("2026-10-10 10:00", True),  # a Saturday worked in exchange
        ("2026-10-11 10:00", False),  # a Sunday
    ],
)
def test_lit_on_open_days_from_before_the_doors_open_till_after_they_close(moment: str, lit: bool) -> None:
    assert HOURS.is_lit(datetime.fromisoformat(moment)) is lit


def test_after_the_days_that_were_worked_out_monday_to_friday_are_open() -> None:
    day = HOURS.last + timedelta(days=1)
    lit = [HOURS.is_lit(datetime.combine(day + timedelta(days=offset), time(10))) for offset in range(7)]
    assert lit == [(day + timedelta(days=offset)).weekday() < 5 for offset in range(7)]
    assert (HOURS.last - HOURS.first).days == AHEAD


@pytest.mark.parametrize("text", ["", "工作日", "请来电咨询", "17:00—9:00", "99:00—99:30"])
def test_where_no_hours_are_told_the_screen_is_always_lit(text: str) -> None:
    hours = opening_hours(text, DAY)
    assert hours.is_lit(datetime(2026, 10, 1, 3))


@pytest.mark.parametrize("text", ["每天 8:30-18:00", "周一至周日8：30至18：00", "每日 08:30～18:00"])
def test_a_house_that_opens_every_day(text: str) -> None:
    hours = opening_hours(text, DAY)
    assert (hours.lit, hours.dark) == (time(8, 15), time(18, 15))
    assert hours.is_lit(datetime(2026, 10, 1, 10))


def test_a_day_has_no_more_than_its_hours() -> None:
    hours = opening_hours("每天 0:00—24:00", DAY)
    assert (hours.lit, hours.dark) == (time(0), time(23, 59))


def test_hours_come_back_as_they_were_written() -> None:
    assert decode(encode(HOURS)) == HOURS
    always = Hours(None, None, DAY, DAY, frozenset())
    assert decode(encode(always)) == always


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"5", encode(HOURS)[:-9], encode(HOURS).replace(b"08:45", b"25:00")]
)
def test_hours_that_cannot_be_read(data: bytes) -> None:
    with pytest.raises(Refused, match=r"内容包里的 hours\.json 读不懂，屏幕一直亮着。"):
        decode(data)
