"""What every refused build must have left alone, and that the next one works."""

import errno
import os
from pathlib import Path

from plugins.portal.sources import reason
from tests.faults.helpers import (
    Forge,
    Result,
    digest,
    half_made,
    snapshot,
)


def unwritable(number: int) -> str:
    """What is told when the output cannot be written for a reason of the system."""
    return f"输出文件夹写不进去（{reason(OSError(number, os.strerror(number)))}）"


FULL, FORBIDDEN = unwritable(errno.ENOSPC), unwritable(errno.EACCES)


def untouched(forge: Forge, source: Path, output: Path, words: str, **more: object) -> Result:
    """A refused build leaves bytes, times and inodes of the old site as they were, and nothing half-made."""
    before, bytes_before = snapshot(output), digest(output)
    assert bytes_before
    result = forge.refuse(source, output, words, **more)
    assert snapshot(output) == before
    assert digest(output) == bytes_before
    assert half_made(output) == []
    return result


def next_build_works(forge: Forge, source: Path, output: Path, cold: Path, **more: object) -> None:
    """The next build succeeds, and makes what a build from nothing makes."""
    forge.build(source, output, **more)
    forge.build(source, cold)
    assert digest(output) == digest(cold)
