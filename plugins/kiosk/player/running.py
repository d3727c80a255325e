"""Puts a player together from its options, and runs it until it is told to stop."""

import fcntl
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from . import keys as pairs
from . import screen as panels
from .browser import Chromium
from .clock import Clock
from .fetch import SiteFetcher
from .life import Player
from .log import say
from .options import NO_BROWSER, Options
from .packs import Keys
from .policy import policy
from .refused import Refused
from .schedule import Schedule
from .screen import Screen
from .server import listen
from .store import Store
from .systemd import notify
from .update import Update, free_bytes
from .watch import Watch

_EVERY_S = 1.0


def run(options: Options) -> int:
    """The command. Gives the exit code; 2 for options that cannot be meant."""
    try:
        options.checked()
        if options.policy:
            sys.stdout.write(policy(options.port))
            return 0
        keys = pairs.load_public(Path(options.key))
        say("认得的公钥：" + "，".join(pairs.fingerprint(key) for key in keys))
        folder = options.folder
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        with _alone(folder):
            player = assemble(options, keys)
            player.boot(keys)
            return _once(player, options) if options.once else _until_stopped(player, options)
    except Refused as reason:
        say(str(reason))
    except OSError as error:
        say(f"文件夹 {options.state} 用不了（{error.strerror or error}）。")
    return 2


def assemble(options: Options, keys: Keys) -> Player:
    """A player with the real network, clock and disk, and no browser yet. Raises OSError."""
    folder = options.folder
    clock, store = Clock(folder / "clock.json", time.time), Store(folder)
    update = Update(
        store, SiteFetcher(options.pack_url), keys, clock.today, partial(free_bytes, folder), clock.latest_day
    )
    schedule = Schedule(options.minutes, time.monotonic, random.random)
    return Player(folder, store, update, clock, schedule, time.monotonic)


def _once(player: Player, options: Options) -> int:
    good = player.fetch(options.accept_older)
    player.stop()
    return 0 if good else 1


def _until_stopped(player: Player, options: Options) -> int:
    try:
        server = listen(player.shown, options.port)
    except OSError as error:
        raise Refused(f"端口 {options.port} 用不了（{error.strerror}）。请用 --port 换一个。") from None
    port = server.server_address[1]
    watch = None
    if options.browser != NO_BROWSER:
        chromium = Chromium(options.browser, port, options.folder / "browser")
        watch = Watch(chromium.start, lambda: player.shown.asked, time.monotonic)
    player.attach(watch, Screen(options.screen_on, options.screen_off, time.monotonic, panels.run))
    say(f"播放器已启动：http://127.0.0.1:{port}/kiosk/")
    if options.accept_older:
        player.fetch(accept_older=True)
    with _told_to_stop() as stopped:
        notify("READY=1")
        while not stopped():
            player.look()
            time.sleep(_EVERY_S)
    player.stop()
    server.shutdown()
    say("播放器已停止。")
    return 0


@contextmanager
def _told_to_stop() -> Iterator[Callable[[], bool]]:
    """Whether SIGTERM or Ctrl-C came."""
    stop = threading.Event()

    def note(*_: Any) -> None:
        stop.set()

    before = {number: signal.signal(number, note) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two players must not share a folder. Raises Refused, OSError."""
    with open(folder / "lock", "a+b") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(f"另一个播放器正在用 {folder}。请先停止它。") from None
        yield
