"""What goes wrong in a child process of the forge. Each is named in an order and gets one argument."""

import errno
import itertools
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from plugins.commands import build as build_command
from plugins.portal import build, build_store, gathering, output, render
from plugins.portal.pelican_settings import pelican_settings
from plugins.portal.reading import Bodies

STEPS = ("rename", "replace", "link", "mkdir", "unlink", "rmdir")
"""The calls that move the build from one state of the disk to the next; the exchange and state files are added."""


def _each_step(told: Callable[[int, str, str], None]) -> None:
    """Call `told(number, name, "before" | "after")` around every step from when the output is taken in hand."""
    count = itertools.count()
    begun = False
    start = output.OutputFolder.start

    def begin(folder: output.OutputFolder) -> None:
        nonlocal begun
        begun = True
        start(folder)

    setattr(output.OutputFolder, "start", begin)  # noqa: B010 — mypy minds the plain way

    def around(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def step(*given: Any, **named: Any) -> Any:
            if not begun:
                return call(*given, **named)
            number = next(count)
            told(number, name, "before")
            try:
                return call(*given, **named)
            finally:
                told(number, name, "after")

        return step

    for name in STEPS:
        setattr(os, name, around(name, getattr(os, name)))
    setattr(Path, "write_bytes", around("write_bytes", Path.write_bytes))  # noqa: B010
    make = output._exchange_call

    def exchange_call() -> Callable[[bytes, bytes], int] | None:
        call = make()
        return None if call is None else around("exchange", call)

    output._exchange_call = exchange_call


def record_steps(file: str) -> None:
    """Write every step's name to a file, a line each."""

    def told(number: int, name: str, when: str) -> None:
        if when == "before":
            with open(file, "a") as steps:
                steps.write(f"{name}\n")

    _each_step(told)


def kill_at_step(argument: list[Any]) -> None:
    """Kill this process before or after the step of a number."""
    wanted = (argument[0], argument[1])

    def told(number: int, name: str, when: str) -> None:
        if (number, when) == wanted:
            os.kill(os.getpid(), signal.SIGKILL)

    _each_step(told)


def torn_state(share: float) -> None:
    """Die while the state of the next tree is being written: only a part of it reaches the disk."""
    whole = Path.write_bytes

    def torn(path: Path, data: Any) -> int:
        if path.name != "state.next":
            return whole(path, data)
        whole(path, bytes(data)[: int(len(data) * share)])
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    setattr(Path, "write_bytes", torn)  # noqa: B010


def torn_readings(share: float) -> None:
    """Die while the readings are being written."""
    build_store._FRESH_NS = 0
    build_store._WORTH_SAVING = 0
    seal = build_store._Sealed.seal
    write = build_store._Sealed.write
    if share == 1:  # all written, not renamed yet

        def die(sealed: build_store._Sealed) -> bytes:
            os.kill(os.getpid(), signal.SIGKILL)
            return seal(sealed)

        setattr(build_store._Sealed, "seal", die)  # noqa: B010
        return

    def torn(sealed: build_store._Sealed, data: bytes) -> int:
        write(sealed, data[: int(len(data) * share)])
        sealed._file.flush()
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    setattr(build_store._Sealed, "write", torn)  # noqa: B010


def no_exchange(then: list[Any] | None) -> None:
    """A system that cannot exchange names; then perhaps die at a step."""
    output._exchange_call = lambda: None
    if then is not None and then[0] == "record":
        record_steps(then[1])
    elif then is not None:
        kill_at_step(then)


def failing_second_rename(_: None) -> None:
    """A system that cannot exchange names and fails just after the old site was moved away."""
    output._exchange_call = lambda: None
    rename = os.rename

    def failing(source: Any, target: Any) -> None:
        if os.path.basename(source) == "next":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rename(source, target)

    setattr(os, "rename", failing)  # noqa: B010


def no_links(_: None) -> None:
    """A file system without hard links."""

    def refused(*given: Any, **named: Any) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    os.link = refused


def disk_full_at(count: int) -> None:
    """From the n-th file on, nothing more fits on the disk."""
    left = itertools.count(count, -1)
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    write, copy, whole = os.write, shutil.copyfileobj, Path.write_bytes

    def limited(call: Callable[..., Any]) -> Callable[..., Any]:
        def step(*given: Any, **named: Any) -> Any:
            if next(left) <= 0:
                raise full
            return call(*given, **named)

        return step

    os.write = limited(write)
    shutil.copyfileobj = limited(copy)
    setattr(Path, "write_bytes", limited(whole))  # noqa: B010


def paused(gate: str) -> None:
    """Wait in the midst of rendering until the file `gate` appears; `gate`.waiting tells that it waits."""
    real = render.Renderer.render
    once = itertools.count()

    def waiting(renderer: Any, template: str, view: Any) -> bytes:
        if next(once) == 3:
            Path(f"{gate}.waiting").touch()
            until = time.monotonic() + 60
            while not Path(gate).exists() and time.monotonic() < until:
                time.sleep(0.005)
        return real(renderer, template, view)

    setattr(render.Renderer, "render", waiting)  # noqa: B010


def saved_meanwhile(argument: list[str]) -> None:
    """A file is saved again (or deleted: no text) after everything was read and before pages are rendered.

    Bodies are not kept in memory: as on a site that is too large for it, they are read again for their pages.
    """
    file, text = argument
    setattr(gathering, "Bodies", lambda: Bodies(0))  # noqa: B010
    make_plan = build.make_plan

    def saving(*given: Any) -> Any:
        if text:
            Path(file).write_text(text, encoding="utf-8")
        else:
            Path(file).unlink()
        return make_plan(*given)

    setattr(build, "make_plan", saving)  # noqa: B010


def other_code(fingerprint: str) -> None:
    """The program has changed."""

    def engine(root: Path) -> str:
        return fingerprint

    setattr(build, "engine_fingerprint", engine)  # noqa: B010


def broken_plugin(name: str) -> None:
    """One more plugin is wanted: a module of this name."""
    real = pelican_settings

    def settings(**given: Any) -> dict[str, Any]:
        made = real(**given)
        made["PLUGINS"] = [*made["PLUGINS"], name]
        made["PORTAL_PLUGINS"] = (*made["PORTAL_PLUGINS"], name)
        return made

    setattr(build_command, "pelican_settings", settings)  # noqa: B010


def no_room_below(folder: str) -> None:
    """No file below a folder can be opened for writing: the disk is full."""

    def heard(event: str, given: tuple[Any, ...]) -> None:
        if (
            event == "open"
            and str(given[0]).startswith(folder)
            and isinstance(given[2], int)
            and given[2] & os.O_WRONLY
        ):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    sys.addaudithook(heard)
