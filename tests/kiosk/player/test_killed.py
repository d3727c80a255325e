"""Killed with -9 in each step of an update, or out of room there: the last good pack boots, and the next try succeeds."""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from plugins.kiosk.player import keys
from tests.helpers import ROOT

from .helpers import KEYS, NEW, OLD, booted, installed, published


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: the steps count, not the patience of a disk."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if os.access(shared, os.W_OK) else tmp_path) as folder:
        yield Path(folder)


def rows(folder: Path, act: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.kiosk.player.killing", str(folder), act],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    read: list[dict[str, Any]] = json.loads(done.stdout)
    return read


def test_killed_at_every_step(memory: Path) -> None:
    *killed, last = rows(memory, "kill")
    assert len(killed) >= 50 and {row["ended"] for row in killed} == {"killed"} and last["ended"] == "untouched"
    boots = [row["boots"] for row in killed]
    assert set(boots) == {"old", "new"}
    assert boots == sorted(boots, reverse=True)  # the old one up to a moment, the new one from then on
    assert {row["then"] for row in (*killed, last)} == {"new"}
    assert {tuple(row["left"]) for row in (*killed, last)} <= {
        ("packs", "packs.json"),
        ("arriving", "packs", "packs.json"),
    }


def test_a_full_disk_at_every_step(memory: Path) -> None:
    *failed, last = rows(memory, "full")
    assert len(failed) >= 50 and last["ended"] == "untouched"
    assert {row["ended"] for row in failed} == {"failed", "survived"}
    assert {row["boots"] for row in failed} == {"old", "new"}
    assert {row["then"] for row in (*failed, last)} == {"new"}


class _Slow(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        time.sleep(0.02)
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The player was killed."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "site" / "kiosk" / "pack"
    folder.mkdir(parents=True)
    for name, data in published(NEW).items():
        (folder / name).write_bytes(data)
    server = _Server(("127.0.0.1", 0), partial(_Slow, directory=str(tmp_path / "site")))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_the_real_player_killed_at_any_moment(tmp_path: Path, site: str) -> None:
    """The program itself, over a real network, killed at random times of its start and its first fetch."""
    (tmp_path / "key.pub").write_bytes(keys.public_pem(KEYS[0]))
    state, chance = tmp_path / "state", random.Random(6)
    command = [
        *(sys.executable, "-m", "plugins.kiosk.player", "--site", site, "--key", str(tmp_path / "key.pub")),
        *("--state", str(state), "--port", "0", "--browser", "none"),
    ]
    installed(state, [OLD])
    seen = set()
    for _ in range(12):
        process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": "."})
        time.sleep(chance.uniform(0.12, 0.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        pack = booted(state)
        assert pack is not None
        seen.add(pack.id)
        if pack == NEW:
            installed(state, [])._point(type(installed(state, []).pointer())(OLD.id, "", OLD.order))
            for path in (state / "packs" / NEW.id).iterdir():
                path.unlink()
    done = subprocess.run([*command, "--once"], cwd=ROOT, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    assert booted(state) == NEW and OLD.id in seen
