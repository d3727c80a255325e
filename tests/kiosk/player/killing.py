"""A process that kills itself in the middle of an update, at every step that touches the disk, one after another.

    python -m tests.kiosk.player.killing FOLDER kill|full

For each step: a store with the old pack, a child that goes for the new one and is killed just before or just after
the step (`kill`), or is told there that the disk is full (`full`); then a look at what boots, and a second attempt
that is left alone. Prints a JSON list with a row for each.
"""

import builtins
import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from plugins.kiosk.player.arrivals import DiskFailed

from .helpers import NEW, OLD, FakeSite, booted, installed, update_of

STEPS = ("rename", "replace", "fsync", "open", "mkdir", "unlink", "rmdir", "ftruncate")


class Strike:
    """Counts the steps and strikes at one of them."""

    def __init__(self, at: int, act: Callable[[], None]) -> None:
        self.count = 0
        self._at = at
        self._act = act

    def patch(self) -> None:
        for name in STEPS:
            setattr(os, name, self._counted(getattr(os, name)))
        plain = builtins.open
        counted = self._counted(plain)

        def opened(file: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
            return (counted if set(mode) & set("wax") else plain)(file, mode, *rest, **more)

        builtins.open = opened

    def _counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **more: Any) -> Any:
            self._step()
            result = call(*given, **more)
            self._step()
            return result

        return counted

    def _step(self) -> None:
        self.count += 1
        if self.count == self._at:
            self._act()


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _child(folder: Path, at: int, act: Callable[[], None]) -> str:
    """Go for the new pack in a child; how that ended."""
    pid = os.fork()
    if pid == 0:
        store = installed(folder, [])
        store.boot((), NEW.made)  # as a player that has just started
        strike = Strike(at, act)
        strike.patch()
        try:
            update_of(store, FakeSite(NEW)).run(OLD)
        except DiskFailed:
            os._exit(1)
        except BaseException as error:
            sys.stderr.write(f"{at}: {error!r}\n")
            os._exit(2)
        os._exit(0 if strike.count < at else 3)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return "killed"
    return {0: "untouched", 1: "failed", 3: "survived"}.get(os.WEXITSTATUS(status), "broken")


def _name(folder: Path) -> str:
    pack = booted(folder)
    return "" if pack is None else {OLD.id: "old", NEW.id: "new"}[pack.id]


def main(folder: Path, act: Callable[[], None]) -> list[dict[str, Any]]:
    """A row for each step: how the child ended, what boots, what boots after a second attempt."""
    rows: list[dict[str, Any]] = []
    while not rows or rows[-1]["ended"] != "untouched":
        state = folder / str(len(rows))
        installed(state, [OLD])
        ended = _child(state, len(rows) + 1, act)
        first = _name(state)
        update_of(installed(state, []), FakeSite(NEW)).run(booted(state))
        left = sorted(path.name for path in state.iterdir())
        rows.append({"ended": ended, "boots": first, "then": _name(state), "left": left})
        shutil.rmtree(state)
    return rows


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), {"kill": _kill, "full": _full}[sys.argv[2]])))
