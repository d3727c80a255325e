"""The panel: lit while the house is open, dark otherwise, by whatever command the computer has for it."""

import shlex
import subprocess
from collections.abc import Callable

from .log import say

AGAIN_S = 300
"""While it is dark the command is given again so often: a touch may have lit the panel."""
_PATIENCE_S = 10


class Screen:
    """Gives the commands. Without any, only the page goes black."""

    def __init__(self, on: str, off: str, clock: Callable[[], float], run: Callable[[list[str]], None]) -> None:
        self._commands = {True: shlex.split(on), False: shlex.split(off)}
        self._clock = clock
        self._run = run
        self._lit: bool | None = None
        self._given = 0.0

    def set(self, lit: bool) -> bool:
        """Light or darken the panel. Gives whether that is a change from light to dark."""
        now = self._clock()
        falls = self._lit is True and not lit
        if lit != self._lit or (not lit and now - self._given >= AGAIN_S):
            self._given = now
            if self._commands[lit]:
                self._run(self._commands[lit])
        self._lit = lit
        return falls


def run(command: list[str]) -> None:
    """Run a command of the panel; a failure is told and changes nothing else."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE_S)
    except (OSError, subprocess.TimeoutExpired) as error:
        say(f"屏幕开关命令没有成功（{error}）。")
    else:
        if done.returncode:
            say(f"屏幕开关命令“{command[0]}”没有成功（代码 {done.returncode}）。")
