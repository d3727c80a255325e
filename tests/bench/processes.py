"""What the kernel says about a process and everything it started: CPU time and memory, from /proc (Linux only)."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


def _stat(pid: int) -> list[str]:
    """Fields of /proc/PID/stat from the third on: the second, the program's name, may hold blanks."""
    return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()


def tree(root: int) -> list[int]:
    """The process and its living descendants."""
    children: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdigit():
            try:
                children.setdefault(int(_stat(int(entry.name))[1]), []).append(int(entry.name))
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended while we looked
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, [])
    return found


def cpu_seconds(root: int) -> float:
    """User and system seconds of the process, its living descendants and those already ended; 10 ms steps.

    A child that ended counts through its parent's cutime and cstime, so the sum never falls.
    """
    ticks = 0
    for pid in tree(root):
        try:
            ticks += sum(map(int, _stat(pid)[11:15]))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return ticks / _TICKS


def memory_mib(root: int) -> float:
    """Memory of the process and its living descendants, MiB; pages that forks share are counted once (Pss)."""
    kibibytes = 0
    for pid in tree(root):
        try:
            rollup = (_PROC / str(pid) / "smaps_rollup").read_text()
        except OSError:
            continue
        kibibytes += next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return kibibytes / 1024
