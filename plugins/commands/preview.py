"""The local web server of `serve`: the built site as it is, with a reload script and the problems added on the way out."""

import html
import json
import mimetypes
import re
import sys
import threading
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from ..portal.problems import Level, Report
from ..portal.urls import output_path
from .reporting import sentence

ADDRESS = "127.0.0.1"
STATE_URL = "/-/preview.json"
SCRIPT_URL = "/-/preview.js"
_TAG = f'<script src="{SCRIPT_URL}" defer></script></body>'.encode()
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_SCRIPT = Path(__file__).with_name("preview.js")
_WAITING = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>正在建站</title>'
    "<body><h1>还没有可以显示的网站</h1><p>正在建站，或者内容里有错误；改好后这里会自动刷新。</p>"
    "</body></html>"
).encode()


class Preview:
    """What the server shows: the output folder, and how the last build went."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self._lock = threading.Lock()
        # Pages that stay open while the preview is started again must see another number.
        self._build = time.time_ns() // 1_000_000
        self._errors: list[str] = []

    def show(self, report: Report) -> None:
        """Take over the result of a build; open pages reload."""
        with self._lock:
            self._build += 1
            self._errors = [sentence(problem) for problem in report.at(Level.ERROR)]

    def state(self) -> bytes:
        with self._lock:
            return json.dumps({"build": self._build, "errors": self._errors}).encode()


def listen(preview: Preview, port: int) -> ThreadingHTTPServer:
    """A server on this computer alone. Raises OSError when the port is taken, OverflowError when it is none."""

    class Handler(_Handler):
        shown = preview

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        allow_reuse_address = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            if not isinstance(sys.exc_info()[1], ConnectionError):  # a browser that has gone on is no news
                super().handle_error(request, client_address)

    return Server((ADDRESS, port), Handler)


class _Handler(BaseHTTPRequestHandler):
    shown: Preview
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if path == STATE_URL:
            self._send(HTTPStatus.OK, "application/json", self.shown.state())
        elif path == SCRIPT_URL:
            self._send(HTTPStatus.OK, "text/javascript; charset=utf-8", _SCRIPT.read_bytes())
        else:
            self._send_file(path)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send_file(self, path: str) -> None:
        # The site is exchanged as a whole between requests; within one request a file may be gone a moment.
        for wanted, status in ((output_path(path), HTTPStatus.OK), ("404.html", HTTPStatus.NOT_FOUND)):
            file = self._below_output(wanted)
            if file is None:
                continue
            if status is HTTPStatus.OK and file.is_dir():
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", quote(path) + "/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            try:
                data = file.read_bytes()
            except OSError:
                continue
            self._send(status, mimetypes.guess_type(file.name)[0] or "application/octet-stream", data)
            return
        self._send(HTTPStatus.SERVICE_UNAVAILABLE, "text/html", _WAITING)

    def _below_output(self, wanted: str) -> Path | None:
        """The file of an address; None when that leads out of the output or can be no file's name."""
        try:
            root = self.shown.output.resolve()
            file = (root / wanted).resolve()
            file.is_dir()
        except (OSError, ValueError):
            return None
        return file if file.is_relative_to(root) else None

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        if kind == "text/html":
            data = data.replace(b"</body>", _TAG, 1) if b"</body>" in data else data + _TAG
        if kind.startswith("text/") and "charset" not in kind:
            kind += "; charset=utf-8"
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        for name, value in _protection(kind, data):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Requests are not news to a clerk; problems are told by the build."""


def _protection(kind: str, data: bytes) -> list[tuple[str, str]]:
    """The headers that a web server should send with the site (docs/theme.md), so that a preview shows what they forbid.

    A page's own policy is repeated as a header, with what only a header can say: who may frame the page.
    """
    headers = [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "strict-origin-when-cross-origin")]
    policy = _POLICY.search(data) if kind.startswith("text/html") else None
    if policy is not None:
        said = html.unescape(policy[1].decode())
        headers.append(("Content-Security-Policy", f"{said}; frame-ancestors 'self'"))
    return headers
