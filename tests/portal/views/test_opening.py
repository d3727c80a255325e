"""Opening hours read from words."""

from datetime import date

import pytest

from plugins.portal.views.opening import opening_of

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("hours", "spans"),
    [
        ("工作日 9:00—12:00，13:30—17:30", "540-720 810-1050"),
        ("工作日 9:00—12:00、13:30—17:30；邮寄申请每天上午开拆登记", "540-720 810-1050"),
        ("工作日 8:30-17:00", "510-1020"),
        ("工作日 9:00—12:00，13:30—17:30（法定节假日除外）", "540-720 810-1050"),
    ],
)
def test_plain_hours_are_read(hours: str, spans: str) -> None:
    opening = opening_of(hours, TODAY)
    assert opening is not None and opening.spans == spans


@pytest.mark.parametrize(
    "hours",
    [
        None,
        "系统全天开放",
        "公示期内工作日 9:00—12:00，13:30—17:30",
        "工作日 9:00—12:00，13:30—17:30，16:30停止受理",
        "星期二至星期日 8:30—11:30，14:00—17:00，星期一闭馆检修",
        "工作日 13:30—17:30，9:00—12:00",
        "工作日 9:00—12:00，12:00—12:00",
        "工作日 9:00—25:00",
    ],
)
def test_other_words_are_left_to_readers(hours: str | None) -> None:
    assert opening_of(hours, TODAY) is None


def test_holidays_and_worked_weekends_are_exceptions() -> None:
    opening = opening_of("工作日 9:00—12:00", TODAY)
    assert opening is not None
    days = opening.except_for.split()
    assert "2026-10-01" in days  # a Thursday, the national day
    assert "2026-10-10" in days  # a Saturday that was worked
    assert "2026-11-20" not in days and "2026-11-21" not in days
    assert opening.until >= "2026-12-31"


def test_hours_are_the_same_value_all_year_so_that_pages_need_no_new_rendering() -> None:
    assert opening_of("工作日 9:00—12:00", date(2026, 1, 1)) == opening_of("工作日 9:00—12:00", TODAY)


def test_a_year_whose_holidays_are_unknown_is_left_alone() -> None:
    assert opening_of("工作日 9:00—12:00", date(2099, 1, 4)) is None
