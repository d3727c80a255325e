"""A real server: many at once, while the site is built again, and until it is stopped."""

import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from search.answer import Index
from search.running import Running, listen
from search.server import Limits
from tests.search.samples import doc
from tests.search.serving import DOCS, ROOT, Client, ask, publish
from tests.waiting import LONG_S, until


def test_a_real_server_answers_many_while_the_site_is_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.server._WAITS_S", LONG_S)
    publish(tmp_path, DOCS)
    client = Client(tmp_path, Limits(per_minute=0, seconds=LONG_S))
    client.service._clock = time.monotonic
    running = Running(client.service, listen("127.0.0.1", 0))
    replies: list[tuple[int, int]] = []
    wrong: list[object] = []
    done = threading.Event()

    def asking(words: str) -> None:
        while not done.is_set():
            status, _, body = ask(running.port, "/api/search?" + urlencode({"q": words, "limit": 50}))
            answer = json.loads(body)
            replies.append((status, answer.get("total", -1)))
            named = [hit["title"] for hit in answer.get("results", [])]
            if status != 200 or (words == "鼎鼐" and any("鼎鼐" not in title for title in named)):
                wrong.append((status, answer))

    threads = [threading.Thread(target=asking, args=(words,)) for words in ("鼎鼐", "党费", "组织关系", "zzgx") * 2]
    for thread in threads:
        thread.start()
    docs = list(DOCS)
    for number in range(12):
        docs.append(doc(f"news/n{number}", "鼎鼐新增", published="2027-01-01 00:00"))
        answered = len(replies)
        publish(tmp_path, docs)
        until(lambda before=answered: len(replies) >= before + len(threads), "answers after a build")  # type: ignore[misc]
    done.set()
    for thread in threads:
        thread.join()
    status, headers, body = ask(running.port, "/api/search?" + urlencode({"q": "鼎鼐"}))
    running.stop()
    client.standing.close()
    assert wrong == []
    assert (status, json.loads(body)["total"]) == (200, 12)
    assert "Server" not in headers and "Via" not in headers
    assert not logging.getLogger("waitress.queue").isEnabledFor(logging.WARNING)  # a request that waits is no news
    with pytest.raises(OSError):
        ask(running.port, "/health")


def test_stopping_answers_what_was_asked_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, DOCS)
    monkeypatch.setattr("search.server._WAITS_S", LONG_S)
    monkeypatch.setattr("search.running._PATIENCE_S", LONG_S)
    client = Client(tmp_path, Limits(per_minute=0, seconds=LONG_S))
    client.service._clock = time.monotonic
    plain = Index.search
    stopping = threading.Event()

    def slow(*given: Any, **named: Any) -> Any:
        assert stopping.wait(LONG_S)
        return plain(*given, **named)

    monkeypatch.setattr(Index, "search", slow)
    running = Running(client.service, listen("127.0.0.1", 0))
    replies: list[int] = []
    threads = [
        threading.Thread(target=lambda: replies.append(ask(running.port, "/api/search?q=a")[0])) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    until(lambda: running._count.under_way == len(threads), "the requests' arrival")
    stop = threading.Thread(target=running.stop)
    stop.start()
    until(lambda: not _listens(running.port), "the end of listening")
    assert replies == []
    stopping.set()
    for thread in (*threads, stop):
        thread.join()
    client.standing.close()
    assert replies == [200, 200, 200]


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def test_the_command_serves_and_stops_when_told(tmp_path: Path) -> None:
    publish(tmp_path, DOCS)
    (tmp_path / "indexes").rename(tmp_path / "search")
    (tmp_path / ".output.build").mkdir()
    (tmp_path / "search").rename(tmp_path / ".output.build/search")
    program = (
        "import sys; from pathlib import Path; from plugins.commands import search_service as s; "
        f"sys.exit(s.run(s.Options(output=Path({str(tmp_path / 'output')!r}), port=0)))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ,
    )
    assert process.stdout is not None
    port = int(re.findall(r":(\d+)/search/", process.stdout.readline())[0])
    assert ask(port, "/health")[0] == 200
    assert "党费" in ask(port, "/search/?" + urlencode({"q": "党费"}))[2].decode()
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=LONG_S)
    assert process.returncode == 0
    assert "检索服务已停止" in out and "党费" not in out
    assert err == ""
