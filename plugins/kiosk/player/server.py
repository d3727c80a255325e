"""The web server for the browser on the same computer, and for nobody else.

It hands out verified bytes from memory: no address can lead to a file of the computer, because there are no files.
"""

import json
import mimetypes
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from .manifest import ENTRY
from .packs import Pack

ADDRESS = "127.0.0.1"
ROOT = "/kiosk/"
STATUS = "status.json"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=()",
}
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml"}
"""Not left to the computer's own table: a script of another type would not run."""
_WAITING = (
    '<!doctype html><html lang="zh-CN" translate="no"><meta charset="utf-8"><meta name="google" content="notranslate"><meta http-equiv="refresh" content="10">'
    "<title>正在准备内容</title><body><h1>正在准备内容，请稍候</h1><p>请向大厅工作人员咨询。</p></body></html>"
).encode()
_PATIENCE_S = 30


class Shown:
    """What the server shows, and when the page last asked. Safe to use from several threads."""

    def __init__(
        self,
        status: Callable[[], dict[str, object]],
        clock: Callable[[], float] = time.monotonic,
        day: Callable[[], date] = lambda: date.min,
    ) -> None:
        self._status = status
        self._clock = clock
        self._day = day
        self._packs: tuple[Pack, ...] = ()
        self.asked = clock()
        """When the page last gave a sign of life, by the clock that never goes back."""

    @property
    def pack(self) -> Pack | None:
        return self._packs[0] if self._packs else None

    def show(self, pack: Pack) -> None:
        """Show a pack from the next request on."""
        # The page that is open was made by the pack before; what it has not asked for yet must still be there.
        same = self.pack is not None and self.pack.id == pack.id
        self._packs = (pack, *(self._packs[1:] if same else self._packs[:1]))

    def forget_ended(self) -> None:
        """Let go of the files whose last day is over."""
        day = self._day()
        self._packs = tuple(pack.without_ended(day) for pack in self._packs)

    def answer(self, path: str) -> tuple[HTTPStatus, str, bytes]:
        """Status, type and bytes for a path below /kiosk/."""
        if path == STATUS:
            self.asked = self._clock()
            return HTTPStatus.OK, "application/json", json.dumps(self._status(), ensure_ascii=False).encode()
        if path in ("", ENTRY):
            self.asked = self._clock()
            return HTTPStatus.OK, "text/html; charset=utf-8", self._packs[0].files[ENTRY] if self._packs else _WAITING
        day = self._day()
        if any(
            file.path == path and file.is_over(day) for pack in self._packs[:1] for file in pack.signed.manifest.files
        ):
            return HTTPStatus.GONE, "text/plain; charset=utf-8", "期限已过，不再提供。\n".encode()
        for pack in self._packs:
            shown = pack.without_ended(day)
            if path in shown.files:
                return HTTPStatus.OK, _type(path), shown.files[path]
        return HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", "没有这个文件。\n".encode()


def listen(shown: Shown, port: int) -> ThreadingHTTPServer:
    """A server on this computer alone, running. Port 0 takes any. Raises OSError when the port is taken."""

    class Handler(_Handler):
        pass

    Handler.shown = shown
    server = _Server((ADDRESS, port), Handler)
    Handler.hosts = frozenset({f"{ADDRESS}:{server.server_address[1]}"})
    threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True, name="server").start()
    return server


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):  # a browser that was ended is no news
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    shown: Shown
    hosts: frozenset[str]
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE_S

    def do_GET(self) -> None:
        if self.headers["Host"] not in self.hosts:  # a page of another name that was led to this address
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain; charset=utf-8", b"")
            return
        path = unquote(urlsplit(self.path).path)
        if path == "/":
            self._send(HTTPStatus.FOUND, "text/plain; charset=utf-8", b"", {"Location": ROOT})
        elif path.startswith(ROOT):
            self._send(*self.shown.answer(path.removeprefix(ROOT)))
        else:
            self._send(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"")

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send(self, status: HTTPStatus, kind: str, data: bytes, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {**HEADERS, **(more or {}), "Content-Type": kind, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def version_string(self) -> str:
        return "kiosk"

    def log_message(self, *args: object) -> None:
        """What people look at is nobody's business."""


def _type(path: str) -> str:
    dot = path.rfind(".")
    kind = _TYPES.get(path[dot:].lower()) or mimetypes.guess_type(path, strict=True)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
