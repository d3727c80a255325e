"""A player's life with everything around it injected: months without network, nights, clocks, disks, restarts."""

import json
import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from plugins.kiosk.pack import lit_hours
from plugins.kiosk.player import hours
from plugins.kiosk.player import status as statuses
from plugins.kiosk.player.browser import Process
from plugins.kiosk.player.clock import Clock
from plugins.kiosk.player.life import Player
from plugins.kiosk.player.packs import Pack
from plugins.kiosk.player.schedule import Schedule
from plugins.kiosk.player.screen import Screen
from plugins.kiosk.player.store import Store
from plugins.kiosk.player.watch import Watch
from plugins.portal.opening import read

from .helpers import FILES, KEYS, FakeSite, Time, beijing, pack_of, update_of
from .test_store import flip
from .test_watch import Browser

MONDAY = date(2026, 11, 16)
HOURS = hours.encode(lit_hours(read("工作日 9:00—17:30"), MONDAY))


def pack(day: date = MONDAY, **files: bytes) -> Pack:
    return pack_of(
        day, {**FILES, "hours.json": HOURS, **{name.replace("_", "."): data for name, data in files.items()}}
    )


class House:
    """A player on a folder, with a site, clocks and browsers that a test moves."""

    def __init__(self, folder: Path, site: FakeSite, now: str = "2026-11-16 10:00") -> None:
        self.folder = folder
        self.site = site
        self.steady = Time()
        self.wall = Time(beijing(now))
        self.browsers: list[Browser] = []
        self.panel: list[str] = []
        store = Store(folder)
        clock = Clock(folder / "clock.json", self.wall)
        update = update_of(store, site)
        update._today, update._reached = clock.today, clock.latest_day
        schedule = Schedule(15, self.steady, lambda: 0.5)
        self.player = Player(folder, store, update, clock, schedule, self.steady, self._at_once)
        watch = Watch(self._start, lambda: self.player.shown.asked, self.steady)
        screen = Screen("on", "off", self.steady, lambda command: self.panel.append(command[0]))
        self.player.attach(watch, screen)
        self.player.boot(KEYS)

    def _at_once(self, work: Callable[[], None]) -> None:
        work()

    def _start(self) -> Process:
        self.browsers.append(Browser())
        return self.browsers[-1]

    def pass_time(self, seconds: float, step: float = 30, asking: bool = True) -> None:
        until = self.steady.now + seconds
        while self.steady.now < until:
            self.steady.now += step
            self.wall.now += step
            if asking:
                self.page()
            self.player.look()

    def page(self) -> dict[str, Any]:
        """What the page learns when it asks."""
        answer: dict[str, Any] = json.loads(self.player.shown.answer("status.json")[2])
        return answer

    def status(self) -> dict[str, Any]:
        """What the office reads."""
        read: dict[str, Any] = json.loads((self.folder / "status.json").read_bytes())
        return read


def test_a_day_on_which_nothing_goes_wrong(tmp_path: Path) -> None:
    house = House(tmp_path, FakeSite(pack()))
    house.pass_time(120)
    assert house.player.shown.pack == pack()
    assert house.page() == {
        "fetched": "2026-11-16T10:00:30+08:00",
        "clock_suspect": False,
        "blank": False,
        "pack": pack().id,
    }
    status = house.status()
    assert (status["made"], status["age_days"], status["error"], status["clock"]) == ("2026-11-16", 0, "", "")
    assert (status["browser"], status["restarts"], status["lit"]) == ("running", 0, True)
    assert status["free_mb"] > 0


def test_the_site_is_asked_four_times_an_hour(tmp_path: Path) -> None:
    house = House(tmp_path, FakeSite(pack()))
    house.pass_time(3600)
    assert 4 <= sum(name == "manifest.json" for name, _ in house.site.asked) <= 5


def test_a_new_pack_is_shown_and_the_page_can_tell(tmp_path: Path) -> None:
    house = House(tmp_path, FakeSite(pack()))
    house.pass_time(60)
    before = house.page()["pack"]
    newer = pack(MONDAY + timedelta(days=1), index_html=b"two")
    house.site.files = FakeSite(newer).files
    house.pass_time(1200)
    assert house.page()["pack"] == newer.id != before
    assert house.player.shown.answer("")[2] == b"two"


def test_months_without_network(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    house = House(tmp_path, FakeSite(pack()))
    house.pass_time(60)
    fetched = house.page()["fetched"]
    house.site.is_down = True
    house.pass_time(120 * 86400, step=12 * 3600)
    assert house.player.shown.pack == pack()
    assert house.page()["fetched"] == fetched
    status = house.status()
    assert status["error"] == "网络不通。" and status["error_since"] < "2026-11-17"
    assert status["age_days"] == 120 and status["clock"] == ""
    assert capsys.readouterr().err.count("没有取到新内容") == 1
    again = House(tmp_path, house.site, "2027-03-16 10:00")
    assert again.player.shown.pack == pack() and again.page()["fetched"] == fetched
    again.pass_time(60)
    assert len(again.browsers) == 1
    again.site.is_down = False
    again.pass_time(1200)
    assert again.status()["error"] == "" and again.page()["fetched"] > fetched


def test_a_failure_is_followed_by_another_attempt_soon_and_then_less_often(tmp_path: Path) -> None:
    house = House(tmp_path, FakeSite(pack()))
    house.site.is_down = True
    house.pass_time(4 * 3600, step=15)
    asked = len(house.site.asked)
    assert 15 <= asked <= 25
    house.site.is_down = False
    house.pass_time(16 * 60)
    assert house.player.shown.pack == pack()


def test_at_night_and_on_holidays_the_screen_is_dark_and_the_browser_starts_anew(tmp_path: Path) -> None:
    house = House(tmp_path, FakeSite(pack()), "2026-11-16 17:00")
    house.pass_time(40 * 60)
    assert house.panel == ["on"] and not house.page()["blank"]
    house.pass_time(10 * 60)
    assert house.page()["blank"] and house.panel[:2] == ["on", "off"]
    assert house.browsers[0].stopped and len(house.browsers) == 2
    house.pass_time(15 * 3600, step=150)
    assert not house.page()["blank"] and house.panel[-1] == "on"
    assert house.status()["restarts"] == 1


def test_without_opening_hours_the_screen_stays_lit(tmp_path: Path) -> None:
    house = House(tmp_path, FakeSite(pack_of(MONDAY)), "2026-11-16 23:00")
    house.pass_time(3600)
    assert not house.page()["blank"] and house.panel == ["on"]


def test_a_clock_that_went_back_is_told_to_page_and_office_and_the_screen_stays_lit(tmp_path: Path) -> None:
    house = House(tmp_path, FakeSite(pack()))
    house.pass_time(60)
    house.site.is_down = True
    house.wall.now = beijing("2026-11-16 03:00")
    house.pass_time(60)
    assert house.page()["clock_suspect"] and not house.page()["blank"]
    assert house.status()["clock"].startswith("时钟倒退")


def test_the_last_good_pack_is_shown_when_the_newest_is_damaged_on_the_disk(tmp_path: Path) -> None:
    house = House(tmp_path, FakeSite(pack()))
    house.pass_time(60)
    newer = pack(MONDAY + timedelta(days=1), index_html=b"two")
    house.site.files = FakeSite(newer).files
    house.pass_time(1200)
    flip(tmp_path / "packs" / newer.id / newer.signed.manifest.files[0].sha256, 3)
    house.site.is_down = True
    again = House(tmp_path, house.site, "2026-11-17 10:00")
    again.pass_time(60)
    assert again.player.shown.pack == pack()
    assert again.status()["damaged"].startswith(f"内容包 {newer.id[:12]} 不能用：")
    again.site.is_down = False
    again.pass_time(1200)
    assert again.player.shown.pack == newer
    assert House(tmp_path, house.site, "2026-11-17 11:00").player.shown.pack == newer


def test_a_manifest_that_is_refused_is_told_to_the_office(tmp_path: Path) -> None:
    house = House(tmp_path, FakeSite(pack()))
    house.pass_time(60)
    house.site.files["manifest.sig"] = b"\0" * 64
    house.site.files["manifest.json"] += b" "
    house.pass_time(1200)
    assert "内容包的签名不对" in house.status()["error"]
    assert house.player.shown.pack == pack()


def test_a_disk_that_takes_nothing_does_not_stop_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    house = House(tmp_path, FakeSite(pack()))
    house.pass_time(60)

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(statuses, "write", full)
    house.pass_time(600)
    assert house.page()["pack"] == pack().id and len(house.browsers) == 1
    assert capsys.readouterr().err.count("状态没有记下来") == 1


def test_a_fault_of_ours_in_fetching_does_not_end_the_player(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = House(tmp_path, FakeSite(pack()))
    house.pass_time(60)
    with monkeypatch.context() as patched:
        patched.setattr(house.site, "get", lambda *_, **__: 1 / 0)
        house.pass_time(1200)
    assert house.status()["error"].startswith("程序出错：ZeroDivisionError")
    house.pass_time(1200)
    assert house.status()["error"] == ""


def test_a_browser_that_is_killed_again_and_again_always_comes_back_to_the_pack(tmp_path: Path) -> None:
    house = House(tmp_path, FakeSite(pack()))
    for _ in range(20):
        house.pass_time(120, step=1)
        house.browsers[-1].code = -9
    house.pass_time(120, step=1)
    assert house.browsers[-1].code is None
    assert house.page()["pack"] == pack().id and house.status()["restarts"] == 20


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"fetched": 5}'])
def test_a_damaged_status_of_the_last_time_is_no_hindrance(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "status.json").write_bytes(data)
    house = House(tmp_path, FakeSite(pack()))
    assert house.page()["fetched"] == ""


def test_nothing_in_the_folder_tells_what_people_looked_at(tmp_path: Path) -> None:
    house = House(tmp_path, FakeSite(pack()))
    house.player.shown.answer("search?words=secret")
    house.player.shown.answer("secret.html")
    house.pass_time(120)
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"secret" in path.read_bytes()]
