"""serve: the site on this computer, what is added to it on the way out, and how it follows what is saved."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.helpers import DAY, ROOT, SITE, digest, environment, files, make_site, news, put

PATIENCE_S = 30
"""For machines that are busy with other things; a rebuild takes a fraction of a second."""


class Server:
    """A running `serve` and a browser's view of it."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.source, self.output = make_site(folder, 24), folder / "site"
        self._errors = open(folder / "stderr", "w+", encoding="utf-8")  # noqa: SIM115 — closed in stop()
        self._process = subprocess.Popen(
            [
                *(sys.executable, str(ROOT / "tasks.py"), "serve", "--port", "0", "--date", DAY),
                *("--content", str(folder / "content"), "--site", str(folder / "site.yaml")),
                *("--output", str(self.output), *arguments),
            ],
            cwd=ROOT,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            encoding="utf-8",
        )
        assert self._process.stdout is not None
        self.greeting = self._process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/ ", self.greeting)
        assert found, self.errors()
        self.port = int(found[1])

    def get(self, path: str, method: str = "GET") -> tuple[int, dict[str, str], str]:
        """Ask for an address exactly as it is written."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode(errors="replace")
        finally:
            connection.close()

    def page(self, path: str) -> str:
        return self.get(path)[2]

    def state(self) -> tuple[int, list[str]]:
        """The number of the last build, and its errors."""
        state = json.loads(self.page("/-/preview.json"))
        return state["build"], state["errors"]

    def built(self, after: int = -1) -> int:
        """Wait for a build after the one of this number."""
        wait(lambda: (self.output / "index.html").exists() and self.state()[0] > after, self.errors)
        return self.state()[0]

    def errors(self) -> str:
        self._errors.flush()
        return Path(self._errors.name).read_text(encoding="utf-8")

    def stop(self) -> tuple[int, str]:
        """Ctrl-C. Gives the exit code and what was printed."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        out, _ = self._process.communicate(timeout=PATIENCE_S)
        self._errors.close()
        return self._process.returncode, out


def wait(until: Callable[[], bool], told: Callable[[], str]) -> None:
    """Look again until something is so."""
    end = time.monotonic() + PATIENCE_S
    while not until():
        assert time.monotonic() < end, told()
        time.sleep(0.02)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that only look, or that edit a file of their own."""
    made = Server(tmp_path_factory.mktemp("serve"))
    made.built()
    yield made
    code, out = made.stop()
    assert code == 0
    assert "预览已停止。" in out
    assert "Traceback" not in made_errors(made)
    assert "Exception" not in made_errors(made)


def made_errors(server: Server) -> str:
    """What a server printed on standard error, after its end."""
    return (server.output.parent / "stderr").read_text(encoding="utf-8")


def test_it_says_where_to_look(server: Server) -> None:
    assert f"http://127.0.0.1:{server.port}/kiosk/" in server.greeting
    assert "Ctrl-C" in server.greeting


@pytest.mark.parametrize("path", ["/", "/kiosk/", "/columns/news/", "/news/item-1.html", "/index.html?x=1#top"])
def test_pages_are_served(path: str, server: Server) -> None:
    status, headers, html = server.get(path)
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert "测试组织部" in html


def test_other_files_are_served_as_they_are(server: Server) -> None:
    for file, data in files(server.output).items():
        if not file.endswith(".html"):
            status, headers, text = server.get("/" + file)
            assert status == 200, file
            assert text == data.decode(errors="replace"), file
            assert not headers["Content-Type"].startswith("text/html")


def test_a_folder_leads_to_its_page(server: Server) -> None:
    status, headers, _ = server.get("/kiosk")
    assert (status, headers["Location"]) == (301, "/kiosk/")


def test_a_head_request_has_no_body(server: Server) -> None:
    status, headers, body = server.get("/", method="HEAD")
    assert status == 200
    assert int(headers["Content-Length"]) > 1000
    assert body == ""


@pytest.mark.parametrize("path", ["/nowhere.html", "/news/", "/news/item-1", "/%E4%B8%AD%E6%96%87.html", "/-/other"])
def test_what_is_not_there(path: str, server: Server) -> None:
    status, headers, html = server.get(path)
    assert status == 404
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    page = (server.output / "404.html").read_text(encoding="utf-8")
    title = re.search(r"<title>.*?</title>", page)
    assert title is not None
    assert title[0] in html


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/../../../../../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/news/..%2f../..%2f../..%2f../..%2f../..%2fetc/passwd",
        "/%2Fetc/passwd",
        "/%2F%2Fetc/passwd",
        "//etc/passwd",
        "/..%5c..%5cetc%5cpasswd",
        "/%252e%252e/%252e%252e/etc/passwd",
        "/../site.yaml",
        "/../content/news/item-1.md",
        "/../.site.build/state",
        "/%00",
        "/index.html%00.txt",
        "/%00/../../etc/passwd",
        "/" + "a" * 5000,
        "/" + "a/" * 3000,
        "/%ff%fe",
        "/%",
        "/?",
        "/;/..;/etc/passwd",
        "file:///etc/passwd",
        "http://127.0.0.1/../../etc/passwd",
    ],
)
def test_nothing_outside_the_site_is_served(path: str, server: Server) -> None:
    """Neither what is above the output, nor an exception for an address that no file can have."""
    status, _, text = server.get(path)
    assert status in (200, 404)
    assert status == 404 or path == "/?"
    assert "root:" not in text
    assert "第1件工作" not in text or path == "/?"
    assert "offices:" not in text


def test_the_reload_script_is_only_on_the_way_out(server: Server) -> None:
    tag = '<script src="/-/preview.js" defer></script>'
    html = server.page("/news/item-1.html")
    assert html.count(tag) == 1
    built = (server.output / "news" / "item-1.html").read_text(encoding="utf-8")
    assert html.replace(tag, "") == built
    assert not any(b"preview.js" in data for data in files(server.output).values())
    status, headers, script = server.get("/-/preview.js")
    assert status == 200
    assert headers["Content-Type"].startswith("text/javascript")
    assert "location.reload" in script
    assert server.page("/nowhere.html").count(tag) == 1


def test_a_browser_that_hangs_up_is_no_news(server: Server) -> None:
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            # An abrupt end: the answer meets a closed door.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(b"\x16\x03\x01\x02\x00 this is no HTTP\r\n\r\n")
    assert server.get("/")[0] == 200
    assert "Traceback" not in server.errors()


def test_only_this_computer_is_served(server: Server) -> None:
    address = next((info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)), "127.0.0.1")
    if str(address).startswith("127."):
        assert "127.0.0.1" in server.greeting
        return
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((str(address), server.port), timeout=5)


def test_a_saved_file_is_shown(server: Server) -> None:
    before = server.state()[0]
    started = time.monotonic()
    put(server.source / "content", "news/item-3.md", news("刚刚改好的标题"))
    wait(lambda: "刚刚改好的标题" in server.page("/news/item-3.html"), server.errors)
    assert time.monotonic() - started < 10
    assert server.built(after=before) > before
    assert "刚刚改好的标题" in (server.output / "news" / "item-3.html").read_text(encoding="utf-8")


def test_files_that_come_and_go(server: Server) -> None:
    path = put(server.source / "content", "news/fresh/new.md", news("新来的"))
    wait(lambda: server.get("/news/fresh/new.html")[0] == 200, server.errors)
    path.rename(path.with_name("renamed.md"))
    wait(lambda: server.get("/news/fresh/renamed.html")[0] == 200, server.errors)
    wait(lambda: server.get("/news/fresh/new.html")[0] == 404, server.errors)
    path.with_name("renamed.md").unlink()
    path.parent.rmdir()
    wait(lambda: server.get("/news/fresh/renamed.html")[0] == 404, server.errors)
    assert not (server.output / "news" / "fresh").exists()


def test_a_note_is_told_once_and_not_at_every_rebuild(server: Server) -> None:
    for number in range(2):
        before = server.state()[0]
        put(server.source / "content", "news/item-4.md", news(f"第 {number} 次改"))
        server.built(after=before)
    assert server.errors().count("内容包没有签名") == 1


def test_an_error_is_told_and_the_old_page_stays(server: Server) -> None:
    server.built()
    before = digest(server.output)
    number, errors = server.state()
    assert errors == []
    path = put(server.source / "content", "news/wrong.md", news("错的", published="昨天"))
    wait(lambda: bool(server.state()[1]), server.errors)
    wrong, errors = server.state()
    assert wrong > number
    assert len(errors) == 1
    assert errors[0].startswith("【错误】news/wrong.md 第 3 行：")
    assert "办法：" in errors[0]
    assert digest(server.output) == before
    assert server.get("/")[0] == 200
    assert "【错误】news/wrong.md 第 3 行：" in server.errors()
    path.unlink()
    wait(lambda: server.state()[0] > wrong and not server.state()[1], server.errors)
    assert digest(server.output) == before


def test_the_settings_are_followed_however_they_are_saved(server: Server) -> None:
    """Many editors write a new file and rename it, which a watch on the file itself does not outlive."""
    site = server.source / "site.yaml"
    for number in range(3):
        name = f"第{number}次改名的部门"
        fresh = site.with_name("site.yaml.fresh")
        fresh.write_text(SITE.replace("测试组织部", name), encoding="utf-8")
        os.replace(fresh, site)
        wait(lambda name=name: name in server.page("/"), server.errors)  # type: ignore[misc]
    site.write_text(SITE, encoding="utf-8")
    wait(lambda: "测试组织部" in server.page("/"), server.errors)
    assert "改名的部门" not in server.page("/")


def test_nothing_saved_during_a_build_is_lost(server: Server) -> None:
    """Saves in quick succession, each while the build of another is under way: in the end the last is on the page."""
    for number in range(25):
        put(server.source / "content", f"news/item-{number % 3}.md", news(f"连续保存{number}号", f"正文{number}。"))
        time.sleep(0.03)
    wait(
        lambda: all(f"连续保存{number}号" in server.page(f"/news/item-{number % 3}.html") for number in (22, 23, 24)),
        server.errors,
    )
    wait(lambda: not server.state()[1], server.errors)
    for number in (22, 23, 24):
        assert f"正文{number}。" in server.page(f"/news/item-{number % 3}.html")


def test_what_is_saved_during_the_first_build_is_shown(tmp_path: Path) -> None:
    """The watcher listens before the first build begins, not after it ends."""
    server = Server(tmp_path)
    try:
        put(tmp_path / "content", "news/item-1.md", news("第一次建站时保存的"))
        time.sleep(0.15)
        put(tmp_path / "content", "news/item-2.md", news("稍后保存的"))
        wait(lambda: "稍后保存的" in server.page("/news/item-2.html"), server.errors)
        wait(lambda: "第一次建站时保存的" in server.page("/news/item-1.html"), server.errors)
    finally:
        server.stop()
    assert "Traceback" not in made_errors(server)


def test_it_starts_with_broken_content_and_waits_for_the_cure(tmp_path: Path) -> None:
    path = put(tmp_path, "content/news/wrong.md", news("错的", published="昨天"))
    server = Server(tmp_path)
    try:
        wait(lambda: bool(server.state()[1]), server.errors)
        status, _, html = server.get("/")
        assert status == 503
        assert "还没有可以显示的网站" in html
        assert "/-/preview.js" in html
        path.unlink()
        wait(lambda: server.get("/")[0] == 200, server.errors)
    finally:
        code, _ = server.stop()
    assert code == 0
    assert "Traceback" not in made_errors(server)


def _refused(port: str, folder: Path) -> str:
    source = make_site(folder, 12)
    where = ["--content", str(source / "content"), "--site", str(source / "site.yaml"), "--output", str(folder / "o")]
    command = [sys.executable, str(ROOT / "tasks.py"), "serve", "--port", port, *where]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE_S
    )
    assert done.returncode == 1, done
    assert not (folder / "o").exists()
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_port_in_use(server: Server, tmp_path: Path) -> None:
    told = _refused(str(server.port), tmp_path)
    assert f"端口 {server.port} 用不了" in told
    assert "--port 8001" in told


def test_a_port_that_cannot_be(tmp_path: Path) -> None:
    assert "端口 99999 用不了（端口号是 1 到 65535 之间的整数）" in _refused("99999", tmp_path)


def test_pages_are_sent_with_the_headers_of_a_careful_server(server: Server) -> None:
    _, headers, html = server.get("/news/item-1.html")
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert policy.endswith("; frame-ancestors 'self'")
    assert policy.removesuffix("; frame-ancestors 'self'") in html
    _, headers, _ = server.get("/sitemap.xml")
    assert "Content-Security-Policy" not in headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
