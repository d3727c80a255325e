"""What one client, and one query, may take of the service."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

SUGGESTING = 0.2
"""What a suggestion counts of a query: one is asked for with every key."""
_CLIENTS = 20_000
"""Clients that are remembered; the one not heard of for longest is forgotten first, and so starts anew."""


class OutOfTime(Exception):
    """A query takes longer than it may."""


class Budget:
    """The time that a query may take. Called between its steps; raises OutOfTime when it is used up."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._until = clock() + seconds

    def __call__(self) -> None:
        if self._clock() > self._until:
            raise OutOfTime


class Rates:
    """A token bucket for each client, in memory only. Nothing else is known of a client."""

    def __init__(self, per_minute: float, burst: float, clock: Callable[[], float]) -> None:
        self._a_second = per_minute / 60
        self._burst = burst
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, client: str, tokens: float = 1.0) -> float:
        """Take tokens: 0 if the client may go on, else the seconds until it may, and nothing is taken."""
        if not self._a_second:
            return 0.0
        client = _network(client)
        with self._lock:
            now = self._clock()
            left, before = self._buckets.pop(client, (self._burst, now))
            left = min(self._burst, left + (now - before) * self._a_second)
            missing = max(0.0, tokens - left)
            self._buckets[client] = (left if missing else left - tokens, now)
            if len(self._buckets) > _CLIENTS:
                self._buckets.popitem(last=False)
            return missing / self._a_second


def _network(client: str) -> str:
    """One line of IPv6 has the addresses of a whole /64."""
    try:
        address = ip_address(client)
    except ValueError:
        return client
    return str(int(address) >> 64) if isinstance(address, IPv6Address) else client


def client_of(peer: str, forwarded: str | None) -> str:
    """Who asks: the peer, or the last address that our own proxy has put down; what clients write before it is not believed."""
    last = (forwarded or "").rpartition(",")[2].strip()
    try:
        return str(ip_address(last))
    except ValueError:
        return peer
