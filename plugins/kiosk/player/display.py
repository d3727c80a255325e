"""How large the X screen is. There is no window manager on a kiosk, so nobody else makes the browser's window fill it."""

import re
import subprocess

_COMMAND = ("xrandr", "--current")
_SIZE = re.compile(r"\bcurrent (\d+) x (\d+)")
_PATIENCE_S = 10


def window_flags(command: tuple[str, ...] = _COMMAND) -> list[str]:
    """Chromium's flags for a window over all of the screen; none where there is no X, or it does not say."""
    try:
        told = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=_PATIENCE_S)
    except (OSError, subprocess.TimeoutExpired):
        return []
    found = _SIZE.search(told.stdout)
    return [f"--window-size={found[1]},{found[2]}", "--window-position=0,0"] if found else []
