"""When the house is open: by the settings, by words, on holidays and on days worked in exchange."""

from datetime import date

import pytest

from plugins.portal.opening import AHEAD, opening, read
from plugins.portal.settings.entrance import Kiosk
from plugins.portal.workdays import is_public_holiday

NINE, LATER = ("09:00", "12:00"), ("13:30", "17:30")
HOURS = [
    {"days": "周二至周五", "from": "9:00", "to": "12:00"},
    {"days": ["周二", "星期四"], "from": "13:30", "to": "17:30"},
    {"days": "周六", "from": "10:00", "to": "15:00"},
]
KIOSK = Kiosk.model_validate({"hours": HOURS, "closed": "2026-12-15", "open": ["2026-12-14", "2026-10-03"]})
OPENED = opening(KIOSK, "每天 0:00—24:00")


@pytest.mark.parametrize(
    ("day", "spans"),
    [
        ("2026-11-17", (NINE, LATER)),  # a Tuesday
        ("2026-11-18", (NINE,)),  # a Wednesday
        ("2026-11-16", ()),  # a Monday, on which it is always shut
        ("2026-11-21", (("10:00", "15:00"),)),  # a Saturday with hours of its own
        ("2026-10-10", (("10:00", "15:00"),)),  # one that is worked in exchange
        ("2026-09-20", (NINE, LATER)),  # a Sunday worked in exchange, which has no hours: as on the week's first day
        ("2026-10-06", ()),  # National Day, a Tuesday
        ("2026-10-03", (("10:00", "15:00"),)),  # a Saturday within it, open by the list
        ("2026-12-15", ()),  # a Tuesday, closed by the list
        ("2026-12-14", (NINE, LATER)),  # a Monday, open by the list
    ],
)
def test_days_by_the_settings(day: str, spans: tuple[tuple[str, str], ...]) -> None:
    assert OPENED.on(date.fromisoformat(day)) == spans


def test_the_settings_go_before_the_words_and_lists_of_days_go_with_either() -> None:
    assert (
        OPENED.words()
        == "周二 9:00—12:00，13:30—17:30；周三 9:00—12:00；周四 9:00—12:00，13:30—17:30；周五 9:00—12:00；周六 10:00—15:00（法定节假日除外）"
    )
    by_words = opening(Kiosk.model_validate({"closed": "2026-11-17"}), "工作日 9:00—12:00")
    assert by_words.on(date(2026, 11, 17)) == () and by_words.on(date(2026, 11, 18)) == (NINE,)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("工作日 9:00—12:00，13:30—17:30（法定节假日除外）", "周一至周五 9:00—12:00，13:30—17:30（法定节假日除外）"),
        ("下午13：30到17：30，上午9:00至12:00", "周一至周五 9:00—12:00，13:30—17:30（法定节假日除外）"),
        ("每天 8:30-18:00", "周一至周日 8:30—18:00"),
        ("每天 0:00—24:00", "周一至周日 0:00—24:00"),
        ("请来电咨询", ""),
        ("17:00—9:00", ""),
        ("99:00—99:30", ""),
        ("9:75—9:80", ""),
        ("", ""),
    ],
)
def test_what_is_read_from_words(text: str, words: str) -> None:
    assert read(text).words() == words
    assert read(text).timed is bool(words)


def test_where_no_hours_are_known_a_working_day_is_open_as_a_whole() -> None:
    assert read("").on(date(2026, 11, 20)) == (("00:00", "24:00"),)
    assert read("").on(date(2026, 11, 21)) == read("").on(date(2026, 10, 1)) == ()


def test_only_days_unlike_their_day_of_the_week_are_worked_out() -> None:
    found = read("工作日 9:00—12:00").exceptions(date(2025, 12, 20))
    assert found[date(2026, 2, 17)] == () and found[date(2026, 2, 14)] == (NINE,)
    assert date(2026, 3, 2) not in found and date(2026, 3, 7) not in found
    assert max(found) <= date.fromordinal(date(2025, 12, 20).toordinal() + AHEAD)
    assert read("每天 9:00—12:00").exceptions(date(2025, 12, 20)) == {}


def test_weekends_within_a_holiday_belong_to_it() -> None:
    assert is_public_holiday(date(2026, 10, 3)) and not is_public_holiday(date(2026, 11, 21))
    assert not is_public_holiday(date(2150, 10, 1))


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("周一至周五", "mon tue wed thu fri"),
        ("星期六、星期天", "sat sun"),
        ("周日，周一", "mon sun"),
        (["周三", "周一"], "mon wed"),
        ("mon", "mon"),
        ("周一—周三 周五", "mon tue wed fri"),
    ],
)
def test_days_of_the_week_as_people_write_them(written: object, days: str) -> None:
    kiosk = Kiosk.model_validate({"hours": [{"days": written, "from": "9：05", "to": "24:00"}]})
    assert kiosk.hours[0].days == tuple(days.split())
    assert (kiosk.hours[0].start, kiosk.hours[0].to) == ("09:05", "24:00")
