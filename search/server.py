"""The search as a service: JSON for programs, pages without JavaScript for people. For intranets and large archives.

    GET /search/?q=…      a page        GET /api/search?q=…   JSON
    GET /health           JSON          GET /api/suggest?q=…  JSON

Neither what is asked nor who asks is written down. docs/search/service.md says how to run it.
"""

import sys
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import msgspec

from . import asked as asking
from .answer import Answer, NoIndex
from .asked import Asked, Refused
from .limits import SUGGESTING, Budget, OutOfTime, Rates, client_of
from .pages import STYLE, Pages
from .standing import Opened, Standing

HEADERS = (
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
_JSON = "application/json; charset=utf-8"
_HTML = "text/html; charset=utf-8"
_BUSY_S = 5
"""How long to wait before asking again where the service itself does not know."""
_WAITS_S = 10.0
"""How long a query waits for its turn."""
_TITLES = {
    400: "这个网址看不懂",
    404: "没有这个页面",
    405: "不能这样访问",
    429: "搜索太频繁",
    500: "服务出了问题",
    503: "暂时不能搜索",
}


@dataclass(frozen=True)
class Limits:
    """What may be asked of the service."""

    per_minute: float = 60
    """Queries of one client; 0 for no limit."""
    burst: float = 20
    """Of them at once."""
    seconds: float = 2
    """For one query, from when its turn has come."""
    proxy_header: str = ""
    """The header in which our own proxy writes the client's address; empty where there is no proxy."""


@dataclass
class _Reply:
    status: int
    kind: str
    body: bytes
    found: int | None = None
    headers: tuple[tuple[str, str], ...] = ()


class Service:
    """The WSGI application."""

    def __init__(
        self,
        standing: Standing,
        limits: Limits | None = None,
        site: str = "",
        log: Callable[[str], None] = print,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._standing = standing
        self._limits = limits or Limits()
        self._pages = Pages(site)
        self._log = log
        self._clock = clock
        self._now = now
        self._rates = Rates(self._limits.per_minute, self._limits.burst, clock)
        self._header = "HTTP_" + self._limits.proxy_header.upper().replace("-", "_")
        self._ways: dict[str, Callable[[WSGIEnvironment], _Reply]] = {
            "/": self._home,
            "/search": self._home,
            "/search/": self._search_page,
            "/search/service.css": self._style,
            "/api/search": self._search,
            "/api/suggest": self._suggest,
            "/health": self._health,
        }

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        started = self._clock()
        reply = self._reply(environ)
        headers = [("Content-Type", reply.kind), ("Content-Length", str(len(reply.body))), *HEADERS, *reply.headers]
        if all(name != "Cache-Control" for name, _ in reply.headers):
            headers.append(("Cache-Control", "no-store"))
        start_response(f"{reply.status} {HTTPStatus(reply.status).phrase}", headers)
        moment = datetime.fromtimestamp(self._now()).astimezone().isoformat(timespec="seconds")
        found = "-" if reply.found is None else reply.found
        self._log(f"{moment} {reply.status} {(self._clock() - started) * 1000:.0f}ms {found}")
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else reply.body]

    # Ways in

    def _reply(self, environ: WSGIEnvironment) -> _Reply:
        path = environ.get("PATH_INFO") or "/"
        try:
            if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
                raise Refused(405, "method", "这里只能查询：请用 GET 或 HEAD。")
            way = self._ways.get(path)
            if way is None:
                raise Refused(404, "not_found", "这个地址没有内容。搜索请到 /search/ 。")
            return way(environ)
        except Refused as refused:
            return self._refusal(path, refused)
        except OutOfTime:
            return self._refusal(
                path, Refused(503, "too_slow", "这次查询用时太长，已经停下。请换更具体的词，或者稍后再试。", _BUSY_S)
            )
        except (NoIndex, OSError):
            return self._refusal(path, Refused(503, "no_index", "检索索引还没有建好。请稍后再试。", _BUSY_S))
        except Exception as error:
            # Where it happened, and not what was asked: messages may quote the query.
            place = traceback.extract_tb(error.__traceback__)[-1]
            print(
                f"检索服务出错：{type(error).__name__}（{place.filename}:{place.lineno}）", file=sys.stderr, flush=True
            )
            return self._refusal(path, Refused(500, "internal", "服务出了问题，已经记录。请稍后再试。", _BUSY_S))

    def _home(self, environ: WSGIEnvironment) -> _Reply:
        return _Reply(303, _HTML, b"", headers=(("Location", f"{environ.get('SCRIPT_NAME', '')}/search/"),))

    def _style(self, environ: WSGIEnvironment) -> _Reply:
        return _Reply(200, "text/css; charset=utf-8", STYLE, headers=(("Cache-Control", "max-age=3600"),))

    def _health(self, environ: WSGIEnvironment) -> _Reply:
        opened = self._standing.look()
        age = max(0, round(self._now() - opened.made))
        return _json({"status": "ok", "index": opened.name, "documents": len(opened.index), "age_seconds": age})

    def _suggest(self, environ: WSGIEnvironment) -> _Reply:
        asked = asking.read(environ.get("QUERY_STRING", ""))
        self._pay(environ, SUGGESTING)
        offered = self._standing.look().offered(asked.text)
        suggestions = [{"text": words, "url": address or None} for words, address in offered]
        return _json({"query": asked.text, "suggestions": suggestions}, len(suggestions))

    def _search(self, environ: WSGIEnvironment) -> _Reply:
        asked = asking.read(environ.get("QUERY_STRING", ""))
        if not asked.text:
            raise Refused(400, "no_query", "请写出要查的词，例如 /api/search?q=党费 。")
        self._pay(environ)
        answer, _ = self._ask(asked)
        return _json({"page": asked.page, "limit": asked.limit, **msgspec.structs.asdict(answer)}, answer.total)

    def _search_page(self, environ: WSGIEnvironment) -> _Reply:
        asked = asking.read(environ.get("QUERY_STRING", ""))
        if not asked.text:
            return _Reply(200, _HTML, self._pages.answer(asked, None, self._standing.look()))
        self._pay(environ)
        answer, opened = self._ask(asked)
        return _Reply(200, _HTML, self._pages.answer(asked, answer, opened), answer.total)

    def _pay(self, environ: WSGIEnvironment, tokens: float = 1.0) -> None:
        forwarded = environ.get(self._header) if self._limits.proxy_header else None
        wait = self._rates.wait(client_of(environ.get("REMOTE_ADDR", ""), forwarded), tokens)
        if wait:
            seconds = int(wait) + 1
            raise Refused(429, "too_many", f"您搜索得太快了，请等 {seconds} 秒再试。", seconds)

    def _ask(self, asked: Asked) -> tuple[Answer, Opened]:
        try:
            return self._answer(asked)
        except OSError:  # the site was built twice since the index was opened, and its files are gone
            self._standing.forget()
            return self._answer(asked)

    def _answer(self, asked: Asked) -> tuple[Answer, Opened]:
        with self._standing.using(_WAITS_S) as opened:
            budget = Budget(self._limits.seconds, self._clock)
            found = opened.index.search(asked.text, asked.limit, asked.offset, asked.filters, asked.newest, budget)
            return found, opened

    def _refusal(self, path: str, refused: Refused) -> _Reply:
        headers: tuple[tuple[str, str], ...] = (("Retry-After", str(refused.wait)),) if refused.wait else ()
        if refused.status == HTTPStatus.METHOD_NOT_ALLOWED:
            headers = (("Allow", "GET, HEAD"),)
        if path == "/health" or path.startswith("/api/"):
            error = {"code": refused.code, "message": refused.message}
            return _json({"error": error}, None, refused.status, headers)
        # Addresses in the page lead from its own folder to the root of the service.
        below = "../" * max(0, path.count("/") - 1) or "./"
        page = self._pages.message(_TITLES[refused.status], refused.message, below, self._opened())
        return _Reply(refused.status, _HTML, page, None, headers)

    def _opened(self) -> Opened | None:
        try:
            return self._standing.look()
        except (NoIndex, OSError):
            return None


def _json(value: Any, found: int | None = None, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> _Reply:
    return _Reply(status, _JSON, msgspec.json.encode(value), found, headers)
