"""The server on this computer: verified bytes, strict headers, no way to a file, nobody else's page."""

import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from plugins.kiosk.player.server import POLICY, Shown, listen

from .helpers import NEW, OLD, Time

STATUS = {"fetched": "2026-11-16T08:00:00+08:00", "clock_suspect": False}


@contextmanager
def running(shown: Shown) -> Iterator[int]:
    server = listen(shown, 0)
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def shown_at(clock: Time | None = None) -> Shown:
    return Shown(lambda: dict(STATUS), clock or Time())


def get(port: int, path: str, method: str = "GET", host: str = "") -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{port}")
    connection.endheaders()
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), data


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    shown = shown_at()
    shown.show(OLD)
    with running(shown) as port:
        yield port


@pytest.mark.parametrize(
    ("path", "status", "data"),
    [
        ("/kiosk/", 200, OLD.files["index.html"]),
        ("/kiosk/index.html", 200, OLD.files["index.html"]),
        ("/kiosk/index.html?x=1", 200, OLD.files["index.html"]),
        ("/kiosk/data/big.json", 200, OLD.files["data/big.json"]),
        ("/kiosk/data/big%2ejson", 200, OLD.files["data/big.json"]),
        ("/", 302, b""),
        ("/index.html", 404, b""),
        ("/kiosk", 404, b""),
        ("/kiosk/data/", 404, None),
        ("/kiosk/none.js", 404, None),
        ("/kiosk/../../etc/passwd", 404, None),
        ("/kiosk/%2e%2e/%2e%2e/etc/passwd", 404, None),
        ("/kiosk//etc/passwd", 404, None),
        ("/kiosk/manifest.json", 404, None),
        ("/kiosk/%00", 404, None),
    ],
)
def test_only_what_the_pack_names_is_served(path: str, status: int, data: bytes | None, port: int) -> None:
    answer = get(port, path)
    assert answer[0] == status
    assert answer[2] == data if data is not None else b"root:" not in answer[2]


def test_every_answer_has_the_strict_headers(port: int) -> None:
    for path in ("/kiosk/", "/kiosk/a.css", "/kiosk/none", "/kiosk/status.json", "/"):
        _, headers, _ = get(port, path)
        assert headers["Content-Security-Policy"] == POLICY
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Server"] == "kiosk"
    assert "default-src 'none'" in POLICY and "unsafe" not in POLICY


def test_types(port: int) -> None:
    assert get(port, "/kiosk/")[1]["Content-Type"] == "text/html; charset=utf-8"
    assert get(port, "/kiosk/a.css")[1]["Content-Type"] == "text/css; charset=utf-8"
    assert get(port, "/kiosk/data/big.json")[1]["Content-Type"] == "application/json"
    shown = shown_at()
    shown.show(NEW)
    assert shown.answer("fresh.js")[1] == "text/javascript; charset=utf-8"


def test_a_head_has_no_body_and_other_methods_are_unknown(port: int) -> None:
    status, headers, data = get(port, "/kiosk/", "HEAD")
    assert (status, headers["Content-Length"], data) == (200, str(len(OLD.files["index.html"])), b"")
    assert get(port, "/kiosk/", "POST")[0] == 501


@pytest.mark.parametrize("host", ["evil.example", "localhost", "127.0.0.1", "127.0.0.1:1"])
def test_a_name_that_was_led_to_this_address_gets_nothing(host: str, port: int) -> None:
    status, _, data = get(port, "/kiosk/", host=host)
    assert (status, data) == (421, b"")


def test_it_listens_on_this_computer_alone() -> None:
    with running(shown_at()) as port, socket.socket() as other:
        other.settimeout(0.5)
        outside = socket.gethostbyname(socket.gethostname())
        if not outside.startswith("127."):
            assert other.connect_ex((outside, port)) != 0
        assert get(port, "/kiosk/")[0] == 200


def test_status_is_told_and_is_a_sign_of_life() -> None:
    clock = Time()
    shown = shown_at(clock)
    clock.now += 70
    assert json.loads(shown.answer("status.json")[2]) == STATUS
    assert shown.asked == clock.now
    clock.now += 70
    shown.answer("a.css")
    assert shown.asked == clock.now - 70


def test_before_the_first_pack_a_page_says_so_and_asks_again() -> None:
    status, kind, data = shown_at().answer("")
    assert status == 200 and kind.startswith("text/html")
    assert "正在准备内容" in data.decode() and b'http-equiv="refresh"' in data
    assert b"<script" not in data and b"style" not in data


def test_a_switch_is_seen_by_the_next_request_and_the_open_page_keeps_its_files() -> None:
    shown = shown_at()
    old = {**OLD.files, "old.js": b"old"}
    shown.show(type(OLD)(OLD.signed, old))
    shown.show(NEW)
    assert shown.answer("")[2] == NEW.files["index.html"]
    assert shown.answer("old.js")[2] == b"old"
    assert shown.answer("fresh.js")[2] == NEW.files["fresh.js"]
    shown.show(NEW)
    assert shown.answer("old.js")[2] == b"old"
