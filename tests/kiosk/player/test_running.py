"""The program as it is installed: its command line, its lock, its signals, a fake browser and the real one."""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from plugins.commands.test import browser as find_browser
from plugins.kiosk.player import keys
from plugins.kiosk.player.__main__ import main
from plugins.kiosk.player.store import Store
from tests.helpers import ROOT

from .helpers import KEYS, NEW, OLD, booted, installed, pack_of, published

PAGE = b"""<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>screen</title><body>
<script src="/kiosk/ask.js"></script></body></html>"""
SCRIPT = b"""fetch("/kiosk/status.json").then(r => r.json()).then(s => fetch("/kiosk/seen-" + s.pack.slice(0, 8)));
fetch("http://outside.example/").then(() => fetch("/kiosk/outside-answered"), () => fetch("/kiosk/outside-blocked"));"""
ASKING = pack_of(OLD.made, index_html=PAGE, ask_js=SCRIPT)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "site" / "kiosk" / "pack"
    folder.mkdir(parents=True)
    for name, data in published(NEW).items():
        (folder / name).write_bytes(data)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path / "site")))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.pub"
    path.write_bytes(keys.public_pem(KEYS[0]))
    return path


def wait_for(what: Callable[[], bool], seconds: float = 180) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


@contextmanager
def running(state: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The player as a program of its own, and its port."""
    command = [sys.executable, "-m", "plugins.kiosk.player", "--state", str(state), "--port", "0", *more]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            line = next(line for line in process.stderr if "播放器已启动" in line)
            yield process, int(line.partition("127.0.0.1:")[2].partition("/")[0])
        finally:
            process.terminate()
            process.communicate(timeout=120)


def page(port: int, path: str = "/kiosk/") -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    data = connection.getresponse().read()
    connection.close()
    return data


def test_it_shows_the_last_good_pack_at_once_and_then_the_new_one(tmp_path: Path, site: str, key: Path) -> None:
    state = tmp_path / "state"
    installed(state, [OLD])
    with running(state, "--site", site, "--key", str(key), "--browser", "none") as (process, port):
        assert page(port) in (OLD.files["index.html"], NEW.files["index.html"])
        wait_for(lambda: page(port) == NEW.files["index.html"])
        process.send_signal(signal.SIGTERM)
        assert process.wait(120) == 0
    assert booted(state) == NEW
    assert json.loads((state / "status.json").read_bytes())["pack"] == NEW.id


def test_two_players_do_not_share_a_folder(tmp_path: Path, key: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = tmp_path / "state"
    given = ["--site", "http://127.0.0.1:9", "--key", str(key)]
    with running(state, *given, "--browser", "none"):
        assert main([*given, "--state", str(state), "--once"]) == 2
    assert "另一个播放器正在用" in capsys.readouterr().err


def test_a_browser_that_is_killed_comes_back(tmp_path: Path, site: str, key: Path) -> None:
    started = tmp_path / "started"
    fake = tmp_path / "browser.sh"
    fake.write_text(f"#!/bin/sh\necho $$ >> {started}\nexec sleep 600\n")
    fake.chmod(0o755)

    def pids() -> list[int]:
        return [int(line) for line in started.read_text().split()] if started.exists() else []

    with running(tmp_path / "state", "--site", site, "--key", str(key), "--browser", str(fake)) as (_, port):
        for count in (1, 2, 3):
            wait_for(lambda count=count: len(pids()) >= count)  # type: ignore[misc]
            if count < 3:
                os.kill(pids()[-1], signal.SIGKILL)
        wait_for(lambda: page(port) == NEW.files["index.html"])
        last = pids()[-1]
    with pytest.raises(ProcessLookupError):
        os.kill(last, 0)


def test_once(tmp_path: Path, site: str, key: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = tmp_path / "state"
    given = ["--site", site, "--key", str(key), "--state", str(state), "--once"]
    assert main(given) == 0
    assert booted(state) == NEW
    assert "换上 2026-11-17 的内容包" in capsys.readouterr().err
    later = pack_of(NEW.made.replace(day=18))
    installed(state, [later])
    assert main(given) == 1
    assert "不往回换" in capsys.readouterr().err
    assert main([*given, "--accept-older"]) == 0
    assert booted(state) == NEW
    assert Store(state).pointer().newest == NEW.order


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([], "请写明 --site（网站地址）。"),
        (["--site", "https://www.example.gov.cn"], "请写明 --key（公钥文件）。"),
        (["--site", "https://www.example.gov.cn", "--key", "k"], "请写明 --state（存放文件夹）。"),
        (
            ["--site", "www.example.gov.cn", "--key", "k", "--state", "s"],
            "看不懂，请写成 https://www.example.gov.cn 的样子",
        ),
        (["--site", "ftp://a.cn", "--key", "k", "--state", "s"], "网站地址“ftp://a.cn”看不懂"),
        (["--site", "https://u:p@a.cn", "--key", "k", "--state", "s"], "看不懂"),
        (["--site", "https://a.cn", "--key", "k", "--state", "s", "--minutes", "0"], "--minutes 应当是 1 至 1440"),
        (["--site", "https://a.cn", "--key", "k", "--state", "s", "--port", "70000"], "--port 应当是 0 至 65535"),
        (["--site", "https://a.cn", "--key", "/none/k", "--state", "s"], "公钥文件 /none/k 读不出来"),
    ],
)
def test_options_that_cannot_be_meant(given: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(given) == 2
    assert sentence in capsys.readouterr().err


def test_a_folder_that_cannot_be_used(tmp_path: Path, key: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    given = ["--site", "https://a.cn", "--key", str(key), "--state", str(tmp_path / "file" / "state"), "--once"]
    assert main(given) == 2
    assert "用不了（Not a directory）" in capsys.readouterr().err


def test_a_port_that_is_taken(tmp_path: Path, key: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--site", "http://127.0.0.1:9", "--key", str(key), "--browser", "none"]
    with running(tmp_path / "one", *given) as (_, port):
        assert main([*given, "--state", str(tmp_path / "two"), "--port", str(port)]) == 2
    assert f"端口 {port} 用不了" in capsys.readouterr().err


def test_the_policy_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--policy", "--port", "8020"]) == 0
    rules = json.loads(capsys.readouterr().out)
    assert rules["URLBlocklist"] == ["*"]
    assert rules["URLAllowlist"] == ["http://127.0.0.1:8020/kiosk/*"]
    assert rules["PrintingEnabled"] is False and rules["AllowFileSelectionDialogs"] is False
    assert rules["DownloadRestrictions"] == 3 and rules["DeveloperToolsAvailability"] == 2


def test_a_disk_that_takes_no_more_keeps_the_old_pack(tmp_path: Path, site: str, key: Path) -> None:
    """For real: files of the process may grow to 8 KB and no further."""
    state = tmp_path / "state"
    installed(state, [OLD])
    player = f"exec {sys.executable} -m plugins.kiosk.player --site {site} --key {key} --state {state} --once"
    done = subprocess.run(
        ["bash", "-c", f"ulimit -f 8; {player}"], cwd=ROOT, capture_output=True, text=True, timeout=180
    )
    assert done.returncode == 1 and "磁盘写不进去（File too large），继续使用原来的内容包。" in done.stderr
    assert booted(state) == OLD
    assert json.loads((state / "status.json").read_bytes())["error"].startswith("磁盘写不进去")


def test_the_screen_s_computer_needs_cryptography_alone() -> None:
    """Neither Pelican nor any other package of the portal: the player runs on what Debian has."""
    program = (
        "import sys, sysconfig, pathlib; import plugins.kiosk.player.__main__;"
        "there = pathlib.Path(sysconfig.get_path('purelib'));"
        "print(*sorted({name.partition('.')[0] for name, module in list(sys.modules.items())"
        " if str(getattr(module, '__file__', '')).startswith(str(there))}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=180)
    loaded = {name for name in done.stdout.split() if not name.startswith("_")}
    assert "cryptography" in loaded and loaded <= {"cryptography", "cffi"}, done.stderr


def test_the_real_browser_shows_the_pack_again_after_a_kill_and_reaches_nothing_else(tmp_path: Path, key: Path) -> None:
    chromium = find_browser()
    assert chromium is not None
    state = tmp_path / "state"
    installed(state, [ASKING])
    seen = tmp_path / "seen"
    program = (
        "import sys; from plugins.kiosk.player import server; from plugins.kiosk.player.__main__ import main\n"
        "answer = server.Shown.answer\n"
        f"def noted(self, path):\n    open({str(seen)!r}, 'a').write(path + '\\n')\n    return answer(self, path)\n"
        "server.Shown.answer = noted\nsys.exit(main(sys.argv[1:]))"
    )
    browser = f"{chromium} --headless --no-sandbox --disable-gpu"
    command = [sys.executable, "-c", program, "--site", "http://127.0.0.1:9", "--key", str(key), "--state", str(state)]
    with subprocess.Popen(
        [*command, "--port", "0", "--browser", browser], cwd=ROOT, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wanted = {"", "ask.js", "status.json", f"seen-{ASKING.id[:8]}", "outside-blocked"}
            wait_for(lambda: seen.exists() and wanted <= set(seen.read_text().split("\n")))
            (leader,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            os.kill(int(leader), signal.SIGKILL)
            wait_for(lambda: seen.read_text().split("\n").count("ask.js") >= 2)
        finally:
            process.terminate()
            process.wait(120)
    assert "outside-answered" not in seen.read_text()
    assert process.returncode == 0
