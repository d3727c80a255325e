"""The clock: what it shows is believed until it cannot be."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from plugins.kiosk.player.clock import Clock
from plugins.portal.beijing import ZONE

from .helpers import Time, beijing

DAY = date(2026, 11, 16)


def clock_at(folder: Path, text: str) -> tuple[Clock, Time]:
    time = Time(beijing(text))
    return Clock(folder / "clock.json", time), time


def test_beijing_time(tmp_path: Path) -> None:
    clock, _ = clock_at(tmp_path, "2026-11-16 00:30")
    assert clock.today() == DAY and clock.now().utcoffset() == timedelta(hours=8)


def test_a_clock_that_goes_on_is_believed(tmp_path: Path) -> None:
    clock, time = clock_at(tmp_path, "2026-11-16 08:00")
    for _ in range(50):
        clock.look()
        assert clock.doubt(DAY) == ""
        time.now += 3600


def test_a_clock_that_went_back_is_noticed_even_after_a_restart(tmp_path: Path) -> None:
    clock, time = clock_at(tmp_path, "2026-11-20 08:00")
    clock.look()
    time.now -= 300
    assert clock.doubt(DAY) == ""  # set right by a little
    time.now -= 3600
    assert clock.doubt(DAY) == "时钟倒退：曾经到过 2026-11-20 08:00，现在是 2026-11-20 06:55。"
    again, _ = clock_at(tmp_path, "2026-11-18 08:00")
    assert again.doubt(DAY).startswith("时钟倒退")
    right, _ = clock_at(tmp_path, "2026-11-20 09:00")
    assert right.doubt(DAY) == ""


def test_a_clock_before_the_pack_cannot_be_right(tmp_path: Path) -> None:
    clock, _ = clock_at(tmp_path, "2000-01-01 00:00")
    assert clock.doubt(DAY) == "时钟早于内容包：内容包是 2026-11-16 的，现在是 2000-01-01 00:00。"
    assert clock.doubt(None) == ""


def test_the_site_s_clock_is_a_witness(tmp_path: Path) -> None:
    clock, time = clock_at(tmp_path, "2026-11-20 08:00")
    clock.compare(datetime(2026, 11, 20, 10, 30, tzinfo=ZONE))
    assert clock.doubt(DAY) == "时钟和网站相差 150 分钟。"
    time.now += 9000
    clock.compare(datetime(2026, 11, 20, 10, 30, tzinfo=ZONE))
    assert clock.doubt(DAY) == ""


def test_a_time_to_come_that_was_shown_by_mistake_is_forgotten(tmp_path: Path) -> None:
    clock, time = clock_at(tmp_path, "2036-01-01 08:00")
    clock.look()
    time.now = beijing("2026-11-20 08:00")
    assert clock.doubt(DAY) != ""
    clock.compare(datetime(2026, 11, 20, 8, 1, tzinfo=ZONE))
    assert clock.doubt(DAY) == ""
    again, _ = clock_at(tmp_path, "2026-11-20 08:05")
    assert again.doubt(DAY) == ""


def test_the_disk_is_written_now_and_then_only(tmp_path: Path) -> None:
    clock, time = clock_at(tmp_path, "2026-11-20 08:00")
    inodes = set()
    for _ in range(3600):
        clock.look()
        inodes.add((tmp_path / "clock.json").stat().st_mtime_ns)
        time.now += 1
    assert 5 <= len(inodes) <= 7


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"latest": 5}', b'{"latest": "yesterday"}'])
def test_a_damaged_memory_is_no_memory(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "clock.json").write_bytes(data)
    clock, _ = clock_at(tmp_path, "2026-11-20 08:00")
    assert clock.doubt(DAY) == ""
    clock.look()
    assert b"2026-11-20T08:00" in (tmp_path / "clock.json").read_bytes()
