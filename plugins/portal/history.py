"""When each content file came into the version history: what a duty ledger goes by that trusts commits and not promises."""

import subprocess
from datetime import date, datetime
from pathlib import Path

from .beijing import ZONE

_SECONDS = 60


def first_commits(content: Path) -> dict[str, date]:
    """File below content/ → the day (Beijing) of the commit that added it last; nothing where there is no history."""
    command = [
        "git",
        "log",
        "--diff-filter=A",
        "--no-renames",
        "--relative",
        "--format=%x00%ct",
        "--name-only",
        "-z",
        "--",
        ".",
    ]
    try:
        done = subprocess.run(command, cwd=content, capture_output=True, timeout=_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return {}
    days: dict[str, date] = {}
    moment: date | None = None
    # With -z a commit reads: NUL, time, newline or NUL, then its files, each ended by NUL.
    for part in done.stdout.decode("utf-8", "replace").replace("\n", "\0").split("\0"):
        if part.isdigit() and len(part) >= 9:
            moment = datetime.fromtimestamp(int(part), ZONE).date()
        elif part and moment is not None:
            days.setdefault(part, moment)
    return days
