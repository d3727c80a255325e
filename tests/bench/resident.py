"""What one edit costs a process that stays: from the edit to the new page, and until the process is quiet again."""

import functools
import os
import signal
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from . import cases, processes
from .layouts import Place
from .tools import Tool, Watch

START_LIMIT = 600.0
"""Seconds that the first build of a resident process may take."""
EDIT_LIMIT = 120.0
"""Seconds from an edit to its page."""
LOOK_INTERVAL = 0.05
"""Seconds between two looks at the page: often enough for the wall time, too seldom to cost the server much."""
QUIET = 1.0
"""Seconds in which a process that used at most QUIET_CPU is taken to have finished."""
QUIET_CPU = 0.02


@dataclass(frozen=True)
class Resident:
    """Medians over the edits of one resident process."""

    cpu: float
    """CPU seconds from the edit to the moment when the new page is seen."""
    settled: float
    """CPU seconds from the edit until the process is quiet: work put off until after the page counts too."""
    wall: float
    """Seconds from the edit to the new page."""
    memory: float
    """MiB of the whole process tree at the end."""


class NeverSeen(Exception):
    """A page did not show what it should in time."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _shown(tool: Tool, watch: Watch, place: Place, port: int) -> str:
    """The document's page as a visitor has it now; empty if there is none."""
    try:
        if not watch.serves:
            return tool.page(place).read_text(encoding="utf-8")
        # No proxy: the environment's may know nothing of this machine.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{port}/{place.id}.html", timeout=10) as answer:
            return str(answer.read().decode("utf-8"))
    except (OSError, urllib.error.URLError, UnicodeDecodeError):
        return ""  # not yet there, or being written at this moment


def _await(look: Callable[[], str], words: str, limit: float, process: subprocess.Popen[bytes]) -> None:
    """Wait until the words are seen, at most `limit` seconds."""
    deadline = time.monotonic() + limit
    while words not in look():
        if process.poll() is not None:
            raise NeverSeen(f"the process ended with {process.returncode}")
        if time.monotonic() > deadline:
            raise NeverSeen(f"“{words}” was not seen within {limit:.0f} s")
        time.sleep(LOOK_INTERVAL)


def _settle(root: int) -> float:
    """Wait until the process is quiet; returns its CPU seconds so far."""
    before = processes.cpu_seconds(root)
    while True:
        time.sleep(QUIET)
        now = processes.cpu_seconds(root)
        if now - before <= QUIET_CPU:
            return now
        before = now


@contextmanager
def _running(tool: Tool, watch: Watch, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The resident process, ended at the end with the children that it started."""
    command = [part.replace("{port}", str(port)) for part in watch.command]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command,
            cwd=tool.folder,
            env={**os.environ, **tool.environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        try:
            yield process
        except NeverSeen as error:
            log.seek(0)
            raise NeverSeen(
                f"{tool.label} {watch.label}: {error}\n{log.read().decode('utf-8', 'replace')[-2000:]}"
            ) from error
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and what it started; not by Ctrl+C, which a shell's background jobs are deaf to."""
    started = processes.tree(process.pid)
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pid in started[1:]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def measure(tool: Tool, watch: Watch, places: Sequence[Place], rounds: int, offset: int) -> Resident:
    """Start the process, edit one document after another, and take the medians.

    `offset` keeps the edits apart from those of earlier measurements. One edit more is made first and not counted.
    """
    edits, port = cases.Edits(places), free_port()
    runs: list[tuple[float, float, float]] = []
    with _running(tool, watch, port) as process:
        _await(functools.partial(_shown, tool, watch, places[0], port), "</html>", START_LIMIT, process)
        _settle(process.pid)
        for turn in range(offset, offset + rounds + 1):
            place, words = edits(turn), cases.sentence(turn)
            before, started = processes.cpu_seconds(process.pid), time.perf_counter()
            tool.append(place, words)
            _await(functools.partial(_shown, tool, watch, place, port), words, EDIT_LIMIT, process)
            wall, seen = time.perf_counter() - started, processes.cpu_seconds(process.pid)
            runs.append((seen - before, _settle(process.pid) - before, wall))
        memory = processes.memory_mib(process.pid)
    cpu, settled, wall = (statistics.median(figures) for figures in zip(*runs[1:], strict=True))
    return Resident(cpu, settled, wall, memory)
