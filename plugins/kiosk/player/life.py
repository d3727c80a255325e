"""The life of a player: it boots from the disk, and from then on looks once a second at all that it keeps going."""

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from . import hours as opening
from . import status as statuses
from .arrivals import DiskFailed
from .clock import Clock
from .fetch import NotReached
from .hours import Hours
from .log import say
from .packs import Keys, Pack
from .refused import Refused
from .schedule import Schedule
from .screen import Screen
from .server import Shown
from .store import Store
from .systemd import notify
from .update import Update, free_bytes
from .watch import Watch

_STATUS_EVERY_S = 30

Background = Callable[[Callable[[], None]], None]
"""Runs something beside the rest."""


def in_thread(work: Callable[[], None]) -> None:
    """A slow network must not keep the browser's keeper waiting."""
    threading.Thread(target=work, daemon=True, name="fetch").start()


class Player:
    """All parts of a player. The browser and the panel are given by `attach`, where there are any."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        update: Update,
        clock: Clock,
        schedule: Schedule,
        steady: Callable[[], float],
        background: Background = in_thread,
    ) -> None:
        self._folder = folder
        self._store = store
        self._update = update
        self._clock = clock
        self._schedule = schedule
        self._steady = steady
        self._background = background
        self._watch: Watch | None = None
        self._screen: Screen | None = None
        self._hours: Hours | None = None
        self._fetched = statuses.last_fetched(folder)
        self._error = self._error_since = self._damaged = ""
        self._fetching = False
        self._lit = True
        self._status_due = steady()
        self._unwritten: set[str] = set()
        self.shown = Shown(self.page_status, steady, clock.latest_day)

    def attach(self, watch: Watch | None, screen: Screen | None) -> None:
        self._watch, self._screen = watch, screen

    def boot(self, keys: Keys) -> Pack | None:
        """Show the last good pack, without any network."""
        pack, damaged = self._store.boot(keys, self._clock.latest_day())
        self._damaged = "".join(damaged)
        for line in damaged:
            say(line)
        if pack is None:
            say("本机还没有可用的内容包，等待从网站取得。")
        else:
            self._show(pack)
            say(f"显示 {pack.made} 的内容包 {pack.id[:12]}。")
        return pack

    def look(self) -> None:
        """One look at everything; called every second."""
        self._to_disk("时间", self._clock.look)
        if self._schedule.is_due() and not self._fetching:
            self._fetching = True
            self._background(self._fetch_and_plan)
        self._lit = self._may_be_lit()
        falls = self._screen is not None and self._screen.set(self._lit)
        if self._watch is not None:
            if falls:
                self._watch.renew()  # each night a browser that remembers nothing and shows the newest pack
            self._watch.look()
        if self._steady() >= self._status_due:
            self._status_due = self._steady() + _STATUS_EVERY_S
            self._to_disk("期满的内容", self._forget_ended)
            self._to_disk("状态", self.write_status)
        notify("WATCHDOG=1")

    def stop(self) -> None:
        """End the browser, and leave a last status."""
        if self._watch is not None:
            self._watch.stop()
        self._to_disk("状态", self.write_status)

    def fetch(self, accept_older: bool = False) -> bool:
        """Ask the site once; whether that succeeded. What went wrong is told and stands in the status."""
        before = self.shown.pack
        try:
            looked = self._update.run(before, accept_older)
        except (NotReached, Refused, DiskFailed) as reason:
            self._failed(str(reason))
            return False
        except Exception as error:  # a fault of ours must not end the fetching for good
            self._failed(f"程序出错：{type(error).__name__} {error}")
            return False
        if self._error:
            say("又能从网站取到内容了。")
        self._error = self._error_since = ""
        self._fetched = self._now()
        if looked.told is not None:
            told = looked.told
            self._to_disk("时间", lambda: self._clock.compare(told))
        if looked.pack is not before:
            self._show(looked.pack)
            say(f"换上 {looked.pack.made} 的内容包 {looked.pack.id[:12]}。")
        return True

    def page_status(self) -> dict[str, object]:
        """What the page is told."""
        pack = self.shown.pack
        return {
            "fetched": self._fetched,
            "clock_suspect": bool(self._doubt()),
            "blank": not self._lit,
            "pack": pack.id if pack is not None else "",
        }

    def write_status(self) -> None:
        """Write the office's status file. Raises OSError."""
        pack = self.shown.pack
        age = (self._clock.today() - pack.made).days if pack is not None else -1
        statuses.write(
            self._folder,
            statuses.Status(
                written=self._now(),
                pack=pack.id if pack is not None else "",
                made=pack.made.isoformat() if pack is not None else "",
                age_days=age,
                fetched=self._fetched,
                error=self._error,
                error_since=self._error_since,
                damaged=self._damaged,
                clock=self._doubt(),
                browser="running" if self._watch is not None and self._watch.is_running else "stopped",
                restarts=self._watch.restarts if self._watch is not None else 0,
                lit=self._lit,
                free_mb=free_bytes(self._folder) >> 20,
            ),
        )

    def _fetch_and_plan(self) -> None:
        try:
            if self.fetch():
                self._schedule.succeeded()
            else:
                self._schedule.failed()
        finally:
            self._fetching = False

    def _forget_ended(self) -> None:
        """What may not be seen any more leaves memory and disk; the disk only by a clock that is not in doubt."""
        self.shown.forget_ended()
        if not self._doubt():
            self._store.forget_ended(self._clock.latest_day())

    def _show(self, pack: Pack) -> None:
        self.shown.show(pack)
        self._hours = None
        try:
            self._hours = opening.decode(pack.files.get(opening.NAME, b""))
        except Refused as reason:
            say(str(reason))

    def _failed(self, why: str) -> None:
        if why != self._error:  # said once, however many months it lasts
            say(f"没有取到新内容：{why}")
        self._error = why
        self._error_since = self._error_since or self._now()

    def _may_be_lit(self) -> bool:
        """Dark only when that is certain."""
        return self._hours is None or bool(self._doubt()) or self._hours.is_lit(self._clock.now())

    def _doubt(self) -> str:
        pack = self.shown.pack
        return self._clock.doubt(pack.made if pack is not None else None)

    def _now(self) -> str:
        return _iso(self._clock.now())

    def _to_disk(self, what: str, write: Callable[[], None]) -> None:
        """Write something that can wait; a disk that does not take it is told once, and the screen goes on."""
        try:
            write()
        except OSError as error:
            if what not in self._unwritten:
                say(f"磁盘写不进去（{error.strerror or error}），{what}没有记下来。")
            self._unwritten.add(what)
        else:
            self._unwritten.discard(what)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
