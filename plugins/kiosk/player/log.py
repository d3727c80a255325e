"""Lines for those who look after the screen: plain Chinese, and nothing about the people who stand before it."""

import os
import sys
from datetime import datetime

from ...portal.beijing import ZONE


def say(line: str) -> None:
    """A line to standard error. The system's journal writes its own time before it."""
    time = "" if "JOURNAL_STREAM" in os.environ else f"{datetime.now(ZONE):%Y-%m-%d %H:%M:%S} "
    print(f"{time}{line}", file=sys.stderr, flush=True)
