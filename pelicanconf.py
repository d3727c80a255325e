"""Pelican's settings, so that the plain `pelican content` builds the very site that `python3 tasks.py build` does."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from plugins.commands.reporting import print_outcome
from plugins.portal import generator  # noqa: F401 — a generator that cannot be imported stops Pelican here
from plugins.portal.pelican_settings import pelican_settings

globals().update(pelican_settings(report=print_outcome))
