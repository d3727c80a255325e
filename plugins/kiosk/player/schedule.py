"""When to ask the site again: now and then, not on the stroke, and sooner after a failure."""

from collections.abc import Callable

_FIRST_S = 30
"""After a first failure; doubled with each further one, up to the usual time."""
_SPREAD = 0.2
"""Many screens of one house do not ask all at once."""


class Schedule:
    """`chance` gives numbers from 0 to 1; `clock` never goes back, in seconds."""

    def __init__(self, minutes: int, clock: Callable[[], float], chance: Callable[[], float]) -> None:
        self._usual_s = minutes * 60.0
        self._clock = clock
        self._chance = chance
        self._failures = 0
        self._due = clock()

    def is_due(self) -> bool:
        return self._clock() >= self._due

    def succeeded(self) -> None:
        self._failures = 0
        self._after(self._usual_s)

    def failed(self) -> None:
        self._after(min(self._usual_s, _FIRST_S * 2.0 ** min(self._failures, 20)))
        self._failures += 1

    def _after(self, seconds: float) -> None:
        self._due = self._clock() + seconds * (1 + _SPREAD * (2 * self._chance() - 1))
