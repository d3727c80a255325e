"""The browser's keeper: it starts again what ended or fell silent, more and more slowly, and not without end."""

import sys
import time
from pathlib import Path

from plugins.kiosk.player.browser import Chromium, command
from plugins.kiosk.player.screen import Screen
from plugins.kiosk.player.watch import HEALTHY_S, LONGEST_S, MOST, SILENCE_S, Watch

from .helpers import Time


class Browser:
    """A browser that ends when a test says so."""

    def __init__(self) -> None:
        self.code: int | None = None
        self.stopped = False

    def poll(self) -> int | None:
        return self.code

    def stop(self) -> None:
        self.stopped = True


class House:
    """A keeper with its clock, its browsers and a page that asks."""

    def __init__(self) -> None:
        self.clock = Time()
        self.started: list[Browser] = []
        self.begun: list[float] = []
        self.asked = 0.0
        self.is_missing = False
        self.watch = Watch(self._start, lambda: self.asked, self.clock)

    def _start(self) -> Browser:
        self.begun.append(self.clock.now)
        if self.is_missing:
            raise FileNotFoundError(2, "No such file or directory")
        self.started.append(Browser())
        return self.started[-1]

    def pass_time(self, seconds: float, asking: bool = True) -> None:
        until = self.clock.now + seconds
        while self.clock.now < until:
            self.clock.now += 1
            if asking:
                self.asked = self.clock.now
            self.watch.look()


def test_a_browser_that_is_alive_is_left_alone() -> None:
    house = House()
    house.pass_time(7200)
    assert len(house.started) == 1 and house.watch.restarts == 0


def test_a_browser_that_is_killed_again_and_again_is_started_more_and_more_slowly() -> None:
    house = House()
    waits = []
    for _ in range(9):
        house.pass_time(3)
        house.started[-1].code = -9
        ended, count = house.clock.now, len(house.started)
        while len(house.started) == count:
            house.pass_time(1)
        waits.append(house.clock.now - ended)
    assert waits[:6] == [2, 3, 5, 9, 17, 33]
    assert max(waits) <= LONGEST_S + 1
    assert house.watch.restarts == 9


def test_after_a_quiet_time_the_next_failure_is_a_first_one() -> None:
    house = House()
    for _ in range(5):
        house.pass_time(40)
        house.started[-1].code = 1
    house.pass_time(HEALTHY_S + 60)
    house.started[-1].code = 1
    count = len(house.started)
    house.pass_time(2)
    assert len(house.started) == count + 1


def test_there_is_a_cap() -> None:
    house = House()
    house.is_missing = True
    house.pass_time(3 * 3600)
    for start in house.begun:
        assert sum(1 for other in house.begun if start <= other < start + 3600) <= MOST
    assert len(house.begun) > 2 * MOST - 5  # and it never gives up
    house.is_missing = False
    house.pass_time(3700)
    assert house.watch.is_running


def test_a_browser_that_falls_silent_is_ended_and_started_again() -> None:
    house = House()
    house.pass_time(100)
    house.pass_time(SILENCE_S + 5, asking=False)
    assert house.started[0].stopped and len(house.started) == 2
    house.pass_time(SILENCE_S - 10, asking=False)  # a new one gets the same time to come up
    assert len(house.started) == 2


def test_a_renewal_is_no_failure() -> None:
    house = House()
    house.pass_time(10)
    house.watch.renew()
    assert house.started[0].stopped and len(house.started) == 2
    house.watch.stop()
    house.watch.renew()
    assert len(house.started) == 2 and not house.watch.is_running


def test_the_whole_group_of_a_browser_ends_with_it(tmp_path: Path) -> None:
    child = tmp_path / "child.pid"
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "SingletonLock").write_text("left behind")
    script = tmp_path / "browser.py"
    script.write_text(
        "import subprocess, time, pathlib\n"
        f"pathlib.Path({str(child)!r}).write_text(str(subprocess.Popen(['sleep', '600']).pid))\n"
        "time.sleep(600)\n"
    )
    process = Chromium(f"{sys.executable} {script}", 1, profile).start()
    assert [str(path.relative_to(profile)) for path in profile.rglob("*")] == ["Default", "Default/Preferences"]
    until = time.monotonic() + 180
    while not (child.exists() and child.read_text()) and time.monotonic() < until:
        time.sleep(0.02)
    assert process.poll() is None
    process.stop()
    assert process.poll() is not None
    assert not _runs(int(child.read_text()))


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_the_flags_that_make_it_a_public_machine() -> None:
    line = command("/usr/bin/chromium --ozone-platform=x11", 8010, Path("/state/browser"))
    assert line[:3] == ["/usr/bin/chromium", "--ozone-platform=x11", "--user-data-dir=/state/browser"]
    assert line[-1] == "http://127.0.0.1:8010/kiosk/"
    assert {
        *("--kiosk", "--no-first-run", "--incognito", "--disable-pinch", "--overscroll-history-navigation=0"),
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    } <= set(line)


def test_the_panel_goes_dark_once_and_again_after_a_touch_may_have_lit_it() -> None:
    clock = Time()
    given: list[list[str]] = []
    screen = Screen("xset dpms force on", "xset dpms force off", clock, given.append)
    falls = []
    for lit in [True] * 5 + [False] * 700 + [True] * 5:
        clock.now += 1
        falls.append(screen.set(lit))
    assert [command[-1] for command in given] == ["on", "off", "off", "off", "on"]
    assert falls.count(True) == 1 and falls[5]


def test_without_commands_only_the_page_goes_dark() -> None:
    given: list[list[str]] = []
    screen = Screen("", "", Time(), given.append)
    assert not screen.set(False)
    assert not screen.set(True)
    assert screen.set(False) and given == []
