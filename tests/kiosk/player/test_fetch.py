"""The network for real: a small site on this computer that breaks off, dawdles, lies and resumes."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from plugins.kiosk.player.fetch import NotReached, SiteFetcher
from plugins.kiosk.player.refused import Refused

DATA = bytes(range(256)) * 40


class Taken:
    """A sink that notes what it gets."""

    def __init__(self, have: bytes = b"") -> None:
        self.data = have

    def begin(self, at: int) -> None:
        self.data = self.data[:at]

    def take(self, data: bytes) -> None:
        self.data += data


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        getattr(self, "_" + self.path.rpartition("/")[2])()

    def _send(self, status: int, data: bytes, length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def _file(self) -> None:
        asked = self.headers["Range"]
        if asked:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            self._send(206, DATA[start:], Content_Range=f"bytes {start}-{len(DATA) - 1}/{len(DATA)}")
        elif self.headers["If-None-Match"] == '"tag"':
            self._send(304, b"", ETag='"tag"')
        else:
            self._send(200, DATA, ETag='"tag"')

    def _whole(self) -> None:
        self._send(200, DATA)

    def _elsewhere(self) -> None:
        self._send(206, DATA[5:], Content_Range=f"bytes 5-{len(DATA) - 1}/{len(DATA)}")

    def _cut(self) -> None:
        self._send(200, DATA[:3000], len(DATA))

    def _moved(self) -> None:
        self._send(302, b"", Location="/kiosk/pack/file")

    def _error(self) -> None:
        self._send(500, b"<h1>error</h1>")

    def _garbage(self) -> None:
        self.wfile.write(b"hello\r\n\r\n")

    def _slow(self) -> None:
        self._send(200, b"", len(DATA))
        for _ in range(200):
            self.wfile.write(b"x")
            time.sleep(0.02)

    def _silent(self) -> None:
        self.rfile.read(1)  # until the other side leaves

    def log_message(self, *_: Any) -> None:
        """Quiet."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The other side hung up, as it should."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = Server(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/kiosk/pack/"
    server.shutdown()
    server.server_close()


def fetcher(site: str, longest_s: float = 600, patience_s: float = 60) -> SiteFetcher:
    return SiteFetcher(site, patience_s=patience_s, longest_s=longest_s)


def test_a_file_comes_whole_with_its_tag_and_the_site_s_time(site: str) -> None:
    taken = Taken()
    answer = fetcher(site).get("file", taken, len(DATA))
    assert (taken.data, answer.status, answer.etag) == (DATA, 200, '"tag"')
    assert answer.told is not None and abs(datetime.now(UTC) - answer.told).total_seconds() < 600


def test_what_did_not_change_is_not_sent(site: str) -> None:
    taken = Taken()
    assert fetcher(site).get("file", taken, len(DATA), etag='"tag"').status == 304
    assert taken.data == b""


def test_a_file_goes_on_where_it_broke_off(site: str) -> None:
    taken = Taken(DATA[:3000])
    assert fetcher(site).get("file", taken, len(DATA), start=3000).status == 206
    assert taken.data == DATA


def test_a_site_that_cannot_resume_sends_all_again(site: str) -> None:
    taken = Taken(b"?" * 3000)
    assert fetcher(site).get("whole", taken, len(DATA), start=3000).status == 200
    assert taken.data == DATA


def test_what_came_before_the_cut_is_kept(site: str) -> None:
    taken = Taken()
    fetcher(site).get("cut", taken, len(DATA))
    assert taken.data == DATA[:3000]


def test_no_more_is_taken_than_was_announced(site: str) -> None:
    taken = Taken()
    with pytest.raises(Refused, match="file 比应有的长，不再接收。"):
        fetcher(site).get("file", taken, 100)
    assert len(taken.data) <= 100


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("moved", "moved：网站的回答是 302。"),
        ("error", "error：网站的回答是 500。"),
        ("elsewhere", "elsewhere：网站续传的位置不对。"),
        ("garbage", "garbage：网络不通"),
        ("silent", "silent：网络不通（timed out）。"),
    ],
)
def test_answers_that_are_no_file(name: str, sentence: str, site: str) -> None:
    with pytest.raises(NotReached) as failed:
        fetcher(site, patience_s=0.3 if name == "silent" else 60).get(name, Taken(b"1234567"), len(DATA), start=7)
    assert sentence in str(failed.value)


def test_a_site_that_dawdles_is_left(site: str) -> None:
    with pytest.raises(NotReached, match="网络太慢"):
        fetcher(site, longest_s=0.2).get("slow", Taken(), len(DATA))


def test_nobody_is_there() -> None:
    with pytest.raises(NotReached, match="网络不通（Connection refused）"):
        fetcher("http://127.0.0.1:9/").get("file", Taken(), 10)


def test_a_full_disk_is_no_fault_of_the_network(site: str) -> None:
    class Full(Taken):
        def take(self, data: bytes) -> None:
            raise Refused("full")

    with pytest.raises(Refused, match="full"):
        fetcher(site).get("file", Full(), len(DATA))
