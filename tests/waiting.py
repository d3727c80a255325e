"""Waiting for what other threads and processes do, however busy the machine is."""

import time
from collections.abc import Callable

LONG_S = 120.0
"""Longer than anything takes that works at all."""


def until(holds: Callable[[], object], what: str) -> None:
    """Wait until something holds; fail with a word of what it was if it never does."""
    deadline = time.monotonic() + LONG_S
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        time.sleep(0.01)
