"""The built site as a web server should send it (docs/theme.md): packed, kept by browsers, with the policy as headers."""

import gzip
import html
import mimetypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from plugins.portal.urls import output_path

PACKED = ("text/", "application/json", "application/javascript", "application/manifest+json", "image/svg+xml")
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_NAMED_BY_CONTENT = re.compile(r"/.+-[0-9a-f]{8,}\.[a-z]+$")
_KINDS = {".webmanifest": "application/manifest+json", ".js": "text/javascript"}


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        address = self.path.partition("?")[0]
        status, file = HTTPStatus.OK, Path(self.directory) / output_path(address)
        if ".." in address or not file.is_file():
            status, file = HTTPStatus.NOT_FOUND, Path(self.directory) / "404.html"
        body = file.read_bytes()
        kind = _KINDS.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        policy = _POLICY.search(body) if kind == "text/html" else None
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "strict-origin-when-cross-origin")
        if policy:
            self.send_header("Content-Security-Policy", f"{html.unescape(policy[1].decode())}; frame-ancestors 'self'")
        kept = "public, max-age=31536000, immutable" if _NAMED_BY_CONTENT.fullmatch(address) else "no-cache"
        self.send_header("Cache-Control", kept)
        if kind.startswith(PACKED):
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Requests are no news."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that has gone on is no news."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server of a built site, for as long as it is needed."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
