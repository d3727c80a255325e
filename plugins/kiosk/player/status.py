"""The status file: what the office wants to know of a screen without walking down to it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from .files import write_often

NAME = "status.json"


@dataclass(frozen=True, slots=True)
class Status:
    """A screen at a moment. Times are Beijing time with their zone; empty texts mean never, or nothing."""

    written: str
    """When this was written: a status that grows old means that the player does not run."""
    pack: str
    """Id of the pack that is shown."""
    made: str
    """The day as of which it was built."""
    age_days: int
    """Days since then; -1 without a pack."""
    fetched: str
    """When the site last answered with a manifest that was believed."""
    error: str
    """What went wrong in the last fetch; empty when it succeeded."""
    error_since: str
    """When fetching began to fail."""
    damaged: str
    """Which packs on the disk were damaged at the start."""
    clock: str
    """Why the clock cannot be right."""
    browser: str
    """running, or stopped."""
    restarts: int
    """Of the browser, since the player started."""
    lit: bool
    """Whether the screen is lit."""
    free_mb: int
    """Room on the disk."""


def write(folder: Path, status: Status) -> None:
    """Write the status file in one step. Raises OSError."""
    write_often(folder / NAME, json.dumps(asdict(status), ensure_ascii=False, indent=2).encode() + b"\n")


def last_fetched(folder: Path) -> str:
    """When the site last answered, as the player knew before it was started again."""
    try:
        read = json.loads((folder / NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return ""
    fetched = read.get("fetched") if isinstance(read, Mapping) else None
    return fetched if isinstance(fetched, str) else ""
