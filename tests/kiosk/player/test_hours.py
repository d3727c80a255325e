"""When the screen is lit: open days and hours, holidays, days worked in exchange, and the time that nobody worked out."""

from datetime import date, datetime, time

import pytest

from plugins.kiosk.pack import lit_hours
from plugins.kiosk.player.hours import Hours, decode, encode
from plugins.kiosk.player.refused import Refused
from plugins.portal.opening import opening, read
from plugins.portal.settings.entrance import Kiosk

DAY = date(2026, 9, 28)
HOURS = lit_hours(read("工作日 9:00—12:00，13:30—17:30（法定节假日除外）"), DAY)


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
        ("2029-05-14 10:00", True),  # long after what was worked out: a Monday
        ("2029-05-12 10:00", False),
    ],
)
def test_lit_on_open_days_from_before_the_doors_open_till_after_they_close(moment: str, lit: bool) -> None:
    assert HOURS.is_lit(datetime.fromisoformat(moment)) is lit


def test_each_day_has_its_own_hours() -> None:
    written = [
        {"days": "周一至周五", "from": "9:00", "to": "17:00"},
        {"days": "周六", "from": "10:00", "to": "14:00"},
    ]
    kiosk = Kiosk.model_validate({"hours": written, "closed": "2026-11-18"})
    hours = lit_hours(opening(kiosk, ""), DAY)
    lit = [day for day in range(16, 23) if hours.is_lit(datetime(2026, 11, day, 14, 10))]
    assert lit == [16, 17, 19, 20, 21]
    assert not hours.is_lit(datetime(2026, 11, 21, 14, 15)) and hours.is_lit(datetime(2026, 11, 20, 14, 15))


@pytest.mark.parametrize("text", ["", "工作日", "请来电咨询", "17:00—9:00"])
def test_where_no_hours_are_told_the_screen_is_always_lit(text: str) -> None:
    assert lit_hours(read(text), DAY).is_lit(datetime(2026, 10, 1, 3))


@pytest.mark.parametrize("text", ["每天 8:30-18:00", "周一至周日8：30至18：00", "每日 08:30～18:00"])
def test_a_house_that_opens_every_day(text: str) -> None:
    hours = lit_hours(read(text), DAY)
    assert hours.week == ((time(8, 15), time(18, 15)),) * 7 and hours.days == {}


def test_a_day_has_no_more_than_its_hours() -> None:
    assert lit_hours(read("每天 0:00—24:00"), DAY).week == ((time(0), time(23, 59)),) * 7


def test_hours_come_back_as_they_were_written() -> None:
    assert decode(encode(HOURS)) == HOURS and HOURS.days[date(2026, 10, 1)] is None
    assert decode(encode(Hours(None))) == Hours(None)


@pytest.mark.parametrize(
    "data",
    [
        *(
            b"",
            b"{}",
            b"[]",
            b"5",
            b'{"week":[],"days":{}}',
            b'{"week":null,"days":[]}',
            b'{"week":[1,2,3,4,5,6,7],"days":{}}',
        ),
        *(encode(HOURS)[:-9], encode(HOURS).replace(b"08:45", b"25:00")),
    ],
)
def test_hours_that_cannot_be_read(data: bytes) -> None:
    with pytest.raises(Refused, match=r"内容包里的 hours\.json 读不懂，屏幕一直亮着。"):
        decode(data)
