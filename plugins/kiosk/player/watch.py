"""Keeps the browser running: starts it again when it ends or falls silent, ever more slowly, and not without end."""

from collections import deque
from collections.abc import Callable

from .browser import Process
from .log import say

SILENCE_S = 180
"""The page asks at least once a minute; a browser silent for so long hangs or shows something else."""
HEALTHY_S = 600
"""A browser that ran so long has recovered: the next failure is a first one."""
LONGEST_S = 60
"""Between two attempts."""
MOST = 30
"""Starts in an hour. A machine that cannot run the browser must not wear itself out."""
_HOUR_S = 3600


class Watch:
    """A browser and its keeper. `look` is called every second or so."""

    def __init__(self, start: Callable[[], Process], asked: Callable[[], float], clock: Callable[[], float]) -> None:
        self._start = start
        self._asked = asked
        self._clock = clock
        self._process: Process | None = None
        self._since = 0.0
        self._failures = 0
        self._due = clock()
        self._starts: deque[float] = deque(maxlen=MOST)
        self.restarts = 0
        """Starts after the first one."""

    @property
    def is_running(self) -> bool:
        return self._process is not None

    def look(self) -> None:
        """Start, start again, or leave alone."""
        now = self._clock()
        if self._process is None:
            if now >= self._due:
                self._begin(now)
            return
        code = self._process.poll()
        if code is not None:
            self._failed(now, f"浏览器退出了（代码 {code}）")
        elif now - max(self._asked(), self._since) > SILENCE_S:
            self._process.stop()
            self._failed(now, f"浏览器 {SILENCE_S} 秒没有动静")
        elif now - self._since > HEALTHY_S:
            self._failures = 0

    def renew(self) -> None:
        """Start a running browser anew; no failure, and nobody is looking."""
        if self._process is not None:
            self.stop()
            self._begin(self._clock())

    def stop(self) -> None:
        """End the browser."""
        if self._process is not None:
            self._process.stop()
            self._process = None

    def _begin(self, now: float) -> None:
        if self._starts:
            self.restarts += 1
        self._starts.append(now)
        self._since = now
        try:
            self._process = self._start()
        except OSError as error:
            self._failed(now, f"浏览器启动不了（{error.strerror or error}）")

    def _failed(self, now: float, what: str) -> None:
        self._process = None
        wait = min(2.0**self._failures, LONGEST_S)
        self._failures += 1
        if len(self._starts) == MOST:
            wait = max(wait, self._starts[0] + _HOUR_S - now)
        self._due = now + wait
        say(f"{what}，{wait:.0f} 秒后重新启动。")
