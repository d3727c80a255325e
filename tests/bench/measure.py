"""Runs a command as a whole process and says what it cost: the figure that a user's machine pays, start-up included."""

import os
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import processes

MEMORY_INTERVAL = 0.1
"""Seconds between two looks at the memory of a process tree."""


class CommandFailed(Exception):
    """The measured command ended with an error; the message holds its last words."""


@dataclass(frozen=True)
class Usage:
    """What one run cost."""

    cpu: float
    """Seconds of processor time, user and system, of the process and all that it waited for."""
    wall: float
    """Seconds from start to end."""
    user: float
    """Seconds of `cpu` in the program itself; the rest, the kernel's, swings with what the disk cache has to do."""
    peak: float
    """MiB: resident size of the largest single process, or of the whole tree if it was watched and that was more."""


class _MemoryWatch:
    """Samples the memory of a process tree while it runs: rusage knows only the largest process, not their sum."""

    def __init__(self, pid: int) -> None:
        self.peak = 0.0
        self._pid, self._stop = pid, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._stop.wait(MEMORY_INTERVAL):
            self.peak = max(self.peak, processes.memory_mib(self._pid))

    def end(self) -> float:
        self._stop.set()
        self._thread.join()
        return self.peak


def run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None, watch_memory: bool = False
) -> Usage:
    """Run a command to its end in a folder; raises CommandFailed if it does not succeed.

    Watching the memory disturbs the process a little, so a watched run's times are not for the table.
    """
    os.sync()  # else the writing back of the last run's files is charged to this one
    with tempfile.TemporaryFile() as log:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        watch = _MemoryWatch(process.pid) if watch_memory else None
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)  # wait4 reaped it behind Popen's back
        watched = watch.end() if watch else 0.0
        if process.returncode:
            log.seek(0)
            words = log.read().decode("utf-8", "replace").strip()[-2000:]
            raise CommandFailed(f"{' '.join(command)} (in {folder}) ended with {process.returncode}:\n{words}")
    return Usage(usage.ru_utime + usage.ru_stime, wall, usage.ru_utime, max(usage.ru_maxrss / 1024, watched))


def median(usages: Iterable[Usage]) -> Usage:
    """The median of each figure, the peak's maximum."""
    runs = list(usages)
    return Usage(
        statistics.median(run.cpu for run in runs),
        statistics.median(run.wall for run in runs),
        statistics.median(run.user for run in runs),
        max(run.peak for run in runs),
    )


def ratio(mine: Sequence[Usage], theirs: Sequence[Usage]) -> float:
    """CPU of one command to that of another: the median of the rounds' ratios, since a busy hour slows both."""
    return statistics.median(one.cpu / other.cpu for one, other in zip(mine, theirs, strict=True))


def interleave(rounds: int, actions: Mapping[str, Callable[[int], Usage]]) -> dict[str, list[Usage]]:
    """Each action once a round, in turn: what else the machine does then hits all of them alike."""
    results: dict[str, list[Usage]] = {name: [] for name in actions}
    for turn in range(rounds):
        for name, action in actions.items():
            results[name].append(action(turn))
    return results
