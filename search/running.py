"""The service as a process: waitress around the application, until it is told to stop."""

import logging
import signal
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from waitress import wasyncore
from waitress.server import create_server

from .server import Service

_THREADS = 8
"""Requests at a time; one of them searches, the others wait for it, or answer what needs no search."""
_CONNECTIONS = 500
_LONGEST_HEAD = 16_384
_IDLE_S = 15
"""How long a client may be silent on an open connection."""
_PATIENCE_S = 10.0
"""How long a stop waits for what is under way."""


def listen(host: str, port: int) -> socket.socket:
    """Raises OSError where that address cannot be had, OverflowError where the port is none."""
    if not 0 <= port <= 65_535:  # told before a socket is made, which would be left open
        raise OverflowError(port)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=256)


class Running:
    """A server that answers from now on, in threads of its own."""

    def __init__(self, service: Service, listening: socket.socket) -> None:
        # waitress warns in English whenever a request has to wait for a moment, which here is how it should be.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self._count = _Counting(service)
        self._server = create_server(
            self._count,
            sockets=[listening],
            threads=_THREADS,
            ident=None,
            connection_limit=_CONNECTIONS,
            channel_timeout=_IDLE_S,
            cleanup_interval=5,
            max_request_header_size=_LONGEST_HEAD,
            max_request_body_size=1_024,
            clear_untrusted_proxy_headers=False,  # the service itself reads only the one header that it is told to
            expose_tracebacks=False,
        )
        self.port: int = listening.getsockname()[1]
        self._loop = threading.Thread(target=self._server.run, daemon=True)
        self._loop.start()

    def stop(self) -> None:
        """Take no more connections, answer what has been asked, and end."""
        self._server.trigger.pull_trigger(lambda: wasyncore.dispatcher.close(self._server))
        until = time.monotonic() + _PATIENCE_S
        while (self._count.under_way or self._unsent()) and time.monotonic() < until:
            time.sleep(0.02)
        self._server.task_dispatcher.shutdown(timeout=1)
        self._server.trigger.pull_trigger(lambda: wasyncore.close_all(self._server._map, ignore_all=True))
        self._loop.join(2)

    def _unsent(self) -> bool:
        return any(
            channel.requests or channel.total_outbufs_len for channel in list(self._server.active_channels.values())
        )


class _Counting:
    """An application, and how many requests it has in hand."""

    def __init__(self, application: Service) -> None:
        self._application = application
        self._lock = threading.Lock()
        self.under_way = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        with self._lock:
            self.under_way += 1
        try:
            return self._application(environ, start_response)
        finally:
            with self._lock:
                self.under_way -= 1


def until_stopped(running: Running, told: Callable[[], None]) -> None:
    """Wait for Ctrl-C or the system's request to end, then stop. `told` is called once the service is ready."""
    stopping = threading.Event()
    before = {number: signal.signal(number, lambda *_: stopping.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        told()
        while not stopping.wait(1):  # a wait without end would not let signals through everywhere
            pass
        running.stop()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
